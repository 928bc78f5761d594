//! The operations on verdicts.

use actix_web::{get, post};
use diesel_async::AsyncPgConnection;

use super::dto::{NewVerdict, VerdictFilter, VerdictView};
use super::model::{Verdict, has_authority, may_pronounce};
use crate::access::Actor;
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Write};
use crate::programmes::{self, Track};
use crate::projects::child::{self, operations};
use crate::projects::{ProjectContext, Work};

operations! { "readiness": Verdict as VerdictView by VerdictFilter
    /// Lists the verdicts of a project.
    ///
    /// The newest first: it stands. Not for observers.
    list list_verdicts "/v1/projects/{project}/verdicts";
    /// Lists the verdicts of a programme.
    ///
    /// Of the projects that the caller coordinates or works on; the newest first.
    across list_programme_verdicts "/v1/programmes/{programme}/verdicts";
    /// Shows a verdict.
    ///
    /// With its gates as they stood, whatever has changed since. Not to observers.
    get get_verdict "/v1/projects/{project}/verdicts/{id}";
}

/// Pronounces whether a project is ready.
///
/// By a coordinator whose organisation has authority over the track `hand_over`. Every gate is kept as it stands. A project
/// is `ready` where no gate is missing, advisory ones aside.
#[utoipa::path(tag = "readiness", request_body = NewVerdict,
    responses((status = 201, description = "The new one.", body = VerdictView)))]
#[post("/v1/projects/{project}/verdicts")]
pub async fn create_verdict(write: Write<NewVerdict>, Path(project): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let tracks = async |conn: &AsyncPgConnection, context: &ProjectContext| {
                programmes::tracks(conn, context.programme.id).await
            };
            let decide = |actor: &Actor, tracks: &Vec<Track>| has_authority(actor, tracks);
            let begun = child::begin_if(change, &project, Work::HandOver, may_pronounce, tracks, decide).await?;
            let ((mut change, context, permit), _) = begun;
            let row = permit.and(Verdict::pronounced(body, &change, &context).await)?;
            child::insert(&mut change, &context, row).await
        })
        .await
}
