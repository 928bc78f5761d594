//! Assigning an evaluation: to a juror of the programme, to whoever a part of a project's is of, or anew as a correction.

use uuid::Uuid;

use super::context::{EvaluatedContext, Subject};
use super::dto::NewEvaluation;
use super::model::Evaluation;
use super::queries::{self, Candidate, ScoredEvaluation};
use super::scores::Scores;
use super::standing::{Evaluated, standing};
use super::vocabulary::EvaluationPart;
use crate::call::grids::{self, EvaluationStage, Grid};
use crate::call::life::EvaluationState;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::Id;
use crate::http::{Admitted, ApiError, ApiResult};
use crate::journal::Action;
use crate::projects::child::{Child, Origin, Parent};

/// What is to be evaluated, when and by whom.
#[derive(Clone, Copy)]
struct Assignment {
    stage: EvaluationStage,
    part: Option<EvaluationPart>,
    juror: Option<Uuid>,
}

/// A new evaluation, or what refuses it.
pub async fn assign(
    change: &mut Admitted<'_>,
    context: &EvaluatedContext,
    body: NewEvaluation,
) -> ApiResult<Evaluation> {
    if let Some(Id(corrected)) = body.corrects {
        return correction(change, context, &body, corrected).await;
    }
    let (assignment, mut faults) = requested(context, &body);
    let (conn, programme) = (change.conn(), context.of.programme.id);
    let today = change.today(context.of.programme.zone());
    let Assignment { stage, part, juror } = assignment;
    let candidate = async {
        match juror {
            None => Ok(None),
            Some(juror) => Ok(Some(queries::candidate(conn, juror, programme, today).await?)),
        }
    };
    let (candidate, alike, grid) = tokio::try_join!(
        candidate,
        queries::alike(conn, context.id(), stage, part, juror),
        grids::in_force(conn, programme, stage),
    )?;
    let unfit = candidate.and_then(|found| unfit(found.as_ref(), context, part));
    let taken = is_taken(part, &alike);
    faults.extend(unfit.map(|code| Fault::new(code).at("/juror")));
    faults.extend(taken.then(|| Fault::new(FaultCode::AlreadyAssigned)));
    faults.extend(context.closed());
    if grid.is_none() {
        faults.push(Fault::new(FaultCode::NoGrid).with("stage", stage));
    }
    verdict(faults)?;
    let grid = grid.ok_or_else(ApiError::not_found)?;
    Ok(Evaluation::open(
        Origin::of(change, context),
        context,
        assignment,
        &grid,
    ))
}

/// What a body asks for, of such a subject, and every fault of what it says.
fn requested(context: &EvaluatedContext, body: &NewEvaluation) -> (Assignment, Vec<Fault>) {
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
    let assignment = Assignment {
        stage: stage.as_ref().copied().unwrap_or(EvaluationStage::Selection),
        part: body.part.filter(|_| is_project),
        juror,
    };
    (assignment, stage.err().into_iter().chain(other).collect())
}

/// Whether one of those alike is in the way of a new one: of a juror any; of a part one that stands.
fn is_taken(part: Option<EvaluationPart>, alike: &[ScoredEvaluation]) -> bool {
    let alike: Vec<Evaluated> = alike.iter().map(|it| it.by(None)).collect();
    match part {
        None => !alike.is_empty(),
        Some(_) => standing(&alike).next().is_some(),
    }
}

/// Why an account cannot evaluate: not one of those who may, not in use any more, or one who would be shown what the others find.
fn unfit(candidate: Option<&Candidate>, context: &EvaluatedContext, part: Option<EvaluationPart>) -> Option<FaultCode> {
    let Some(candidate) = candidate else {
        return Some(FaultCode::UnknownReference);
    };
    let is_of = |organisation: Uuid| candidate.organisation == Some(organisation);
    let fits = match (&context.subject, part) {
        (Subject::Application { .. }, _) => candidate.is_juror,
        (Subject::Project(of), Some(EvaluationPart::SelfAssessment)) => is_of(of.project.organisation_id),
        (Subject::Project(_), Some(EvaluationPart::Instruction)) => {
            candidate.coordinates && context.tracks.iter().any(|track| is_of(track.authority_id))
        }
        (Subject::Project(_), _) => candidate.coordinates,
    };
    let is_application = matches!(context.subject, Subject::Application { .. });
    match (fits, candidate.in_use) {
        (false, _) => Some(FaultCode::UnknownReference),
        (true, false) => Some(FaultCode::AccountDeactivated),
        (true, true) => (is_application && candidate.coordinates).then_some(FaultCode::JurorCoordinates),
    }
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
    let (conn, of, programme) = (change.conn(), context.id(), &context.of.programme);
    let today = change.today(programme.zone());
    let (found, is_corrected) = tokio::try_join!(
        Evaluation::find(conn, of, corrected),
        queries::is_corrected(conn, corrected),
    )?;
    let actor = &change.actor;
    let writes = |row: &Evaluation| context.of.coordinated || context.may_act(row, Action::Updated, actor).is_ok();
    let found = found.filter(|row| row.state == EvaluationState::Submitted && !is_corrected && writes(row));
    match &found {
        None => faults.push(Fault::new(FaultCode::EvaluationElsewhere).at("/corrects")),
        // Of one that is written by all of a body, whoever they are.
        Some(Evaluation { juror_id: None, .. }) => {}
        Some(Evaluation {
            juror_id: Some(juror),
            part,
            ..
        }) => {
            let candidate = queries::candidate(conn, *juror, programme.id, today).await?;
            let unfit = unfit(candidate.as_ref(), context, *part);
            faults.extend(unfit.map(|code| Fault::new(code).at("/corrects")));
        }
    }
    faults.extend(context.closed());
    verdict(faults)?;
    let found = found.ok_or_else(ApiError::not_found)?;
    Ok(found.as_correction(Origin::of(change, context)))
}

impl Evaluation {
    /// One that is assigned, by a grid.
    fn open(origin: Origin, context: &EvaluatedContext, assignment: Assignment, grid: &Grid) -> Self {
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
            stage: assignment.stage,
            part: assignment.part,
            grid_id: grid.id,
            juror_id: assignment.juror,
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
