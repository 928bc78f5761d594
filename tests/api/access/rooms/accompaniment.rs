//! What a project lives through besides its milestones: risks.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Programme, Project};

pub fn rows() -> Vec<Row> {
    let because = |_: &_| json!({"motive": "Décision du comité."});
    vec![
        Row::of("list_risks", Project, &["home"], READERS),
        Row::of("list_programme_risks", Programme, &["programme"], READERS),
        Row::of("get_project_risk_matrix", Project, &["home"], READERS),
        Row::of("get_programme_risk_matrix", Programme, &["programme"], READERS),
        Row::of("get_risk", Project, &["home", "risk"], READERS),
        Row::of("create_risk", Project, &["home"], REPORTERS)
            .sends(|_| json!({"kind": "technical", "title": "Le modèle dérive"})),
        Row::of("update_risk", Project, &["home", "risk"], REPORTERS)
            .sends(|_| json!({"title": "Le modèle dérive vite"})),
        Row::of("delete_risk", Project, &["home", "risk"], REPORTERS),
        Row::of("mitigate_risk", Project, &["home", "risk"], REPORTERS)
            .sends(|_| json!({"residual": {"likelihood": 1, "severity": 2}, "response": "Recalage mensuel."})),
        Row::of("close_risk", Project, &["home", "risk"], REPORTERS).sends(because),
        Row::of("declare_risk_occurred", Project, &["home", "risk"], REPORTERS).sends(because),
        Row::of("reopen_risk", Project, &["home", "closed risk"], REPORTERS).sends(because),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Risks").await;
}
