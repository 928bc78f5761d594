//! The row of an item of a roadmap: how it is written, found, listed and shown.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use uuid::Uuid;

use super::dto::{
    NewRoadmapItem, RoadmapItemContent, RoadmapItemFilter, RoadmapItemInside, RoadmapItemPatch, RoadmapItemSort,
    RoadmapItemView,
};
use super::life::{Horizon, RoadmapItemState};
use super::order::{self, NO_PLACE};
use crate::database::schema::roadmap_items;
use crate::fault::Fault;
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Place, record};
use crate::projects::child::{
    Asked, Child, Editable, Origin, OwnedEdits, Viewer, child_rows, editable, listed, lived, made,
};
use crate::projects::{ProjectContext, Within, Work, may_lead, within};
use crate::reference::Names;

/// Something that a project is to do, in its place.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = roadmap_items, check_for_backend(Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct RoadmapItem {
    pub id: Uuid,
    pub project_id: Uuid,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: RoadmapItemContent,
    pub owner_id: Option<Uuid>,
    pub position: i32,
    pub state: RoadmapItemState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(RoadmapItem in roadmap_items as RoadmapItem, |row| Place::in_project(row.project_id), versioned);
listed!(RoadmapItem in roadmap_items, observed);
lived!(RoadmapItem: RoadmapItemState);

impl Editable for RoadmapItem {
    editable!(roadmap_items from NewRoadmapItem, RoadmapItemPatch, as Work::Substance, by may_lead, owned);

    fn new(origin: Origin, body: NewRoadmapItem) -> Self {
        made!(RoadmapItem from origin {
            owner_id: body.owner.map(Uuid::from),
            position: body.position.map_or(NO_PLACE, i32::from),
            content: body.into(),
            state: RoadmapItemState::Proposed,
        })
    }

    fn patched(self, patch: RoadmapItemPatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            owner_id: patch.owner.apply(self.owner_id),
            position: patch.position.apply(Some(self.position)).unwrap_or(NO_PLACE),
            content: patch.apply(self.content)?,
            ..self
        })
    }

    /// In its place, where the others make room.
    async fn settled(self, before: Option<&Self>, change: &mut Admitted<'_>, _: &ProjectContext) -> ApiResult<Self> {
        if before.is_some_and(|before| before.position == self.position) {
            return Ok(self);
        }
        let position = order::place(change, &self).await?;
        Ok(Self { position, ..self })
    }

    /// Those behind it move up.
    async fn deleted(&self, change: &mut Admitted<'_>) -> ApiResult<()> {
        let items = Self::in_order(change.conn(), self.project_id).await?;
        order::renumber(change, items.into_iter().zip(1..)).await
    }

    fn frozen(&self) -> Option<Fault> {
        Fault::unless_in(self.state, RoadmapItemState::is_open)
    }
}

impl RoadmapItem {
    /// Those of a project, in their order.
    pub async fn in_order(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Vec<Self>> {
        let items = roadmap_items::table.filter(roadmap_items::project_id.eq(project));
        let items = items.order((roadmap_items::position, roadmap_items::id));
        items.select(Self::as_select()).load(&mut conn).await
    }
}

impl Child for RoadmapItem {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "roadmap-items";
    type Filter = RoadmapItemFilter;
    type View = RoadmapItemView;
    child_rows!(roadmap_items of project_id in programme_id, with version, observed in RoadmapItemState::OBSERVED,
        those filtered, sorted by sort as RoadmapItemSort {
            Position(i32): asc position,
            Newest(DateTime<Utc>): desc created_at,
        }, named by created_by, updated_by, maybe owner_id);

    fn view(self, context: &ProjectContext, names: &Names, _: Viewer<'_>) -> RoadmapItemView {
        let edits = OwnedEdits::told(&self, self.owner_id, names, context);
        let position = self.position;
        RoadmapItemView {
            id: self.id,
            project: context.project.reference(),
            state: self.state,
            inside: edits.map(|edits| RoadmapItemInside { position, edits }),
            content: self.content,
        }
    }
}

/// The horizons at which something was adopted, of each project: each once for each item.
pub async fn adopted(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<(Uuid, Horizon)>> {
    let adopted = within!(roadmap_items, within).filter(roadmap_items::state.eq_any(RoadmapItemState::OBSERVED));
    adopted
        .select((roadmap_items::project_id, roadmap_items::horizon))
        .load(&mut conn)
        .await
}

type Rows = roadmap_items::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, RoadmapItem>) -> Rows {
    let rows = any_of!(rows, roadmap_items::kind, filter.kind, |it| *it);
    let rows = any_of!(rows, roadmap_items::horizon, filter.horizon, |it| *it);
    let rows = any_of!(rows, roadmap_items::state, filter.state, |it| *it);
    let rows = any_of!(rows, roadmap_items::owner_id, filter.owner, |it| it.0);
    let rows = match filter.due_before {
        None => rows,
        Some(day) => rows.filter(roadmap_items::due_on.assume_not_null().lt(day.0)),
    };
    edited_since!(rows, roadmap_items::updated_at, filter.updated_since)
}
