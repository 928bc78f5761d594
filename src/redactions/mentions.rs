//! Where free texts name somebody: what is left to redact once a person is erased.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{self, Nullable, Text};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join_all;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::fields::Field;
use super::queries;
use super::subjects::{RedactedEntity, SUBJECTS, Subject};
use crate::database::Prepared;
use crate::database::french::fold;
use crate::database::schema::identities;
use crate::vocabulary::CodeList;

/// How many are told.
const MOST: usize = 2000;
/// A shorter word is in too many texts to be anybody's.
const SHORTEST: usize = 3;

/// A free text that names somebody: `entity`, `id` and `field` are those of `POST /v1/redactions`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema, QueryableByName)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Mention {
    /// The programme whose coordinators can redact it.
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    pub programme: Uuid,
    /// What holds the text.
    #[diesel(sql_type = Text)]
    pub entity: RedactedEntity,
    /// Which one.
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    pub id: Uuid,
    /// The text's field.
    #[schema(example = "text")]
    #[diesel(sql_type = Text)]
    pub field: String,
}

/// Where texts are looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct MentionScope {
    /// In this project; everywhere where none is named.
    pub project: Option<Uuid>,
    /// And in what belongs to this programme and to no project of it.
    pub programme: Option<Uuid>,
}

/// What an account goes by, its name and its address, folded.
pub async fn names_of(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<Vec<String>> {
    let names: Option<(Option<String>, Option<String>)> = identities::table
        .find(account)
        .select((fold(identities::name.nullable()), fold(identities::email)))
        .first(&mut conn)
        .await
        .optional()?;
    Ok(names.into_iter().flat_map(<[_; 2]>::from).flatten().collect())
}

/// The texts that hold one of these names and addresses, or one of their words, now or in a past version,
/// however they are written, in a scope; and whether there are more of them. A namesake's is among them:
/// who reads it will see.
pub async fn mentions(
    conn: &AsyncPgConnection,
    names: &[String],
    scope: MentionScope,
) -> QueryResult<(Vec<Mention>, bool)> {
    let patterns: BTreeSet<String> = names.iter().flat_map(|name| patterns(name)).collect();
    // One expression: PostgreSQL remembers no more than 32.
    let pattern = patterns.into_iter().collect::<Vec<_>>().join("|");
    if pattern.is_empty() {
        return Ok((Vec::new(), false));
    }
    let searches = searches().map(|query| found(conn, query, &pattern, scope));
    let mut mentions = BTreeSet::new();
    for mention in try_join_all(searches).await?.into_iter().flatten() {
        mentions.insert(mention);
        if mentions.len() > MOST {
            return Ok((mentions.into_iter().take(MOST).collect(), true));
        }
    }
    Ok((mentions.into_iter().collect(), false))
}

async fn found(
    mut conn: &AsyncPgConnection,
    query: String,
    pattern: &str,
    scope: MentionScope,
) -> QueryResult<Vec<Mention>> {
    let query = diesel::sql_query(query).bind::<Text, _>(pattern);
    let query = query.bind::<Nullable<sql_types::Uuid>, _>(scope.project);
    Prepared(query.bind::<Nullable<sql_types::Uuid>, _>(scope.programme))
        .load(&mut conn)
        .await
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

/// One search for each free text, with the programme in which it stands; the names in them are those of
/// `SUBJECTS`, which nobody sends.
fn searches() -> impl Iterator<Item = String> {
    let rows = SUBJECTS.iter().flat_map(|subject| {
        let fields = subject.texts();
        fields.filter_map(|field| Some(search(*subject, subject.table?, field)))
    });
    let told = format!(
        "hist.fold(after ->> 'motive') ~* $1 and ($2::uuid is null or project_id = $2 or project_id is null and programme_id = $3) order by seq limit {MOST} + 1"
    );
    rows.chain(std::iter::once(queries::origins(&told)))
}

fn search(subject: Subject, table: &str, field @ Field { name, kind }: Field) -> String {
    let named = match kind.members() {
        [] => format!("hist.fold({}::text) ~* $1", field.column()),
        members => format!(
            "exists (select from jsonb_array_elements(hist.objects({name})) as item, unnest(array['{}']) as member
                where hist.fold(item ->> member) ~* $1)",
            members.join("', '")
        ),
    };
    let (entity, told_as, resource) = (subject.code(), subject.told_as.code(), subject.resource());
    let programme = queries::PROGRAMME;
    format!(
        "select place.programme, '{entity}' as entity, found.id, '{name}' as field
        from (select distinct id, {resource} as resource from hist.{table} where {named}) found
        cross join lateral (select {programme} as programme, project_id as project from journal
            where entity = '{told_as}' and entity_id = found.resource order by seq desc limit 1) place
        where place.programme is not null and ($2::uuid is null or place.project = $2 or place.project is null and place.programme = $3)
        order by found.id limit {MOST} + 1"
    )
}
