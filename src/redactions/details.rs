//! What a redaction is shown with besides its row, one JSON value for each (a view): it comes with the row.

use diesel::dsl::auto_type;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use uuid::Uuid;

use super::model::Redaction;
use crate::database::Json;
use crate::database::schema::redactions;
use crate::reference::Reference;

diesel::table! {
    /// What redactions are shown with (a view).
    redaction_details (redaction_id) {
        redaction_id -> Uuid,
        details -> Json,
    }
}
diesel::allow_tables_to_appear_in_same_query!(redaction_details, redactions);

/// The names around a redaction.
#[derive(Clone, Debug, Deserialize)]
pub struct RedactionDetails {
    /// Its programme.
    pub programme: Reference,
    /// Its project.
    pub project: Option<Reference>,
    /// The name of who redacted; none once erased.
    pub author: Option<String>,
}

/// A redaction and the names around it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = redactions, check_for_backend(Pg))]
pub struct Told {
    /// Its row.
    #[diesel(embed)]
    pub row: Redaction,
    /// The names.
    #[diesel(select_expression = of_row(), select_expression_type = of_row)]
    pub details: Json<RedactionDetails>,
}

/// The names around the redaction of each row.
#[auto_type]
fn of_row() -> _ {
    let of_row = redaction_details::table.filter(redaction_details::redaction_id.eq(redactions::id));
    of_row
        .select(redaction_details::details)
        .single_value()
        .assume_not_null()
}

/// The names around a redaction, as they are in the transaction in progress.
pub async fn load(mut conn: &AsyncPgConnection, redaction: Uuid) -> QueryResult<Json<RedactionDetails>> {
    let query = redaction_details::table.find(redaction);
    query.select(redaction_details::details).first(&mut conn).await
}
