//! The operations on organisations.

use actix_web::{get, patch, post};
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use uuid::Uuid;

use super::dto::{NewOrganisation, OrganisationFilter, OrganisationPatch, OrganisationSort, OrganisationView};
use super::model::{FormerName, Organisation};
use super::{parse_identifiers, policy, queries};
use crate::fault::{Fault, FaultCode};
use crate::http::wire::Id;
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read, UnitOfWork, Write};

/// Lists organisations.
///
/// Coordinators see all; others those named in what they see. In French alphabetical order of names, then by id.
#[utoipa::path(tag = "organisations", params(PageParameters, OrganisationFilter),
    responses((status = 200, description = "A page of organisations.", body = PageOf<OrganisationView>)))]
#[get("/v1/organisations")]
pub async fn list_organisations(list: List<OrganisationFilter>) -> ApiResult {
    let conn = list.read.snapshot().await?;
    let actor = &list.read.actor;
    let sort = list.read.filter.sort.unwrap_or(OrganisationSort::Name);
    let (rows, total, related) = queries::list(&conn, actor, &list.read.filter, sort, &list.page).await?;
    list.answer(rows, sort, total, |row| {
        OrganisationView::new(row.organisation, &related)
    })
}

/// Shows an organisation.
///
/// With the names it had before.
#[utoipa::path(tag = "organisations", responses((status = 200, description = "The organisation.", body = OrganisationView)))]
#[get("/v1/organisations/{id}")]
pub async fn get_organisation(read: Read, Path(Id(id)): Path<Id>) -> ApiResult {
    let conn = read.snapshot().await?;
    let (row, related) = try_join(
        queries::find_visible(&conn, &read.actor, id),
        queries::related(&conn, &read.actor, || queries::one(id)),
    )
    .await?;
    let row = row.ok_or_else(ApiError::not_found)?;
    read.ok_versioned(row.version, &OrganisationView::new(row, &related))
}

/// Adds an organisation.
///
/// SIREN and SIRET are checked (Luhn, and La Poste's exception).
#[utoipa::path(tag = "organisations", request_body = NewOrganisation,
    responses((status = 201, description = "The new organisation.", body = OrganisationView)))]
#[post("/v1/organisations")]
pub async fn create_organisation(write: Write<NewOrganisation>) -> ApiResult {
    write
        .run(async |change, body| {
            policy::may_edit(&change.actor)?;
            let mut change = change.admitted().await?;
            let identifiers = parse_identifiers(
                body.siren.as_deref().map(String::as_str),
                body.siret.as_deref().map(String::as_str),
            );
            let parent = body.parent.map(|id| id.0);
            let id = Uuid::now_v7();
            let numbers = (body.siren.as_deref(), body.siret.as_deref());
            let (misplaced, taken) = try_join(
                check_parent(&change, None, parent),
                check_taken(
                    &change,
                    id,
                    numbers.0.map(String::as_str),
                    numbers.1.map(String::as_str),
                ),
            )
            .await?;
            let faults = misplaced.into_iter().chain(identifiers.err().unwrap_or_default());
            crate::fault::verdict(faults.chain(taken).collect())?;
            let row = Organisation {
                id,
                name: body.name.into(),
                short_name: body.short_name.map(Into::into),
                kind: body.kind,
                siren: body.siren.map(Into::into),
                siret: body.siret.map(Into::into),
                parent_id: parent,
                former_names: serde_json::json!([]),
                version: 1,
                created_at: change.now,
                updated_at: change.now,
                updated_by: change.actor.account,
            };
            change.insert(&row).await?;
            let view = view(&mut change, row).await?;
            change.created(format!("/v1/organisations/{}", view.id), &view)
        })
        .await
}

