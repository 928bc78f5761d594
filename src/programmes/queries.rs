//! SQL of programmes.

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::model::{Programme, Track};
use crate::access::Actor;
use crate::database::schema::{programme_tracks, programmes};
use crate::http::wire::Key;

/// A programme that the actor knows of, by id or code.
pub async fn find_visible(conn: &mut AsyncPgConnection, actor: &Actor, key: &Key) -> QueryResult<Option<Programme>> {
    let query = programmes::table
        .filter(programmes::id.eq_any(actor.known_programmes()))
        .select(Programme::as_select())
        .into_boxed();
    let query = match key {
        Key::Id(id) => query.filter(programmes::id.eq(*id)),
        Key::Code(code) => query.filter(programmes::code.eq(code)),
    };
    query.first(conn).await.optional()
}

/// The tracks of a programme, in their order.
pub async fn tracks(conn: &mut AsyncPgConnection, programme: Uuid) -> QueryResult<Vec<Track>> {
    programme_tracks::table
        .filter(programme_tracks::programme_id.eq(programme))
        .order(programme_tracks::position)
        .select(Track::as_select())
        .load(conn)
        .await
}
