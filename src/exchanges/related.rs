//! What exchanges are shown with, and what they name.

use std::collections::{BTreeMap, HashMap};

use diesel::dsl::{array, sql, sum};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::SignedUp;
use super::model::MOST;
use super::sign_ups::SignUpState;
use crate::access::Actor;
use crate::database::Prepared;
use crate::database::schema::{exchanges, organisations, projects, sign_ups};
use crate::fault::{Fault, FaultCode, Unit};
use crate::http::ApiResult;
use crate::http::wire::Key;
use crate::organisations::{OrganisationReference, OrganisationReferences};
use crate::projects::Project;
use crate::reference::{AnyReference, Names};

/// What exchanges are shown with.
#[derive(Debug)]
pub struct ExchangeDetails {
    pub names: Names,
    pub organisations: OrganisationReferences,
    projects: HashMap<Uuid, Project>,
    signed_up: HashMap<Uuid, SignedUp>,
}

type Rows = exchanges::BoxedQuery<'static, Pg>;

/// The projects that exchanges are about.
const PROJECTS: &str =
    "projects.id in (select unnest(exchange.projects) from exchanges exchange where exchange.id = any(";
/// The organisations that exchanges name: asked to come, or come.
const ORGANISATIONS: &str = "organisations.id in (select unnest(exchange.organisations
    || array(select (came ->> 'organisation')::uuid from jsonb_array_elements(exchange.attendance) came))
  from exchanges exchange where exchange.id = any(";

impl ExchangeDetails {
    /// Those of the exchanges that a subselect gives.
    pub async fn of(
        conn: &AsyncPgConnection,
        rows: impl Fn() -> ApiResult<Rows>,
        names: impl Future<Output = QueryResult<Names>>,
    ) -> ApiResult<Self> {
        let (mut one, mut two, mut three) = (conn, conn, conn);
        let page = || rows().map(|rows| array(rows.select(exchanges::id)));
        let about = sql::<Bool>(PROJECTS).bind::<Array<SqlUuid>, _>(page()?).sql("))");
        let about = projects::table.filter(about).select(Project::as_select());
        let named = sql::<Bool>(ORGANISATIONS).bind::<Array<SqlUuid>, _>(page()?).sql("))");
        let named = organisations::table
            .filter(named)
            .select(OrganisationReference::as_select());
        let counted = sign_ups::table
            .filter(sign_ups::exchange_id.eq_any(page()?))
            .group_by((sign_ups::exchange_id, sign_ups::state))
            .select((sign_ups::exchange_id, sign_ups::state, sum(sign_ups::people)));
        // Their texts never change, whatever diesel thinks of what it does not read.
        let (names, about, named, counted): (_, Vec<Project>, Vec<OrganisationReference>, Vec<Counted>) = tokio::try_join!(
            names,
            Prepared(about).load(&mut one),
            Prepared(named).load(&mut two),
            counted.load(&mut three),
        )?;
        let mut signed_up: HashMap<Uuid, SignedUp> = HashMap::new();
        for (exchange, state, people) in counted {
            let sums = signed_up.entry(exchange).or_default();
            match state {
                SignUpState::Confirmed => sums.confirmed = people.unwrap_or_default(),
                SignUpState::Waiting => sums.waiting = people.unwrap_or_default(),
                SignUpState::Cancelled => {}
            }
        }
        Ok(Self {
            names,
            organisations: named.into_iter().collect(),
            projects: about.into_iter().map(|project| (project.id, project)).collect(),
            signed_up,
        })
    }

    /// How many are signed up for one.
    pub fn signed_up(&self, exchange: Uuid) -> SignedUp {
        self.signed_up.get(&exchange).copied().unwrap_or_default()
    }

    /// A project, to those who see it.
    pub fn project(&self, id: Uuid, actor: &Actor) -> AnyReference {
        let seen = self.projects.get(&id);
        let seen = seen.filter(|project| actor.visibility(project.programme_id, project.id).is_some());
        AnyReference::of(seen.map(Project::reference))
    }
}

/// An exchange, a state, how many people.
type Counted = (Uuid, SignUpState, Option<i64>);

diesel::allow_columns_to_appear_in_same_group_by_clause!(sign_ups::exchange_id, sign_ups::state);

/// The projects of a programme that are named by id or code, in that order; a fault for each that is none or was named before, and
/// for too many of them.
pub async fn resolved(
    mut conn: &AsyncPgConnection,
    programme: Uuid,
    keys: &[Key],
) -> QueryResult<(Vec<Uuid>, Vec<Fault>)> {
    if keys.is_empty() {
        return Ok((Vec::new(), Vec::new()));
    }
    let ids: Vec<Uuid> = keys.iter().filter_map(Key::id).collect();
    let codes: Vec<&str> = keys.iter().filter_map(Key::code).collect();
    let known: Vec<(Uuid, String)> = projects::table
        .filter(projects::programme_id.eq(programme))
        .filter(projects::id.eq_any(ids).or(projects::code.eq_any(codes)))
        .select((projects::id, projects::code))
        .load(&mut conn)
        .await?;
    let by_key: BTreeMap<Key, Uuid> = known
        .into_iter()
        .flat_map(|(id, code)| [(Key::Id(id), id), (Key::Code(code), id)])
        .collect();
    let (mut found, mut faults) = (Vec::new(), Vec::new());
    for (place, key) in keys.iter().enumerate() {
        let code = match by_key.get(key) {
            None => FaultCode::UnknownReference,
            Some(id) if found.contains(id) => FaultCode::Duplicate,
            Some(id) => {
                found.push(*id);
                continue;
            }
        };
        faults.push(Fault::new(code).at(format!("/projects/{place}")));
    }
    let many = (keys.len() > MOST).then(|| Fault::too_long(MOST, Unit::Items).at("/projects"));
    faults.extend(many);
    Ok((found, faults))
}
