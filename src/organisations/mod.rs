//! Organisations: laureates, providers, steering and fund bodies.
//!
//! A renaming keeps the former name; codes made from it never change. Everyone sees the
//! organisations named in what they see; coordinators see and edit all (domain.md).

mod dto;
mod handlers;
mod identifiers;
mod model;
mod party;
mod policy;
mod queries;
mod reference;

pub use crate::vocabulary::OrganisationKind;
pub use dto::OrganisationView;
pub use identifiers::{Siren, Siret, parse_identifiers};
pub use model::Organisation;
pub use party::{Party, PartyPatch, PartyView};
pub use queries::{find_visible, visible_ids};
pub(crate) use reference::organisations_among;
pub use reference::{OrganisationReference, OrganisationReferences};

use crate::http::registry::Registry;

/// Registers the operations on organisations.
pub fn register(api: &mut Registry<'_>) {
    api.service(handlers::list_organisations)
        .service(handlers::create_organisation)
        .service(handlers::get_organisation)
        .service(handlers::update_organisation);
}
