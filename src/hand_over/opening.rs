//! Opening a hand-over: what the programme asks for.

use actix_web::post;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use super::dto::OpenedHandOver;
use super::model::HandOverItem;
use super::pieces::Cited;
use super::policy;
use crate::database::schema::hand_over_items;
use crate::fault::{Fault, FaultCode};
use crate::http::wire::Key;
use crate::http::{ApiResult, NoBody, Path, Write};
use crate::projects::ProjectContext;
use crate::projects::child::{self, Child, Editable, Origin, Viewer};
use crate::reference::Names;
use crate::vocabulary::HandOverKind;

/// Opens the hand-over of a project.
///
/// By a coordinator: adds an item of each kind that the programme's list asks for and the project has none of. Where none is
/// lacking, nothing is to be opened (409).
#[utoipa::path(tag = "hand_over", request_body = NoBody,
    responses((status = 201, description = "The items that were added.", body = OpenedHandOver)))]
#[post("/v1/projects/{project}/hand-over/open")]
pub async fn open_hand_over(write: Write, Path(project): Path<Key>) -> ApiResult {
    write
        .run(async |change, _| {
            let begun = child::begin_with(change, &project, HandOverItem::WORK, policy::may_ask, present_in).await?;
            let ((mut change, context, permit), present) = begun;
            let asked = context.programme.hand_over_items.iter();
            let lacking: Vec<HandOverKind> = asked.copied().filter(|kind| !present.contains(kind)).collect();
            permit.verdict(lacking.is_empty().then(|| Fault::new(FaultCode::HandOverOpen)))?;
            let origin = Origin::of(&change, &context);
            let related = (Names::load(change.conn(), [origin.by]).await?, Cited::default());
            let items = lacking.into_iter().map(|kind| HandOverItem::missing(origin, kind));
            let items: Vec<HandOverItem> = items.collect();
            change.insert_each(&items).await?;
            let viewer = Viewer::of(&change, &context.programme);
            let items = items
                .into_iter()
                .map(|item| item.view(&context, &related, viewer))
                .collect();
            let location = format!("/v1/projects/{}/hand-over", context.project.id);
            change.created_immutable(location, &OpenedHandOver { items })
        })
        .await
}

/// The kinds that a project has items of.
async fn present_in(mut conn: &AsyncPgConnection, context: &ProjectContext) -> QueryResult<Vec<HandOverKind>> {
    let items = hand_over_items::table.filter(hand_over_items::project_id.eq(context.project.id));
    items.select(hand_over_items::kind).load(&mut conn).await
}
