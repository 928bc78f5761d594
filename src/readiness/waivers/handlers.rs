//! The operations on waivers.

use actix_web::{get, post};

use super::dto::{NewWaiver, WaiverFilter, WaiverView};
use super::model::Waiver;
use crate::projects::Motive;
use crate::projects::child::operations;

operations! { "readiness": Waiver as WaiverView by WaiverFilter
    /// Lists the waivers of a project.
    ///
    /// The newest first. Not for observers.
    list list_waivers "/v1/projects/{project}/readiness/waivers";
    /// Waives a gate of a project.
    ///
    /// By a coordinator, who says why; of several of one gate the newest in force counts.
    create create_waiver "/v1/projects/{project}/readiness/waivers" (NewWaiver);
    /// Shows a waiver.
    ///
    /// Not to observers.
    get get_waiver "/v1/projects/{project}/readiness/waivers/{id}";
    /// Revokes a waiver.
    ///
    /// By a coordinator, who says why.
    verb revoke_waiver "/v1/projects/{project}/readiness/waivers/{id}/revoke" Revoked(Motive);
}
