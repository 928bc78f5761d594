//! The one step behind both ways to attach evidence: by link and by file.

use diesel_async::AsyncPgConnection;

use super::dto::EvidenceView;
use super::model::{Evidence, Substance};
use crate::fault::{Fault, FaultCode};
use crate::http::wire::Key;
use crate::http::{ApiResult, Change, Done};
use crate::milestones::forecasts::unless_owed;
use crate::milestones::locking::begin;
use crate::milestones::policy;
use crate::projects::Work;
use crate::reference::Names;
use crate::vocabulary::EvidenceType;

/// Attaches a piece of evidence to a milestone that is being worked on, and answers with it.
pub async fn attach(
    change: Change<'_>,
    milestone: &Key,
    kind: EvidenceType,
    title: String,
    substance: Substance,
) -> ApiResult<Done> {
    let begun = begin(change, milestone, Work::Delivery, policy::may_contribute_to).await?;
    let (mut change, (milestone, _), permit) = begun;
    permit.verdict(unless_owed(&milestone).into_iter().chain(kind_fault(kind, false)))?;
    let row = Evidence {
        milestone_id: Some(milestone.id),
        ..Evidence::new(&change, kind, title, substance)
    };
    let author = row.added_by;
    let names = async |conn: &AsyncPgConnection| Ok(Names::load(conn, [author]).await?);
    let names = change.insert_with(&row, names).await?;
    let view = EvidenceView::of_milestone(row, &milestone, &names);
    change.created_immutable(format!("/v1/evidence/{}", view.id), &view)
}

/// What an application is handed in with is of a kind of its own, and nothing else is.
pub fn kind_fault(kind: EvidenceType, of_application: bool) -> Option<Fault> {
    let fits = (kind == EvidenceType::ApplicationFile) == of_application;
    (!fits).then(|| Fault::new(FaultCode::NotInList).at("/type"))
}
