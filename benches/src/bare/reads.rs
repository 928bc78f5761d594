//! The reads: one flight of statements each, two for a page.

use actix_web::web::{Json, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use chrono::NaiveDate;
use futures_util::future::{try_join, try_join_all};
use serde::Deserialize;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::connections::Connection;
use super::project::Project;
use super::views::{Around, Milestone, Page};
use super::{Own, Worker};
use crate::failure::Failure;

pub type Parameter<'a> = &'a (dyn ToSql + Sync);

/// Runs the first statement of a read, with the rights' parameters after its own.
pub async fn first(
    worker: &Worker,
    request: &HttpRequest,
    conn: &Connection,
    sql: &str,
    own: &[Parameter<'_>],
) -> Result<Vec<Row>, Failure> {
    let statement = conn.prepared(sql).await?;
    if !worker.rights {
        return Ok(conn.client().query(&statement, own).await?);
    }
    let (bearer, today) = (worker.tokens.bearer(request)?, worker.today());
    let rights: [Parameter<'_>; 3] = [&bearer.account, &bearer.session, &today];
    Ok(conn.client().query(&statement, &[own, &rights].concat()).await?)
}

async fn around(
    conn: &Connection,
    texts: &[String; 4],
    key: Parameter<'_>,
    project: Parameter<'_>,
) -> Result<Around, Failure> {
    let load = texts.iter().enumerate().map(async |(n, text)| {
        let statement = conn.prepared(text).await?;
        conn.client()
            .query(&statement, &[if n == 3 { project } else { key }])
            .await
    });
    let rows = try_join_all(load).await?;
    Ok(Around::new(rows.try_into().map_err(|_| Failure::missing())?))
}

pub async fn milestone(own: Own, request: HttpRequest, id: Path<Uuid>) -> Result<Json<Milestone>, Failure> {
    let (conn, id) = (own.connections.reader(), id.into_inner());
    let key: [Parameter<'_>; 1] = [&id];
    let row = first(&own, &request, &conn, &own.milestone, &key);
    let (rows, mut around) = try_join(row, around(&conn, &own.around_one, &id, &id)).await?;
    let row = rows.first().ok_or_else(Failure::missing)?;
    Ok(Json(Milestone::new(row, &mut around, own.today())))
}

pub async fn project(own: Own, request: HttpRequest, id: Path<Uuid>) -> Result<Json<Project>, Failure> {
    let (conn, id) = (own.connections.reader(), id.into_inner());
    let rows = first(&own, &request, &conn, &own.project, &[&id]).await?;
    Ok(Json(Project::new(rows.first().ok_or_else(Failure::missing)?)))
}

pub async fn milestones_of_project(own: Own, request: HttpRequest, id: Path<Uuid>) -> Result<HttpResponse, Failure> {
    let (conn, id) = (own.connections.reader(), id.into_inner());
    let key: [Parameter<'_>; 1] = [&id];
    let rows = first(&own, &request, &conn, &own.milestones, &key);
    let (rows, around) = try_join(rows, around(&conn, &own.around_project, &id, &id)).await?;
    Ok(answer(&own, &rows, around))
}

/// Which page: the service's own parameters, and a cursor that is `forecast,id`.
#[derive(Deserialize)]
pub struct Asked {
    state: String,
    cursor: Option<String>,
}

pub async fn page(
    own: Own,
    request: HttpRequest,
    id: Path<Uuid>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Failure> {
    let (conn, id) = (own.connections.reader(), id.into_inner());
    let lists = if own.placed {
        conn.clone()
    } else {
        own.connections.planner()
    };
    let place = asked.cursor.as_deref().and_then(|cursor| cursor.split_once('_'));
    let rows = match place {
        None => first(&own, &request, &lists, &own.first_page, &[&id, &asked.state]).await?,
        Some((on, after)) => {
            let on: NaiveDate = on.parse().map_err(anyhow::Error::from)?;
            let after: Uuid = after.parse().map_err(anyhow::Error::from)?;
            first(
                &own,
                &request,
                &lists,
                &own.next_page,
                &[&id, &asked.state, &on, &after],
            )
            .await?
        }
    };
    let ids: Vec<Uuid> = rows.iter().map(|row| row.get("id")).collect();
    let projects: Vec<Uuid> = rows.iter().map(|row| row.get("project_id")).collect();
    let around = around(&conn, &own.around_several, &ids, &projects).await?;
    Ok(answer(&own, &rows, around))
}

fn answer(own: &Worker, rows: &[Row], mut around: Around) -> HttpResponse {
    let today = own.today();
    let shown = rows.iter().take(50);
    let items: Vec<Milestone> = shown.map(|row| Milestone::new(row, &mut around, today)).collect();
    let more = items.last().filter(|_| rows.len() > 50);
    let next = more.map(|last| format!("{}_{}", last.forecast_on, last.id));
    HttpResponse::Ok().json(Page { items, next })
}
