//! What applications are shown with.

use std::collections::HashMap;

use diesel::dsl::{array, count_star, sql};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::EvaluationCounts;
use crate::access::Actor;
use crate::call::life::EvaluationState;
use crate::database::Prepared;
use crate::database::schema::{applications, evaluations, projects};
use crate::http::ApiResult;
use crate::organisations::{OrganisationReferences, organisations_among};
use crate::projects::Project;
use crate::reference::{AnyReference, Names, names_among};

/// What applications are shown with.
#[derive(Debug)]
pub struct ApplicationDetails {
    pub names: Names,
    pub organisations: OrganisationReferences,
    /// Those that selections made, those that these replace, and those that replaced these.
    projects: HashMap<Uuid, Project>,
    counts: HashMap<Uuid, EvaluationCounts>,
}

type Rows = applications::BoxedQuery<'static, Pg>;

const PROJECTS: &str = "projects.id in (select unnest(array[made.id, made.replaces_id, next.id])
  from applications application join projects made on made.id = application.project_id
  left join projects next on next.replaces_id = made.id where application.id = any(";

impl ApplicationDetails {
    /// Those of the applications that a subselect gives.
    pub async fn of(conn: &AsyncPgConnection, rows: impl Fn() -> ApiResult<Rows>) -> ApiResult<Self> {
        let (mut one, mut two) = (conn, conn);
        let names = names_among!(
            conn,
            rows()?.select(applications::created_by),
            rows()?.select(applications::updated_by)
        );
        let organisations = organisations_among!(conn, rows()?.select(applications::organisation_id));
        let page = || rows().map(|rows| array(rows.select(applications::id)));
        let named = sql::<Bool>(PROJECTS).bind::<Array<SqlUuid>, _>(page()?).sql("))");
        let named = projects::table.filter(named).select(Project::as_select());
        let counted = evaluations::table
            .filter(evaluations::application_id.assume_not_null().eq_any(page()?))
            .group_by((evaluations::subject_id, evaluations::state))
            .select((evaluations::subject_id, evaluations::state, count_star()));
        // Its text never changes, whatever diesel thinks of what it does not read.
        let named = Prepared(named);
        let (names, organisations, named, counted): (_, _, Vec<Project>, Vec<(Uuid, EvaluationState, i64)>) =
            tokio::try_join!(names, organisations, named.load(&mut one), counted.load(&mut two))?;
        let mut counts: HashMap<Uuid, EvaluationCounts> = HashMap::new();
        for (application, state, count) in counted {
            let counts = counts.entry(application).or_default();
            match state {
                EvaluationState::Assigned => counts.assigned = count,
                EvaluationState::Submitted => counts.submitted = count,
                EvaluationState::Recused => counts.recused = count,
            }
        }
        Ok(Self {
            names,
            organisations,
            projects: named.into_iter().map(|project| (project.id, project)).collect(),
            counts,
        })
    }

    /// How many evaluations an application has.
    pub fn counts(&self, application: Uuid) -> EvaluationCounts {
        self.counts.get(&application).copied().unwrap_or_default()
    }

    /// A project, to those who see it.
    pub fn project(&self, id: Uuid, actor: &Actor) -> AnyReference {
        let seen = self.projects.get(&id);
        let seen = seen.filter(|project| actor.visibility(project.programme_id, project.id).is_some());
        AnyReference::of(seen.map(Project::reference))
    }

    /// Which project a project replaces.
    pub fn replaced_by_it(&self, project: Uuid) -> Option<Uuid> {
        self.projects.get(&project)?.replaces_id
    }

    /// Which project replaced a project.
    pub fn replacing(&self, project: Uuid) -> Option<Uuid> {
        let next = self.projects.values().find(|other| other.replaces_id == Some(project));
        next.map(|next| next.id)
    }
}

diesel::allow_columns_to_appear_in_same_group_by_clause!(evaluations::subject_id, evaluations::state);
