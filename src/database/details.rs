//! What a row is shown with besides itself: one JSON value of a view, read beside the row (docs/adr/0014-flights.md).

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

/// Makes a type what a column of type `jsonb` holds: `jsonb!(Score);`, of one that derives `AsExpression` and
/// `FromSqlRow` with that `sql_type`.
macro_rules! jsonb {
    ($kept:ty) => {
        impl diesel::serialize::ToSql<diesel::sql_types::Jsonb, diesel::pg::Pg> for $kept {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, diesel::pg::Pg>,
            ) -> diesel::serialize::Result {
                let value = serde_json::to_value(self)?;
                diesel::serialize::ToSql::<diesel::sql_types::Jsonb, diesel::pg::Pg>::to_sql(
                    &value,
                    &mut out.reborrow(),
                )
            }
        }

        impl diesel::deserialize::FromSql<diesel::sql_types::Jsonb, diesel::pg::Pg> for $kept {
            fn from_sql(value: diesel::pg::PgValue<'_>) -> diesel::deserialize::Result<Self> {
                let value = diesel::deserialize::FromSql::<diesel::sql_types::Jsonb, diesel::pg::Pg>::from_sql(value)?;
                Ok(serde_json::from_value(value)?)
            }
        }
    };
}
pub(crate) use jsonb;

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
