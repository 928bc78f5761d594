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
use crate::http::{ApiResult, UnitOfWork};
use crate::organisations::{self, OrganisationKind};
use uuid::Uuid;

/// What is wrong with an organisation as a laureate: unknown to the caller, or a firm. The laureate
/// is the administration (domain.md, glossary).
async fn laureate_fault(change: &mut UnitOfWork, organisation: Uuid) -> ApiResult<Option<Fault>> {
    let actor = change.actor.clone();
    let found = organisations::find_visible(change.conn(), &actor, organisation).await?;
    Ok(match found {
        None => Some(Fault::new(FaultCode::UnknownReference)),
        Some(found) if found.kind == OrganisationKind::PrivateFirm => {
            Some(Fault::new(FaultCode::WrongOrganisationKind).with("kind", found.kind))
        }
        Some(_) => None,
    }
    .map(|fault| fault.at("/organisation")))
}
