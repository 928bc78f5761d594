//! Programmes: coordinated by their coordinators, opened by those of a steering body; whoever has a
//! part in one sees its identity and its lists, as far as they tell of what it sees. An
//! administrator sees the name alone.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Platform, Programme};

/// Coordinators of a steering body.
const STEERING: Who = &[Authority, Coordinator, Service];
/// The portfolio's audience.
const STEERERS: Who = &[Authority, Coordinator, Elsewhere, Observer, Service];

pub fn rows() -> Vec<Row> {
    vec![
        Row::of("list_programmes", Platform, &[], EVERYONE),
        Row::of("create_programme", Platform, &[], STEERING).sends(|stage| {
            json!({
                "code": format!("AMI-N{}", stage.number), "title": "Nouvel appel", "useful_months": 12, "template": [],
                "tracks": [{"code": "prototype", "label": {"fr": "Prototype", "en": "Prototype"}, "authority": stage.json("decider")}],
            })
        }),
        Row::of("get_programme", Programme, &["programme"], EVERYONE),
        Row::of("update_programme", Programme, &["programme"], COORDINATORS).sends(|_| json!({"title": "Autre titre"})),
        Row::of("list_programme_projects", Programme, &["programme"], MEMBERS),
        Row::of("create_project", Programme, &["programme"], COORDINATORS)
            .sends(|stage| json!({"organisation": stage.json("laureate"), "title": "Nouveau projet"})),
        Row::of("list_programme_milestones", Programme, &["programme"], MEMBERS),
        Row::of("get_programme_effort", Programme, &["programme"], COORDINATORS),
        Row::of("get_portfolio", Programme, &["programme"], STEERERS),
        Row::of("get_portfolio_comparison", Programme, &["programme"], STEERERS).asks("from=2019-01-01"),
        Row::of("get_programme_progress_curve", Programme, &["programme"], STEERERS),
        Row::of("get_committee_file", Programme, &["programme"], STEERERS),
    ]
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Programmes and the portfolio").await;
}
