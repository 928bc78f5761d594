//! SQL of evidence.

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::model::Evidence;
use crate::access::Actor;
use crate::database::schema::{evidence, milestones, programmes, projects};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Named, Snapshot};
use crate::milestones::queries::seen_by;
use crate::milestones::{Milestone, NamedMilestone, policy};
use crate::programmes::Programme;
use crate::projects::Project;

/// All of a milestone's evidence, oldest first.
pub async fn of_milestone(mut conn: &AsyncPgConnection, milestone: Uuid) -> QueryResult<Vec<Evidence>> {
    evidence::table
        .filter(evidence::milestone_id.eq(milestone))
        .order((evidence::added_at, evidence::id))
        .select(Evidence::as_select())
        .load(&mut conn)
        .await
}

/// A piece of evidence, and the milestone that it was attached to.
#[derive(Clone, Debug)]
pub struct NamedEvidence {
    evidence: Evidence,
    of: NamedMilestone,
}

impl Named for NamedEvidence {
    async fn find(mut conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        let Key::Id(id) = key else { return Ok(None) };
        let found: Option<(Evidence, Milestone, Project, Programme)> = evidence::table
            .inner_join(milestones::table.inner_join(projects::table.inner_join(programmes::table)))
            .filter(evidence::id.eq(id))
            .select((
                Evidence::as_select(),
                Milestone::as_select(),
                Project::as_select(),
                Programme::as_select(),
            ))
            .first(&mut conn)
            .await
            .optional()?;
        Ok(found.map(|(evidence, milestone, project, programme)| Self {
            evidence,
            of: NamedMilestone {
                milestone,
                project,
                programme,
            },
        }))
    }
}

/// A piece of evidence that the actor may read: whoever sees its milestone (404), observers excepted (403).
pub async fn read(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<(Evidence, Milestone)> {
    let found: NamedEvidence = snapshot.find(key).await?.ok_or_else(ApiError::not_found)?;
    let (milestone, context) = seen_by(actor, Some(found.of))?;
    policy::may_read_texts(&context)?;
    Ok((found.evidence, milestone))
}
