//! A change of a project.

use actix_web::patch;

use crate::fault::verdict;
use crate::http::merge_patch::Replace;
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Write};
use crate::organisations;
use crate::projects::dto::{ProjectPatch, ProjectView};
use crate::projects::making::laureate_fault;
use crate::projects::{Project, lock, policy, queries, views};

/// Changes a project.
///
/// Its title, its summary, its laureate. Its code never changes; its state does by its actions.
#[utoipa::path(tag = "projects", request_body(content = ProjectPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The project.", body = ProjectView)))]
#[patch("/v1/projects/{project}")]
pub async fn update_project(write: Write<ProjectPatch>, Path(project): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            let context = queries::find_visible(change.conn(), &actor, &project).await?;
            policy::may_coordinate(&actor, context.programme.id)?;
            let mut change = change.admitted().await?;
            let before = lock(&mut change, context.project.id).await?;
            let before = change
                .expect_version(before, async |work, row| {
                    Ok(views::load_one(work.conn(), &actor, row).await?)
                })
                .await?;
            if let Replace::Set(organisation) = &body.organisation {
                let laureate = organisations::find_visible(change.conn(), &actor, organisation.0).await?;
                verdict(laureate_fault(laureate.as_ref()).into_iter().collect())?;
            }
            let after = Project {
                title: body.title.apply(before.title.clone()),
                summary: body.summary.apply(before.summary.clone()),
                organisation_id: body.organisation.apply(before.organisation_id),
                ..before.clone()
            };
            let after = change.save(before, after).await?;
            let version = after.version;
            let view = views::load_one(change.conn(), &actor, after).await?;
            change.ok_versioned(version, &view)
        })
        .await
}
