//! The operations on risks.

use actix_web::{delete, get, patch, post};

use super::dto::{NewRisk, RiskFilter, RiskMitigation, RiskPatch, RiskView};
use super::model::Risk;
use crate::projects::Motive;
use crate::projects::child::operations;

operations! { "risks": Risk as RiskView by RiskFilter
    /// Lists the risks of a project.
    ///
    /// The most critical first. Not for observers.
    list list_risks "/v1/projects/{project}/risks";
    /// Lists the risks of a programme.
    ///
    /// Of the projects that the caller coordinates or works on; the most critical first.
    across list_programme_risks "/v1/programmes/{programme}/risks";
    /// Adds a risk.
    ///
    /// By whoever works on the project.
    create create_risk "/v1/projects/{project}/risks" (NewRisk);
    /// Shows a risk.
    ///
    /// With how critical it is, and whether its review is overdue today. Not for observers.
    get get_risk "/v1/projects/{project}/risks/{id}";
    /// Changes a risk.
    ///
    /// One that is mitigated keeps a residual score and a response.
    update update_risk "/v1/projects/{project}/risks/{id}" (RiskPatch);
    /// Deletes a risk that was added by mistake.
    ///
    /// Only while nothing was done to it but edits; after that, close it.
    delete delete_risk "/v1/projects/{project}/risks/{id}";
    /// Mitigates a risk.
    ///
    /// With its residual score and the response, unless both stand already.
    verb mitigate_risk "/v1/projects/{project}/risks/{id}/mitigate" Mitigated(RiskMitigation);
    /// Closes a risk.
    ///
    /// What was feared cannot happen any more, or is accepted: the motive says which.
    verb close_risk "/v1/projects/{project}/risks/{id}/close" Closed(Motive);
    /// Says that what was feared has happened.
    ///
    /// Of an open or a mitigated risk; the motive says what happened.
    verb declare_risk_occurred "/v1/projects/{project}/risks/{id}/occur" Occurred(Motive);
    /// Reopens a risk.
    ///
    /// One that was closed or has occurred is open again, with the scores that it had.
    verb reopen_risk "/v1/projects/{project}/risks/{id}/reopen" Reopened(Motive);
}
