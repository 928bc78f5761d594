//! Selecting an application: it makes the laureate's project, and one from the reserve can replace a project that was
//! withdrawn.

use actix_web::post;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::context::CallContext;
use super::dto::{ApplicationView, Selection};
use super::model::Application;
use super::queries;
use crate::call::life::ApplicationState;
use crate::database::schema::projects as project_rows;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::{Id, Key};
use crate::http::{Admitted, ApiError, ApiResult, IfMatchHeader, Path, Write};
use crate::journal::Action;
use crate::organisations;
use crate::projects::child::{self, Editable, Life};
use crate::projects::{self, NewProject, Project, ProjectState};

/// Selects an application.
///
/// By a coordinator. It makes the project of the laureate, and both name each other. One in the reserve can replace a
/// withdrawn project of the programme; each is replaced once. Refused while evaluations of it are open, each of them named,
/// unless a motive says why.
#[utoipa::path(tag = "call", params(IfMatchHeader), request_body = Selection,
    responses((status = 200, description = "It, after the action.", body = ApplicationView)))]
#[post("/v1/applications/{id}/select")]
pub async fn select_application(write: Write<Selection>, path: Path<Id>) -> ApiResult {
    let may = |row: &Application, actor: &_, context: &_, today| row.may(Action::Selected, actor, context, today);
    child::act(
        write,
        path,
        Action::Selected,
        Application::WORK,
        may,
        async |change, context, before: Application, body: Selection| select(change, context, before, body).await,
    )
    .await
}

async fn select(
    change: &mut Admitted<'_>,
    context: &CallContext,
    before: Application,
    body: Selection,
) -> ApiResult<(Application, Option<String>)> {
    let motive = body.motive.clone().map(String::from);
    let (conn, programme) = (change.conn(), &context.of.programme);
    let code = body.code.as_deref().map(String::as_str);
    let (rivals, open, replaced, laureate) = tokio::try_join!(
        async { Ok(projects::rival_codes(conn, programme, code).await?) },
        async { Ok(queries::open_evaluations(conn, before.id).await?) },
        Replaced::of(conn, programme.id, body.replaces.as_ref()),
        async { Ok(organisations::find_visible(conn, &change.actor, before.organisation_id).await?) },
    )?;
    let mut faults = Vec::from_iter(projects::code_fault(body.code.as_ref(), &rivals));
    let unfit = projects::laureate_fault(laureate.as_ref());
    faults.extend(unfit.map(|fault| fault.at("")));
    faults.extend(before.state.refusal(Action::Selected));
    if let Some(replaced) = &replaced {
        faults.extend(replaced.faults(before.state));
    }
    if motive.is_none() {
        let still_open = |id| Fault::new(FaultCode::EvaluationOpen).with("evaluation", id);
        faults.extend(open.into_iter().map(still_open));
    }
    verdict(faults)?;
    let made = NewProject {
        code: body.code,
        organisation: Id(before.organisation_id),
        title: body.title.unwrap_or_else(|| before.content.title.clone()),
        summary: before.content.summary.clone(),
        useful_months: body.useful_months,
    };
    let laureate = laureate.ok_or_else(ApiError::not_found)?;
    let project = Project {
        replaces_id: replaced.and_then(|replaced| replaced.id()),
        ..projects::selected(change, programme, &laureate, made, &rivals)
    };
    change.insert(&project).await?;
    let after = Application {
        state: ApplicationState::Laureate,
        project_id: Some(project.id),
        motive: motive.clone().or(before.motive.clone()),
        ..before
    };
    Ok((after, motive))
}

/// The project whose place is to be taken, if there is such a one, and which took it before.
struct Replaced(Option<(Project, Option<String>)>);

impl Replaced {
    /// The one that is named, locked, where one is.
    async fn of(mut conn: &AsyncPgConnection, programme: Uuid, key: Option<&Key>) -> ApiResult<Option<Self>> {
        let Some(key) = key else { return Ok(None) };
        let of_programme = project_rows::table.filter(project_rows::programme_id.eq(programme));
        let found = of_programme.select(Project::as_select()).into_boxed();
        let found = match key {
            Key::Id(id) => found.filter(project_rows::id.eq(*id)),
            Key::Code(code) => found.filter(project_rows::code.eq(code.clone())),
        };
        let Some(found) = found.first::<Project>(&mut conn).await.optional()? else {
            return Ok(Some(Self(None)));
        };
        let project = projects::lock_row(conn, found.id).await?;
        let by = projects::replacing(conn, project.id).await?;
        Ok(Some(Self(Some((project, by)))))
    }

    fn id(&self) -> Option<Uuid> {
        self.0.as_ref().map(|(project, _)| project.id)
    }

    /// Why it cannot be replaced by an application in that state.
    fn faults(&self, state: ApplicationState) -> Vec<Fault> {
        let reserve = Fault::unless_in(state, |state| state == ApplicationState::Reserve);
        let refused = match &self.0 {
            None => Some(Fault::new(FaultCode::UnknownReference)),
            Some((project, Some(by))) => {
                let replaced = Fault::new(FaultCode::AlreadyReplaced);
                Some(replaced.with("project", &project.code).with("by", by))
            }
            Some((project, None)) if project.state != ProjectState::Withdrawn => {
                let stands = Fault::new(FaultCode::ProjectNotWithdrawn);
                Some(stands.with("project", &project.code).with("state", project.state))
            }
            Some(_) => None,
        };
        let faults = reserve.into_iter().chain(refused);
        faults.map(|fault| fault.at("/replaces")).collect()
    }
}
