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

/// The organisation or the name that a row keeps.
type Named<'a> = (Option<Uuid>, Option<&'a str>);

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
    /// What a row keeps of it: the organisation, or the name.
    pub fn named(self) -> (Option<Uuid>, Option<String>) {
        (self.organisation.map(Uuid::from), self.name.map(String::from))
    }

    /// What is wrong with the one that a row names, at this pointer: both an organisation and a name, or neither; an
    /// organisation that the caller does not know of. What was named before may stay.
    pub async fn faults(
        work: &mut UnitOfWork,
        before: Option<Named<'_>>,
        (organisation, name): Named<'_>,
        pointer: &str,
    ) -> ApiResult<Vec<Fault>> {
        let kinds = |(organisation, name): Named<'_>| (organisation, name.is_some());
        let is_new = before.map(kinds) != Some(kinds((organisation, name)));
        let ambiguous = || Fault::new(FaultCode::OneOfTwo).at(pointer).with("members", MEMBERS);
        let ambiguous = (is_new && organisation.is_some() == name.is_some()).then(ambiguous);
        let asked = organisation.filter(|id| before.is_none_or(|(before, _)| before != Some(*id)));
        let unknown = match asked {
            Some(id) => find_visible(work.conn(), &work.actor, id).await?.is_none(),
            None => false,
        };
        let unknown = unknown.then(|| Fault::new(FaultCode::UnknownReference).at(format!("{pointer}/organisation")));
        Ok(ambiguous.into_iter().chain(unknown).collect())
    }
}

impl PartyPatch {
    /// What a row keeps after it.
    pub fn apply(self, (organisation, name): (Option<Uuid>, Option<String>)) -> (Option<Uuid>, Option<String>) {
        (self.organisation.apply(organisation), self.name.apply(name))
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
