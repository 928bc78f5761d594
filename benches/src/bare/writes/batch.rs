//! A batch of entries: arrays go in, `unnest` makes rows of them.

use actix_web::web::Json;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{NaiveDate, Utc};
use futures_util::future::{try_join3, try_join4};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::log::digest;
use super::{Parameter, Rights, execute, query, ready, word};
use crate::bare::connections::Connection;
use crate::bare::token::Bearer;
use crate::bare::{Own, Worker};
use crate::failure::Failure;

const PROJECTS: &str = "select p.id from projects p where p.id in (select unnest($1::uuid[]))";
const MILESTONES: &str = "select id from milestones where id in (select unnest($1::uuid[]))";
const AUTHOR: &str = "select a.organisation_id, w.project_id, w.id from accounts a join missions w on w.provider_id = a.organisation_id \
    and w.project_id in (select unnest($2::uuid[])) where a.id = $1";
const INSERT: &str = "insert into progress_entries (id, project_id, track, milestone_id, mission_id, author_id, person_id, organisation_id, \
    occurred_on, percent, done, key, request_hash, recorded_at) \
    select id, project, track, milestone, mission, $11, $11, $12, occurred_on, percent, done, key, hash, $13 \
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::date[], $7::int[], $8::text[], $9::text[], $10::bytea[]) \
    as e(id, project, track, milestone, mission, occurred_on, percent, done, key, hash)";
const JOURNAL: &str = "insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, milestone_id, after) \
    select told, n - 1, $5, $6, 'created', 'progress_entry', id, project, milestone, after \
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::jsonb[], $7::uuid[]) with ordinality as e(id, project, milestone, after, told, n)";

/// What is sent.
#[derive(Deserialize)]
pub struct Batch {
    entries: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    key: String,
    project: Uuid,
    track: String,
    milestone: Uuid,
    occurred_on: NaiveDate,
    percent: i32,
    done: String,
}

pub async fn batch(own: Own, request: HttpRequest, body: Json<Batch>) -> Result<HttpResponse, Failure> {
    let bearer = own.tokens.bearer(&request)?;
    own.connections
        .write(async |conn: &Connection| write(&own, conn, bearer, &body.entries).await)
        .await
}

async fn write(own: &Worker, conn: &Connection, by: Bearer, lines: &[Line]) -> Result<HttpResponse, Failure> {
    let now = Utc::now();
    let projects: Vec<Uuid> = lines.iter().map(|line| line.project).collect();
    let milestones: Vec<Uuid> = lines.iter().map(|line| line.milestone).collect();
    let rights = Rights::of(own, by);
    let lock = format!("{PROJECTS}{} order by p.id for no key update of p", rights.sql(2));
    ready(conn, &[&lock, MILESTONES, AUTHOR, INSERT, JOURNAL]).await?;
    let locked = rights.after(&[&projects]);
    let author: [Parameter<'_>; 2] = [&by.account, &projects];
    let named: [Parameter<'_>; 1] = [&milestones];
    let ground = try_join4(
        word(conn, "begin"),
        query(conn, &lock, &locked),
        query(conn, MILESTONES, &named),
        query(conn, AUTHOR, &author),
    );
    let ((), _, _, missions) = ground.await?;
    let firm: Uuid = missions.first().ok_or_else(Failure::missing)?.get(0);
    let mission = |project: Uuid| {
        missions
            .iter()
            .find(|row| row.get::<_, Uuid>(1) == project)
            .map(|row| row.get::<_, Uuid>(2))
    };
    let ids: Vec<Uuid> = lines.iter().map(|_| Uuid::now_v7()).collect();
    let missions: Vec<Option<Uuid>> = projects.iter().map(|project| mission(*project)).collect();
    let column = |of: fn(&Line) -> &String| lines.iter().map(of).collect::<Vec<_>>();
    let (tracks, done) = (column(|line| &line.track), column(|line| &line.done));
    let days: Vec<NaiveDate> = lines.iter().map(|line| line.occurred_on).collect();
    let percents: Vec<i32> = lines.iter().map(|line| line.percent).collect();
    let keys: Vec<String> = lines.iter().map(|line| digest(&line.key)).collect();
    let hashes: Vec<Vec<u8>> = lines
        .iter()
        .map(|line| Sha256::digest(line.done.as_bytes()).to_vec())
        .collect();
    let told: Vec<Value> = lines
        .iter()
        .zip(ids.iter().zip(&missions))
        .map(|(line, (id, mission))| {
            json!({"id": id, "project_id": line.project, "track": line.track, "milestone_id": line.milestone, "mission_id": mission,
                "author_id": by.account, "person_id": by.account, "organisation_id": firm, "occurred_on": line.occurred_on,
                "percent": line.percent, "person_days": null, "done": line.done, "next": null, "blockers": null, "corrects_id": null,
                "recorded_at": now})
        })
        .collect();
    let rows: [Parameter<'_>; 13] = [
        &ids,
        &projects,
        &tracks,
        &milestones,
        &missions,
        &days,
        &percents,
        &done,
        &keys,
        &hashes,
        &by.account,
        &firm,
        &now,
    ];
    let change = Uuid::now_v7();
    let told_ids: Vec<Uuid> = lines.iter().map(|_| Uuid::now_v7()).collect();
    let journal: [Parameter<'_>; 7] = [&ids, &projects, &milestones, &told, &change, &by.account, &told_ids];
    try_join3(
        execute(conn, INSERT, &rows),
        execute(conn, JOURNAL, &journal),
        word(conn, "commit"),
    )
    .await?;
    let results = lines
        .iter()
        .zip(&ids)
        .map(|(line, id)| json!({"key": line.key, "status": 201, "replayed": false, "id": id}));
    Ok(HttpResponse::Ok().json(json!({"results": results.collect::<Vec<_>>()})))
}
