//! Receiving a file: spooled, recognised, put into the store, and then named by a row.
//!
//! No transaction waits for a client, and no client's going away stops what has begun once its
//! request is whole. What is refused is taken out of the store again.

use actix_web::rt;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use serde_json::{Value, json};
use tracing::Instrument;
use uuid::Uuid;

use super::attaching::{attach, kind_fault};
use super::dto::NewEvidenceFile;
use super::model::{KeptFile, Substance};
use crate::fault::{Fault, verdict};
use crate::files::{self, FileName, Held, Spooled};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Arriving, Change, Done, Form, Write};
use crate::milestones::forecasts::unless_owed;
use crate::milestones::{find_visible, policy};
use crate::projects::{Standing, Work};
use crate::shape;
use crate::vocabulary::{EvidenceType, FileFormat};

/// A file that may be kept, and what was said of it.
struct Received {
    body: NewEvidenceFile,
    format: FileFormat,
    spooled: Spooled,
}

/// What evidence can be attached to.
pub trait Holder: 'static {
    /// Whether the caller sees it (404) and may attach something to it (403); why nothing can be at present.
    async fn admit(&self, arriving: &Arriving, conn: &AsyncPgConnection) -> ApiResult<Vec<Fault>>;

    /// Why a piece of that kind is none of it.
    fn unfit(&self, kind: EvidenceType) -> Option<Fault>;

    /// Attaches a piece of evidence to it, and answers with that.
    async fn attach(
        &self,
        change: Change<'_>,
        kind: EvidenceType,
        title: String,
        substance: Substance,
    ) -> ApiResult<Done>;
}

/// A milestone, as a path names it.
#[derive(Debug)]
pub struct OfMilestone(pub Key);

impl Holder for OfMilestone {
    async fn admit(&self, arriving: &Arriving, conn: &AsyncPgConnection) -> ApiResult<Vec<Fault>> {
        let (milestone, context) = find_visible(conn, &arriving.actor, &self.0).await?;
        let today = arriving.today(context.programme.zone());
        policy::may_contribute(&arriving.actor, &context, &milestone, today)?;
        let standing = Standing::of(&context.project, None, today);
        let unowed = standing
            .refusals(Work::Delivery)
            .into_iter()
            .chain(unless_owed(&milestone));
        Ok(unowed.collect())
    }

    fn unfit(&self, kind: EvidenceType) -> Option<Fault> {
        kind_fault(kind, false)
    }

    async fn attach(
        &self,
        change: Change<'_>,
        kind: EvidenceType,
        title: String,
        substance: Substance,
    ) -> ApiResult<Done> {
        attach(change, &self.0, kind, title, substance).await
    }
}

/// What is known before the body is read.
struct UploadCheck {
    /// The id under which this database's files are kept.
    installation: Uuid,
    /// Why nothing can be attached at present.
    unowed: Vec<Fault>,
}

/// Attaches the file of a form to what holds it.
pub async fn receive(mut arriving: Arriving, holder: impl Holder) -> ApiResult {
    let checked = match check(&arriving, &holder).await {
        Ok(checked) => checked,
        Err(refusal) => return Err(arriving.refuse(refusal).await),
    };
    let received = recognise(arriving.form().await?).await?;
    let kind = received.body.kind;
    let meaning = json!({
        "type": kind, "title": *received.body.title,
        "file": {"name": received.body.file.as_str(), "sha256": received.spooled.sha256},
    });
    let services = arriving.services.clone();
    let write = arriving.write((), &meaning)?;
    if !write.has_key() {
        // With a key this may be a request that was answered before.
        verdict(holder.unfit(kind).into_iter().chain(checked.unowed).collect())?;
    }
    let held = services
        .files
        .hold(format!("{}/{}", checked.installation, Uuid::now_v7()));
    let keeping = async move {
        let put = services.files.put(&held, &received.spooled).await;
        put.map_err(ApiError::of_files)?;
        let (answer, named) = name(write, &holder, received, &held).await;
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

/// Whether something can be attached, and where it would be kept.
async fn check(arriving: &Arriving, holder: &impl Holder) -> ApiResult<UploadCheck> {
    let conn = arriving.connection().await?;
    let installation = async { Ok(files::installation(&conn).await?) };
    let (unowed, installation) = try_join(holder.admit(arriving, &conn), installation).await?;
    Ok(UploadCheck { installation, unowed })
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
async fn name(write: Write<()>, holder: &impl Holder, received: Received, held: &Held) -> (ApiResult, bool) {
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
            let answer = holder
                .attach(change, body.kind, body.title.into(), Substance::File(file))
                .await?;
            named = true;
            Ok(answer)
        })
        .await;
    (answer, named)
}
