//! An exchange as one caller sees it: what sign-ups and decisions hang from.

use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::model::Exchange;
use crate::access::{Actor, Visibility};
use crate::database::schema::{exchanges, programmes};
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, Named, OfProgramme, Snapshot};
use crate::programmes::{Programme, may_enter, may_name};
use crate::projects::child::{Child, Owner, Parent};
use crate::projects::{Permit, ProgrammeContext};

/// An exchange and its programme.
#[derive(Clone, Debug)]
pub struct ExchangeContext {
    /// The exchange.
    pub exchange: Exchange,
    /// Its programme.
    pub of: ProgrammeContext,
}

/// An exchange and its programme, as they are.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = exchanges, check_for_backend(Pg))]
pub struct NamedExchange {
    #[diesel(embed)]
    exchange: Exchange,
    #[diesel(embed)]
    programme: Programme,
}

impl Named for NamedExchange {
    async fn find(mut conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        let Key::Id(id) = key else { return Ok(None) };
        let found = exchanges::table
            .inner_join(programmes::table)
            .filter(exchanges::id.eq(*id));
        found.select(Self::as_select()).first(&mut conn).await.optional()
    }

    fn programme(&self) -> Option<OfProgramme> {
        Some(self.programme.of_programme())
    }
}

impl ExchangeContext {
    /// One of the programme that a path names: for whoever may know of that (404) and has a part in it (403).
    fn seen_by(actor: &Actor, found: Option<NamedExchange>, (programme, _): &(Key, Id)) -> ApiResult<Self> {
        let is_of = |of: &Programme| match programme {
            Key::Id(id) => of.id == *id,
            Key::Code(code) => of.code == *code,
        };
        let found = found.filter(|found| is_of(&found.programme) && may_name(actor, found.programme.id));
        let NamedExchange { exchange, programme } = found.ok_or_else(ApiError::not_found)?;
        may_enter(actor, programme.id)?;
        let of = ProgrammeContext::seen_by(actor, programme);
        Ok(Self { exchange, of })
    }
}

impl Parent for ExchangeContext {
    type At = (Key, Id);
    type Below = (Key, Id, Id);

    fn apart((programme, exchange, Id(id)): Self::Below) -> (Self::At, Uuid) {
        ((programme, exchange), id)
    }

    async fn read(snapshot: &Snapshot, actor: &Actor, at: &Self::At) -> ApiResult<Self> {
        let found = snapshot.find(&Key::Id(at.1.0)).await?;
        Self::seen_by(actor, found, at)
    }

    fn id(&self) -> Uuid {
        self.exchange.id
    }

    fn location(&self) -> String {
        format!("{}/exchanges/{}", self.of.location(), self.exchange.id)
    }

    fn programme(&self) -> &Programme {
        &self.of.programme
    }

    /// Whoever is shown a sign-up or a decision is shown all of it.
    fn visibility(&self) -> Visibility {
        Visibility::Full
    }
}

impl Owner for ExchangeContext {
    type Work = ();
    type Locked = Exchange;

    async fn find(conn: &AsyncPgConnection, actor: &Actor, at: &Self::At) -> ApiResult<Self> {
        let found = NamedExchange::find(conn, &Key::Id(at.1.0)).await?;
        Self::seen_by(actor, found, at)
    }

    /// Its programme is locked, as for the exchange itself; what was deleted meanwhile is not there (404).
    async fn lock(&self, conn: &AsyncPgConnection, work: ()) -> QueryResult<Exchange> {
        let exchange = Exchange::find(conn, self.of.programme.id, self.exchange.id);
        let ((), exchange) = try_join(self.of.lock(conn, work), exchange).await?;
        exchange.ok_or(diesel::NotFound)
    }

    fn permit(&mut self, exchange: Exchange, (): (), _: NaiveDate) -> Permit {
        self.exchange = exchange;
        Permit::free()
    }
}
