//! Assigning an evaluation: to a juror of the programme, to whoever a part of a project's is of, or anew as a correction.

use chrono::NaiveDate;
use diesel::dsl::exists;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::context::{EvaluatedContext, Subject};
use super::dto::NewEvaluation;
use super::life::{EvaluationPart, EvaluationState};
use super::model::Evaluation;
use super::scores::Scores;
use crate::access::Role;
use crate::call::grids::{self, EvaluationStage, Grid};
use crate::call::ranking::{Evaluated, Given, standing};
use crate::database::Prepared;
use crate::database::schema::{accounts, evaluations, grants};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::Id;
use crate::http::{Admitted, ApiError, ApiResult};
use crate::journal::Action;
use crate::programmes::Track;
use crate::projects::child::{Child, Origin, Parent};

/// What is to be evaluated, when and by whom.
struct Assignment {
    stage: EvaluationStage,
    part: Option<EvaluationPart>,
    juror: Option<Uuid>,
}

/// A new evaluation, or what refuses it.
pub async fn assigned(
    change: &mut Admitted<'_>,
    context: &EvaluatedContext,
    body: NewEvaluation,
) -> ApiResult<Evaluation> {
    if let Some(Id(corrected)) = body.corrects {
        return correction(change, context, &body, corrected).await;
    }
    let (asked, mut faults) = asked(context, &body);
    let (conn, programme) = (change.conn(), context.of.programme.id);
    let today = change.today(context.of.programme.zone());
    let (unfit, taken, grid) = tokio::try_join!(
        unfit(conn, context, &asked, today),
        is_assigned(conn, context.id(), &asked),
        grids::in_force(conn, programme, asked.stage),
    )?;
    faults.extend(unfit.map(|code| Fault::new(code).at("/juror")));
    faults.extend(taken.then(|| Fault::new(FaultCode::AlreadyAssigned)));
    faults.extend(context.closed());
    if grid.is_none() {
        faults.push(Fault::new(FaultCode::NoGrid).with("stage", asked.stage));
    }
    verdict(faults)?;
    let grid = grid.ok_or_else(ApiError::not_found)?;
    Ok(Evaluation::open(Origin::of(change, context), context, asked, &grid))
}

/// What a body asks for, of such a subject, and every fault of what it says.
fn asked(context: &EvaluatedContext, body: &NewEvaluation) -> (Assignment, Vec<Fault>) {
    let missing = |at: &str| Fault::new(FaultCode::MissingField).at(at);
    let elsewhere = |at: &str| Fault::new(FaultCode::NotInList).at(at);
    let juror = body.juror.map(Uuid::from);
    let is_project = matches!(context.subject, Subject::Project(_));
    let stage = match body.stage {
        None if !is_project => Ok(EvaluationStage::Selection),
        None => Err(missing("/stage")),
        Some(stage) if (stage == EvaluationStage::Selection) == is_project => Err(elsewhere("/stage")),
        Some(stage) => Ok(stage),
    };
    let other = match is_project {
        true => body.part.is_none().then(|| missing("/part")).into_iter().collect(),
        false => Vec::from_iter(
            (body.part.map(|_| elsewhere("/part")).into_iter()).chain(juror.is_none().then(|| missing("/juror"))),
        ),
    };
    let asked = Assignment {
        stage: stage.as_ref().copied().unwrap_or(EvaluationStage::Selection),
        part: body.part.filter(|_| is_project),
        juror,
    };
    (asked, stage.err().into_iter().chain(other).collect())
}

/// Why the account that is named cannot evaluate: not one of those who may, not in use any more, or one who would be shown what
/// the others find.
async fn unfit(
    mut conn: &AsyncPgConnection,
    context: &EvaluatedContext,
    asked: &Assignment,
    today: NaiveDate,
) -> QueryResult<Option<FaultCode>> {
    let Some(account) = asked.juror else { return Ok(None) };
    let holds = |role: Role| {
        let of = grants::table.filter(grants::account_id.eq(account).and(grants::role.eq(role)));
        let begun = grants::from_on.is_null().or(grants::from_on.le(today));
        let lasting = grants::until_on.is_null().or(grants::until_on.gt(today));
        let of = of.filter(grants::programme_id.eq(context.of.programme.id));
        exists(of.filter(begun).filter(lasting))
    };
    let known = accounts::table.find(account).select((
        accounts::deactivated_at.is_null(),
        accounts::organisation_id,
        holds(Role::Juror),
        holds(Role::Coordinator),
    ));
    let known: Option<(bool, Option<Uuid>, bool, bool)> = known.first(&mut conn).await.optional()?;
    let Some((in_use, organisation, is_juror, coordinates)) = known else {
        return Ok(Some(FaultCode::UnknownReference));
    };
    let fits = match (&context.subject, asked.part) {
        (Subject::Application { .. }, _) => is_juror,
        (Subject::Project(of), Some(EvaluationPart::SelfAssessment)) => {
            organisation == Some(of.project.organisation_id)
        }
        (Subject::Project(_), Some(EvaluationPart::Instruction)) => {
            let has_authority = |track: &Track| organisation == Some(track.authority_id);
            coordinates && context.tracks.iter().any(has_authority)
        }
        (Subject::Project(_), _) => coordinates,
    };
    let is_application = matches!(context.subject, Subject::Application { .. });
    Ok(match (fits, in_use) {
        (false, _) => Some(FaultCode::UnknownReference),
        (true, false) => Some(FaultCode::AccountDeactivated),
        (true, true) => (is_application && coordinates).then_some(FaultCode::JurorCoordinates),
    })
}

