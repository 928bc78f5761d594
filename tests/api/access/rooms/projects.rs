//! Projects, their clock, their plans and what moves it: seen by whoever has a part in them,
//! written by coordinators.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Platform, Project};

pub fn rows() -> Vec<Row> {
    let motive = |_: &_| json!({"motive": "Décision du comité."});
    vec![
        Row::of("list_projects", Platform, &[], EVERYONE),
        Row::of("get_project", Project, &["home"], VIEWERS),
        Row::of("get_clock", Project, &["home"], VIEWERS),
        Row::of("get_timeline", Project, &["home"], VIEWERS),
        Row::of("get_progress_curve", Project, &["home"], VIEWERS),
        Row::of("get_milestone_trend", Project, &["home"], VIEWERS),
        Row::of("list_project_history", Project, &["home"], READERS),
        Row::of("update_project", Project, &["project"], COORDINATORS).sends(|_| json!({"title": "Autre titre"})),
        Row::of("start_project", Project, &["selected"], COORDINATORS).sends(|_| json!({"on": "2019-03-01"})),
        Row::of("complete_project", Project, &["project"], COORDINATORS).sends(|_| json!({"on": "2019-03-01"})),
        Row::of("withdraw_project", Project, &["project"], COORDINATORS).sends(motive),
        Row::of("reopen_project", Project, &["withdrawn"], COORDINATORS).sends(motive),
        Row::of("create_plan", Project, &["project"], COORDINATORS).sends(|_| json!({})),
        Row::of("list_baselines", Project, &["home"], READERS),
        Row::of("create_baseline", Project, &["project"], COORDINATORS)
            .with(&["planned"])
            .sends(motive),
        Row::of("get_baseline", Project, &["home", "baseline"], READERS),
        Row::of("list_suspensions", Project, &["home"], VIEWERS),
        Row::of("create_suspension", Project, &["project"], COORDINATORS)
            .sends(|_| json!({"from": "2019-05-01", "until": "2019-05-11", "motive": "Attente des données."})),
        Row::of("get_suspension", Project, &["project", "suspension"], VIEWERS),
        Row::of("update_suspension", Project, &["project", "suspension"], COORDINATORS)
            .sends(|_| json!({"until": "2019-06-12"})),
        Row::of(
            "resume_suspension",
            Project,
            &["project", "open suspension"],
            COORDINATORS,
        )
        .sends(|_| json!({"on": "2019-08-01"})),
        Row::of("cancel_suspension", Project, &["project", "suspension"], COORDINATORS).sends(motive),
        Row::of("list_extensions", Project, &["home"], VIEWERS),
        Row::of("create_extension", Project, &["project"], COORDINATORS)
            .sends(|_| json!({"useful_months": 1, "motive": "Retard des données."})),
        Row::of("get_extension", Project, &["home", "extension"], VIEWERS),
        Row::of("cancel_extension", Project, &["project", "extension"], COORDINATORS).sends(motive),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Projects, plans and suspensions").await;
}
