//! Takes what was erased or redacted out of kept answers and out of the database's files.

use crate::database::{Scrubber, scrubbing};
use crate::http::services::Services;
use crate::http::{ApiResult, idempotency_records};

/// Scrubs, where something is due; gives the number of tables vacuumed and of answers cleared. Nobody waits for it.
pub async fn scrub(services: &Services) -> ApiResult<usize> {
    let conn = services.connection().await?;
    let vacuumed = |note: &scrubbing::Note| note.vacuumed_at.is_some();
    let idle =
        idempotency_records::pending(&conn).await?.is_empty() && scrubbing::notes(&conn).await?.iter().all(vacuumed);
    drop(conn);
    match idle {
        true => Ok(0),
        false => Ok(gently(&services.scrubber).await?),
    }
}

async fn gently(scrubber: &Scrubber) -> anyhow::Result<usize> {
    let Some(conn) = scrubber.connect().await? else {
        return Ok(0);
    };
    let pending = idempotency_records::pending(&conn).await?;
    let notes = scrubbing::notes(&conn).await?;
    scrubbing::outwait(&conn).await?;
    let cleared = idempotency_records::clear(&conn, &pending).await?;
    let vacuumed = scrubber.vacuum(&conn, &notes).await?;
    Ok(cleared + vacuumed)
}

/// Writes every table anew from which something was taken, closed to everyone meanwhile; each is told
/// when it is begun. Gives their number, or none where somebody else scrubs.
pub async fn rewrite(scrubber: &Scrubber, tell: impl FnMut(&str)) -> anyhow::Result<Option<usize>> {
    let Some(conn) = scrubber.connect().await? else {
        return Ok(None);
    };
    let pending = idempotency_records::pending(&conn).await?;
    scrubbing::outwait(&conn).await?;
    idempotency_records::clear(&conn, &pending).await?;
    let notes = scrubbing::notes(&conn).await?;
    scrubbing::outwait(&conn).await?;
    scrubber.rewrite(&conn, &notes, tell).await?;
    Ok(Some(notes.len()))
}
