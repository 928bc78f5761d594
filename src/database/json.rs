//! A JSON value of the database, read as what it says.

use diesel::deserialize::{FromSql, FromSqlRow, Result};
use diesel::pg::{Pg, PgValue};
use diesel::sql_types;
use serde::de::DeserializeOwned;

/// What a column or expression of type `json` holds.
#[derive(Clone, Debug, Default, FromSqlRow)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromSql<sql_types::Json, Pg> for Json<T> {
    fn from_sql(value: PgValue<'_>) -> Result<Self> {
        Ok(Self(serde_json::from_slice(value.as_bytes())?))
    }
}
