//! SQL of reading redactions.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join3;
use uuid::Uuid;

use super::dto::{RedactionFilter, RedactionOrder};
use super::model::Redaction;
use super::policy;
use crate::access::{Actor, Visibility};
use crate::database::schema::{programmes, projects, redactions};
use crate::http::wire::Key;
use crate::http::{ApiResult, Page, keyset, page_of};
use crate::reference::Names;
use crate::reference::Reference;

/// A redaction and the names around it.
#[derive(Debug)]
pub struct Told {
    pub row: Redaction,
    pub programme: Reference,
    pub project: Option<Reference>,
    pub author: Option<Reference>,
}

fn visible(actor: &Actor) -> redactions::BoxedQuery<'static, Pg> {
    redactions::table
        .filter(redactions::programme_id.eq_any(policy::coordinated(actor)))
        .into_boxed()
}

/// A redaction in a programme that the actor coordinates.
pub async fn find_visible(mut conn: &AsyncPgConnection, actor: &Actor, id: Uuid) -> QueryResult<Option<Redaction>> {
    visible(actor)
        .filter(redactions::id.eq(id))
        .select(Redaction::as_select())
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
) -> ApiResult<(Vec<Redaction>, Option<i64>)> {
    let after: Option<(DateTime<Utc>, Uuid)> = page.after(RedactionOrder::Newest)?;
    let query = keyset!(filtered(actor, filter), desc redactions::redacted_at, redactions::id, after);
    Ok(page_of!(conn, page, query, filtered(actor, filter), Redaction))
}

/// Redactions with the names around them, in one round trip.
pub async fn tell(conn: &AsyncPgConnection, rows: Vec<Redaction>) -> QueryResult<Vec<Told>> {
    let (mut one, mut two) = (conn, conn);
    let within: Vec<Uuid> = rows.iter().filter_map(|row| row.project_id).collect();
    let named = programmes::table
        .filter(programmes::id.eq_any(rows.iter().map(|row| row.programme_id).collect::<Vec<_>>()))
        .select((programmes::id, programmes::code, programmes::title));
    let placed =
        projects::table
            .filter(projects::id.eq_any(within))
            .select((projects::id, projects::code, projects::title));
    let (named, placed, authors) = try_join3(
        named.load::<(Uuid, String, String)>(&mut one),
        placed.load::<(Uuid, String, String)>(&mut two),
        Names::load(conn, rows.iter().map(|row| row.redacted_by)),
    )
    .await?;
    let references: HashMap<Uuid, Reference> = named
        .into_iter()
        .chain(placed)
        .map(|(id, code, title)| (id, Reference::coded(id, code, title)))
        .collect();
    let told = rows.into_iter().filter_map(|row| {
        Some(Told {
            programme: references.get(&row.programme_id)?.clone(),
            project: row.project_id.and_then(|id| references.get(&id).cloned()),
            author: authors.reference(row.redacted_by, Visibility::Full),
            row,
        })
    });
    Ok(told.collect())
}
