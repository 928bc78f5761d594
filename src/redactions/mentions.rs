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
const MOST: usize = 200;
/// A shorter word is in too many texts to be anybody's.
const SHORTEST: usize = 3;

/// A free text that names somebody, as `POST /v1/redactions` takes it.
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

/// The texts that hold one of the words of these names and addresses, now or in a past version, case
/// aside; and whether there are more of them. A namesake's is among them: who reads it will see.
pub async fn mentions(conn: &mut AsyncPgConnection, names: &[String]) -> ApiResult<(Vec<Mention>, bool)> {
    let patterns: Vec<String> = telling_words(names).into_iter().map(pattern).collect();
    let mut mentions = BTreeSet::new();
    for (subject, field, query) in searches() {
        let found: Vec<Found> = diesel::sql_query(query)
            .bind::<sql_types::Array<sql_types::Text>, _>(&patterns)
            .load(conn)
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

/// The words that a person goes by: those of the name, and of an address before its `@`.
fn telling_words(names: &[String]) -> BTreeSet<&str> {
    let own = names.iter().map(|name| name.split('@').next().unwrap_or_default());
    own.flat_map(|name| name.split(|letter: char| !letter.is_alphanumeric()))
        .filter(|word| word.chars().count() >= SHORTEST)
        .collect()
}

/// The regular expression of a word on its own, with letters alone around none of its sides.
fn pattern(word: &str) -> String {
    format!("(^|[^[:alpha:]]){word}([^[:alpha:]]|$)")
}

/// One search for each free text; the names in them are those of `SUBJECTS`, which nobody sends.
fn searches() -> impl Iterator<Item = (Subject, &'static str, String)> {
    let rows = SUBJECTS.iter().flat_map(|subject| {
        subject.texts().filter_map(|field| {
            let (table, name) = (subject.table?, field.name);
            let query =
                format!("select distinct id from hist.{table} where {name}::text ~* any ($1) order by id limit 201");
            Some((*subject, name, query))
        })
    });
    let told = "select id from journal where after ->> 'motive' ~* any ($1) order by seq limit 201";
    rows.chain(std::iter::once((HISTORY_ENTRY, "motive", told.to_owned())))
}
