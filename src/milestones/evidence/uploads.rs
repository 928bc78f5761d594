//! Receiving a file: spooled, recognised, put into the store, and then named by a row.
//!
//! No transaction waits for a client, and no client's going away stops what has begun once its
//! request is whole. What is refused is taken out of the store again.

use actix_web::rt;
use futures_util::future::try_join;
use serde_json::{Value, json};
use tracing::Instrument;
use uuid::Uuid;

use super::attaching::attach;
use super::dto::NewEvidenceFile;
use super::model::{KeptFile, Substance};
use crate::fault::{Fault, verdict};
use crate::files::{self, FileName, Held, Spooled};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Arriving, Form, Write};
use crate::milestones::forecasts::unless_owed;
use crate::milestones::{find_visible, policy};
use crate::projects::{Standing, Work};
use crate::shape;
use crate::vocabulary::FileFormat;

/// A file that may be kept, and what was said of it.
struct Received {
    body: NewEvidenceFile,
    format: FileFormat,
    spooled: Spooled,
}

/// What is known before the body is read.
struct UploadCheck {
    /// The id under which this database's files are kept.
    installation: Uuid,
    /// Why nothing can be attached at present.
    unowed: Vec<Fault>,
}

/// Attaches the file of a form to a milestone.
pub async fn receive(mut arriving: Arriving, milestone: Key) -> ApiResult {
    let checked = match admit(&arriving, &milestone).await {
        Ok(checked) => checked,
        Err(refusal) => return Err(arriving.refuse(refusal).await),
    };
    let received = recognise(arriving.form().await?).await?;
    let meaning = json!({
        "type": received.body.kind, "title": *received.body.title,
        "file": {"name": received.body.file.as_str(), "sha256": received.spooled.sha256},
    });
    let services = arriving.services.clone();
    let write = arriving.write((), &meaning)?;
    if !write.has_key() {
        // With a key this may be a request that was answered before.
        verdict(checked.unowed)?;
    }
    let held = services
        .files
        .hold(format!("{}/{}", checked.installation, Uuid::now_v7()));
    let keeping = async move {
        let put = services.files.put(&held, &received.spooled).await;
        put.map_err(ApiError::of_files)?;
        let (answer, named) = name(write, &milestone, received, &held).await;
        let unwanted = match &answer {
            // Answered before: the first one's file is the one that is named.
            Ok(_) => !named,
            // After a failure of ours nobody knows whether the row is there; the sweep will.
            Err(error) => error.status().is_client_error(),
        };
        if unwanted {
            services.files.discard(std::slice::from_ref(&held.key)).await;
        }
        answer
    };
    let keeping = rt::spawn(keeping.in_current_span());
    keeping.await.map_err(anyhow::Error::from)?
}

/// Whether the caller sees the milestone (404) and may attach something to it (403).
async fn admit(arriving: &Arriving, milestone: &Key) -> ApiResult<UploadCheck> {
    let conn = arriving.connection().await?;
    let installation = async { Ok(files::installation(&conn).await?) };
    let seen = find_visible(&conn, &arriving.actor, milestone);
    let ((milestone, context), installation) = try_join(seen, installation).await?;
    let today = arriving.today(context.programme.zone());
    policy::may_contribute(&arriving.actor, &context, &milestone, today)?;
    let standing = Standing::of(&context.project, None, today);
    let unowed = standing
        .refusals(Work::Delivery)
        .into_iter()
        .chain(unless_owed(&milestone));
    Ok(UploadCheck {
        installation,
        unowed: unowed.collect(),
    })
}

/// What the form says, or every fault of its fields and of its file (422).
async fn recognise(form: Form) -> ApiResult<Received> {
    let mut faults = form.faults;
    let name = form.fields.get("file").and_then(Value::as_str);
    let name = name.and_then(|name| FileName::parse(name).ok());
    let body = collect(shape::read::<NewEvidenceFile>(Value::Object(form.fields)), &mut faults);
    let file = match form.file {
        Some(file) => {
            let found = files::recognise(&file.spooled, name.as_ref(), file.declared.as_deref()).await?;
            let at_file = |faults: Vec<Fault>| faults.into_iter().map(|fault| fault.at("/file")).collect();
            collect(found.map_err(at_file), &mut faults).map(|format| (file.spooled, format))
        }
        None => None,
    };
    match (body, file) {
        (Some(body), Some((spooled, format))) if faults.is_empty() => Ok(Received { body, format, spooled }),
        _ => Err(faults.into()),
    }
}

/// What was read; the faults go where all are told.
fn collect<T>(read: Result<T, Vec<Fault>>, faults: &mut Vec<Fault>) -> Option<T> {
    read.map_err(|more| faults.extend(more)).ok()
}

/// Names the file in a row of its own; says whether that was done by this very request.
async fn name(write: Write<()>, milestone: &Key, received: Received, held: &Held) -> (ApiResult, bool) {
    let mut named = false;
    let Received { body, format, spooled } = received;
    let answer = write
        .run(async |change, ()| {
            let file = KeptFile {
                name: body.file.into(),
                media_type: format.media_type().to_owned(),
                size: i64::try_from(spooled.size).map_err(anyhow::Error::from)?,
                sha256: spooled.sha256,
                key: Some(held.key.clone()),
            };
            let answer = attach(change, milestone, body.kind, body.title.into(), Substance::File(file)).await?;
            named = true;
            Ok(answer)
        })
        .await;
    (answer, named)
}
