//! The row of an evaluation: how it is written, found, listed and shown.

use std::convert::Infallible;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use serde::Serialize;
use uuid::Uuid;

use super::context::{EvaluatedContext, Subject};
use super::dto::{
    EvaluationFilter, EvaluationInside, EvaluationOrder, EvaluationPatch, EvaluationView, NewRecusal, Recusal,
};
use super::related::EvaluationDetails;
use super::scores::Scores;
use super::vocabulary::{EvaluationPart, Recommendation, RecusalReason};
use crate::access::{Actor, Decision, jurors, own_evaluations};
use crate::call::grids::{self, EvaluationStage};
use crate::call::life::EvaluationState;
use crate::database::schema::evaluations;
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::projects::child::{Asked, Child, Editable, Origin, Step, Viewer, Which, child_rows, editable, lived};
use crate::reference::Reference;

/// What somebody finds of an application or a project.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = evaluations, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Evaluation {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub subject_id: Uuid,
    pub application_id: Option<Uuid>,
    pub project_id: Option<Uuid>,
    pub stage: EvaluationStage,
    pub part: Option<EvaluationPart>,
    pub grid_id: Uuid,
    pub juror_id: Option<Uuid>,
    pub scores: Scores,
    pub comment: Option<String>,
    pub recommendation: Option<Recommendation>,
    pub state: EvaluationState,
    pub recusal_reason: Option<RecusalReason>,
    pub motive: Option<String>,
    pub submitted_at: Option<DateTime<Utc>>,
    pub corrects_id: Option<Uuid>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Evaluation in evaluations as Evaluation, |row| Place { project: row.project_id, ..Place::in_call(row.programme_id, row.application_id) }, versioned);
lived!(Evaluation: EvaluationState);

impl Editable for Evaluation {
    editable!(evaluations from Infallible, EvaluationPatch, as (), by may_assign);

    fn may(&self, action: Action, actor: &Actor, context: &EvaluatedContext, _: NaiveDate) -> Decision {
        context.may_act(self, action, actor)
    }

    /// One is assigned, never sent whole.
    fn new(_: Origin, body: Infallible) -> Self {
        match body {}
    }

    fn patched(self, patch: EvaluationPatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            scores: patch.scores.apply(self.scores),
            comment: patch.comment.apply(self.comment),
            recommendation: patch.recommendation.apply(self.recommendation),
            ..self
        })
    }

    /// One that is submitted was so at an instant.
    async fn settled(mut self, _: Option<&Self>, change: &mut Admitted<'_>, _: &EvaluatedContext) -> ApiResult<Self> {
        let submitted = self.state == EvaluationState::Submitted;
        self.submitted_at = self.submitted_at.or(submitted.then_some(change.now));
        Ok(self)
    }

    fn frozen(&self) -> Option<Fault> {
        Fault::unless_in(self.state, |state| state == EvaluationState::Assigned)
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &EvaluatedContext,
    ) -> ApiResult<Vec<Fault>> {
        let grid = grids::find(change.conn(), self.grid_id).await?;
        let mut faults = Vec::new();
        if before.is_some_and(|before| before.scores != self.scores) {
            faults.extend(self.scores.faults(&grid));
        }
        if self.state == EvaluationState::Submitted {
            faults.extend(self.scores.gaps(&grid));
        }
        // A correction that is recused takes out what it corrects: not once that was decided by.
        if self.state != EvaluationState::Recused || self.corrects_id.is_some() {
            faults.extend(context.closed());
        }
        Ok(faults)
    }
}

/// Who may assign any.
fn may_assign(actor: &Actor, context: &EvaluatedContext, _: NaiveDate) -> Decision {
    context.may_assign(actor)
}

impl EvaluatedContext {
    /// What refuses to evaluate an application that was decided on.
    pub fn closed(&self) -> Option<Fault> {
        match &self.subject {
            Subject::Application { application, .. } => application.state.closed(),
            Subject::Project(_) => None,
        }
    }

    /// The application, and the project, that is evaluated, pointed to.
    fn references(&self) -> (Option<Reference>, Option<Reference>) {
        match &self.subject {
            Subject::Application { application, .. } => (Some(application.reference()), None),
            Subject::Project(context) => (None, Some(context.project.reference())),
        }
    }
}

impl Step<Evaluation> for NewRecusal {
    fn motive(&self) -> Option<&str> {
        self.motive.as_deref().map(String::as_str)
    }

    fn faults(&self, _: &Evaluation, _: Action, _: NaiveDate) -> Vec<Fault> {
        let without_reason = || Fault::new(FaultCode::MissingField).at("/reason");
        let without_motive = || Fault::new(FaultCode::MotiveRequired).at("/motive");
        let reason = self.reason.is_none().then(without_reason);
        reason
            .into_iter()
            .chain(self.motive.is_none().then(without_motive))
            .collect()
    }

