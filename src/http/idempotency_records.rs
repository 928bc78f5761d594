//! Answers kept for retries, afterwards: what is redacted or erased goes from them too, and they go
//! themselves once they have been kept long enough.
//!
//! Who takes something away [notes](note) it, in the same transaction, and waits for nobody. From its
//! commit on no replay shows it: a replay reads the [notes](pending) before the answer. In the
//! background the answers are [cleared](clear) of it, and the note goes
//! (docs/adr/0010-less.md says why that misses none).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::etag;
use crate::database::Prepared;
use crate::database::schema::{answer_removals, kept_answers};
use crate::database::scrubbing;

/// Answers that are read at once.
const PAGE: i64 = 200;

/// How sentences quote what they name, in French and in English.
const QUOTES: [(&str, &str); 2] = [("« ", " »"), ("\"", "\"")];

/// What is to be taken out of answers. The texts themselves are nowhere any more: their hashes tell them.
#[derive(Debug, Default, Queryable, Selectable, Insertable)]
#[diesel(table_name = answer_removals, check_for_backend(diesel::pg::Pg))]
pub struct Removal {
    /// Of this account the name and the address, wherever an answer shows it; of a person the name, and what then becomes
    /// null; else the texts.
    pub account_id: Option<Uuid>,
    /// In members of these names,
    pub members: Vec<String>,
    /// texts with one of these SHA-256, in hexadecimal,
    pub sha256: Vec<String>,
    /// are replaced by this, or by null.
    pub replacement: Option<String>,
}

/// Removals that wait, and the ids of their notes.
pub type Pending = Vec<(i64, Removal)>;

/// A kept answer's scope, body and tag.
type Held = (Vec<u8>, Option<Vec<u8>>, Option<String>);

/// Notes that something is to be taken out of every kept answer.
pub async fn note(mut conn: &AsyncPgConnection, removals: &[Removal]) -> QueryResult<()> {
    Prepared(diesel::insert_into(answer_removals::table).values(removals))
        .execute(&mut conn)
        .await
        .map(drop)
}

/// What is to be taken out of answers that are read after this.
pub async fn pending(mut conn: &AsyncPgConnection) -> QueryResult<Pending> {
    answer_removals::table
        .select((answer_removals::id, Removal::as_select()))
        .load(&mut conn)
        .await
}

/// Takes out of an answer what is to be; whether there was something. The tag follows the body.
pub fn take_out(pending: &Pending, body: &mut Option<Vec<u8>>, tag: &mut Option<String>) -> bool {
    let Some(mut answer) = body
        .as_deref()
        .filter(|_| !pending.is_empty())
        .and_then(|body| serde_json::from_slice::<Value>(body).ok())
    else {
        return false;
    };
    let mut changed = false;
    for (_, removal) in pending {
        changed |= objects(&mut answer, &|object| removal.apply(object));
    }
    if changed {
        let written = answer.to_string().into_bytes();
        *tag = tag.take().map(|tag| etag::tag(etag::version(&tag), &written));
        *body = Some(written);
    }
    changed
}

/// Takes out of every kept answer what is pending; gives the number of those that changed. Every transaction
/// that ran when `pending` was read must have ended: none of those since can have read what was removed.
pub async fn clear(mut conn: &AsyncPgConnection, pending: &Pending) -> QueryResult<usize> {
    if pending.is_empty() {
        return Ok(0);
    }
    let (mut changed, mut behind) = (0, Vec::new());
    loop {
        let page: Vec<Held> = kept_answers::table
            .filter(kept_answers::scope.gt(&behind))
            .order(kept_answers::scope)
            .limit(PAGE)
            .select((kept_answers::scope, kept_answers::body, kept_answers::etag))
            .load(&mut conn)
            .await?;
        let Some((last, ..)) = page.last() else { break };
        behind.clone_from(last);
        for (scope, before, mut tag) in page {
            let mut body = before.clone();
            if !take_out(pending, &mut body, &mut tag) {
                continue;
            }
            if changed == 0 {
                scrubbing::note(conn, &["public.kept_answers"]).await?;
            }
            changed += 1;
            diesel::update(kept_answers::table.find(scope).filter(kept_answers::body.eq(before)))
                .set((kept_answers::body.eq(body), kept_answers::etag.eq(tag)))
                .execute(&mut conn)
                .await?;
        }
    }
    let done = pending.iter().map(|(id, _)| *id);
    diesel::delete(answer_removals::table.filter(answer_removals::id.eq_any(done)))
        .execute(&mut conn)
        .await?;
    Ok(changed)
}

