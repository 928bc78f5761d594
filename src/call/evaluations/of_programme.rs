//! The evaluations of a programme: a coordinator's all, a juror's own.

use std::collections::HashMap;
use std::ops::Deref;

use actix_web::get;
use chrono::{DateTime, Utc};
use diesel::dsl::array;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{EvaluationFilter, EvaluationOrder, EvaluationView};
use super::model::{Evaluation, Rows, matching};
use super::related::EvaluationDetails;
use crate::access::{Decision, allow_if, own_evaluations};
use crate::call::applications::CallContext;
use crate::database::schema::{applications, evaluations, projects};
use crate::http::ApiResult;
use crate::projects::Project;
use crate::projects::child::{Asked, Child, Viewer, Which, child_rows, operations};
use crate::reference::Reference;

/// An evaluation of anything in a programme.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = evaluations, check_for_backend(Pg))]
pub struct ProgrammeEvaluation {
    #[diesel(embed)]
    evaluation: Evaluation,
}

impl Deref for ProgrammeEvaluation {
    type Target = Evaluation;

    fn deref(&self) -> &Evaluation {
        &self.evaluation
    }
}

/// What they are shown with: and what they are of.
#[derive(Debug)]
pub struct Details {
    of: EvaluationDetails,
    applications: HashMap<Uuid, String>,
    projects: HashMap<Uuid, Project>,
}

impl Child for ProgrammeEvaluation {
    type Parent = CallContext;
    const COLLECTION: &'static str = "evaluations";
    type Filter = EvaluationFilter;
    type View = EvaluationView;
    type Related = Details;
    child_rows!(evaluations of programme_id, read by may_read, those filtered,
        sorted as EvaluationOrder { Oldest(DateTime<Utc>): asc created_at });

    async fn related(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Details> {
        let (mut one, mut two) = (conn, conn);
        let rows = || Self::rows(parent, which);
        let of_applications = array(rows()?.select(evaluations::application_id.assume_not_null()));
        let of_applications = applications::table.filter(applications::id.eq_any(of_applications));
        let of_applications = of_applications.select((applications::id, applications::title));
        let of_projects = array(rows()?.select(evaluations::project_id.assume_not_null()));
        let of_projects = projects::table.filter(projects::id.eq_any(of_projects));
        let of_projects = of_projects.select(Project::as_select());
        let named = async {
            let applications = of_applications.load::<(Uuid, String)>(&mut one);
            let (applications, projects) = tokio::try_join!(applications, of_projects.load::<Project>(&mut two))?;
            Ok((applications, projects))
        };
        let (of, (applications, projects)) = tokio::try_join!(EvaluationDetails::of(conn, rows), named)?;
        Ok(Details {
            of,
            applications: applications.into_iter().collect(),
            projects: projects.into_iter().map(|project| (project.id, project)).collect(),
        })
    }

    fn view(self, context: &CallContext, details: &Details, viewer: Viewer<'_>) -> EvaluationView {
        let row = self.evaluation;
        let application = row.application_id.map(|id| {
            let title = details.applications.get(&id).map_or("—", String::as_str);
            Reference::new(id, title)
        });
        let project = row
            .project_id
            .and_then(|id| details.projects.get(&id))
            .map(Project::reference);
        let whole = context.of.coordinated || row.is_of(viewer.actor);
        row.shown((application, project), &details.of, whole)
    }
}

/// To coordinators, and jurors theirs.
fn may_read(context: &CallContext) -> Decision {
    allow_if(context.of.coordinated || context.is_juror)
}

fn filtered(rows: Rows, Asked { actor, filter, .. }: Asked<'_, ProgrammeEvaluation>) -> Rows {
    let coordinated = evaluations::programme_id.eq_any(actor.coordinated_programmes());
    let rows = rows.filter(coordinated.or(evaluations::id.eq_any(own_evaluations(actor.account))));
    matching(rows, filter)
}

operations! { "evaluations": ProgrammeEvaluation as EvaluationView by EvaluationFilter
    /// Lists the evaluations of a programme.
    ///
    /// Oldest first: to a coordinator all, to a juror its own.
    list list_programme_evaluations "/v1/programmes/{programme}/evaluations";
}
