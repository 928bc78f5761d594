//! What a project lives through besides its milestones: risks, datasets, prototypes and trials.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Programme, Project};

pub fn rows() -> Vec<Row> {
    [risks(), datasets(), prototypes(), trials()].concat()
}

fn risks() -> Vec<Row> {
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

fn datasets() -> Vec<Row> {
    let nothing = |_: &_| json!({});
    let because = |_: &_| json!({"motive": "Le producteur a suspendu les envois."});
    vec![
        Row::of("list_datasets", Project, &["home"], READERS),
        Row::of("list_programme_datasets", Programme, &["programme"], READERS),
        Row::of("get_dataset", Project, &["home", "dataset"], READERS),
        Row::of("create_dataset", Project, &["home"], REPORTERS).sends(|_| {
            json!({"name": "Lettres de suites", "existence": "exists", "personal_data": true, "dpia": "to_do",
                "holder": {"name": "Archives de l'inspection"}})
        }),
        Row::of("update_dataset", Project, &["home", "dataset"], REPORTERS)
            .sends(|_| json!({"existence": "partial", "volume": {"count": 20_000, "unit": "lettres"}})),
        Row::of("delete_dataset", Project, &["home", "dataset"], REPORTERS),
        Row::of("request_dataset", Project, &["home", "dataset"], REPORTERS).sends(nothing),
        Row::of("grant_dataset", Project, &["home", "requested dataset"], REPORTERS).sends(nothing),
        Row::of("block_dataset", Project, &["home", "granted dataset"], REPORTERS).sends(because),
        Row::of("open_dataset", Project, &["home", "blocked dataset"], REPORTERS).sends(nothing),
    ]
}

fn prototypes() -> Vec<Row> {
    vec![
        Row::of("list_prototypes", Project, &["home"], READERS),
        Row::of("list_programme_prototypes", Programme, &["programme"], READERS),
        Row::of("get_prototype", Project, &["home", "prototype"], READERS),
        Row::of("create_prototype", Project, &["home"], BUILDERS)
            .sends(|stage| json!({"version": format!("1.{}", stage.number), "maturity": "in_production"})),
        Row::of("update_prototype", Project, &["home", "prototype"], BUILDERS)
            .sends(|_| json!({"description": "Recherche et classement.", "licence": "EUPL-1.2"})),
        Row::of("delete_prototype", Project, &["home", "prototype"], BUILDERS),
    ]
}

fn trials() -> Vec<Row> {
    let nothing = |_: &_| json!({});
    vec![
        Row::of("list_trials", Project, &["home"], READERS),
        Row::of("list_programme_trials", Programme, &["programme"], READERS),
        Row::of("get_trial", Project, &["home", "trial"], READERS),
        Row::of("create_trial", Project, &["home"], BUILDERS)
            .with(&["prototype"])
            .sends(|stage| {
                json!({"prototype": stage.json("prototype"), "audience": "agents", "protocol": "Trois lettres à préparer.",
                    "from": "2019-03-01", "measures": [{"name": "Durée", "unit": "minutes", "direction": "lower"}]})
            }),
        Row::of("update_trial", Project, &["home", "trial"], BUILDERS)
            .sends(|_| json!({"until": "2019-03-20", "participants": 12})),
        Row::of("delete_trial", Project, &["home", "trial"], BUILDERS),
        Row::of("begin_trial", Project, &["home", "trial"], BUILDERS).sends(nothing),
        Row::of("complete_trial", Project, &["home", "running trial"], BUILDERS)
            .sends(|_| json!({"participants": 12, "verdict": "mixed"})),
        Row::of("cancel_trial", Project, &["home", "trial"], BUILDERS).sends(nothing),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Risks, datasets, prototypes and trials").await;
}