/// Whether the juror has one of that stage; of a part, whether one stands.
async fn is_assigned(mut conn: &AsyncPgConnection, subject: Uuid, asked: &Assignment) -> QueryResult<bool> {
    let there = evaluations::table
        .filter(evaluations::subject_id.eq(subject))
        .filter(evaluations::stage.eq(asked.stage))
        .into_boxed();
    let same = match asked.part {
        None => there.filter(evaluations::juror_id.eq(asked.juror)),
        Some(part) => there.filter(evaluations::part.eq(part)),
    };
    // Its text never changes, whatever diesel thinks of what it does not read.
    let same: Vec<Given> = Prepared(same.select(Given::as_select())).load(&mut conn).await?;
    let same: Vec<Evaluated> = same.iter().map(|given| given.by(None)).collect();
    Ok(match asked.part {
        None => !same.is_empty(),
        Some(_) => standing(&same).next().is_some(),
    })
}

/// A new evaluation that corrects a submitted one of the same subject, and begins as that was submitted.
async fn correction(
    change: &mut Admitted<'_>,
    context: &EvaluatedContext,
    body: &NewEvaluation,
    corrected: Uuid,
) -> ApiResult<Evaluation> {
    let said = [
        (body.stage.is_some(), "/stage"),
        (body.part.is_some(), "/part"),
        (body.juror.is_some(), "/juror"),
    ];
    let beside = said.into_iter().filter(|(is_said, _)| *is_said);
    let mut faults: Vec<Fault> = beside
        .map(|(_, at)| {
            let members = ["corrects", at.trim_start_matches('/')];
            Fault::new(FaultCode::OneOfTwo).at(at).with("members", members)
        })
        .collect();
    let of = context.id();
    let (found, is_corrected) = tokio::try_join!(
        Evaluation::find(change.conn(), of, corrected),
        is_corrected(change.conn(), corrected),
    )?;
    let actor = &change.actor;
    let writes = |row: &Evaluation| context.of.coordinated || context.may_act(row, Action::Updated, actor).is_ok();
    let found = found.filter(|row| row.state == EvaluationState::Submitted && !is_corrected && writes(row));
    if found.is_none() {
        faults.push(Fault::new(FaultCode::EvaluationElsewhere).at("/corrects"));
    }
    faults.extend(context.closed());
    verdict(faults)?;
    let found = found.ok_or_else(ApiError::not_found)?;
    Ok(found.as_correction(Origin::of(change, context)))
}

/// Whether an evaluation has a correction, submitted or not.
async fn is_corrected(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<bool> {
    let corrections = evaluations::table.filter(evaluations::corrects_id.eq(id));
    diesel::select(exists(corrections)).get_result(&mut conn).await
}

impl Evaluation {
    /// One that is assigned, by a grid.
    fn open(origin: Origin, context: &EvaluatedContext, asked: Assignment, grid: &Grid) -> Self {
        let (application_id, project_id) = match &context.subject {
            Subject::Application { .. } => (Some(origin.parent), None),
            Subject::Project(_) => (None, Some(origin.parent)),
        };
        Self {
            id: Uuid::now_v7(),
            programme_id: origin.programme,
            subject_id: origin.parent,
            application_id,
            project_id,
            stage: asked.stage,
            part: asked.part,
            grid_id: grid.id,
            juror_id: asked.juror,
            scores: Scores::default(),
            comment: None,
            recommendation: None,
            state: EvaluationState::Assigned,
            recusal_reason: None,
            motive: None,
            submitted_at: None,
            corrects_id: None,
            version: 1,
            created_at: origin.at,
            created_by: origin.by,
            updated_at: origin.at,
            updated_by: origin.by,
        }
    }

    /// One that corrects this one, and begins as it is.
    fn as_correction(&self, origin: Origin) -> Self {
        Self {
            corrects_id: Some(self.id),
            id: Uuid::now_v7(),
            state: EvaluationState::Assigned,
            submitted_at: None,
            version: 1,
            created_at: origin.at,
            created_by: origin.by,
            updated_at: origin.at,
            updated_by: origin.by,
            ..self.clone()
        }
    }
}