    fn apply(self, mut row: Evaluation, _: Action, _: NaiveDate) -> Evaluation {
        row.recusal_reason = self.reason;
        row
    }
}

impl Evaluation {
    /// Whether it is assigned to the caller alone.
    pub fn is_of(&self, actor: &Actor) -> bool {
        self.juror_id == Some(actor.account)
    }

    /// How it is shown, beside what it is of.
    pub fn shown(
        self,
        (application, project): (Option<Reference>, Option<Reference>),
        details: &EvaluationDetails,
        whole: bool,
    ) -> EvaluationView {
        let names = &details.names;
        let inside = whole.then(|| EvaluationInside {
            juror: self.juror_id.map(|account| names.account(account)),
            recusal: self.recusal_reason.map(|reason| Recusal {
                reason,
                motive: self.motive,
            }),
            created_by: names.account(self.created_by),
            updated_by: names.account(self.updated_by),
        });
        // What somebody drafted who then declined to judge is nobody else's.
        let told = whole || self.state != EvaluationState::Recused;
        EvaluationView {
            id: self.id,
            application,
            project,
            stage: self.stage,
            part: self.part,
            grid: details.grid(self.grid_id),
            scores: if told { self.scores.0 } else { Vec::new() },
            comment: self.comment.filter(|_| told),
            recommendation: self.recommendation.filter(|_| told),
            state: self.state,
            submitted_at: self.submitted_at,
            corrects: self.corrects_id,
            corrected_by: details.corrected_by(self.id),
            counts: self.state == EvaluationState::Submitted && !details.is_set_aside(self.id),
            inside,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

impl Child for Evaluation {
    type Parent = EvaluatedContext;
    const COLLECTION: &'static str = "evaluations";
    type Filter = EvaluationFilter;
    type View = EvaluationView;
    type Related = EvaluationDetails;
    child_rows!(evaluations of subject_id, with version, read by EvaluatedContext::may_read, those filtered,
        sorted as EvaluationOrder { Oldest(DateTime<Utc>): asc created_at });

    fn keep_motive(&mut self, motive: &str) {
        self.motive = Some(motive.to_owned());
    }

    fn is_shown(&self, actor: &Actor, context: &EvaluatedContext) -> bool {
        context.shows(self, actor)
    }

    async fn related(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        EvaluationDetails::of(conn, || Self::rows(parent, which)).await
    }

    fn view(self, context: &EvaluatedContext, details: &EvaluationDetails, viewer: Viewer<'_>) -> EvaluationView {
        let whole = context.of.coordinated || self.is_of(viewer.actor);
        let whole = whole || context.is_own_part(&self, viewer.actor);
        self.shown(context.references(), details, whole)
    }
}

/// Rows of evaluations.
pub type Rows = evaluations::BoxedQuery<'static, Pg>;

/// Those that a caller is shown, as [`EvaluatedContext::shows`] has it.
fn filtered(rows: Rows, Asked { actor, filter, .. }: Asked<'_, Evaluation>) -> Rows {
    let account = actor.account;
    let own_done = jurors::table
        .filter(jurors::juror_id.eq(account))
        .filter(jurors::subject_id.eq(evaluations::subject_id))
        .filter(jurors::state.ne(EvaluationState::Assigned));
    let disclosed = evaluations::application_id
        .is_not_null()
        .and(evaluations::state.ne(EvaluationState::Assigned))
        .and(diesel::dsl::exists(own_done));
    let laureate_of: Vec<Uuid> = actor.laureate_of.iter().map(|it| it.project).collect();
    let own_part = evaluations::subject_id
        .eq_any(laureate_of)
        .and(evaluations::part.eq(EvaluationPart::SelfAssessment));
    let told = evaluations::project_id
        .is_not_null()
        .and(evaluations::state.eq(EvaluationState::Submitted));
    let coordinated = evaluations::programme_id.eq_any(actor.coordinated_programmes());
    let is_own = evaluations::id.eq_any(own_evaluations(account));
    let rows = match &filter.juror {
        Some(_) => rows.filter(coordinated.or(is_own)),
        None => rows.filter(coordinated.or(is_own).or(disclosed).or(own_part).or(told)),
    };
    matching(rows, filter)
}

/// Those that a filter lets through.
pub fn matching(rows: Rows, filter: &EvaluationFilter) -> Rows {
    let rows = any_of!(rows, evaluations::stage, filter.stage, |it| *it);
    let rows = any_of!(rows, evaluations::part, filter.part, |it| *it);
    let rows = any_of!(rows, evaluations::state, filter.state, |it| *it);
    let rows = any_of!(rows, evaluations::juror_id, filter.juror, |it| it.0);
    edited_since!(rows, evaluations::updated_at, filter.updated_since)
}
