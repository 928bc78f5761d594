//! A project at the beginning of its life, and who can be its laureate.

use uuid::Uuid;

use super::dto::NewProject;
use super::{Project, ProjectState, codes};
use crate::fault::{Fault, FaultCode};
use crate::http::UnitOfWork;
use crate::http::wire::OwnCode;
use crate::organisations::{Organisation, OrganisationKind};
use crate::programmes::Programme;

/// What is wrong with an organisation as a laureate: unknown to the caller, or a firm. The laureate
/// is the administration (domain.md, glossary).
pub fn laureate_fault(found: Option<&Organisation>) -> Option<Fault> {
    let fault = match found {
        None => Fault::new(FaultCode::UnknownReference),
        Some(found) if found.kind == OrganisationKind::PrivateFirm => {
            Fault::new(FaultCode::WrongOrganisationKind).with("kind", found.kind)
        }
        Some(_) => return None,
    };
    Some(fault.at("/organisation"))
}

/// What refuses a code that is asked for, among those that it could collide with.
pub fn code_fault(asked: Option<&OwnCode>, rivals: &[String]) -> Option<Fault> {
    let taken = asked.is_some_and(|code| rivals.contains(code));
    taken.then(|| Fault::new(FaultCode::AlreadyTaken).at("/code"))
}

/// The row of a project at the beginning of its life; with a code that none of its rivals has.
pub fn selected(
    work: &UnitOfWork,
    programme: &Programme,
    laureate: &Organisation,
    body: NewProject,
    rivals: &[String],
) -> Project {
    let made = || {
        let name = laureate.short_name.as_deref().unwrap_or(&laureate.name);
        codes::free_code(&format!("{}-{}", programme.code, codes::slug(name)), rivals)
    };
    Project {
        id: Uuid::now_v7(),
        programme_id: programme.id,
        code: body.code.map_or_else(made, Into::into),
        organisation_id: body.organisation.0,
        title: body.title.into(),
        summary: body.summary.map(Into::into),
        useful_months: body.useful_months.map_or(programme.useful_months, Into::into),
        state: ProjectState::Selected,
        started_on: None,
        ended_on: None,
        replaces_id: None,
        version: 1,
        created_at: work.now,
        updated_at: work.now,
        updated_by: work.actor.account,
    }
}
