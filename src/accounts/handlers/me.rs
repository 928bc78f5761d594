//! Who asks.

use actix_web::get;
use futures_util::future::try_join;

use crate::accounts::abilities::Ability;
use crate::accounts::dto::{AccountView, Me, OwnOrganisation};
use crate::accounts::{grant_queries, queries};
use crate::http::{ApiError, ApiResult, Read};

/// Shows the caller.
///
/// Its account, its organisation, its grants in force today, and what they let it do.
#[utoipa::path(tag = "me", responses((status = 200, description = "The caller.", body = Me)))]
#[get("/v1/me")]
pub async fn get_me(read: Read) -> ApiResult {
    let actor = &read.actor;
    let conn = read.snapshot().await?;
    let (known, grants) = try_join(
        queries::find_visible(&conn, actor, actor.account),
        grant_queries::grants_of(&conn, actor.account),
    )
    .await?;
    let account = AccountView::new(known.ok_or_else(ApiError::not_found)?, actor);
    let organisation = account.organisation.clone().map(|organisation| OwnOrganisation {
        id: organisation.id,
        name: organisation.name,
        kind: actor.organisation_kind,
    });
    let in_force = grants.into_iter().filter(|(grant, on)| {
        let zone = on.as_ref().and_then(|on| on.time_zone.parse().ok());
        let today = read.today(zone.unwrap_or(chrono_tz::Tz::Europe__Paris));
        let held = |held: &crate::access::HeldGrant| held.role == grant.role && held.programme == grant.programme_id;
        grant.from_on.is_none_or(|from| from <= today)
            && grant.until_on.is_none_or(|until| today < until)
            && actor.grants.iter().any(held)
    });
    read.ok(&Me {
        grants: in_force.map(Into::into).collect(),
        may: Ability::of(actor),
        scopes: actor.scopes.clone(),
        organisation,
        account,
    })
}
