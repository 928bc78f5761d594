//! The one step behind both ways to attach evidence: by link and by file.

use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use super::dto::EvidenceView;
use super::model::{Evidence, Substance};
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
    permit.verdict(unless_owed(&milestone))?;
    let (author, organisation) = (change.actor.account, change.actor.organisation);
    let row = Evidence {
        id: Uuid::now_v7(),
        milestone_id: milestone.id,
        kind,
        title,
        url: None,
        added_by: author,
        organisation_id: organisation,
        added_at: change.now,
        file_name: None,
        file_media_type: None,
        file_size: None,
        file_sha256: None,
        file_key: None,
    };
    let row = row.made_of(substance);
    let names = async |conn: &AsyncPgConnection| Ok(Names::load(conn, [author]).await?);
    let names = change.insert_with(&row, names).await?;
    let view = EvidenceView::new(row, &milestone, &names);
    change.created_immutable(format!("/v1/evidence/{}", view.id), &view)
}
