//! The row of a sign-up: how it is written, found, listed and shown.

use std::collections::HashMap;
use std::convert::Infallible;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{array, sql};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use uuid::Uuid;

use super::dto::{NewSignUp, SignUpFilter, SignUpView};
use super::places;
use crate::access::{Actor, Decision, allow_if};
use crate::database::Prepared;
use crate::database::schema::sign_ups;
use crate::exchanges::context::ExchangeContext;
use crate::exchanges::life::ExchangeState;
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::organisations::{self, OrganisationReferences, organisations_among};
use crate::projects::child::{Asked, Child, Editable, Life, Origin, Viewer, Which, child_rows, editable, lived, made};
use crate::reference::{Names, names_among};
use crate::vocabulary::code_list;

code_list! {
    /// The state of a sign-up.
    pub enum SignUpState {
        Confirmed "confirmed" "Confirmée" "Confirmed";
        Waiting "waiting" "En attente" "Waiting";
        Cancelled "cancelled" "Annulée" "Cancelled";
    }
}

impl Life for SignUpState {
    fn after(self, action: Action) -> Option<Self> {
        match (self, action) {
            (Self::Confirmed | Self::Waiting, Action::Cancelled) => Some(Self::Cancelled),
            _ => None,
        }
    }
}

code_list! {
    /// The order of a list of sign-ups.
    pub enum SignUpOrder {
        First "created_at" "Par ordre d'inscription" "By the order of signing up";
    }
}

/// Who wants to come.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = sign_ups, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct SignUp {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub exchange_id: Uuid,
    pub organisation_id: Uuid,
    pub people: i32,
    pub state: SignUpState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(SignUp in sign_ups as SignUp, |row| Place::in_programme(row.programme_id), versioned);
lived!(SignUp: SignUpState);

impl Editable for SignUp {
    editable!(sign_ups from NewSignUp, Infallible, as (), by may_sign_up);

    /// For its own organisation; a coordinator for any.
    fn may_make(body: &NewSignUp, actor: &Actor, context: &ExchangeContext) -> Decision {
        let named = body.organisation.as_ref().map(|id| id.0);
        allow_if(context.of.coordinated || named.is_none_or(|named| actor.organisation == Some(named)))
    }

    fn may(&self, _: Action, actor: &Actor, context: &ExchangeContext, _: NaiveDate) -> Decision {
        allow_if(self.is_told(actor, context))
    }

    fn new(origin: Origin, body: NewSignUp) -> Self {
        let own = origin.organisation.unwrap_or_default();
        made!(SignUp from origin in exchange_id {
            programme_id: origin.programme,
            organisation_id: body.organisation.map_or(own, Uuid::from),
            people: body.people.map_or(1, i32::from),
            state: SignUpState::Waiting,
        })
    }

    fn patched(self, patch: Infallible) -> Result<Self, Vec<Fault>> {
        match patch {}
    }

    /// With a place, if there is one; where one comes free, those who wait move up.
    async fn settled(
        self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ExchangeContext,
    ) -> ApiResult<Self> {
        if before.is_none() {
            return Ok(places::placed(self, change.conn(), &context.exchange).await?);
        }
        places::move_up_without(change, &context.exchange, Some(self.id)).await?;
        Ok(self)
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ExchangeContext,
    ) -> ApiResult<Vec<Fault>> {
        let exchange = &context.exchange;
        let planned = Fault::unless_in(exchange.state, |state| state == ExchangeState::Planned);
        if before.is_some() {
            return Ok(planned.into_iter().collect());
        }
        let is_own = change.actor.organisation == Some(self.organisation_id);
        let is_known = is_own || is_visible(change, self.organisation_id).await?;
        let unknown = (!is_known).then(|| Fault::new(FaultCode::UnknownReference).at("/organisation"));
        let places = exchange
            .content
            .places
            .map(|places| places.0)
            .filter(|places| self.people > *places);
        let beyond = |most| {
            Fault::new(FaultCode::OutOfRange)
                .at("/people")
                .with("min", 1)
                .with("max", most)
        };
        let today = change.today(context.of.programme.zone());
        let until = exchange
            .ends_at
            .with_timezone(&context.of.programme.zone())
            .date_naive();
        let over = (today > until).then(|| Fault::new(FaultCode::ExchangeOver).with("until", until));
        let faults = unknown.into_iter().chain(places.map(beyond)).chain(planned).chain(over);
        Ok(faults.collect())
    }
}

