//! The portfolio: gathered in one flight, made into the service's document by hand.

mod figures;
mod views;

use std::collections::HashMap;

use actix_web::HttpRequest;
use actix_web::web::{Json, Path};
use chrono::NaiveDate;
use futures_util::future::{try_join, try_join_all};
use tokio_postgres::Row;
use uuid::Uuid;

use super::reads::{Parameter, first};
use super::statements::portfolio as statements;
use super::views::{Columns, Reference};
use super::{Own, Worker};
use crate::failure::Failure;
use figures::{Figures, Milestone, Range};
use views::{Known, Portfolio};

/// Sums of days of a project: how many, in how many of how many rows.
type Sums = HashMap<Uuid, (Option<f64>, Known)>;

/// What the statements gave, by project.
struct Gathered {
    tracks: Vec<String>,
    ranges: HashMap<Uuid, Vec<Range>>,
    added: HashMap<Uuid, i64>,
    milestones: HashMap<Uuid, Vec<Milestone>>,
    health: HashMap<Uuid, (String, NaiveDate)>,
    logged: Sums,
    ordered: Sums,
}

pub async fn portfolio(own: Own, request: HttpRequest, id: Path<Uuid>) -> Result<Json<Portfolio>, Failure> {
    let (conn, id) = (own.connections.reader(), id.into_inner());
    let key: [Parameter<'_>; 1] = [&id];
    let rest = statements::REST.iter().map(async |text| {
        let statement = conn.prepared(text).await?;
        conn.client().query(&statement, &key).await
    });
    let projects = first(&own, &request, &conn, &own.portfolio, &key);
    let (projects, rest) = try_join(projects, async { try_join_all(rest).await.map_err(Failure::from) }).await?;
    let gathered = Gathered::of(rest)?;
    document(&own, id, &projects, gathered).map(Json)
}

fn document(own: &Worker, id: Uuid, projects: &[Row], mut gathered: Gathered) -> Result<Portfolio, Failure> {
    let today = own.today();
    let mut programme = None;
    let mut shown = Vec::with_capacity(projects.len());
    for row in projects {
        let mut columns = Columns::of(row);
        let (code, title): (String, String) = (columns.next(), columns.next());
        let (verification_days, cadence): (i32, i32) = (columns.next(), columns.next());
        programme.get_or_insert_with(|| Reference::coded(id, code, title));
        let project: Uuid = columns.next();
        let figures = Figures {
            verification_days,
            cadence,
            today,
            ranges: gathered.ranges.remove(&project).unwrap_or_default(),
            milestones: gathered.milestones.remove(&project).unwrap_or_default(),
            added: gathered.added.get(&project).copied().unwrap_or(0),
            health: gathered.health.remove(&project),
            logged: gathered.logged.remove(&project).unwrap_or_default(),
            ordered: gathered.ordered.remove(&project).unwrap_or_default(),
        };
        shown.push(figures.project(project, columns, &gathered.tracks));
    }
    Ok(Portfolio::new(programme.ok_or_else(Failure::missing)?, today, shown))
}

impl Gathered {
    fn of(rest: Vec<Vec<Row>>) -> Result<Self, Failure> {
        let rest: [Vec<Row>; 9] = rest.try_into().map_err(|_| Failure::missing())?;
        let [
            tracks,
            suspensions,
            added,
            milestones,
            percents,
            approvals,
            health,
            logged,
            ordered,
        ] = rest;
        let percents: HashMap<Uuid, i32> = percents.iter().map(|row| (row.get(0), row.get(1))).collect();
        let approvals: HashMap<Uuid, NaiveDate> = approvals.iter().map(|row| (row.get(0), row.get(1))).collect();
        let sums = |rows: Vec<Row>| -> Sums {
            rows.iter()
                .map(|row| {
                    (
                        row.get(0),
                        (
                            row.get(1),
                            Known {
                                known: row.get(2),
                                of: row.get(3),
                            },
                        ),
                    )
                })
                .collect()
        };
        let mut gathered = Self {
            tracks: tracks.iter().map(|row| row.get(0)).collect(),
            ranges: HashMap::new(),
            added: added.iter().map(|row| (row.get(0), row.get(1))).collect(),
            milestones: HashMap::new(),
            health: health
                .iter()
                .map(|row| (row.get(0), (row.get(1), row.get(2))))
                .collect(),
            logged: sums(logged),
            ordered: sums(ordered),
        };
        for row in suspensions {
            gathered.ranges.entry(row.get(0)).or_default().push(Range::new(&row));
        }
        for row in milestones {
            let of = gathered.milestones.entry(row.get(0)).or_default();
            of.push(Milestone::new(&row, &percents, &approvals));
        }
        Ok(gathered)
    }
}
