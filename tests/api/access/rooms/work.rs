//! Missions and their months, the log of the work, how a project fares.

use serde_json::{Value, json};

use super::*;
use crate::access::place::Place::{Programme, Project};
use crate::access::place::Target::Own;
use crate::access::stage::Stage;

/// Providers other than the one whose mission it is.
const OTHER_PROVIDERS: Who = &[OtherTrack, InGrace, PastGrace];
/// Those who do the work; coordinators read the log.
const LOGGERS: Who = &[Laureate, Provider, InGrace];

pub fn rows() -> Vec<Row> {
    vec![
        Row::of("list_missions", Project, &["home"], READERS),
        Row::of("create_mission", Project, &["home"], COORDINATORS).sends(|stage| {
            let provider = stage.json("provider");
            json!({"provider": provider, "tracks": ["roadmap"], "from": "2019-03-01", "until": "2019-06-01"})
        }),
        Row::of("get_mission", Project, &["mission"], READERS)
            .case("of another provider")
            .hidden_from(OTHER_PROVIDERS),
        Row::of("get_mission", Project, &["own mission"], READERS)
            .case("of the caller's organisation")
            .personal()
            .only(&[Own]),
        Row::of("update_mission", Project, &["mission"], COORDINATORS)
            .hidden_from(OTHER_PROVIDERS)
            .sends(|_| json!({"ordered_days": 12})),
        Row::of("get_mission_effort", Project, &["mission"], READERS).hidden_from(OTHER_PROVIDERS),
        Row::of("get_mission_month", Project, &["mission", "month"], READERS).hidden_from(OTHER_PROVIDERS),
        Row::of("close_mission_month", Project, &["mission", "month"], &[Provider])
            .hidden_from(OTHER_PROVIDERS)
            .sends(|_| json!({})),
        Row::of(
            "countersign_mission_month",
            Project,
            &["mission", "closed month"],
            COORDINATORS,
        )
        .hidden_from(OTHER_PROVIDERS)
        .sends(|_| json!({})),
        Row::of(
            "reopen_mission_month",
            Project,
            &["mission", "closed month"],
            COORDINATORS,
        )
        .hidden_from(OTHER_PROVIDERS)
        .sends(|_| json!({"motive": "Une saisie manque."})),
        Row::of("list_mission_months", Programme, &["programme"], READERS),
        Row::of("list_progress_entries", Project, &["home"], READERS),
        Row::of("get_progress_entry", Project, &["entry"], READERS),
        Row::of("create_progress_entry", Project, &["home"], LOGGERS).sends(|_| entry()),
        Row::of("create_progress_entries", Project, &[], LOGGERS)
            .with(&["home"])
            .sends(|stage| json!({"entries": [line(stage)]}))
            .line(),
        Row::of("get_project_effort", Project, &["home"], READERS),
        Row::of("list_health_reports", Project, &["home"], VIEWERS),
        Row::of("get_health_report", Project, &["home", "health"], VIEWERS),
        Row::of("create_health_report", Project, &["home"], REPORTERS)
            .sends(|_| json!({"overall": "sunny", "text": "Tout va bien."})),
    ]
}

/// A day inside every mission but that which is long over.
fn entry() -> Value {
    json!({"track": "technical_support", "occurred_on": "2019-02-20", "done": "Données annotées"})
}

fn line(stage: &Stage) -> Value {
    let mut line = entry();
    line["key"] = json!(format!("ligne-{}", stage.number));
    line["project"] = stage.json("home");
    line
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Missions, progress and health").await;
}
