//! What a milestone's view needs besides its row, for many milestones at once.

use std::collections::HashMap;

use diesel::dsl::{exists, not};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join4;
use uuid::Uuid;

use super::model::Milestone;
use crate::database::schema::{evidence, milestone_dependencies, milestones, progress_entries};
use crate::reference::Names;
use crate::reference::Reference;

/// What stands related some milestones, by their ids.
#[derive(Debug, Default)]
pub struct Related {
    /// The types of the evidence attached.
    pub evidence: HashMap<Uuid, Vec<String>>,
    /// The milestones they depend on, by code.
    pub dependencies: HashMap<Uuid, Vec<Reference>>,
    /// The percent of the latest progress entry that gives one, corrected entries aside.
    pub percents: HashMap<Uuid, i32>,
    /// The names of those who edited last.
    pub editors: Names,
}

diesel::alias!(progress_entries as corrections: Corrections);

/// Loads it in one round trip: the four statements are pipelined.
pub async fn load(conn: &AsyncPgConnection, rows: &[Milestone]) -> QueryResult<Related> {
    if rows.is_empty() {
        return Ok(Related::default());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let (mut one, mut two, mut three) = (conn, conn, conn);
    let given = evidence::table
        .filter(evidence::milestone_id.eq_any(ids.clone()))
        .select((evidence::milestone_id, evidence::type_))
        .distinct();
    let dependencies = milestone_dependencies::table
        .inner_join(milestones::table.on(milestones::id.eq(milestone_dependencies::depends_on_id)))
        .filter(milestone_dependencies::milestone_id.eq_any(ids.clone()))
        .order(milestones::number)
        .select((
            milestone_dependencies::milestone_id,
            milestones::id,
            milestones::code,
            milestones::title,
        ));
    let corrected = corrections.filter(
        corrections
            .field(progress_entries::corrects_id)
            .eq(progress_entries::id.nullable()),
    );
    let percents = progress_entries::table
        .filter(progress_entries::milestone_id.eq_any(ids))
        .filter(progress_entries::percent.is_not_null())
        .filter(not(exists(corrected)))
        .distinct_on(progress_entries::milestone_id)
        .order((
            progress_entries::milestone_id,
            progress_entries::occurred_on.desc(),
            progress_entries::recorded_at.desc(),
            progress_entries::id.desc(),
        ))
        .select((
            progress_entries::milestone_id.assume_not_null(),
            progress_entries::percent.assume_not_null(),
        ));
    let (given, dependencies, percents, editors) = try_join4(
        given.load::<(Uuid, String)>(&mut one),
        dependencies.load::<(Uuid, Uuid, String, String)>(&mut two),
        percents.load::<(Uuid, i32)>(&mut three),
        Names::load(conn, rows.iter().map(|row| row.updated_by)),
    )
    .await?;
    let mut related = Related {
        percents: percents.into_iter().collect(),
        editors,
        ..Related::default()
    };
    for (milestone, kind) in given {
        related.evidence.entry(milestone).or_default().push(kind);
    }
    for (milestone, id, code, title) in dependencies {
        let references = related.dependencies.entry(milestone).or_default();
        references.push(Reference::coded(id, code, title));
    }
    Ok(related)
}
