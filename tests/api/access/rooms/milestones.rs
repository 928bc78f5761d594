//! Milestones and their life: the table of domain.md, "Milestones", column "who".

use serde_json::json;

use super::*;
use crate::access::place::Place::Project;

pub fn rows() -> Vec<Row> {
    let nothing = |_: &_| json!({});
    let motive = |_: &_| json!({"motive": "Décision du comité."});
    let on = |operation, milestone, may| Row::of(operation, Project, milestone, may).sends(nothing);
    let decision = |operation| Row::of(operation, Project, &["submitted"], AUTHORITY);
    vec![
        Row::of("list_project_milestones", Project, &["home"], VIEWERS),
        Row::of("create_milestone", Project, &["home"], COORDINATORS)
            .sends(|_| json!({"track": "technical_support", "title": "Nouveau jalon", "forecast_on": "2019-06-14"})),
        Row::of("get_milestone", Project, &["begun"], VIEWERS),
        Row::of("list_milestone_history", Project, &["begun"], READERS),
        Row::of("update_milestone", Project, &["planned"], COORDINATORS).sends(|_| json!({"title": "Autre titre"})),
        Row::of("delete_milestone", Project, &["planned"], COORDINATORS),
        Row::of("list_forecasts", Project, &["begun"], READERS).case("not accepted yet"),
        Row::of("list_forecasts", Project, &["accepted"], VIEWERS).case("accepted"),
        Row::of("get_forecast", Project, &["begun", "forecast"], READERS).case("not accepted yet"),
        Row::of("get_forecast", Project, &["accepted", "forecast"], VIEWERS).case("accepted"),
        Row::of("create_forecast", Project, &["begun"], WORKERS)
            .sends(|_| json!({"forecast_on": "2019-07-01", "motive": "Données en retard."})),
        Row::of("create_forecast", Project, &["deferred"], WORKERS_ON_DEFERRED)
            .case("deferred")
            .sends(|_| json!({"forecast_on": "2019-07-01", "motive": "Données en retard."})),
        on("start_milestone", &["planned"], WORKERS),
        on("submit_milestone", &["begun"], WORKERS),
        on("submit_milestone", &["deferred"], WORKERS_ON_DEFERRED).case("deferred"),
        on("withdraw_milestone", &["own submission"], WORKERS)
            .case("submitted by the caller's organisation")
            .personal(),
        on("withdraw_milestone", &["another's submission"], NOBODY).case("submitted by another organisation"),
        decision("accept_milestone").sends(nothing),
        decision("accept_with_reduction_milestone")
            .sends(|_| json!({"motive": "Documentation incomplète.", "reduction_percent": 10})),
        decision("defer_milestone").sends(|_| json!({"motive": "Bilan à reprendre.", "resubmit_by": "2019-07-01"})),
        decision("reject_milestone").sends(motive),
        Row::of("cancel_milestone", Project, &["begun"], COORDINATORS).sends(motive),
        Row::of("reopen_milestone", Project, &["accepted"], COORDINATORS).sends(motive),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Milestones").await;
}
