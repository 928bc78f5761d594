//! The operations on health reports.

use actix_web::{get, post};

use super::dto::{HealthReportView, NewHealthReport};
use super::model::HealthReport;
use crate::http::query::NoFilter;
use crate::projects::child::operations;

operations! { "health": HealthReport as HealthReportView by NoFilter
    /// Lists the health reports of a project.
    ///
    /// Published status reports too. The latest period first, then the latest publication: the first is how it fares, the
    /// rest is how it got there.
    list list_health_reports "/v1/projects/{project}/health";
    /// Reports how a project fares.
    ///
    /// In one line, by its coordinators, its laureate and its providers: a status report that is published at once. The
    /// reports before stay. Once the project has ended, one, within 30 days: of the period that ended with it.
    create create_health_report "/v1/projects/{project}/health" (NewHealthReport);
    /// Shows a health report.
    ///
    /// To an observer, without words and accounts.
    get get_health_report "/v1/projects/{project}/health/{id}";
}
