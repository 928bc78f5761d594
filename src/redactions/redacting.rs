//! One redaction, carried out: the row and its versions, and the journal. The bytes of a file follow
//! once that is committed, and so do the answers kept for retries (`http::idempotency_records`).

use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use serde_json::json;
use uuid::Uuid;

use super::dto::NewRedaction;
use super::marker::{marker, remains};
use super::model::Redaction;
use super::queries::{self, Place};
use super::rules;
use super::subjects::{Field, FieldKind, SUBJECTS, Subject};
use crate::database::scrubbing;
use crate::fault::{Fault, FaultCode};
use crate::http::idempotency_records::{self, Removal};
use crate::http::{Admitted, ApiResult, UnitOfWork};
use crate::journal::{self, Action, Entry};
use crate::milestones::evidence::content_address;

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
pub async fn target(conn: &AsyncPgConnection, subject: Subject, asked: &NewRedaction) -> ApiResult<Target> {
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
pub async fn source(conn: &AsyncPgConnection, entry: Uuid) -> QueryResult<Option<(Subject, Field, Uuid)>> {
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

/// What was redacted, and the keys of the files that nothing leads to any more.
#[derive(Debug)]
pub struct Redacted {
    pub row: Redaction,
    pub files: Vec<String>,
}

/// Takes the text away from everywhere, and says so.
pub async fn redact(change: &mut Admitted<'_>, target: &Target, place: &Place, motive: String) -> ApiResult<Redacted> {
    let actor = change.actor.clone();
    let redaction = Uuid::now_v7();
    let marker = marker(target.field.kind, redaction);
    let (column, id) = (target.field.column(), target.id);
    let taken = take(change, target, &marker).await?;
    if rules::repeats(&motive, &taken.texts) {
        return Err(Fault::new(FaultCode::MotiveRepeatsText).at("/motive").into());
    }
    let told = queries::redact_journal(change.conn(), place.resource, column, &taken.texts, &marker).await?;
    idempotency_records::note(change.conn(), &removals(target, &taken.texts, marker)).await?;
    let own = target.subject.table.into_iter();
    let own = own.flat_map(|table| [format!("public.{table}"), format!("hist.{table}")]);
    let journal = (told > 0).then(|| "public.journal".to_owned());
    let changed: Vec<String> = own.chain(journal).collect();
    let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
    scrubbing::note(change.conn(), &changed).await?;
    let row = Redaction {
        id: redaction,
        programme_id: place.programme,
        project_id: place.project,
        milestone_id: place.milestone,
        entity: target.subject.entity,
        entity_id: id,
        field: target.field.name.to_owned(),
        sha256: taken.sha256,
        motive,
        redacted_by: actor.account,
        redacted_at: change.now,
    };
    let (entity, resource) = place.resource;
    let stands = journal::Place {
        programme: Some(place.programme),
        project: place.project,
        milestone: place.milestone,
    };
    let said = json!({"redaction": redaction, "field": target.field.name});
    change.record(Entry::about(Action::Redacted, entity, resource, stands, said));
    change.insert(&row).await?;
    Ok(Redacted {
        row,
        files: taken.files,
    })
}

/// What is to be taken out of kept answers: the texts, wherever they show the field (under its own name, as
/// the motive of an action, or as what a resource or a file is called), and the address of a file's content.
fn removals(target: &Target, texts: &[String], marker: String) -> Vec<Removal> {
    let column = target.field.column();
    let called = matches!(column, "title" | "file_name").then_some("name");
    let members = [column, "motive"].into_iter().chain(called);
    let mut removals = vec![Removal {
        members: members.map(str::to_owned).collect(),
        sha256: texts.iter().map(|text| remains(text)).collect(),
        replacement: Some(marker),
        ..Removal::default()
    }];
    if target.field.kind == FieldKind::File {
        removals.push(Removal {
            members: vec!["content".to_owned()],
            sha256: vec![remains(&content_address(target.id))],
            ..Removal::default()
        });
    }
    removals
}

/// What a field has or had, taken from its row and the versions of it.
struct Taken {
    texts: Vec<String>,
    sha256: Vec<String>,
    files: Vec<String>,
}

async fn take(change: &mut UnitOfWork, target: &Target, marker: &str) -> ApiResult<Taken> {
    let nothing = || Fault::new(FaultCode::NothingToRedact);
    let file = match target.field.kind {
        FieldKind::File => {
            let file = queries::redact_file(change.conn(), target.id).await?;
            Some(file.ok_or_else(nothing)?)
        }
        _ => None,
    };
    let texts = match target.subject.table {
        Some(table) => {
            let edit = (change.actor.account, change.now);
            queries::redact(change.conn(), table, target.field.column(), target.id, marker, edit).await?
        }
        None => target.told.iter().cloned().collect(),
    };
    match file {
        Some(file) => Ok(Taken {
            texts,
            sha256: file.sha256,
            files: file.keys,
        }),
        None if texts.is_empty() => Err(nothing().into()),
        None => Ok(Taken {
            sha256: texts.iter().map(|text| remains(text)).collect(),
            texts,
            files: Vec::new(),
        }),
    }
}
