//! How an answer points to an organisation.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::database::schema::organisations;

/// An organisation, pointed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, ToSchema)]
#[diesel(table_name = organisations, check_for_backend(diesel::pg::Pg))]
pub struct OrganisationReference {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    #[schema(example = "Direction interministérielle de la transformation publique")]
    pub name: String,
    /// Its shorter name.
    #[schema(example = "DITP", required = true)]
    pub short_name: Option<String>,
}

/// Organisations by id, to be pointed to.
#[derive(Clone, Debug, Default)]
pub struct OrganisationReferences(HashMap<Uuid, OrganisationReference>);

impl OrganisationReferences {
    /// Those of the ids; whoever asks sees what names them.
    pub async fn load(mut conn: &AsyncPgConnection, ids: &[Uuid]) -> QueryResult<Self> {
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let rows: Vec<OrganisationReference> = organisations::table
            .filter(organisations::id.eq_any(ids.to_vec()))
            .select(OrganisationReference::as_select())
            .load(&mut conn)
            .await?;
        Ok(rows.into_iter().collect())
    }

    /// The one with that id. An id that was not loaded keeps a dash for a name.
    pub fn to(&self, id: Uuid) -> OrganisationReference {
        self.0.get(&id).cloned().unwrap_or_else(|| OrganisationReference {
            id,
            name: "—".to_owned(),
            short_name: None,
        })
    }
}

impl FromIterator<OrganisationReference> for OrganisationReferences {
    fn from_iter<T: IntoIterator<Item = OrganisationReference>>(rows: T) -> Self {
        Self(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

/// The organisations that subselects give, without waiting for what these select from: a future.
macro_rules! organisations_among {
    ($conn:expr, $organisations:expr) => {{
        use $crate::database::schema::organisations;
        let mut conn = $conn;
        let query = organisations::table
            .filter(organisations::id.eq_any(diesel::dsl::array($organisations)))
            .select($crate::organisations::OrganisationReference::as_select());
        async move {
            let found = diesel_async::RunQueryDsl::load(query, &mut conn).await?;
            Ok::<$crate::organisations::OrganisationReferences, diesel::result::Error>(found.into_iter().collect())
        }
    }};
}
pub(crate) use organisations_among;
