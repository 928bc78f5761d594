//! SQL of redacting. What `hist.redact` and `hist.redact_journal` do stands in the migration.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use super::subjects::{RedactedEntity, Subject};
use crate::database::schema::{journal, programmes};
use crate::journal::Entity;

/// Where a text stands, as the journal told it.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub programme: Uuid,
    pub project: Option<Uuid>,
    pub milestone: Option<Uuid>,
    /// The resource it belongs to, as the journal calls it.
    pub resource: (Entity, Uuid),
}

#[diesel::declare_sql_function]
extern "SQL" {
    /// Puts a marker for all that a field has or had; gives the texts, oldest first.
    #[sql_name = "hist.redact"]
    fn redact_field(
        subject: sql_types::Text,
        field: sql_types::Text,
        resource: sql_types::Uuid,
        marker: sql_types::Text,
        editor: sql_types::Uuid,
        edited_at: sql_types::Timestamptz,
    ) -> sql_types::Array<sql_types::Text>;
    /// Takes the way to a file's bytes from it; gives the keys that led there.
    #[sql_name = "hist.redact_file"]
    fn redact_evidence_file(resource: sql_types::Uuid) -> sql_types::Array<sql_types::Text>;
    /// Puts a marker for the texts in the journal; gives the number of entries in which they stood.
    #[sql_name = "hist.redact_journal"]
    fn redact_entries(
        about: sql_types::Text,
        resource: sql_types::Uuid,
        field: sql_types::Text,
        texts: sql_types::Array<sql_types::Text>,
        marker: sql_types::Text,
    ) -> sql_types::BigInt;
    /// Whether a text is a marker.
    #[sql_name = "hist.is_marker"]
    fn is_marker(text: sql_types::Text) -> sql_types::Bool;
}

#[derive(QueryableByName)]
struct Owner {
    #[diesel(sql_type = sql_types::Uuid)]
    id: Uuid,
}

/// Bytes to which no row leads any more.
#[derive(Debug)]
pub struct Unnamed {
    /// The keys under which they are kept.
    pub keys: Vec<String>,
    /// Their SHA-256, in hexadecimal.
    pub sha256: Vec<String>,
}

#[derive(QueryableByName)]
struct Sums {
    #[diesel(sql_type = sql_types::Array<sql_types::Text>)]
    sha256: Vec<String>,
}

/// Where a resource with free texts stands; one that is no more still has its versions.
pub async fn locate(mut conn: &AsyncPgConnection, subject: Subject, id: Uuid) -> QueryResult<Option<Place>> {
    let entries = journal::table.into_boxed();
    let entries = match subject.entity {
        RedactedEntity::HistoryEntry => entries.filter(journal::id.eq(id)),
        RedactedEntity::Forecast => {
            let owner = diesel::sql_query("select milestone_id as id from hist.forecasts where id = $1 limit 1");
            let owner: Option<Owner> = owner
                .bind::<sql_types::Uuid, _>(id)
                .get_result(&mut conn)
                .await
                .optional()?;
            let milestone = owner.map(|owner| owner.id).unwrap_or_default();
            entries.filter(
                journal::entity
                    .eq(Entity::Milestone)
                    .and(journal::entity_id.eq(milestone)),
            )
        }
        _ => entries.filter(journal::entity.eq(subject.told_as).and(journal::entity_id.eq(id))),
    };
    type Row = (Entity, Uuid, Option<Uuid>, Option<Uuid>, Option<Uuid>);
    let found: Option<Row> = entries
        .order(journal::seq.desc())
        .select((
            journal::entity,
            journal::entity_id,
            journal::programme_id,
            journal::project_id,
            journal::milestone_id,
        ))
        .first(&mut conn)
        .await
        .optional()?;
    Ok(found.and_then(|(entity, id, programme, project, milestone)| {
        let itself = (entity == Entity::Programme).then_some(id);
        Some(Place {
            programme: programme.or(itself)?,
            project,
            milestone,
            resource: (entity, id),
        })
    }))
}

