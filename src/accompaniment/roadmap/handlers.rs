//! The operations on a roadmap.

use actix_web::{delete, get, patch, post};

use super::dto::{NewRoadmapItem, RoadmapItemFilter, RoadmapItemPatch, RoadmapItemView, RoadmapOrder};
use super::model::RoadmapItem;
use super::order;
use crate::http::wire::Key;
use crate::http::{ApiResult, Path, Write};
use crate::projects::Motive;
use crate::projects::child::{self, Editable, operations};

operations! { "roadmap": RoadmapItem as RoadmapItemView by RoadmapItemFilter
    /// Lists the roadmap of a project.
    ///
    /// In its order. To an observer what was adopted, and what is done.
    list list_roadmap_items "/v1/projects/{project}/roadmap-items";
    /// Lists the roadmaps of a programme.
    ///
    /// Of the projects that the caller coordinates, works on or observes; what comes first in any of them first.
    across list_programme_roadmap_items "/v1/programmes/{programme}/roadmap-items";
    /// Proposes an item of a roadmap.
    ///
    /// By the laureate or a coordinator; the last one, where it does not say its place.
    create create_roadmap_item "/v1/projects/{project}/roadmap-items" (NewRoadmapItem);
    /// Shows an item of a roadmap.
    ///
    /// To an observer once it was adopted, without accounts.
    get get_roadmap_item "/v1/projects/{project}/roadmap-items/{id}";
    /// Changes an item of a roadmap.
    ///
    /// Until it is done or dropped. Where it is moved, the others make room.
    update update_roadmap_item "/v1/projects/{project}/roadmap-items/{id}" (RoadmapItemPatch);
    /// Deletes an item that was proposed by mistake.
    ///
    /// Only while nothing was done to it but edits and moves; those behind it move up.
    delete delete_roadmap_item "/v1/projects/{project}/roadmap-items/{id}";
    /// Adopts an item of a roadmap.
    ///
    /// The project means to do it.
    verb adopt_roadmap_item "/v1/projects/{project}/roadmap-items/{id}/adopt" Adopted(NoBody);
    /// Says that an item of a roadmap is done.
    ///
    /// Once it was adopted.
    verb finish_roadmap_item "/v1/projects/{project}/roadmap-items/{id}/finish" Finished(NoBody);
    /// Drops an item of a roadmap.
    ///
    /// With a motive.
    verb drop_roadmap_item "/v1/projects/{project}/roadmap-items/{id}/drop" Dropped(Motive);
}

/// Puts the roadmap of a project in order.
///
/// By the laureate or a coordinator, by the ids of all its items, each once: what was added since the caller looked is
/// missing, and nothing is moved.
#[utoipa::path(tag = "roadmap", request_body = RoadmapOrder,
    responses((status = 200, description = "The order.", body = RoadmapOrder)))]
#[post("/v1/projects/{project}/roadmap-items/reorder")]
pub async fn reorder_roadmap_items(write: Write<RoadmapOrder>, Path(project): Path<Key>) -> ApiResult {
    write
        .run(async |change, body| {
            let begun = child::begin(change, &project, RoadmapItem::WORK, RoadmapItem::may_write).await?;
            let (mut change, context, permit) = begun;
            let items = RoadmapItem::in_order(change.conn(), context.project.id).await?;
            let ordered = permit.and(order::ordered(items, &body.items).map_err(Into::into))?;
            order::renumber(&mut change, ordered.into_iter().zip(1..)).await?;
            change.ok(&body)
        })
        .await
}
