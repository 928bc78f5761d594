//! SQL of reading redactions.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::details::Told;
use super::dto::{RedactionFilter, RedactionOrder};
use super::policy;
use crate::access::Actor;
use crate::database::schema::{programmes, projects, redactions};
use crate::http::wire::Key;
use crate::http::{ApiResult, Page, keyset, page_of};

fn visible(actor: &Actor) -> redactions::BoxedQuery<'static, Pg> {
    redactions::table
        .filter(redactions::programme_id.eq_any(policy::coordinated(actor)))
        .into_boxed()
}

/// A redaction in a programme that the actor coordinates.
pub async fn find_visible(mut conn: &AsyncPgConnection, actor: &Actor, id: Uuid) -> QueryResult<Option<Told>> {
    visible(actor)
        .filter(redactions::id.eq(id))
        .select(Told::as_select())
        .first(&mut conn)
        .await
        .optional()
}

fn filtered(actor: &Actor, filter: &RedactionFilter) -> redactions::BoxedQuery<'static, Pg> {
    let mut query = visible(actor);
    query = match &filter.programme {
        None => query,
        Some(Key::Id(id)) => query.filter(redactions::programme_id.eq(*id)),
        Some(Key::Code(code)) => {
            let named = programmes::table.filter(programmes::code.eq(code.clone()));
            query.filter(
                redactions::programme_id
                    .nullable()
                    .eq(named.select(programmes::id).single_value()),
            )
        }
    };
    query = match &filter.project {
        None => query,
        Some(Key::Id(id)) => query.filter(redactions::project_id.eq(*id)),
        Some(Key::Code(code)) => {
            let named = projects::table.filter(projects::code.eq(code.clone()));
            query.filter(redactions::project_id.eq(named.select(projects::id).single_value()))
        }
    };
    match filter.entity {
        None => query,
        Some(entity) => query.filter(redactions::entity.eq(entity)),
    }
}

/// One page of the redactions the actor may know of, and their number if it is asked for.
pub async fn list(
    conn: &AsyncPgConnection,
    actor: &Actor,
    filter: &RedactionFilter,
    page: &Page,
) -> ApiResult<(Vec<Told>, Option<i64>)> {
    let after: Option<(DateTime<Utc>, Uuid)> = page.after(RedactionOrder::Newest)?;
    let query = keyset!(filtered(actor, filter), desc redactions::redacted_at, redactions::id, after);
    Ok(page_of!(conn, page, query, filtered(actor, filter), Told))
}
