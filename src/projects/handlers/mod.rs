//! The operations on projects.

mod create;
mod list;
mod show;
mod update;

pub use create::*;
pub use list::*;
pub use show::*;
pub use update::*;

use crate::fault::{Fault, FaultCode};
use crate::organisations::{Organisation, OrganisationKind};

/// What is wrong with an organisation as a laureate: unknown to the caller, or a firm. The laureate
/// is the administration (domain.md, glossary).
fn laureate_fault(found: Option<&Organisation>) -> Option<Fault> {
    let fault = match found {
        None => Fault::new(FaultCode::UnknownReference),
        Some(found) if found.kind == OrganisationKind::PrivateFirm => {
            Fault::new(FaultCode::WrongOrganisationKind).with("kind", found.kind)
        }
        Some(_) => return None,
    };
    Some(fault.at("/organisation"))
}
