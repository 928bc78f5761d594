//! Where free texts name somebody: what is left to redact once a person is erased.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::queries;
use super::redacting;
use super::subjects::{HISTORY_ENTRY, RedactedEntity, SUBJECTS, Subject};
use crate::http::ApiResult;

/// How many are told.
const MOST: usize = 2000;
/// A shorter word is in too many texts to be anybody's.
const SHORTEST: usize = 3;

/// A free text that names somebody: `entity`, `id` and `field` are those of `POST /v1/redactions`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Mention {
    /// The programme whose coordinators can redact it.
    pub programme: Uuid,
    /// What holds the text.
    pub entity: RedactedEntity,
    /// Which one.
    pub id: Uuid,
    /// The text's field.
    #[schema(example = "text")]
    pub field: &'static str,
}

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = sql_types::Uuid)]
    id: Uuid,
}

#[derive(QueryableByName)]
struct Folded {
    #[diesel(sql_type = sql_types::Text)]
    text: String,
}

/// The texts that hold one of these names and addresses, or one of their words, now or in a past version,
/// case and accents aside; and whether there are more of them. A namesake's is among them: who reads
/// it will see.
pub async fn mentions(mut conn: &AsyncPgConnection, names: &[String]) -> ApiResult<(Vec<Mention>, bool)> {
    let folded: Vec<Folded> = diesel::sql_query("select hist.fold(name) as text from unnest($1) as name")
        .bind::<sql_types::Array<sql_types::Text>, _>(names)
        .load(&mut conn)
        .await?;
    let patterns: BTreeSet<String> = folded.iter().flat_map(|name| patterns(&name.text)).collect();
    // One expression: PostgreSQL remembers no more than 32.
    let pattern = patterns.into_iter().collect::<Vec<_>>().join("|");
    if pattern.is_empty() {
        return Ok((Vec::new(), false));
    }
    let mut mentions = BTreeSet::new();
    for (subject, field, query) in searches() {
        let found: Vec<Found> = diesel::sql_query(query)
            .bind::<sql_types::Text, _>(&pattern)
            .load(&mut conn)
            .await?;
        for Found { id } in found {
            let Some(place) = queries::locate(conn, subject, id).await? else {
                continue;
            };
            let source = match subject.table {
                Some(_) => Some((subject, field, id)),
                None => redacting::source(conn, id)
                    .await?
                    .map(|(source, field, id)| (source, field.name, id)),
            };
            let (subject, field, id) = source.unwrap_or((subject, field, id));
            mentions.insert(Mention {
                programme: place.programme,
                entity: subject.entity,
                id,
                field,
            });
            if mentions.len() > MOST {
                return Ok((mentions.into_iter().take(MOST).collect(), true));
            }
        }
    }
    Ok((mentions.into_iter().collect(), false))
}

/// The regular expressions of what a person goes by: the whole name or address, however its words are
/// parted, and each word of it, of an address those before the `@`.
fn patterns(name: &str) -> Vec<String> {
    let words = |text: &'_ str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let whole = words(name).join("[^[:alnum:]]+");
    let own = words(name.split('@').next().unwrap_or_default());
    let telling = own.into_iter().filter(|word| word.chars().count() >= SHORTEST);
    let all = telling.chain((!whole.is_empty()).then_some(whole));
    all.map(|text| format!("(^|[^[:alpha:]]){text}([^[:alpha:]]|$)"))
        .collect()
}

/// One search for each free text; the names in them are those of `SUBJECTS`, which nobody sends.
fn searches() -> impl Iterator<Item = (Subject, &'static str, String)> {
    let rows = SUBJECTS.iter().flat_map(|subject| {
        subject.texts().filter_map(|field| {
            let (table, name) = (subject.table?, field.name);
            let query = format!(
                "select distinct id from hist.{table} where hist.fold({name}::text) ~* $1 order by id limit {MOST} + 1"
            );
            Some((*subject, name, query))
        })
    });
    let told =
        format!("select id from journal where hist.fold(after ->> 'motive') ~* $1 order by seq limit {MOST} + 1");
    rows.chain(std::iter::once((HISTORY_ENTRY, "motive", told)))
}
