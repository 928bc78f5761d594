//! One redaction, carried out: the row and its versions, and the journal. The bytes of a file follow
//! once that is committed, and so do the answers kept for retries (`http::idempotency_records`).

use futures_util::future::{try_join, try_join4};
use serde_json::json;
use uuid::Uuid;

use super::details::{self, Told};
use super::dto::NewRedaction;
use super::fields::{Field, FieldKind};
use super::marker::{marker, remains};
use super::model::Redaction;
use super::queries::{self, Origin, Place};
use super::rules;
use super::subjects::Subject;
use crate::database::scrubbing;
use crate::fault::{Fault, FaultCode};
use crate::http::idempotency_records::{self, Removal};
use crate::http::{Admitted, ApiResult, UnitOfWork};
use crate::journal::{self, Action, Entry, Record};
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
pub fn target(asked: &NewRedaction, origin: Option<Origin>) -> Result<Target, Fault> {
    let subject = Subject::of(asked.entity);
    let accepted: Vec<_> = subject.fields.iter().map(|field| field.name).collect();
    let field = subject.field(&asked.field).ok_or_else(|| {
        Fault::new(FaultCode::UnknownValue)
            .at("/field")
            .with("accepted", accepted)
    })?;
    let Some(origin) = origin else {
        return Ok(Target {
            subject,
            field,
            id: asked.id.0,
            told: None,
        });
    };
    let subject = Subject::of(origin.entity);
    Ok(Target {
        subject,
        field: subject.field(&origin.field).unwrap_or(field),
        id: origin.id,
        told: origin.motive.filter(|_| subject.table.is_none()),
    })
}

/// What was redacted, and the keys of the files that nothing leads to any more.
#[derive(Debug)]
pub struct Redacted {
    pub told: Told,
    pub files: Vec<String>,
}

/// Takes the text away from everywhere, and says so.
pub async fn redact(change: &mut Admitted<'_>, target: &Target, place: &Place, motive: String) -> ApiResult<Redacted> {
    let actor = change.actor.clone();
    let redaction = Uuid::now_v7();
    let marker = marker(target.field.kind, redaction);
    let id = target.id;
    let taken = take(change, target, &marker).await?;
    if rules::repeats(&motive, &taken.texts) {
        return Err(Fault::new(FaultCode::MotiveRepeatsText).at("/motive").into());
    }
    let mut told = 0;
    for member in target.field.shown_as() {
        told += queries::redact_journal(change.conn(), place.resource, member, &taken.texts, &marker).await?;
    }
    let removals = removals(target, &taken.texts, marker);
    let own = target.subject.table.into_iter();
    let own = own.flat_map(|table| [format!("public.{table}"), format!("hist.{table}")]);
    let journal = (told > 0).then(|| "public.journal".to_owned());
    let changed: Vec<String> = own.chain(journal).collect();
    let changed: Vec<&str> = changed.iter().map(String::as_str).collect();
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
        application: place.application,
    };
    let said = json!({"redaction": redaction, "field": target.field.name});
    change.record(Entry::about(Action::Redacted, entity, resource, stands, said));
    change.record(Entry::created(&row));
    let (_, _, _, details) = try_join4(
        idempotency_records::note(change.conn(), &removals),
        scrubbing::note(change.conn(), &changed),
        row.insert(change.conn()),
        details::load(change.conn(), row.id),
    )
    .await?;
    Ok(Redacted {
        told: Told { row, details },
        files: taken.files,
    })
}

/// What is to be taken out of kept answers: the texts, wherever they show the field (under its own name, as
/// the motive of an action, or as what a resource or a file is called), and the address of a file's content.
fn removals(target: &Target, texts: &[String], marker: String) -> Vec<Removal> {
    let called = matches!(target.field.column(), "title" | "file_name" | "holder_name" | "by_name").then_some("name");
    // What gates of readiness name is quoted in their reasons, and is what a link is called.
    let reasons = matches!(target.field.column(), "title" | "name").then_some(["why", "title"]);
    let members = target.field.shown_as().into_iter().chain(["motive"]).chain(called);
    let members = members.chain(reasons.into_iter().flatten());
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

async fn take(change: &UnitOfWork, target: &Target, marker: &str) -> ApiResult<Taken> {
    let nothing = || Fault::new(FaultCode::NothingToRedact);
    let is_file = target.field.kind == FieldKind::File;
    let file = async {
        match is_file {
            true => queries::redact_file(change.conn(), target.id).await,
            false => Ok(None),
        }
    };
    let texts = async {
        let Some(table) = target.subject.table else {
            return Ok(target.told.iter().cloned().collect());
        };
        let edit = (change.actor.account, change.now);
        queries::redact(change.conn(), table, target.field, target.id, marker, edit).await
    };
    let (file, texts) = try_join(file, texts).await?;
    if is_file && file.is_none() {
        return Err(nothing().into());
    }
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
