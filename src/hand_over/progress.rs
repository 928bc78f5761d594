//! How far hand-overs are.

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::life::HandOverState;
use crate::database::schema::hand_over_items;
use crate::projects::{Within, within};
use crate::vocabulary::HandOverKind;

/// An item of a hand-over, in short.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = hand_over_items, check_for_backend(diesel::pg::Pg))]
pub struct HandOverProgress {
    pub id: Uuid,
    pub project_id: Uuid,
    pub kind: HandOverKind,
    pub state: HandOverState,
}

/// The items of hand-overs that are owed still; those of one project in the order in which they were added.
pub async fn owed(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<HandOverProgress>> {
    let owed = hand_over_items::state.eq_any([HandOverState::Missing, HandOverState::Provided]);
    let items = within!(hand_over_items, within).filter(owed);
    let items = match within {
        Within::Project(_) => items.order((hand_over_items::created_at, hand_over_items::id)),
        Within::Projects(_) | Within::Programme(_) => items,
    };
    items.select(HandOverProgress::as_select()).load(&mut conn).await
}

/// The projects whose hand-over has any item.
pub async fn opened(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<Uuid>> {
    let items = within!(hand_over_items, within).select(hand_over_items::project_id);
    items.distinct().load(&mut conn).await
}