/// The motive that an entry of the history tells, unless it was redacted.
pub async fn told_motive(mut conn: &AsyncPgConnection, entry: Uuid) -> QueryResult<Option<String>> {
    let after: Option<Value> = journal::table
        .find(entry)
        .select(journal::after)
        .first(&mut conn)
        .await?;
    let motive = after.and_then(|after| Some(after.get("motive")?.as_str()?.to_owned()));
    let Some(motive) = motive else { return Ok(None) };
    let marked: bool = diesel::select(is_marker(&motive)).get_result(&mut conn).await?;
    Ok((!marked).then_some(motive))
}

/// The resources that the change of an entry told of, itself included.
pub async fn told_with(mut conn: &AsyncPgConnection, entry: Uuid) -> QueryResult<Vec<(Entity, Uuid)>> {
    let at: DateTime<Utc> = journal::table.find(entry).select(journal::at).first(&mut conn).await?;
    journal::table
        .filter(journal::at.eq(at))
        .order(journal::position)
        .select((journal::entity, journal::entity_id))
        .load(&mut conn)
        .await
}

/// The row of a subject in which a text stands in that field: of the resource itself, or of a
/// forecast of the milestone.
pub async fn source(
    mut conn: &AsyncPgConnection,
    subject: Subject,
    field: &str,
    resource: Uuid,
    text: &str,
) -> QueryResult<Option<Uuid>> {
    let Some(table) = subject.table else { return Ok(None) };
    let key = match subject.entity {
        RedactedEntity::Forecast => "milestone_id",
        _ => "id",
    };
    // The names are those of `SUBJECTS`, which nobody sends.
    let query = format!("select id from hist.{table} where {key} = $1 and {field} = $2 order by valid_from limit 1");
    let found: Option<Owner> = diesel::sql_query(query)
        .bind::<sql_types::Uuid, _>(resource)
        .bind::<sql_types::Text, _>(text)
        .get_result(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|found| found.id))
}

/// Keeps others from changing what stands there until the end of the transaction.
pub async fn lock(mut conn: &AsyncPgConnection, place: &Place) -> QueryResult<()> {
    match place.project {
        Some(project) => crate::projects::lock_row(conn, project).await.map(drop),
        None => programmes::table
            .find(place.programme)
            .select(programmes::id)
            .for_no_key_update()
            .first::<Uuid>(&mut conn)
            .await
            .map(drop),
    }
}

/// Takes a text from the row and its versions; gives what stood there, oldest first.
pub async fn redact(
    mut conn: &AsyncPgConnection,
    table: &str,
    field: &str,
    id: Uuid,
    marker: &str,
    (editor, now): (Uuid, DateTime<Utc>),
) -> QueryResult<Vec<String>> {
    diesel::select(redact_field(table, field, id, marker, editor, now))
        .get_result(&mut conn)
        .await
}

/// Takes the way to its bytes from a piece of evidence and its versions.
pub async fn redact_file(mut conn: &AsyncPgConnection, evidence: Uuid) -> QueryResult<Option<Unnamed>> {
    let keys: Vec<String> = diesel::select(redact_evidence_file(evidence))
        .get_result(&mut conn)
        .await?;
    if keys.is_empty() {
        return Ok(None);
    }
    let sums = "select array_agg(distinct file_sha256) as sha256 from hist.evidence where id = $1";
    let sums: Sums = diesel::sql_query(sums)
        .bind::<sql_types::Uuid, _>(evidence)
        .get_result(&mut conn)
        .await?;
    Ok(Some(Unnamed {
        keys,
        sha256: sums.sha256,
    }))
}

/// Takes the texts from the journal; gives the number of entries in which they stood.
pub async fn redact_journal(
    mut conn: &AsyncPgConnection,
    (entity, id): (Entity, Uuid),
    field: &str,
    texts: &[String],
    marker: &str,
) -> QueryResult<i64> {
    let entity = crate::vocabulary::CodeList::code(entity);
    diesel::select(redact_entries(entity, id, field, texts, marker))
        .get_result(&mut conn)
        .await
}
