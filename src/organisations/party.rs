//! Who holds or takes something: an organisation that Jalon knows, or anybody by name.

use deserr::Deserr;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{OrganisationReference, OrganisationReferences, find_visible};
use crate::fault::{Fault, FaultCode};
use crate::http::merge_patch::patch;
use crate::http::wire::{Id, Line};
use crate::http::{ApiResult, UnitOfWork};
use crate::shape::ShapeFaults;

const MEMBERS: [&str; 2] = ["organisation", "name"];

/// An organisation, by its id, or anybody by name: one of the two.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
#[schema(example = json!({"name": "Réseau des observatoires de l'eau"}))]
pub struct Party {
    /// The organisation.
    #[deserr(default)]
    pub organisation: Option<Id>,
    /// What it is called, where it is none that Jalon knows.
    #[deserr(default)]
    pub name: Option<Line>,
}

patch! {
    #[derive(Clone)]
    /// A change of who it is (RFC 7396): whoever names another says null of what was named before.
    pub struct PartyPatch {
        /// The organisation.
        pub organisation: Patch<Id>,
        /// What it is called, where it is none that Jalon knows.
        pub name: Patch<Line>,
    }
}

impl Party {
    /// What refuses an organisation that is named at this pointer: the caller may not know of it.
    pub async fn unknown(work: &mut UnitOfWork, named: Option<Uuid>, pointer: &str) -> ApiResult<Option<Fault>> {
        let Some(id) = named else { return Ok(None) };
        let known = find_visible(work.conn(), &work.actor, id).await?;
        let unknown = || Fault::new(FaultCode::UnknownReference).at(format!("{pointer}/organisation"));
        Ok(known.is_none().then(unknown))
    }

    /// What refuses both an organisation and a name, or neither.
    pub fn ambiguous((organisation, is_named): (Option<Uuid>, bool), pointer: &str) -> Option<Fault> {
        let ambiguous = || Fault::new(FaultCode::OneOfTwo).at(pointer).with("members", MEMBERS);
        (organisation.is_some() == is_named).then(ambiguous)
    }
}

/// An organisation, or anybody by name, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartyView {
    /// The organisation; null where it is none that Jalon knows.
    #[schema(required = true)]
    pub organisation: Option<OrganisationReference>,
    /// What it is called.
    pub name: String,
}

impl PartyView {
    /// The one that a row names.
    pub fn of(organisation: Option<Uuid>, name: Option<String>, known: &OrganisationReferences) -> Self {
        let organisation = organisation.map(|id| known.to(id));
        let called = organisation.as_ref().map(|known| known.name.clone());
        Self {
            name: name.or(called).unwrap_or_default(),
            organisation,
        }
    }
}
