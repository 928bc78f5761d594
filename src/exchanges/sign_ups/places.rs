//! Who has a place, and who moves up.

use diesel::dsl::{exists, sum};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::model::{SignUp, SignUpState};
use crate::database::schema::sign_ups;
use crate::exchanges::model::Exchange;
use crate::fault::{Fault, FaultCode};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Entry};

/// How many places an exchange has at most.
const MOST: i32 = 100_000;

/// How many people have a place, and who wait for one, in their order; one of them aside.
async fn standing(conn: &AsyncPgConnection, exchange: Uuid, aside: Option<Uuid>) -> QueryResult<(i64, Vec<SignUp>)> {
    let (mut one, mut two) = (conn, conn);
    let others = || {
        let rows = sign_ups::table.filter(sign_ups::exchange_id.eq(exchange));
        rows.filter(sign_ups::id.ne(aside.unwrap_or_default()))
    };
    let confirmed = others().filter(sign_ups::state.eq(SignUpState::Confirmed));
    let confirmed = confirmed.select(sum(sign_ups::people));
    let waiting = others().filter(sign_ups::state.eq(SignUpState::Waiting));
    let waiting = waiting
        .order((sign_ups::created_at, sign_ups::id))
        .select(SignUp::as_select());
    let (confirmed, waiting): (Option<i64>, Vec<SignUp>) =
        try_join(confirmed.first(&mut one), waiting.load(&mut two)).await?;
    Ok((confirmed.unwrap_or_default(), waiting))
}

/// Those of who wait, in their order, who fit while so many have a place: the first that does not fit ends it.
fn fitting(places: Option<i32>, mut taken: i64, waiting: Vec<SignUp>) -> Vec<SignUp> {
    let fits = |row: &SignUp| {
        taken += i64::from(row.people);
        places.is_none_or(|places| taken <= i64::from(places))
    };
    waiting.into_iter().take_while(fits).collect()
}

/// Gives a new one its state: a place, while they last and nobody waits before it.
pub async fn placed(row: SignUp, conn: &AsyncPgConnection, exchange: &Exchange) -> QueryResult<SignUp> {
    let (mut one, mut two) = (conn, conn);
    let of = || sign_ups::table.filter(sign_ups::exchange_id.eq(exchange.id));
    let confirmed = of().filter(sign_ups::state.eq(SignUpState::Confirmed));
    let confirmed = confirmed.select(sum(sign_ups::people));
    let waits = diesel::select(exists(of().filter(sign_ups::state.eq(SignUpState::Waiting))));
    let (confirmed, somebody_waits): (Option<i64>, bool) =
        try_join(confirmed.first(&mut one), waits.get_result(&mut two)).await?;
    let fits = fitting(places_of(exchange), confirmed.unwrap_or_default(), vec![row.clone()]).len() == 1;
    let state = if fits && !somebody_waits {
        SignUpState::Confirmed
    } else {
        SignUpState::Waiting
    };
    Ok(SignUp { state, ..row })
}

/// Those who wait move up as far as there are places.
pub async fn move_up(change: &mut Admitted<'_>, exchange: &Exchange) -> ApiResult<()> {
    move_up_without(change, exchange, None).await
}

/// The same, once one of those who signed up goes.
pub async fn move_up_without(change: &mut Admitted<'_>, exchange: &Exchange, gone: Option<Uuid>) -> ApiResult<()> {
    let (taken, waiting) = standing(change.conn(), exchange.id, gone).await?;
    let places = places_of(exchange);
    let largest = waiting.iter().map(|row| row.people).max();
    if let Some(least) = largest.filter(|people| places.is_some_and(|places| places < *people)) {
        // It would wait for ever, and whoever is behind it.
        let few = Fault::new(FaultCode::OutOfRange).at("/places");
        return Err(vec![few.with("min", least).with("max", MOST)].into());
    }
    let moved = fitting(places, taken, waiting).into_iter().map(|before| {
        let state = SignUpState::Confirmed;
        (before.clone(), SignUp { state, ..before })
    });
    for (before, after) in change.replace_each(moved.collect()).await? {
        change.record(Entry::changed(Action::Confirmed, &before, &after));
    }
    Ok(())
}

fn places_of(exchange: &Exchange) -> Option<i32> {
    exchange.content.places.map(|places| places.0)
}