/// Forgets the answers kept for an account, for good where there were some.
pub async fn forget(mut conn: &AsyncPgConnection, account: Uuid) -> QueryResult<()> {
    let forget = "with gone as (delete from kept_answers where account_id = $1 returning scope)
        insert into removals (relation) select 'public.kept_answers' where exists (select from gone)";
    Prepared(diesel::sql_query(forget).bind::<sql_types::Uuid, _>(account))
        .execute(&mut conn)
        .await
        .map(drop)
}

/// Throws away at most `batch` answers that were kept before an instant; gives their number.
pub async fn forget_old(mut conn: &AsyncPgConnection, before: DateTime<Utc>, batch: i64) -> QueryResult<usize> {
    let old: Vec<Vec<u8>> = kept_answers::table
        .filter(kept_answers::created_at.lt(before))
        .order(kept_answers::created_at)
        .limit(batch)
        .select(kept_answers::scope)
        .load(&mut conn)
        .await?;
    // A key that was forgotten meanwhile and came again has a new row, which stays.
    let still_old = kept_answers::table
        .filter(kept_answers::scope.eq_any(&old))
        .filter(kept_answers::created_at.lt(before));
    diesel::delete(still_old).execute(&mut conn).await
}

impl Removal {
    fn apply(&self, object: &mut Map<String, Value>) -> bool {
        let replacement = self.replacement.as_deref().map_or(Value::Null, Value::from);
        if let Some(account) = self.account_id {
            if object.get("id").and_then(Value::as_str) != Some(&account.to_string()) {
                return false;
            }
            let name = object.get_mut("name").filter(|name| **name != replacement);
            let named = name.map(|name| *name = replacement).is_some();
            let unaddressed = match self.members.is_empty() {
                true => object.shift_remove("email").is_some(),
                false => self.members.iter().fold(false, |changed, member| {
                    let value = object.get_mut(member).filter(|value| !value.is_null());
                    value.map(|value| *value = Value::Null).is_some() || changed
                }),
            };
            return unaddressed || named;
        }
        let mut changed = false;
        for member in &self.members {
            let items: &mut [Value] = match object.get_mut(member) {
                Some(Value::Array(items)) => items,
                Some(single) => std::slice::from_mut(single),
                None => continue,
            };
            for item in items {
                if self.names(item.as_str()) {
                    *item = replacement.clone();
                    changed = true;
                } else if let Some(sentence) = self.quoted_in(item) {
                    *item = sentence.into();
                    changed = true;
                }
            }
        }
        changed
    }

    fn names(&self, text: Option<&str>) -> bool {
        let hash = text.map(|text| format!("{:x}", Sha256::digest(text)));
        hash.is_some_and(|hash| self.sha256.contains(&hash))
    }

    /// A sentence that quotes it, as it is without.
    fn quoted_in(&self, value: &Value) -> Option<String> {
        let (sentence, replacement) = (value.as_str()?, self.replacement.as_deref()?);
        QUOTES.iter().find_map(|(opening, closing)| {
            let (before, rest) = sentence.split_once(opening)?;
            let (quoted, after) = rest.rsplit_once(closing)?;
            let named = self.names(Some(quoted));
            named.then(|| format!("{before}{opening}{replacement}{closing}{after}"))
        })
    }
}

/// Calls `each` on every object inside a value, itself included; whether one was changed.
fn objects(value: &mut Value, each: &impl Fn(&mut Map<String, Value>) -> bool) -> bool {
    let (mut changed, inside): (bool, Vec<&mut Value>) = match value {
        Value::Object(object) => (each(object), object.values_mut().collect()),
        Value::Array(items) => (false, items.iter_mut().collect()),
        _ => return false,
    };
    for value in inside {
        changed |= objects(value, each);
    }
    changed
}
