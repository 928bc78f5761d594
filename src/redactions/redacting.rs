//! One redaction, carried out: the row and its versions, the journal, the kept answers.

use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::dto::NewRedaction;
use super::marker::{marker, remains};
use super::model::Redaction;
use super::queries::{self, Place};
use super::rules;
use super::subjects::{Field, SUBJECTS, Subject};
use crate::fault::{Fault, FaultCode};
use crate::http::{ApiResult, Change, kept};
use crate::journal::{self, Action, Entry};

/// The text to take away.
#[derive(Debug)]
pub struct Target {
    subject: Subject,
    field: Field,
    id: Uuid,
    /// What an entry of the history tells and no row holds.
    told: Option<String>,
}

/// The text that a request names. A motive that an entry of the history repeats from a row is that
/// row's: it is redacted where it comes from.
pub async fn target(conn: &mut AsyncPgConnection, subject: Subject, asked: &NewRedaction) -> ApiResult<Target> {
    let accepted: Vec<_> = subject.fields.iter().map(|field| field.name).collect();
    let field = subject.field(&asked.field).ok_or_else(|| {
        Fault::new(FaultCode::UnknownValue)
            .at("/field")
            .with("accepted", accepted)
    })?;
    let mut target = Target {
        subject,
        field,
        id: asked.id.0,
        told: None,
    };
    if subject.table.is_some() {
        return Ok(target);
    }
    target.told = queries::told_motive(conn, target.id).await?;
    if let Some((subject, field, id)) = source(conn, target.id).await? {
        target = Target {
            subject,
            field,
            id,
            told: None,
        };
    }
    Ok(target)
}

/// The row, and its field, that an entry of the history has its motive from.
pub async fn source(conn: &mut AsyncPgConnection, entry: Uuid) -> QueryResult<Option<(Subject, Field, Uuid)>> {
    let Some(motive) = queries::told_motive(conn, entry).await? else {
        return Ok(None);
    };
    for (entity, resource) in queries::told_with(conn, entry).await? {
        for source in SUBJECTS.iter().filter(|subject| subject.told_as == entity) {
            for field in source.fields.iter().filter(|field| field.name.ends_with("motive")) {
                if let Some(id) = queries::source(conn, *source, field.name, resource, &motive).await? {
                    return Ok(Some((*source, *field, id)));
                }
            }
        }
    }
    Ok(None)
}

/// Takes the text away from everywhere, and says so.
pub async fn redact(change: &mut Change, target: &Target, place: &Place, motive: String) -> ApiResult<Redaction> {
    let actor = change.actor.clone();
    let Target {
        subject,
        field,
        id,
        told,
    } = target;
    let redaction = Uuid::now_v7();
    let marker = marker(field.kind, redaction);
    let now = change.now;
    let texts = match subject.table {
        Some(table) => {
            let edit = (actor.account, now);
            queries::redact(change.conn(), table, field.name, *id, &marker, edit).await?
        }
        None => told.iter().cloned().collect(),
    };
    if texts.is_empty() {
        return Err(Fault::new(FaultCode::NothingToRedact).into());
    }
    if rules::repeats(&motive, &texts) {
        return Err(Fault::new(FaultCode::MotiveRepeatsText).at("/motive").into());
    }
    queries::redact_journal(change.conn(), place.resource, field.name, &texts, &marker).await?;
    kept::rewrite(change.conn(), &texts, |answer| {
        without(answer, field.name, &texts, &marker)
    })
    .await?;
    let row = Redaction {
        id: redaction,
        programme_id: place.programme,
        project_id: place.project,
        milestone_id: place.milestone,
        entity: subject.entity,
        entity_id: *id,
        field: field.name.to_owned(),
        sha256: texts.iter().map(|text| remains(text)).collect(),
        motive,
        redacted_by: actor.account,
        redacted_at: now,
    };
    queries::insert(change.conn(), &row).await?;
    let (entity, resource) = place.resource;
    let stands = journal::Place {
        programme: Some(place.programme),
        project: place.project,
        milestone: place.milestone,
    };
    let said = json!({"redaction": redaction, "field": field.name});
    change.record(Entry::about(Action::Redacted, entity, resource, stands, said));
    change.record(Entry::created(&row));
    Ok(row)
}

/// Puts the marker for the texts in an answer, wherever it shows the field: under its own name, as
/// the motive of an action, or as what a resource is called.
fn without(answer: &mut Value, field: &str, texts: &[String], marker: &str) -> bool {
    let shown = |name: &str| name == field || name == "motive" || (name == "name" && field == "title");
    let is_text = |value: &Value| {
        value
            .as_str()
            .is_some_and(|value| texts.iter().any(|text| text == value))
    };
    kept::objects(answer, &|object| {
        let mut changed = false;
        for (_, value) in object.iter_mut().filter(|(name, _)| shown(name)) {
            let items: &mut [Value] = match value {
                Value::Array(items) => items,
                single => std::slice::from_mut(single),
            };
            for item in items.iter_mut().filter(|item| is_text(item)) {
                *item = Value::from(marker);
                changed = true;
            }
        }
        changed
    })
}
