//! How a project and its tracks fare.

use std::collections::BTreeMap;

use deserr::{Deserr, IntoValue, Map as _, Value, ValuePointerRef};
use diesel::deserialize::FromSqlRow;
use diesel::expression::AsExpression;
use diesel::prelude::*;
use diesel::sql_types::Jsonb;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{AdditionalProperties, OneOf, Schema, Type};
use utoipa::openapi::{Object, Ref, RefOr};
use utoipa::{PartialSchema, ToSchema};

use crate::database::jsonb;
use crate::database::schema::status_reports;
use crate::http::merge_patch::{Patch, patch};
use crate::shape::ShapeFaults;
use crate::vocabulary::Health;

/// How a project fares, and its tracks.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = status_reports, check_for_backend(diesel::pg::Pg))]
pub struct ProjectHealth {
    /// The whole project.
    pub overall: Health,
    /// Each track, by its code.
    #[schema(value_type = BTreeMap<String, Health>)]
    pub tracks: HealthByTrack,
}

/// The same, as it is sent.
#[derive(Clone, Debug, Deserr, ToSchema)]
#[deserr(error = ShapeFaults, deny_unknown_fields)]
pub struct NewProjectHealth {
    /// The whole project.
    pub overall: Health,
    /// Each track that is worth a word, by its code.
    #[deserr(default)]
    #[schema(value_type = BTreeMap<String, Health>, example = json!({"technical_support": "overcast"}))]
    #[schema(required = false)]
    pub tracks: HealthByTrack,
}

patch! {
    /// A change of how a project fares; a track that is null is one that needs no word.
    pub struct ProjectHealthPatch {
        /// The whole project.
        pub overall: Replace<Health>,
        /// The tracks that change, by their codes.
        #[schema(inline)]
        pub tracks: Patch<HealthByTrackPatch>,
    }
}

/// The health of tracks, by their codes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = Jsonb)]
#[serde(transparent)]
pub struct HealthByTrack(pub BTreeMap<String, Health>);

/// What changes of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HealthByTrackPatch(BTreeMap<String, Option<Health>>);

jsonb!(HealthByTrack);

/// Written by hand: utoipa derives no map of what can be null.
impl PartialSchema for HealthByTrackPatch {
    fn schema() -> RefOr<Schema> {
        let health = OneOf::builder()
            .item(Ref::from_schema_name(Health::name()))
            .item(Object::with_type(Type::Null));
        let tracks = Object::builder().additional_properties(Some(AdditionalProperties::RefOr(RefOr::T(
            Schema::OneOf(health.build()),
        ))));
        tracks.build().into()
    }
}

impl ToSchema for HealthByTrackPatch {}

impl From<NewProjectHealth> for ProjectHealth {
    fn from(sent: NewProjectHealth) -> Self {
        Self {
            overall: sent.overall,
            tracks: sent.tracks,
        }
    }
}

impl ProjectHealth {
    /// Whether anything of it asks for support.
    pub fn needs_support(&self) -> bool {
        let Self { overall, tracks } = self;
        let clouded = |health: &Health| matches!(health, Health::Cloudy | Health::Stormy);
        clouded(overall) || tracks.0.values().any(clouded)
    }

    /// What a patch makes of it.
    pub fn patched(self, patch: ProjectHealthPatch) -> Self {
        let HealthByTrack(mut tracks) = self.tracks;
        if patch.tracks == Patch::Clear {
            tracks.clear();
        }
        for (code, health) in patch.tracks.sent().cloned().into_iter().flat_map(|patch| patch.0) {
            match health {
                Some(health) => drop(tracks.insert(code, health)),
                None => drop(tracks.remove(&code)),
            }
        }
        Self {
            overall: patch.overall.apply(self.overall),
            tracks: HealthByTrack(tracks),
        }
    }
}

impl Deserr<ShapeFaults> for HealthByTrack {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        by_track(value, location).map(Self)
    }
}

impl Deserr<ShapeFaults> for HealthByTrackPatch {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> Result<Self, ShapeFaults> {
        by_track(value, location).map(Self)
    }
}

/// Something of each track, by its code. Read by hand: `deserr` takes a map whose values have faults for one without them.
fn by_track<T: Deserr<ShapeFaults>, V: IntoValue>(
    value: Value<V>,
    location: ValuePointerRef<'_>,
) -> Result<BTreeMap<String, T>, ShapeFaults> {
    let Value::Map(map) = value else {
        return Err(ShapeFaults::wrong_type("object", location));
    };
    let (mut tracks, mut faults) = (BTreeMap::new(), ShapeFaults::default());
    for (code, value) in map.into_iter() {
        match T::deserialize_from_value(value.into_value(), location.push_key(&code)) {
            Ok(value) => drop(tracks.insert(code, value)),
            Err(ShapeFaults(more)) => faults.0.extend(more),
        }
    }
    match faults.0.is_empty() {
        true => Ok(tracks),
        false => Err(faults),
    }
}
