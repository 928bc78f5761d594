//! Who may do what with evaluations. Pure.

use super::context::{EvaluatedContext, Subject};
use super::dto::NewEvaluation;
use super::model::Evaluation;
use super::vocabulary::EvaluationPart;
use crate::access::{Actor, Decision, Denied, Visibility, allow_if};
use crate::call::life::EvaluationState;
use crate::fault::{Fault, FaultCode};
use crate::journal::Action;

impl EvaluatedContext {
    /// Who is shown some of its evaluations: whoever sees the application, or the project in full.
    pub fn may_read(&self) -> Decision {
        match &self.subject {
            Subject::Application { .. } => Ok(()),
            Subject::Project(context) => allow_if(context.visibility == Visibility::Full),
        }
    }

    /// Whether a caller is shown an evaluation of it.
    pub fn shows(&self, row: &Evaluation, actor: &Actor) -> bool {
        if self.of.coordinated || row.is_of(actor) {
            return true;
        }
        match &self.subject {
            Subject::Application { .. } => row.state.is_done() && self.discloses(actor),
            Subject::Project(context) => {
                let told = row.state == EvaluationState::Submitted;
                context.visibility == Visibility::Full && (told || self.is_own_part(row, actor))
            }
        }
    }

    /// Whether it is the laureate's part, and the caller is of the laureate.
    pub fn is_own_part(&self, row: &Evaluation, actor: &Actor) -> bool {
        row.part == Some(EvaluationPart::SelfAssessment) && row.project_id.is_some_and(|it| actor.is_laureate_of(it))
    }

    /// Whether a juror of an application is told what the others found: once its own is submitted or recused; a correction of
    /// that changes nothing.
    pub fn discloses(&self, actor: &Actor) -> bool {
        let Subject::Application { jurors, .. } = &self.subject else {
            return false;
        };
        let mut own = jurors.iter().filter(|(juror, _)| *juror == actor.account);
        own.any(|(_, state)| state.is_done())
    }

    /// Who may assign one: a coordinator; a juror of the application and the laureate of the project, in part.
    pub fn may_assign(&self, actor: &Actor) -> Decision {
        allow_if(
            self.of.coordinated
                || match &self.subject {
                    Subject::Application { .. } => true,
                    Subject::Project(context) => actor.is_laureate_of(context.project.id),
                },
        )
    }

    /// Who may assign such a one: whoever is no coordinator, a correction of its own or, the laureate, its self-assessment.
    pub fn may_assign_such(&self, body: &NewEvaluation, actor: &Actor) -> Decision {
        let is_project = matches!(self.subject, Subject::Project(_));
        let own = is_project && body.part == Some(EvaluationPart::SelfAssessment) && body.corrects.is_none();
        self.may_assign(actor)?;
        allow_if(self.of.coordinated || body.corrects.is_some() || own)
    }

    /// Who may do that to one: whoever evaluates; a coordinator takes it away, and whoever writes a correction that.
    pub fn may_act(&self, row: &Evaluation, action: Action, actor: &Actor) -> Decision {
        match (action, &self.subject) {
            (Action::Deleted, _) if self.of.coordinated => Ok(()),
            (Action::Deleted, _) if row.corrects_id.is_some() => self.may_act(row, Action::Updated, actor),
            (Action::Deleted, _) => allow_if(false),
            (Action::Recused, Subject::Application { .. }) => allow_if(row.is_of(actor)),
            (_, Subject::Application { .. }) => {
                allow_if(row.is_of(actor))?;
                // Since it was assigned its juror came to see what the others find.
                let coordinates = || Denied::because(Fault::new(FaultCode::JurorCoordinates));
                if self.of.coordinated {
                    Err(coordinates())
                } else {
                    Ok(())
                }
            }
            (_, Subject::Project(_)) if row.juror_id.is_some() && !row.is_of(actor) => allow_if(false),
            (_, Subject::Project(context)) => match row.part {
                Some(EvaluationPart::SelfAssessment) => allow_if(actor.is_laureate_of(context.project.id)),
                Some(EvaluationPart::Instruction) => {
                    allow_if(self.of.coordinated)?;
                    self.has_authority(actor)
                }
                _ => allow_if(self.of.coordinated),
            },
        }
    }

    /// An organisation that has authority over a track of the programme.
    fn has_authority(&self, actor: &Actor) -> Decision {
        let tracks = &self.tracks;
        let is_one = tracks
            .iter()
            .any(|track| actor.organisation == Some(track.authority_id));
        let refusal = || Fault::new(FaultCode::NotAuthority).with("track", tracks);
        match is_one {
            true => Ok(()),
            false => Err(Denied::because(refusal())),
        }
    }
}
