//! SQL of organisations.

use diesel::dsl::{array, exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use uuid::Uuid;

use super::dto::{OrganisationFilter, OrganisationSort, Related};
use super::model::{ListedOrganisation, Organisation};
use super::policy;
use crate::access::{Actor, jurors};
use crate::database::Prepared;
use crate::database::french::{fold, strpos};
use crate::database::schema::{
    applications, datasets, identities, milestones, missions, organisations, programme_bodies, programme_tracks,
    progress_entries, projects, reuses, submissions,
};
use crate::http::query::{any_of, edited_since};
use crate::http::{ApiResult, FrenchOrder, Page, keyset, page_of};

diesel::table! {
    /// The organisations that exchanges name (a view).
    exchange_parties (programme_id) {
        programme_id -> Uuid,
        organisation_id -> Uuid,
        came -> Bool,
    }
}
diesel::allow_tables_to_appear_in_same_query!(exchange_parties, organisations);

type Rows = organisations::BoxedQuery<'static, Pg>;

/// The organisations the actor may know of.
fn visible(actor: &Actor) -> Rows {
    let query = organisations::table.into_boxed();
    if policy::sees_all(actor) {
        return query;
    }
    let scope = actor.visible_scope();
    let known = actor.known_programmes();
    let observed = scope.programmes.clone();
    let seen = projects::programme_id
        .eq_any(scope.programmes)
        .or(projects::id.eq_any(scope.projects.clone()));
    let body = programme_bodies::table
        .filter(programme_bodies::programme_id.eq_any(known.clone()))
        .filter(programme_bodies::organisation_id.eq(organisations::id));
    let authority = programme_tracks::table
        .filter(programme_tracks::programme_id.eq_any(known))
        .filter(programme_tracks::authority_id.eq(organisations::id));
    let laureate = projects::table
        .filter(seen)
        .filter(projects::organisation_id.eq(organisations::id));
    // Missions tell of providers to whoever sees them all; the log and the submissions to whoever
    // reads them.
    let (read, owned) = (scope.projects, actor.laureate_of.iter().map(|own| own.project));
    let provider = missions::table
        .filter(missions::project_id.eq_any(owned.collect::<Vec<_>>()))
        .filter(missions::provider_id.eq(organisations::id));
    let author = progress_entries::table
        .filter(progress_entries::project_id.eq_any(read.clone()))
        .filter(progress_entries::organisation_id.eq(organisations::id.nullable()));
    // Whoever holds data or reuses what a project made is named to those who are shown it.
    let holder = datasets::table
        .filter(datasets::project_id.eq_any(read.clone()))
        .filter(datasets::holder_id.eq(organisations::id.nullable()));
    let adopted = reuses::programme_id.eq_any(observed).and(reuses::state.eq("adopted"));
    let reuser = reuses::table
        .filter(reuses::project_id.eq_any(read.clone()).or(adopted))
        .filter(reuses::by_id.eq(organisations::id.nullable()));
    let submitter = submissions::table
        .inner_join(milestones::table)
        .filter(milestones::project_id.eq_any(read))
        .filter(submissions::organisation_id.eq(organisations::id.nullable()));
    let known = actor.known_programmes();
    let works = known.iter().copied().filter(|programme| actor.works_in(*programme));
    let meets = exchange_parties::table
        .filter(exchange_parties::programme_id.eq_any(known.clone()))
        .filter(not(exchange_parties::came).or(exchange_parties::programme_id.eq_any(works.collect::<Vec<_>>())))
        .select(exchange_parties::organisation_id);
    // Whoever evaluates an application sees who asks.
    let applicant = applications::table
        .inner_join(jurors::table.on(jurors::subject_id.eq(applications::id)))
        .filter(jurors::juror_id.eq(actor.account))
        .filter(applications::programme_id.eq_any(actor.judged_programmes()))
        .filter(applications::organisation_id.eq(organisations::id));
    query.filter(
        organisations::id
            .eq_any(actor.organisation)
            .or(exists(body))
            .or(exists(authority))
            .or(exists(laureate))
            .or(exists(provider))
            .or(exists(author))
            .or(exists(holder))
            .or(exists(reuser))
            .or(exists(submitter))
            .or(exists(applicant))
            .or(organisations::id.eq_any(array(meets))),
    )
}

/// An organisation, if the actor may know of it.
pub async fn find_visible(mut conn: &AsyncPgConnection, actor: &Actor, id: Uuid) -> QueryResult<Option<Organisation>> {
    visible(actor)
        .filter(organisations::id.eq(id))
        .select(Organisation::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// Those of the ids that are organisations the actor may know of.
pub async fn visible_ids(mut conn: &AsyncPgConnection, actor: &Actor, ids: &[Uuid]) -> QueryResult<Vec<Uuid>> {
    visible(actor)
        .filter(organisations::id.eq_any(ids.to_vec()))
        .select(organisations::id)
        .load(&mut conn)
        .await
}

/// One organisation.
pub fn one(id: Uuid) -> Rows {
    organisations::table.filter(organisations::id.eq(id)).into_boxed()
}

/// What organisations are shown with, only of what the actor may know of: found by the query that finds them, so
/// that it waits for no row.
pub async fn related(conn: &AsyncPgConnection, actor: &Actor, shown: impl Fn() -> Rows) -> QueryResult<Related> {
    let (mut one, mut two) = (conn, conn);
    let parents = array(shown().select(organisations::parent_id));
    let parents = visible(actor).filter(organisations::id.nullable().eq_any(parents));
    let editors = array(shown().select(organisations::updated_by));
    let editors = identities::table.filter(identities::account_id.eq_any(editors));
    let (parents, editors) = try_join(
        parents
            .select((organisations::id, organisations::name))
            .load::<(Uuid, String)>(&mut one),
        editors
            .select((identities::account_id, identities::name))
            .load::<(Uuid, String)>(&mut two),
    )
    .await?;
    Ok(Related {
        parents: parents.into_iter().collect(),
        editors: editors.into_iter().collect(),
        visibility: policy::visibility(actor),
    })
}

/// An organisation to edit, locked; one that moves, once nobody else changes a parent.
pub async fn find_for_update(mut conn: &AsyncPgConnection, id: Uuid, moves: bool) -> QueryResult<Organisation> {
    let row = organisations::table.find(id).select(Organisation::as_select());
    let row = row.for_update();
    match moves {
        true => try_join(lock_parents(conn), row.first(&mut conn))
            .await
            .map(|((), row)| row),
        false => row.first(&mut conn).await,
    }
}

fn filtered(actor: &Actor, filter: &OrganisationFilter) -> Rows {
    let query = any_of!(visible(actor), organisations::kind, filter.kind, |kind| *kind);
    let mut query = edited_since!(query, organisations::updated_at, filter.updated_since);
    if let Some(name) = &filter.name {
        let asked = diesel::select(fold(name.0.clone())).single_value();
        query = query.filter(strpos(organisations::folded_names.nullable(), asked).gt(0));
    }
    query
}

/// One page of the organisations the actor may know of, their number if it is asked for, and what they are shown
/// with.
pub async fn list(
    conn: &AsyncPgConnection,
    actor: &Actor,
    filter: &OrganisationFilter,
    sort: OrganisationSort,
    page: &Page,
) -> ApiResult<(Vec<ListedOrganisation>, Option<i64>, Related)> {
    let after = page.after(sort)?.map(|(FrenchOrder(key), id)| (key, id));
    let ordered = || {
        let (query, after) = (filtered(actor, filter), after.clone());
        match sort {
            OrganisationSort::Name => keyset!(query, asc organisations::name_order, organisations::id, after),
            OrganisationSort::NameDescending => {
                keyset!(query, desc organisations::name_order, organisations::id, after)
            }
        }
    };
    let rows = async {
        Ok(page_of!(
            conn,
            page,
            ordered(),
            filtered(actor, filter),
            ListedOrganisation
        ))
    };
    let related = related(conn, actor, || ordered().limit(page.rows()));
    let ((rows, total), related) = try_join(rows, related).await?;
    Ok((rows, total, related))
}

/// Whether another organisation than `own` has the SIREN, and the SIRET.
pub async fn taken(
    mut conn: &AsyncPgConnection,
    own: Uuid,
    siren: Option<&str>,
    siret: Option<&str>,
) -> QueryResult<(bool, bool)> {
    let others = organisations::table.filter(organisations::id.ne(own));
    diesel::select((
        exists(others.filter(organisations::siren.eq(siren))),
        exists(others.filter(organisations::siret.eq(siret))),
    ))
    .get_result(&mut conn)
    .await
}

/// Waits for whoever changes the parent of an organisation, before any row is locked: two at once
/// could close a circle that neither sees.
async fn lock_parents(mut conn: &AsyncPgConnection) -> QueryResult<()> {
    let lock = "select pg_advisory_xact_lock(hashtextextended('organisations.parent_id', 0))";
    Prepared(diesel::sql_query(lock)).execute(&mut conn).await.map(drop)
}

/// Whether making `parent` the parent of `id` would close a circle; a new organisation has no id yet.
pub async fn closes_circle(mut conn: &AsyncPgConnection, id: Option<Uuid>, parent: Uuid) -> QueryResult<bool> {
    #[derive(QueryableByName)]
    struct Circle {
        #[diesel(sql_type = diesel::sql_types::Bool)]
        closes: bool,
    }
    let circle = diesel::sql_query(
        "with recursive above (id) as (select $2 union select o.parent_id from organisations o join above using (id))
         select exists(select from above where id = $1) as closes",
    )
    .bind::<diesel::sql_types::Nullable<diesel::sql_types::Uuid>, _>(id)
    .bind::<diesel::sql_types::Uuid, _>(parent);
    let circle: Circle = Prepared(circle).get_result(&mut conn).await?;
    Ok(circle.closes)
}