/// Changes an organisation.
///
/// Another name or short name keeps the former one, with the day it ended.
#[utoipa::path(tag = "organisations", request_body(content = OrganisationPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The organisation.", body = OrganisationView)))]
#[patch("/v1/organisations/{id}")]
pub async fn update_organisation(write: Write<OrganisationPatch>, Path(Id(id)): Path<Id>) -> ApiResult {
    write
        .run(async |change, body| {
            let actor = change.actor.clone();
            queries::find_visible(change.conn(), &actor, id)
                .await?
                .ok_or_else(ApiError::not_found)?;
            policy::may_edit(&actor)?;
            let moves = body.parent.sent().is_some();
            let lock = async |conn: &AsyncPgConnection| queries::find_for_update(conn, id, moves).await;
            let (mut change, before) = change.admitted_with(lock).await?;
            let before = change.expect_version(before, view).await?;
            let row = patched(&change, before.clone(), body).await?;
            let row = change.save(before, row).await?;
            let version = row.version;
            let view = view(&mut change, row).await?;
            change.ok_versioned(version, &view)
        })
        .await
}

async fn view(change: &mut UnitOfWork, row: Organisation) -> ApiResult<OrganisationView> {
    let actor = change.actor.clone();
    let related = queries::related(change.conn(), &actor, || queries::one(row.id)).await?;
    Ok(OrganisationView::new(row, &related))
}

/// The row after the patch, or every rule it breaks.
async fn patched(change: &UnitOfWork, before: Organisation, body: OrganisationPatch) -> ApiResult<Organisation> {
    let today = change.today(chrono_tz::Tz::Europe__Paris);
    let former = FormerName {
        name: before.name.clone(),
        short_name: before.short_name.clone(),
        until: today,
    };
    let row = Organisation {
        name: body.name.apply(before.name.clone()),
        short_name: body.short_name.apply(before.short_name.clone()),
        kind: body.kind.apply(before.kind),
        siren: body.siren.apply(before.siren.clone()),
        siret: body.siret.apply(before.siret.clone()),
        parent_id: body.parent.apply(before.parent_id),
        former_names: before.former_names.clone(),
        ..before
    };
    let mut faults = parse_identifiers(row.siren.as_deref(), row.siret.as_deref())
        .err()
        .unwrap_or_default();
    let (misplaced, taken) = try_join(
        check_parent(change, Some(row.id), row.parent_id),
        check_taken(change, row.id, row.siren.as_deref(), row.siret.as_deref()),
    )
    .await?;
    faults.extend(misplaced.into_iter().chain(taken));
    crate::fault::verdict(faults)?;
    let renamed = row.name != former.name || row.short_name != former.short_name;
    Ok(if renamed { with_former_name(row, former) } else { row })
}

fn with_former_name(mut row: Organisation, former: FormerName) -> Organisation {
    if let (Some(names), Ok(former)) = (row.former_names.as_array_mut(), serde_json::to_value(former)) {
        names.push(former);
    }
    row
}

/// The fault of a parent that the actor does not know of, or that belongs to the organisation itself.
async fn check_parent(change: &UnitOfWork, id: Option<Uuid>, parent: Option<Uuid>) -> ApiResult<Option<Fault>> {
    let Some(parent) = parent else { return Ok(None) };
    let (known, circular) = try_join(
        queries::find_visible(change.conn(), &change.actor, parent),
        queries::closes_circle(change.conn(), id, parent),
    )
    .await?;
    let fault = match known {
        None => Some(FaultCode::UnknownReference),
        Some(_) => circular.then_some(FaultCode::CyclicReference),
    };
    Ok(fault.map(|code| Fault::new(code).at("/parent")))
}

/// A fault for each number that another organisation than `own` has.
async fn check_taken(
    change: &UnitOfWork,
    own: Uuid,
    siren: Option<&str>,
    siret: Option<&str>,
) -> ApiResult<Vec<Fault>> {
    let (siren, siret) = queries::taken(change.conn(), own, siren, siret).await?;
    let taken = [(siren, "/siren"), (siret, "/siret")];
    let faults = taken.into_iter().filter(|(taken, _)| *taken);
    Ok(faults
        .map(|(_, pointer)| Fault::new(FaultCode::AlreadyTaken).at(pointer))
        .collect())
}
