//! What the gates are assessed by: of one project, or of every project of a programme.

use std::collections::HashMap;

use chrono::NaiveDate;
use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use uuid::Uuid;

use crate::accompaniment::datasets::{self, DatasetAccess, DatasetReach};
use crate::accompaniment::risks::{self, GraveRisk};
use crate::accompaniment::roadmap::{self, Horizon};
use crate::accompaniment::{prototypes, trials};
use crate::hand_over::{self, HandOverProgress};
use crate::milestones::{self, MilestoneOutcome};
use crate::missions::{self, Orders, Unsettled};
use crate::programmes;
use crate::projects::Within;
use crate::team::{self, TeamFunction};

/// The tracks whose milestones must be accepted, where a programme has them.
pub const GATE_TRACKS: [&str; 3] = ["prototype", "roadmap", "hand_over"];

/// What is known of a project.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Whether it has a prototype that works.
    pub has_working_prototype: bool,
    /// Whether a trial proved it.
    pub is_proven: bool,
    /// The codes of the programme's tracks.
    pub tracks: Vec<String>,
    /// Its milestones on [`GATE_TRACKS`] that were not cancelled.
    pub milestones: Vec<MilestoneOutcome>,
    /// Its datasets.
    pub datasets: Vec<DatasetReach>,
    /// Its risks to people that are high or critical.
    pub grave_risks: Vec<GraveRisk>,
    /// Whether its hand-over has any item.
    pub is_hand_over_open: bool,
    /// The items of its hand-over that are owed still.
    pub owed_items: Vec<HandOverProgress>,
    /// The functions that somebody holds today.
    pub functions: Vec<TeamFunction>,
    /// Its missions whose order is not settled.
    pub orders: Vec<Unsettled>,
    /// The horizons at which something was adopted.
    pub horizons: Vec<Horizon>,
}

/// The rows that facts are made of, besides milestones, orders and what was logged: these a portfolio has already.
#[derive(Debug)]
pub struct Sources {
    working: Vec<Uuid>,
    proven: Vec<Uuid>,
    datasets: Vec<DatasetReach>,
    grave_risks: Vec<GraveRisk>,
    opened: Vec<Uuid>,
    owed_items: Vec<HandOverProgress>,
    functions: Vec<(Uuid, TeamFunction)>,
    horizons: Vec<(Uuid, Horizon)>,
}

impl Sources {
    /// Reads them, in one round trip.
    pub async fn load(conn: &AsyncPgConnection, within: Within<'_>, today: NaiveDate) -> QueryResult<Self> {
        let (working, proven, datasets, grave_risks, opened, owed_items, functions, horizons) = tokio::try_join!(
            prototypes::working(conn, within),
            trials::proven(conn, within),
            datasets::reach(conn, within),
            risks::grave(conn, within),
            hand_over::opened(conn, within),
            hand_over::owed(conn, within),
            team::held(conn, within, today),
            roadmap::adopted(conn, within),
        )?;
        Ok(Self {
            working,
            proven,
            datasets,
            grave_risks,
            opened,
            owed_items,
            functions,
            horizons,
        })
    }

    /// How many datasets of each project that has any are blocked.
    pub fn blocked_datasets(&self) -> HashMap<Uuid, i64> {
        let mut counts = HashMap::new();
        for dataset in self.datasets.iter().filter(|it| it.access == DatasetAccess::Blocked) {
            *counts.entry(dataset.project_id).or_default() += 1;
        }
        counts
    }

    /// What is known of each project, with its milestones on [`GATE_TRACKS`] and its orders that are not settled.
    pub fn facts(
        self,
        tracks: &[String],
        milestones: impl IntoIterator<Item = MilestoneOutcome>,
        orders: Vec<Unsettled>,
    ) -> FactsByProject {
        let mut facts = FactsByProject {
            unknown: Facts {
                tracks: tracks.to_vec(),
                ..Facts::default()
            },
            known: HashMap::new(),
        };
        for project in self.working {
            facts.of_mut(project).has_working_prototype = true;
        }
        for project in self.proven {
            facts.of_mut(project).is_proven = true;
        }
        for milestone in milestones {
            facts.of_mut(milestone.project_id).milestones.push(milestone);
        }
        for dataset in self.datasets {
            facts.of_mut(dataset.project_id).datasets.push(dataset);
        }
        for risk in self.grave_risks {
            facts.of_mut(risk.project_id).grave_risks.push(risk);
        }
        for project in self.opened {
            facts.of_mut(project).is_hand_over_open = true;
        }
        for item in self.owed_items {
            facts.of_mut(item.project_id).owed_items.push(item);
        }
        for (project, function) in self.functions {
            facts.of_mut(project).functions.push(function);
        }
        for order in orders {
            facts.of_mut(order.project).orders.push(order);
        }
        for (project, horizon) in self.horizons {
            facts.of_mut(project).horizons.push(horizon);
        }
        facts
    }
}

/// What is known of each of several projects.
#[derive(Debug)]
pub struct FactsByProject {
    /// Of one of which nothing is.
    unknown: Facts,
    known: HashMap<Uuid, Facts>,
}

impl FactsByProject {
    /// What is known of one.
    pub fn of(&self, project: Uuid) -> &Facts {
        self.known.get(&project).unwrap_or(&self.unknown)
    }

    fn of_mut(&mut self, project: Uuid) -> &mut Facts {
        self.known.entry(project).or_insert_with(|| self.unknown.clone())
    }
}

/// What is known of one project, in one round trip.
pub async fn of_project(
    conn: &AsyncPgConnection,
    programme: Uuid,
    project: Uuid,
    today: NaiveDate,
) -> QueryResult<Facts> {
    let within = Within::Project(project);
    let (tracks, sources, milestones, orders, logged): (_, _, _, Orders, _) = tokio::try_join!(
        programmes::tracks(conn, programme),
        Sources::load(conn, within, today),
        milestones::on_tracks(conn, within, &GATE_TRACKS),
        missions::orders(conn, within),
        missions::logged(conn, within),
    )?;
    let tracks: Vec<String> = tracks.into_iter().map(|track| track.code).collect();
    let mut facts = sources.facts(&tracks, milestones, orders.unsettled(&logged, today));
    Ok(facts.known.remove(&project).unwrap_or(facts.unknown))
}
