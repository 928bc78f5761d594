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
use crate::http::query::{any_named, any_of};
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
    let query = any_named!(visible(actor), redactions::programme_id, programmes, filter.programme);
    let query = any_named!(query, redactions::project_id, projects, filter.project);
    any_of!(query, redactions::entity, filter.entity, |entity| *entity)
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
