//! The operations on reuses.

use actix_web::{delete, get, patch, post};

use super::dto::{NewReuse, ReuseFilter, ReusePatch, ReuseView};
use super::model::Reuse;
use crate::projects::Motive;
use crate::projects::child::operations;

operations! { "reuses": Reuse as ReuseView by ReuseFilter
    /// Lists the reuses of a project.
    ///
    /// The newest first. To an observer those that were adopted.
    list list_reuses "/v1/projects/{project}/reuses";
    /// Lists the reuses of a programme.
    ///
    /// Of the projects that the caller coordinates, works on or observes; the newest first.
    across list_programme_reuses "/v1/programmes/{programme}/reuses";
    /// Adds a reuse.
    ///
    /// By the laureate or a coordinator, from the first contact on; also once the project has ended.
    create create_reuse "/v1/projects/{project}/reuses" (NewReuse);
    /// Shows a reuse.
    ///
    /// To an observer once it was adopted, without accounts.
    get get_reuse "/v1/projects/{project}/reuses/{id}";
    /// Changes a reuse.
    ///
    /// Until it is abandoned.
    update update_reuse "/v1/projects/{project}/reuses/{id}" (ReusePatch);
    /// Deletes a reuse that was added by mistake.
    ///
    /// Only while nothing was done to it but edits.
    delete delete_reuse "/v1/projects/{project}/reuses/{id}";
    /// Says that a reuse is being tried.
    ///
    /// After the contact.
    verb try_reuse "/v1/projects/{project}/reuses/{id}/try" Tried(NoBody);
    /// Says that a reuse was adopted.
    ///
    /// They work with it, after they tried it. Observers are shown it from then on.
    verb adopt_reuse "/v1/projects/{project}/reuses/{id}/adopt" Adopted(NoBody);
    /// Says that a reuse was abandoned.
    ///
    /// Wherever it was, with a motive.
    verb abandon_reuse "/v1/projects/{project}/reuses/{id}/abandon" Abandoned(Motive);
}