/// Whether the caller may know of an organisation.
async fn is_visible(change: &Admitted<'_>, organisation: Uuid) -> QueryResult<bool> {
    let known = organisations::visible_ids(change.conn(), &change.actor, &[organisation]).await?;
    Ok(!known.is_empty())
}

/// Whoever sees an exchange; for whom, the sign-up says.
fn may_sign_up(_: &Actor, _: &ExchangeContext, _: NaiveDate) -> Decision {
    Ok(())
}

impl SignUp {
    /// Whether it is the caller's organisation's, or the caller coordinates the programme.
    fn is_told(&self, actor: &Actor, context: &ExchangeContext) -> bool {
        actor.organisation == Some(self.organisation_id) || context.of.coordinated
    }
}

impl Child for SignUp {
    type Parent = ExchangeContext;
    const COLLECTION: &'static str = "sign-ups";
    type Filter = SignUpFilter;
    type View = SignUpView;
    /// Names, organisations, and the place of each among those of its state.
    type Related = (Names, OrganisationReferences, HashMap<Uuid, i64>);
    child_rows!(sign_ups of exchange_id, with version, those filtered,
        sorted as SignUpOrder { First(DateTime<Utc>): asc created_at });

    fn is_shown(&self, actor: &Actor, context: &ExchangeContext) -> bool {
        self.is_told(actor, context)
    }

    async fn related(mut conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let names = names_among!(
            conn,
            rows()?.select(sign_ups::created_by),
            rows()?.select(sign_ups::updated_by)
        );
        let organisations = organisations_among!(conn, rows()?.select(sign_ups::organisation_id));
        let exchanges = array(rows()?.select(sign_ups::exchange_id));
        let place = sql::<BigInt>("row_number() over (partition by exchange_id, state order by created_at, id)");
        let places = sign_ups::table
            .filter(sign_ups::exchange_id.eq_any(exchanges))
            .filter(sign_ups::state.ne(SignUpState::Cancelled))
            .select((sign_ups::id, place));
        // Its text never changes, whatever diesel thinks of what it does not read.
        let places = Prepared(places).load::<(Uuid, i64)>(&mut conn);
        let (names, organisations, places) = tokio::try_join!(names, organisations, places)?;
        Ok((names, organisations, places.into_iter().collect()))
    }

    fn view(
        self,
        context: &ExchangeContext,
        (names, organisations, places): &Self::Related,
        viewer: Viewer<'_>,
    ) -> SignUpView {
        let is_told = |account: Uuid| context.of.coordinated || account == viewer.actor.account;
        let account = |account: Uuid| is_told(account).then(|| names.account(account));
        SignUpView {
            id: self.id,
            exchange: self.exchange_id,
            organisation: organisations.to(self.organisation_id),
            people: self.people,
            state: self.state,
            position: places.get(&self.id).copied(),
            version: self.version,
            created_at: self.created_at,
            created_by: account(self.created_by),
            updated_at: self.updated_at,
            updated_by: account(self.updated_by),
        }
    }
}

type Rows = sign_ups::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { actor, filter, .. }: Asked<'_, SignUp>) -> Rows {
    let coordinated = sign_ups::programme_id.eq_any(actor.coordinated_programmes());
    let rows = rows.filter(coordinated.or(sign_ups::organisation_id.eq_any(actor.organisation)));
    let rows = any_of!(rows, sign_ups::state, filter.state, |it| *it);
    let rows = any_of!(rows, sign_ups::organisation_id, filter.organisation, |it| it.0);
    edited_since!(rows, sign_ups::updated_at, filter.updated_since)
}
