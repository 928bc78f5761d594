//! The operations on status reports.

use actix_web::{delete, get, patch, post};

use super::dto::{NewStatusReport, StatusReportFilter, StatusReportPatch, StatusReportView};
use super::model::StatusReport;
use crate::projects::child::operations;

operations! { "status_reports": StatusReport as StatusReportView by StatusReportFilter
    /// Lists the status reports of a project.
    ///
    /// The latest period first. A provider is shown its own, and those of others once they are published; an observer those
    /// that are published, but for those of one line.
    list list_status_reports "/v1/projects/{project}/status-reports";
    /// Lists the status reports of a programme.
    ///
    /// Of the projects that the caller coordinates, works on or observes; the latest period first.
    across list_programme_status_reports "/v1/programmes/{programme}/status-reports";
    /// Drafts a status report.
    ///
    /// By a coordinator, the laureate or a provider. The last day of its period has come. Once the project has ended, within
    /// 30 days: of the period that ended with it, or what says an earlier one right.
    create create_status_report "/v1/projects/{project}/status-reports" (NewStatusReport);
    /// Shows a status report.
    ///
    /// To an observer, once it is published, without accounts.
    get get_status_report "/v1/projects/{project}/status-reports/{id}";
    /// Changes a status report.
    ///
    /// By its author, until it is published. An endorsement is taken back by it.
    update update_status_report "/v1/projects/{project}/status-reports/{id}" (StatusReportPatch);
    /// Deletes a status report that was drafted by mistake.
    ///
    /// By its author, while nothing was done to it but edits.
    delete delete_status_report "/v1/projects/{project}/status-reports/{id}";
    /// Endorses a status report.
    ///
    /// By another account of the author's organisation; by the author where nobody else of it may report on the project.
    verb endorse_status_report "/v1/projects/{project}/status-reports/{id}/endorse" Endorsed(NoBody);
    /// Publishes a status report.
    ///
    /// By a coordinator. It is kept as it is from then on; a rectification is a new report that names it.
    verb publish_status_report "/v1/projects/{project}/status-reports/{id}/publish" Published(NoBody);
}
