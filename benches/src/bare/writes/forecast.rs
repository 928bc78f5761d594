//! A new forecast of a milestone, with the answer kept for retries.

use actix_web::http::header;
use actix_web::web::{Bytes, Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{NaiveDate, Utc};
use futures_util::future::{try_join4, try_join5};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Parameter, Rights, Told, execute, query, ready, word};
use crate::bare::connections::Connection;
use crate::bare::token::Bearer;
use crate::bare::views::Reference;
use crate::bare::{Own, Worker};
use crate::failure::Failure;

const CLAIM: &str = "insert into kept_answers (scope, account_id, request_hash, created_at) values ($1, $2, $3, $4) on conflict do nothing";
const PROJECT: &str = "select p.id from projects p where p.id = (select project_id from milestones where id = $1)";
const MILESTONE: &str = "select m.project_id, m.code, m.title, m.version, to_jsonb(m), (select i.name from identities i where i.account_id = $2) \
    from milestones m where m.id = $1 and m.state in ('planned', 'in_progress', 'deferred') for update of m";
const INSERT: &str = "insert into forecasts (id, milestone_id, forecast_on, motive, recorded_by, recorded_at) values ($1, $2, $3, $4, $5, $6)";
const UPDATE: &str =
    "update milestones set forecast_on = $2, version = version + 1, updated_at = $3, updated_by = $4 where id = $1";
const KEEP: &str = "update kept_answers set status = 201, location = $2, body = $3 where scope = $1";

/// What is sent.
#[derive(Deserialize)]
pub struct New {
    forecast_on: NaiveDate,
    motive: String,
}

pub async fn forecast(
    own: Own,
    request: HttpRequest,
    milestone: Path<Uuid>,
    body: Json<New>,
) -> Result<HttpResponse, Failure> {
    let bearer = own.tokens.bearer(&request)?;
    let key = request
        .headers()
        .get("Idempotency-Key")
        .and_then(|key| key.to_str().ok())
        .ok_or_else(Failure::missing)?;
    let scope = Sha256::digest(format!("{}\n{}\n{key}", bearer.account, request.path())).to_vec();
    let steps = async |conn: &Connection| write(&own, conn, bearer, milestone.into_inner(), &scope, &body).await;
    own.connections.write(steps).await
}

async fn write(
    own: &Worker,
    conn: &Connection,
    by: Bearer,
    milestone: Uuid,
    scope: &[u8],
    new: &New,
) -> Result<HttpResponse, Failure> {
    let now = Utc::now();
    let hash = Sha256::digest(new.motive.as_bytes()).to_vec();
    let rights = Rights::of(own, by);
    let lock = format!("{PROJECT}{} for no key update of p", rights.sql(2));
    ready(conn, &[&lock, CLAIM, MILESTONE, INSERT, UPDATE, KEEP]).await?;
    let locked = rights.after(&[&milestone]);
    let claimed: [Parameter<'_>; 4] = [&scope, &by.account, &hash, &now];
    let read: [Parameter<'_>; 2] = [&milestone, &by.account];
    let ground = try_join4(
        word(conn, "begin"),
        execute(conn, CLAIM, &claimed),
        query(conn, &lock, &locked),
        query(conn, MILESTONE, &read),
    );
    let ((), _, scene, rows) = ground.await?;
    let row = rows
        .first()
        .filter(|_| !scene.is_empty())
        .ok_or_else(Failure::missing)?;
    let (id, project, before): (Uuid, Uuid, Value) = (Uuid::now_v7(), row.get(0), row.get(4));
    let mut after = before.clone();
    after["forecast_on"] = json!(new.forecast_on);
    after["version"] = json!(row.get::<_, i32>(3) + 1);
    after["updated_at"] = json!(now);
    after["updated_by"] = json!(by.account);
    after["motive"] = json!(new.motive);
    let told = Told {
        actor: by.account,
        action: "forecast",
        entity: "milestone",
        id: milestone,
        project,
        milestone,
        before: Some(before),
        after,
    };
    let location = format!("/v1/milestones/{milestone}/forecasts/{id}");
    let view = json!({"id": id, "milestone": Reference::coded(milestone, row.get(1), row.get(2)), "forecast_on": new.forecast_on,
        "motive": new.motive, "recorded_at": now, "recorded_by": Reference::new(by.account, row.get(5))});
    let body = serde_json::to_vec(&view)?;
    let inserted: [Parameter<'_>; 6] = [&id, &milestone, &new.forecast_on, &new.motive, &by.account, &now];
    let updated: [Parameter<'_>; 4] = [&milestone, &new.forecast_on, &now, &by.account];
    let kept: [Parameter<'_>; 3] = [&scope, &location, &body];
    let writes = try_join5(
        execute(conn, INSERT, &inserted),
        execute(conn, UPDATE, &updated),
        execute(conn, KEEP, &kept),
        told.write(conn),
        word(conn, "commit"),
    );
    writes.await?;
    let mut answer = HttpResponse::Created();
    Ok(answer
        .insert_header((header::LOCATION, location))
        .content_type("application/json")
        .body(Bytes::from(body)))
}
