//! SQL of organisations.

use diesel::dsl::exists;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::dto::{OrganisationFilter, OrganisationSort};
use super::model::Organisation;
use super::policy;
use crate::access::Actor;
use crate::database::schema::{
    identities, milestones, missions, organisations, programme_bodies, programme_tracks, progress_entries, projects,
    submissions,
};
use crate::http::{ApiResult, Page, keyset};

/// An organisation and the name of who edited it last.
pub type Edited = (Organisation, Option<String>);

type Rows = organisations::BoxedQuery<'static, Pg>;

/// The organisations the actor may know of.
fn visible(actor: &Actor) -> Rows {
    let query = organisations::table.into_boxed();
    if policy::sees_all(actor) {
        return query;
    }
    let sight = actor.sight();
    let known = actor.known_programmes();
    let seen = projects::programme_id
        .eq_any(sight.programmes)
        .or(projects::id.eq_any(sight.projects.clone()));
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
    let (read, owned) = (sight.projects, actor.laureate_of.iter().map(|own| own.project));
    let provider = missions::table
        .filter(missions::project_id.eq_any(owned.collect::<Vec<_>>()))
        .filter(missions::provider_id.eq(organisations::id));
    let author = progress_entries::table
        .filter(progress_entries::project_id.eq_any(read.clone()))
        .filter(progress_entries::organisation_id.eq(organisations::id.nullable()));
    let submitter = submissions::table
        .inner_join(milestones::table)
        .filter(milestones::project_id.eq_any(read))
        .filter(submissions::organisation_id.eq(organisations::id.nullable()));
    query.filter(
        organisations::id
            .eq_any(actor.organisation)
            .or(exists(body))
            .or(exists(authority))
            .or(exists(laureate))
            .or(exists(provider))
            .or(exists(author))
            .or(exists(submitter)),
    )
}

/// An organisation, if the actor may know of it.
pub async fn find_visible(conn: &mut AsyncPgConnection, actor: &Actor, id: Uuid) -> QueryResult<Option<Organisation>> {
    visible(actor)
        .filter(organisations::id.eq(id))
        .select(Organisation::as_select())
        .first(conn)
        .await
        .optional()
}

/// Those of the ids that are organisations the actor may know of.
pub async fn visible_ids(conn: &mut AsyncPgConnection, actor: &Actor, ids: &[Uuid]) -> QueryResult<Vec<Uuid>> {
    visible(actor)
        .filter(organisations::id.eq_any(ids.to_vec()))
        .select(organisations::id)
        .load(conn)
        .await
}

/// An organisation to edit, locked.
pub async fn find_for_update(conn: &mut AsyncPgConnection, id: Uuid) -> QueryResult<Organisation> {
    organisations::table
        .find(id)
        .select(Organisation::as_select())
        .for_update()
        .first(conn)
        .await
}

/// An organisation and its last editor's name.
pub async fn find_edited(conn: &mut AsyncPgConnection, actor: &Actor, id: Uuid) -> QueryResult<Option<Edited>> {
    let Some(organisation) = find_visible(conn, actor, id).await? else {
        return Ok(None);
    };
    let editor = editor(conn, organisation.updated_by).await?;
    Ok(Some((organisation, editor)))
}

/// The name of an account, unless it was erased.
pub async fn editor(conn: &mut AsyncPgConnection, account: Uuid) -> QueryResult<Option<String>> {
    identities::table
        .find(account)
        .select(identities::name)
        .first(conn)
        .await
        .optional()
}

fn filtered(actor: &Actor, filter: &OrganisationFilter) -> Rows {
    let mut query = visible(actor);
    if let Some(kind) = filter.kind {
        query = query.filter(organisations::kind.eq(kind));
    }
    if let Some(name) = &filter.name {
        let pattern = format!(
            "%{}%",
            name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
        );
        query = query.filter(
            organisations::name
                .nullable()
                .ilike(pattern.clone())
                .or(organisations::short_name.ilike(pattern)),
        );
    }
    query
}

/// One page of the organisations the actor may know of, and their number if it is asked for.
pub async fn list(
    conn: &mut AsyncPgConnection,
    actor: &Actor,
    filter: &OrganisationFilter,
    sort: OrganisationSort,
    page: &Page,
) -> ApiResult<(Vec<Edited>, Option<i64>)> {
    let after: Option<(String, Uuid)> = page.after(sort)?;
    let query = filtered(actor, filter);
    let query = match sort {
        OrganisationSort::Name => keyset!(query, asc organisations::name, organisations::id, after),
        OrganisationSort::NameDescending => keyset!(query, desc organisations::name, organisations::id, after),
    };
    let rows: Vec<Organisation> = query
        .limit(page.rows())
        .select(Organisation::as_select())
        .load(conn)
        .await?;
    let names = names(conn, rows.iter().map(|row| row.updated_by).collect()).await?;
    let total = match page.count {
        true => Some(filtered(actor, filter).count().get_result(conn).await?),
        false => None,
    };
    let edited = rows.into_iter().map(|row| {
        let editor = names.get(&row.updated_by).cloned();
        (row, editor)
    });
    Ok((edited.collect(), total))
}

/// The names of accounts, by id; erased ones are missing.
pub async fn names(
    conn: &mut AsyncPgConnection,
    accounts: Vec<Uuid>,
) -> QueryResult<std::collections::HashMap<Uuid, String>> {
    let rows: Vec<(Uuid, String)> = identities::table
        .filter(identities::account_id.eq_any(accounts))
        .select((identities::account_id, identities::name))
        .load(conn)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Adds an organisation.
pub async fn insert(conn: &mut AsyncPgConnection, row: &Organisation) -> QueryResult<()> {
    diesel::insert_into(organisations::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Replaces an organisation's row.
pub async fn update(conn: &mut AsyncPgConnection, row: &Organisation) -> QueryResult<()> {
    diesel::update(organisations::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Whether making `parent` the parent of `id` would close a circle.
pub async fn closes_circle(conn: &mut AsyncPgConnection, id: Uuid, parent: Uuid) -> QueryResult<bool> {
    let mut next = Some(parent);
    while let Some(current) = next {
        if current == id {
            return Ok(true);
        }
        next = organisations::table
            .find(current)
            .select(organisations::parent_id)
            .first(conn)
            .await
            .optional()?
            .flatten();
    }
    Ok(false)
}
