//! What entries name, loaded for many at once.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::{try_join, try_join4};
use uuid::Uuid;

use super::dto::ProgressEntryView;
use super::model::ProgressEntry;
use crate::access::Actor;
use crate::database::schema::{milestones, progress_entries};
use crate::missions;
use crate::organisations::OrganisationReferences;
use crate::projects::ProjectContext;
use crate::reference::Names;
use crate::reference::{AnyReference, Reference};

/// What some entries name.
#[derive(Debug)]
pub struct Related {
    /// The names of authors and of those whose time it is.
    pub names: Names,
    /// The organisations of the authors.
    pub organisations: OrganisationReferences,
    /// The project.
    pub project: Reference,
    milestones: HashMap<Uuid, Reference>,
    missions: HashMap<Uuid, Reference>,
    corrections: HashMap<Uuid, Uuid>,
}

/// The views of entries of the context's project, in the order of the rows. The readings are
/// pipelined.
pub async fn load_views(
    conn: &AsyncPgConnection,
    actor: &Actor,
    context: &ProjectContext,
    rows: Vec<ProgressEntry>,
) -> QueryResult<Vec<ProgressEntryView>> {
    let related = Related::load(conn, actor, context, &rows).await?;
    let views = rows.into_iter().map(|row| ProgressEntryView::new(row, &related));
    Ok(views.collect())
}

impl Related {
    async fn load(
        conn: &AsyncPgConnection,
        actor: &Actor,
        context: &ProjectContext,
        rows: &[ProgressEntry],
    ) -> QueryResult<Self> {
        let (mut one, mut two) = (conn, conn);
        let people = rows.iter().flat_map(|row| [row.author_id, row.person_id]);
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let named: Vec<Uuid> = rows.iter().filter_map(|row| row.milestone_id).collect();
        let bodies: Vec<Uuid> = rows.iter().filter_map(|row| row.organisation_id).collect();
        let worked = rows.iter().filter_map(|row| row.mission_id).collect();
        let readings = try_join4(
            Names::load(conn, people),
            OrganisationReferences::load(conn, &bodies),
            async {
                if named.is_empty() {
                    return Ok(Vec::new());
                }
                milestones::table
                    .filter(milestones::id.eq_any(named))
                    .select((milestones::id, milestones::code, milestones::title))
                    .load::<(Uuid, String, String)>(&mut one)
                    .await
            },
            progress_entries::table
                .filter(progress_entries::corrects_id.eq_any(ids))
                .select((progress_entries::corrects_id.assume_not_null(), progress_entries::id))
                .load::<(Uuid, Uuid)>(&mut two),
        );
        let missions = missions::references(conn, actor, context, worked);
        let ((names, organisations, milestones, corrections), missions) = try_join(readings, missions).await?;
        let milestones = milestones
            .into_iter()
            .map(|(id, code, title)| (id, Reference::coded(id, code, title)));
        Ok(Self {
            names,
            organisations,
            project: context.project.reference(),
            milestones: milestones.collect(),
            missions,
            corrections: corrections.into_iter().collect(),
        })
    }

    /// The milestone that an entry is for.
    pub fn milestone(&self, id: Option<Uuid>) -> Option<Reference> {
        self.milestones.get(&id?).cloned()
    }

    /// The mission that the work was done under; another provider's is not disclosed.
    pub fn mission(&self, id: Option<Uuid>) -> Option<AnyReference> {
        Some(AnyReference::of(self.missions.get(&id?).cloned()))
    }

    /// The entry that replaces another.
    pub fn correction_of(&self, id: Uuid) -> Option<Uuid> {
        self.corrections.get(&id).copied()
    }
}
