//! SQL of redacting. What `hist.redact` and `hist.redact_journal` do stands in the migration.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::fields::Field;
use super::subjects::{RedactedEntity, SUBJECTS, Subject};
use crate::database::Prepared;
use crate::database::schema::{evaluations, evidence, journal, programmes};
use crate::journal::Entity;
use crate::vocabulary::CodeList;

/// Where a text stands, as the journal told it.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub programme: Uuid,
    pub project: Option<Uuid>,
    pub milestone: Option<Uuid>,
    pub application: Option<Uuid>,
    /// The resource it belongs to, as the journal calls it.
    pub resource: (Entity, Uuid),
}

impl Place {
    /// Whether it is of an application: that is for coordinators, and whoever evaluates it.
    pub fn is_of_call(&self) -> bool {
        match self.resource.0 {
            Entity::Application | Entity::Evaluation => true,
            Entity::Evidence => self.milestone.is_none(),
            _ => false,
        }
    }
}

/// Whether an account evaluates what belongs to the call: the application, by an evaluation of its own, or the one with its evidence.
pub async fn evaluates(mut conn: &AsyncPgConnection, account: Uuid, place: &Place) -> QueryResult<bool> {
    if !place.is_of_call() {
        return Ok(false);
    }
    let (_, id) = place.resource;
    let given = evidence::table
        .filter(evidence::id.eq(id))
        .select(evidence::application_id);
    let own = evaluations::table.filter(evaluations::juror_id.eq(account)).filter(
        evaluations::id
            .nullable()
            .eq(id)
            .or(evaluations::application_id.eq(id))
            .or(evaluations::application_id.eq_any(given)),
    );
    diesel::select(diesel::dsl::exists(own)).get_result(&mut conn).await
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
    /// The same of an object or a list of them: of the texts in members of these names.
    #[sql_name = "hist.redact_members"]
    fn redact_members_of_field(
        subject: sql_types::Text,
        field: sql_types::Text,
        members: sql_types::Array<sql_types::Text>,
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

/// Where a motive that an entry of the history tells comes from.
#[derive(Debug, QueryableByName)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Origin {
    /// What holds it: the entry itself, where no row does.
    #[diesel(sql_type = sql_types::Text)]
    pub entity: RedactedEntity,
    /// Which one.
    #[diesel(sql_type = sql_types::Uuid)]
    pub id: Uuid,
    /// Its field.
    #[diesel(sql_type = sql_types::Text)]
    pub field: String,
    /// The motive, unless it was redacted.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    pub motive: Option<String>,
}

/// The programme of an entry of the journal.
pub const PROGRAMME: &str = "coalesce(programme_id, case entity when 'programme' then entity_id end)";

/// The statement that finds where the motives of entries of the history come from, of those in a programme: the
/// first row, of a resource that the entry's change told of, in which it stands, or else the entry.
pub fn origins(entries: &str) -> String {
    // The names are those of `SUBJECTS`, which nobody sends.
    let motives = SUBJECTS.iter().flat_map(|subject| {
        let motives = subject.fields.iter().filter(|field| field.name.ends_with("motive"));
        motives.filter_map(move |Field { name, .. }| Some((subject, subject.table?, name)))
    });
    let of_rows = motives.enumerate().map(|(n, (subject, table, name))| {
        let (entity, told_as, resource) = (subject.code(), subject.told_as.code(), subject.resource());
        format!(
            "select {n} as n, '{entity}' as entity, id, '{name}' as field, valid_from from hist.{table}
            where told.entity = '{told_as}' and {resource} = told.entity_id and {name} = entry.motive"
        )
    });
    let of_rows = of_rows.collect::<Vec<_>>().join(" union all ");
    format!(
        "select entry.programme, coalesce(origin.entity, 'history_entry') as entity, coalesce(origin.id, entry.id) as id,
            coalesce(origin.field, 'motive') as field, entry.motive
        from (select id, seq, at, {PROGRAMME} as programme, project_id as project,
            case when not hist.is_marker(after ->> 'motive') then after ->> 'motive' end as motive
            from journal where {entries}) entry
        left join lateral (select of_rows.* from journal told cross join lateral ({of_rows}) of_rows
            where told.at = entry.at order by told.position, of_rows.n, of_rows.valid_from limit 1) origin on true
        where entry.programme is not null
        order by entry.seq"
    )
}

/// Where the motive that an entry of the history tells comes from; nothing of any other subject.
pub async fn origin(mut conn: &AsyncPgConnection, subject: Subject, id: Uuid) -> QueryResult<Option<Origin>> {
    if subject.table.is_some() {
        return Ok(None);
    }
    Prepared(diesel::sql_query(origins("id = $1")).bind::<sql_types::Uuid, _>(id))
        .get_result(&mut conn)
        .await
        .optional()
}

/// Where a resource with free texts stands; one that is no more still has its versions.
pub async fn locate(mut conn: &AsyncPgConnection, subject: Subject, id: Uuid) -> QueryResult<Option<Place>> {
    let entries = journal::table.into_boxed();
    let entries = match subject.entity {
        RedactedEntity::HistoryEntry => entries.filter(journal::id.eq(id)),
        RedactedEntity::Forecast => {
            let milestone = sql::<sql_types::Uuid>("(select milestone_id from hist.forecasts where id = ");
            let milestone = milestone.bind::<sql_types::Uuid, _>(id).sql(" limit 1)");
            entries.filter(
                journal::entity
                    .eq(Entity::Milestone)
                    .and(journal::entity_id.eq(milestone)),
            )
        }
        _ => entries.filter(journal::entity.eq(subject.told_as).and(journal::entity_id.eq(id))),
    };
    type Row = (Entity, Uuid, Option<Uuid>, Option<Uuid>, Option<Uuid>, Option<Uuid>);
    let found: Option<Row> = entries
        .order(journal::seq.desc())
        .select((
            journal::entity,
            journal::entity_id,
            journal::programme_id,
            journal::project_id,
            journal::milestone_id,
            journal::application_id,
        ))
        .first(&mut conn)
        .await
        .optional()?;
    Ok(
        found.and_then(|(entity, id, programme, project, milestone, application)| {
            let itself = (entity == Entity::Programme).then_some(id);
            Some(Place {
                programme: programme.or(itself)?,
                project,
                milestone,
                application,
                resource: (entity, id),
            })
        }),
    )
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
    field: Field,
    id: Uuid,
    marker: &str,
    (editor, now): (Uuid, DateTime<Utc>),
) -> QueryResult<Vec<String>> {
    let column = field.column();
    match field.kind.members() {
        [] => {
            let redacted = redact_field(table, column, id, marker, editor, now);
            diesel::select(redacted).get_result(&mut conn).await
        }
        members => {
            let redacted = redact_members_of_field(table, column, members, id, marker, editor, now);
            diesel::select(redacted).get_result(&mut conn).await
        }
    }
}

/// Takes the way to its bytes from a piece of evidence and its versions.
pub async fn redact_file(conn: &AsyncPgConnection, evidence: Uuid) -> QueryResult<Option<Unnamed>> {
    let sums = "select coalesce(array_agg(distinct file_sha256) filter (where file_sha256 is not null), '{}') as sha256
        from hist.evidence where id = $1";
    let sums = Prepared(diesel::sql_query(sums).bind::<sql_types::Uuid, _>(evidence));
    let (mut one, mut two) = (conn, conn);
    let (keys, Sums { sha256 }) = try_join(
        diesel::select(redact_evidence_file(evidence)).get_result::<Vec<String>>(&mut one),
        sums.get_result(&mut two),
    )
    .await?;
    Ok((!keys.is_empty()).then_some(Unnamed { keys, sha256 }))
}

/// Takes the texts from the journal; gives the number of entries in which they stood.
pub async fn redact_journal(
    mut conn: &AsyncPgConnection,
    (entity, id): (Entity, Uuid),
    field: &str,
    texts: &[String],
    marker: &str,
) -> QueryResult<i64> {
    diesel::select(redact_entries(entity.code(), id, field, texts, marker))
        .get_result(&mut conn)
        .await
}
