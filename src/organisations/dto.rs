//! What clients send and are shown.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use deserr::Deserr;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::OrganisationKind;
use super::model::{FormerName, ListedOrganisation, Organisation};
use crate::access::Visibility;
use crate::http::Placed;
use crate::http::merge_patch::{Patch, Replace};
use crate::http::query::{AnyOf, filter};
use crate::http::wire::{Id, Instant, Line};
use crate::reference::Names;
use crate::reference::{AnyReference, Reference};
use crate::shape::ShapeFaults;

/// A new organisation.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewOrganisation {
    /// Its name.
    #[schema(example = "Autorité de sûreté nucléaire")]
    pub name: Line,
    /// A shorter name, from which its projects' codes are made.
    #[deserr(default)]
    #[schema(example = "ASN")]
    pub short_name: Option<Line>,
    /// What kind of organisation it is.
    pub kind: OrganisationKind,
    /// The number of the legal unit: nine digits.
    #[deserr(default)]
    #[schema(value_type = Option<String>, pattern = "^[0-9]{9}$")]
    pub siren: Option<Line>,
    /// The number of the establishment: fourteen digits.
    #[deserr(default)]
    #[schema(value_type = Option<String>, pattern = "^[0-9]{14}$")]
    pub siret: Option<Line>,
    /// The organisation it belongs to.
    #[deserr(default)]
    pub parent: Option<Id>,
}

/// A change of an organisation (RFC 7396). Another name keeps the former one.
#[derive(Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct OrganisationPatch {
    /// Its name.
    #[deserr(default)]
    #[schema(value_type = Option<Line>, nullable = false)]
    pub name: Replace<Line>,
    /// A shorter name.
    #[deserr(default)]
    #[schema(value_type = Option<Line>)]
    pub short_name: Patch<Line>,
    /// What kind of organisation it is.
    #[deserr(default)]
    #[schema(value_type = Option<OrganisationKind>, nullable = false)]
    pub kind: Replace<OrganisationKind>,
    /// The number of the legal unit.
    #[deserr(default)]
    #[schema(value_type = Option<String>, pattern = "^[0-9]{9}$")]
    pub siren: Patch<Line>,
    /// The number of the establishment.
    #[deserr(default)]
    #[schema(value_type = Option<String>, pattern = "^[0-9]{14}$")]
    pub siret: Patch<Line>,
    /// The organisation it belongs to.
    #[deserr(default)]
    #[schema(value_type = Option<Id>)]
    pub parent: Patch<Id>,
}

/// An organisation, as it is shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationView {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// A shorter name.
    #[schema(required = true)]
    pub short_name: Option<String>,
    /// What kind of organisation it is.
    pub kind: OrganisationKind,
    /// The number of the legal unit.
    #[schema(required = true)]
    pub siren: Option<String>,
    /// The number of the establishment.
    #[schema(required = true)]
    pub siret: Option<String>,
    /// The organisation it belongs to.
    #[schema(required = true)]
    pub parent: Option<AnyReference>,
    /// The names it had, oldest first.
    #[schema(value_type = Vec<FormerName>)]
    pub former_names: Value,
    /// The number of the last edit.
    pub version: i32,
    /// When it was.
    pub updated_at: DateTime<Utc>,
    /// Whose it was; only shown to those who see every organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub updated_by: Option<Reference>,
}

/// What organisations are shown with.
#[derive(Debug)]
pub struct Related {
    /// The names of those of their parents that the caller may know of.
    pub parents: HashMap<Uuid, String>,
    /// The names of their last editors.
    pub editors: Names,
    /// Whether the editors are shown.
    pub visibility: Visibility,
}

impl Related {
    fn parent(&self, id: Uuid) -> AnyReference {
        AnyReference::of(self.parents.get(&id).map(|name| Reference::new(id, name)))
    }
}

impl OrganisationView {
    /// The organisation, with what it is shown with.
    pub fn new(row: Organisation, related: &Related) -> Self {
        Self {
            id: row.id,
            name: row.name,
            short_name: row.short_name,
            kind: row.kind,
            siren: row.siren,
            siret: row.siret,
            parent: row.parent_id.map(|id| related.parent(id)),
            former_names: row.former_names,
            version: row.version,
            updated_at: row.updated_at,
            updated_by: related.editors.reference(row.updated_by, related.visibility),
        }
    }
}

filter! {
    /// Which organisations to list.
    pub struct OrganisationFilter {
        /// Only of this kind.
        pub kind: AnyOf<OrganisationKind>,
        /// Only whose name or short name contains this; neither case nor accents, ligatures, apostrophes and dashes matter.
        pub name: Line,
        /// Only what was edited at this instant or since; what was up to eleven minutes before may come again.
        pub updated_since: Instant,
        /// The order, French alphabetical; `name` when absent.
        pub sort: OrganisationSort,
    }
}

crate::vocabulary::code_list! {
    /// The orders of a list of organisations.
    pub enum OrganisationSort {
        Name "name" "Nom" "Name";
        NameDescending "-name" "Nom, décroissant" "Name, descending";
    }
}

impl Placed<OrganisationSort> for ListedOrganisation {
    fn sort_key(&self, _: OrganisationSort) -> Value {
        Value::String(self.name_order.clone())
    }
    fn id(&self) -> Uuid {
        self.organisation.id
    }
}
