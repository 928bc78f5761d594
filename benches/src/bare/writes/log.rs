//! Logging a progress entry.

use actix_web::http::header;
use actix_web::web::{Json, Path};
use actix_web::{HttpRequest, HttpResponse};
use chrono::{NaiveDate, Utc};
use futures_util::future::{try_join3, try_join4};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{Parameter, Rights, Told, execute, query, ready, word};
use crate::bare::connections::Connection;
use crate::bare::token::Bearer;
use crate::bare::views::{Columns, Reference};
use crate::bare::{Own, Worker};
use crate::failure::Failure;

const PROJECT: &str = "select p.id, p.code, p.title, p.started_on from projects p where p.id = $1";
const MILESTONE: &str = "select id, code, title from milestones where id = $1 and project_id = $2 and track = $3";
const AUTHOR: &str = "select o.id, o.name, o.short_name, i.name, w.id from accounts a join organisations o on o.id = a.organisation_id \
    left join identities i on i.account_id = a.id left join missions w on w.provider_id = o.id and w.project_id = $1 \
    and w.tracks @> array[$3::text] and w.from_on <= $4 and w.until_on > $4 where a.id = $2";
const INSERT: &str = "insert into progress_entries (id, project_id, track, milestone_id, mission_id, author_id, person_id, organisation_id, \
    occurred_on, percent, done, key, request_hash, recorded_at) values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10, $11, $12, $13) \
    on conflict (author_id, project_id, key) do nothing";

/// What is sent, as far as the benchmark sends it.
#[derive(Deserialize)]
pub struct New {
    pub track: String,
    pub milestone: Uuid,
    pub occurred_on: NaiveDate,
    pub percent: i32,
    pub done: String,
}

/// The key of a request, as it is kept.
pub fn digest(key: &str) -> String {
    format!("{:x}", Sha256::digest(key))
}

pub async fn log(
    own: Own,
    request: HttpRequest,
    project: Path<Uuid>,
    body: Json<New>,
) -> Result<HttpResponse, Failure> {
    let bearer = own.tokens.bearer(&request)?;
    let key = request
        .headers()
        .get("Idempotency-Key")
        .and_then(|key| key.to_str().ok())
        .ok_or_else(Failure::missing)?;
    let (project, key) = (project.into_inner(), digest(key));
    let steps = async |conn: &Connection| write(&own, conn, bearer, project, &key, &body).await;
    own.connections.write(steps).await
}

async fn write(
    own: &Worker,
    conn: &Connection,
    by: Bearer,
    project: Uuid,
    key: &str,
    new: &New,
) -> Result<HttpResponse, Failure> {
    let rights = Rights::of(own, by);
    let lock = format!("{PROJECT}{} for no key update of p", rights.sql(2));
    ready(conn, &[&lock, MILESTONE, AUTHOR, INSERT]).await?;
    let locked = rights.after(&[&project]);
    let named: [Parameter<'_>; 3] = [&new.milestone, &project, &new.track];
    let author: [Parameter<'_>; 4] = [&project, &by.account, &new.track, &new.occurred_on];
    let ground = try_join4(
        word(conn, "begin"),
        query(conn, &lock, &locked),
        query(conn, MILESTONE, &named),
        query(conn, AUTHOR, &author),
    );
    let ((), scene, milestone, author) = ground.await?;
    let missing = Failure::missing;
    let (scene, milestone) = (
        scene.first().ok_or_else(missing)?,
        milestone.first().ok_or_else(missing)?,
    );
    let mut columns = Columns::of(author.first().ok_or_else(missing)?);
    let (firm, firm_name, short_name): (Uuid, String, Option<String>) =
        (columns.next(), columns.next(), columns.next());
    let (name, mission): (Option<String>, Option<Uuid>) = (columns.next(), columns.next());
    let (id, now) = (Uuid::now_v7(), Utc::now());
    let hash = Sha256::digest(new.done.as_bytes()).to_vec();
    let told = Told {
        actor: by.account,
        action: "created",
        entity: "progress_entry",
        id,
        project,
        milestone: new.milestone,
        before: None,
        after: json!({"id": id, "project_id": project, "track": new.track, "milestone_id": new.milestone, "mission_id": mission,
            "author_id": by.account, "person_id": by.account, "organisation_id": firm, "occurred_on": new.occurred_on, "percent": new.percent,
            "person_days": null, "done": new.done, "next": null, "blockers": null, "corrects_id": null, "recorded_at": now}),
    };
    let row: [Parameter<'_>; 13] = [
        &id,
        &project,
        &new.track,
        &new.milestone,
        &mission,
        &by.account,
        &firm,
        &new.occurred_on,
        &new.percent,
        &new.done,
        &key,
        &hash,
        &now,
    ];
    try_join3(execute(conn, INSERT, &row), told.write(conn), word(conn, "commit")).await?;
    let project = Reference::coded(project, scene.get(1), scene.get(2));
    let milestone = Reference::coded(milestone.get(0), milestone.get(1), milestone.get(2));
    let author = Reference::new(by.account, name);
    let view = json!({"id": id, "project": project, "track": new.track, "milestone": milestone,
        "mission": mission.map(|id| Reference::new(id, Some(firm_name.clone()))), "author": author, "person": author,
        "organisation": {"id": firm, "name": firm_name, "short_name": short_name}, "occurred_on": new.occurred_on, "percent": new.percent,
        "person_days": null, "done": new.done, "next": null, "blockers": null, "corrects": null, "corrected_by": null, "recorded_at": now});
    Ok(HttpResponse::Created()
        .insert_header((header::LOCATION, format!("/v1/progress-entries/{id}")))
        .json(view))
}
