//! The operations on the items of a hand-over.

use actix_web::{delete, get, patch, post};

use super::dto::{HandOverFilter, HandOverItemPatch, HandOverItemView, NewHandOverItem};
use super::model::HandOverItem;
use super::pieces::Provision;
use crate::projects::Motive;
use crate::projects::child::operations;

operations! { "hand_over": HandOverItem as HandOverItemView by HandOverFilter
    /// Lists the hand-over of a project.
    ///
    /// In the order in which its items were added. Not for observers.
    list list_hand_over_items "/v1/projects/{project}/hand-over";
    /// Lists the hand-overs of a programme.
    ///
    /// Of the projects that the caller coordinates or works on; what was added first, first.
    across list_programme_hand_over_items "/v1/programmes/{programme}/hand-over";
    /// Adds an item to a hand-over.
    ///
    /// By a coordinator. One of a kind, but for `other`, which says in its title what it is.
    create create_hand_over_item "/v1/projects/{project}/hand-over" (NewHandOverItem);
    /// Shows an item of a hand-over.
    ///
    /// Not to observers.
    get get_hand_over_item "/v1/projects/{project}/hand-over/{id}";
    /// Changes what an item of a hand-over is.
    ///
    /// By a coordinator, until it is verified or waived.
    update update_hand_over_item "/v1/projects/{project}/hand-over/{id}" (HandOverItemPatch);
    /// Deletes an item that was added by mistake.
    ///
    /// By a coordinator, only while nothing was done to it but edits.
    delete delete_hand_over_item "/v1/projects/{project}/hand-over/{id}";
    /// Provides an item of a hand-over.
    ///
    /// By a provider: links, and pieces of evidence of the project's milestones by their ids. They take the place of what was
    /// provided before.
    verb provide_hand_over_item "/v1/projects/{project}/hand-over/{id}/provide" Provided(Provision);
    /// Verifies an item of a hand-over.
    ///
    /// By the laureate; by a coordinator once the laureate was silent for longer than the programme's `verification_days`.
    verb verify_hand_over_item "/v1/projects/{project}/hand-over/{id}/verify" Verified(NoBody);
    /// Returns an item of a hand-over that does not do.
    ///
    /// By the laureate, who says why. It is missing again; what was provided is shown until something else is.
    verb return_hand_over_item "/v1/projects/{project}/hand-over/{id}/return" Returned(Motive);
    /// Does without an item of a hand-over.
    ///
    /// By a coordinator, who says why.
    verb waive_hand_over_item "/v1/projects/{project}/hand-over/{id}/waive" Waived(Motive);
    /// Asks again for an item of a hand-over.
    ///
    /// By a coordinator, who says why; one that is verified or waived is missing again.
    verb reopen_hand_over_item "/v1/projects/{project}/hand-over/{id}/reopen" Reopened(Motive);
}
