//! What a row is shown with besides itself: one JSON value of a view, read beside the row (docs/adr/0014-flights.md).

use std::fmt::Debug;

use diesel::deserialize::{FromSql, FromSqlRow, Result};
use diesel::expression::AsExpression;
use diesel::pg::{Pg, PgValue};
use diesel::serialize::{Output, ToSql};
use diesel::sql_types;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a column or expression of type `json` holds.
#[derive(Clone, Debug, Default, FromSqlRow)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromSql<sql_types::Json, Pg> for Json<T> {
    fn from_sql(value: PgValue<'_>) -> Result<Self> {
        Ok(Self(serde_json::from_slice(value.as_bytes())?))
    }
}

/// What a column of type `jsonb` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, AsExpression, FromSqlRow)]
#[diesel(sql_type = sql_types::Jsonb)]
#[serde(transparent)]
pub struct Jsonb<T>(pub T);

impl<T> From<T> for Jsonb<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T: DeserializeOwned> FromSql<sql_types::Jsonb, Pg> for Jsonb<T> {
    fn from_sql(value: PgValue<'_>) -> Result<Self> {
        Ok(Self(serde_json::from_value(
            FromSql::<sql_types::Jsonb, Pg>::from_sql(value)?,
        )?))
    }
}

impl<T: Serialize + Debug> ToSql<sql_types::Jsonb, Pg> for Jsonb<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> diesel::serialize::Result {
        let value = serde_json::to_value(&self.0)?;
        ToSql::<sql_types::Jsonb, Pg>::to_sql(&value, &mut out.reborrow())
    }
}

/// A row with its details, to be selected as one, whether one is read or a page of them:
///
/// ```text
/// detailed!(ProjectRow: project Project in projects, with ProjectDetails of project_details by project_id);
/// ```
///
/// is a struct of a `project` and its `details`, and `load`, which gives the details of one row as they are in
/// the transaction in progress. The tables that it is joined with are named at the end.
macro_rules! detailed {
    ($row:ident: $field:ident $model:ident in $table:ident, with $details:ident of $view:ident by $id:ident
        $(, beside $other:ident)*) => {
        diesel::table! {
            /// What rows are shown with (a view).
            $view ($id) {
                $id -> Uuid,
                details -> Json,
            }
        }
        diesel::allow_tables_to_appear_in_same_query!($view, $table);
        $(diesel::allow_tables_to_appear_in_same_query!($view, $other);)*

        /// A row with what it is shown with.
        #[derive(Clone, Debug, diesel::Queryable, diesel::Selectable)]
        #[diesel(table_name = $table, check_for_backend(diesel::pg::Pg))]
        pub struct $row {
            /// The row.
            #[diesel(embed)]
            pub $field: $model,
            /// The rest.
            #[diesel(select_expression = of_row(), select_expression_type = of_row)]
            pub details: $crate::database::Json<$details>,
        }

        /// The details of each row.
        #[diesel::dsl::auto_type]
        fn of_row() -> _ {
            let of_row = $view::table.filter($view::$id.eq($table::id));
            of_row.select($view::details).single_value().assume_not_null()
        }

        /// The details of one row, as they are in the transaction in progress.
        pub async fn load(
            mut conn: &diesel_async::AsyncPgConnection,
            id: uuid::Uuid,
        ) -> diesel::QueryResult<$crate::database::Json<$details>> {
            let details = $view::table.find(id).select($view::details);
            diesel_async::RunQueryDsl::first(details, &mut conn).await
        }
    };
}
pub(crate) use detailed;
