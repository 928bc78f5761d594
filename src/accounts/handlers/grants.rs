//! Grants: given and ended by administrators, and inside a programme by its coordinators.

use actix_web::{get, patch, post};
use chrono_tz::Tz;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;

use super::accounts::inactive;
use super::{unless_administered, unless_steering};
use crate::access::Grant;
use crate::access::Role;
use crate::accounts::dto::{EditedFilter, GrantPatch, GrantSort, GrantView, NewGrant};
use crate::accounts::grants::{Granting, dates, end};
use crate::accounts::{grant_queries, policy, queries};
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::wire::Id;
use crate::http::{ApiError, ApiResult, List, PageOf, PageParameters, Path, Read, UnitOfWork, Write};

/// Lists the grants of an account.
///
/// Past and coming ones too. Its owner and administrators see all, a coordinator those on its
/// programmes. By creation, then id.
#[utoipa::path(tag = "accounts", params(PageParameters, EditedFilter),
    responses((status = 200, description = "A page of grants.", body = PageOf<GrantView>)))]
#[get("/v1/accounts/{id}/grants")]
pub async fn list_grants(list: List<EditedFilter>, Path(Id(id)): Path<Id>) -> ApiResult {
    let actor = &list.read.actor;
    let conn = list.read.snapshot().await?;
    let seen = async { Ok(queries::find_visible(&conn, actor, id).await?) };
    let (seen, (rows, total)) = try_join(
        seen,
        grant_queries::list(&conn, actor, id, &list.read.filter, &list.page),
    )
    .await?;
    seen.ok_or_else(ApiError::not_found)?;
    list.answer(rows, GrantSort::Created, total, GrantView::from)
}

/// Shows a grant.
///
/// With its dates; the end is excluded.
#[utoipa::path(tag = "accounts", responses((status = 200, description = "The grant.", body = GrantView)))]
#[get("/v1/accounts/{id}/grants/{grant}")]
pub async fn get_grant(read: Read, path: Path<(Id, Id)>) -> ApiResult {
    let Path((Id(account), Id(grant))) = path;
    let conn = read.snapshot().await?;
    let (seen, known) = try_join(
        queries::find_visible(&conn, &read.actor, account),
        grant_queries::find_visible(&conn, &read.actor, account, grant),
    )
    .await?;
    let known = seen.and(known).ok_or_else(ApiError::not_found)?;
    read.ok_versioned(known.0.version, &GrantView::from(known))
}

/// Grants a role to an account.
///
/// An administrator grants every role: administrator on the platform, the others on a programme. A
/// coordinator grants provider, laureate and observer on its programmes.
#[utoipa::path(tag = "accounts", request_body = NewGrant,
    responses((status = 201, description = "The new grant.", body = GrantView)))]
#[post("/v1/accounts/{id}/grants")]
pub async fn create_grant(write: Write<NewGrant>, Path(Id(id)): Path<Id>) -> ApiResult {
    write
        .run(async |mut change, body| {
            let actor = change.actor.clone();
            let named = body.programme.as_ref();
            let both = async |conn: &AsyncPgConnection| {
                try_join(
                    queries::lock_visible(conn, &actor, id),
                    grant_queries::find_programme(conn, &actor, named),
                )
                .await
            };
            let (account, on) = change.locked(both).await?;
            let account = account.ok_or_else(ApiError::not_found)?;
            let programme = on.as_ref().map(|on| on.id);
            let granting = Granting {
                role: body.role,
                programme,
            };
            policy::may_grant(&change.actor, granting)?;
            let mut change = change.admitted().await?;
            let unknown = body.programme.is_some() && programme.is_none();
            let mut faults = match unknown {
                true => vec![Fault::new(FaultCode::UnknownReference).at("/programme")],
                false => granting.faults(),
            };
            let (from, until) = (body.from.map(|day| day.0), body.until.map(|day| day.0));
            faults.extend(dates(from, until));
            faults.extend(inactive(&account));
            if body.role == Role::Coordinator {
                faults.extend(unless_steering(&change, account.organisation_id, programme).await?);
            }
            verdict(faults)?;
            let grant = Grant {
                from_on: from,
                until_on: until,
                ..Grant::new(account.id, body.role, programme, change.actor.account, change.now)
            };
            change.insert(&grant).await?;
            let location = format!("/v1/accounts/{}/grants/{}", account.id, grant.id);
            change.created(location, &GrantView::from((grant, on)))
        })
        .await
}

/// Ends a grant, or moves its end.
///
/// By whoever may give it. `until` is excluded: today ends it at once; its own `from`, where that is
/// today or to come, takes it back. The last administrator's without end has none (409).
#[utoipa::path(tag = "accounts", request_body(content = GrantPatch, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The grant.", body = GrantView)))]
#[patch("/v1/accounts/{id}/grants/{grant}")]
pub async fn update_grant(write: Write<GrantPatch>, path: Path<(Id, Id)>) -> ApiResult {
    let Path((Id(account), Id(grant))) = path;
    write
        .run(async |mut change, body| {
            let actor = change.actor.clone();
            let both = async |conn: &AsyncPgConnection| {
                try_join(
                    queries::lock_visible(conn, &actor, account),
                    grant_queries::lock_visible(conn, &actor, account, grant),
                )
                .await
            };
            let (holder, known) = change.locked(both).await?;
            let (holder, (before, on)) = holder.zip(known).ok_or_else(ApiError::not_found)?;
            let granting = Granting {
                role: before.role,
                programme: before.programme_id,
            };
            policy::may_grant(&actor, granting)?;
            let mut change = change.admitted().await?;
            let shown = async |_: &mut UnitOfWork, row| Ok(GrantView::from((row, on.clone())));
            let before = change.expect_version(before, shown).await?;
            let row = Grant {
                until_on: body.until.apply(before.until_on),
                ..before.clone()
            };
            let mut faults: Vec<Fault> = end(row.from_on, row.until_on).into_iter().collect();
            // One that had an end already leaves nobody without whoever has none.
            let ends = row.until_on.is_some() && before.until_on.is_none();
            if ends && row.role == Role::Administrator {
                let today = change.today(Tz::Europe__Paris);
                let others = grant_queries::another_administers(change.conn(), account, Some(grant), today).await?;
                faults.extend(unless_administered(others));
            }
            let goes_on = row
                .until_on
                .is_none_or(|until| before.until_on.is_some_and(|end| end < until));
            if goes_on && row.role == Role::Coordinator {
                faults.extend(unless_steering(&change, holder.organisation_id, row.programme_id).await?);
            }
            verdict(faults)?;
            let row = change.save(before, row).await?;
            change.ok_versioned(row.version, &GrantView::from((row, on)))
        })
        .await
}
