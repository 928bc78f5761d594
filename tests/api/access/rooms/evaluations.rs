//! Evaluations: of an application by its jurors, whom coordinators assign; of a project by its laureate and coordinators. Who
//! writes one is its own juror, or whoever that part is of; the others read it once they have no more to say of the same.

use serde_json::json;

use super::*;
use crate::access::place::Place::{Programme, Project};

/// Who works on a project for its laureate, and sees what is submitted of it alone.
const AT_WORK: Who = &[Provider, OtherTrack, InGrace, PastGrace, Observer];
/// The same, and the laureate.
const BESIDES_COORDINATORS: Who = &[Laureate, Provider, OtherTrack, InGrace, PastGrace, Observer];

pub fn rows() -> Vec<Row> {
    [of_applications(), by_jurors(), of_projects(), by_parts()].concat()
}

fn of_applications() -> Vec<Row> {
    let own = "of an application, one's own";
    vec![
        Row::of("list_application_evaluations", Programme, &["application"], JURY)
            .with(&["submitted evaluation", "another's evaluation"])
            .hidden_from(OUTSIDE_THE_JURY)
            .case("of one that the juror judges"),
        Row::of(
            "list_application_evaluations",
            Programme,
            &["application"],
            COORDINATORS,
        )
        .with(&["another's evaluation"])
        .hidden_from(BUT_COORDINATORS)
        .case("of one that others judge"),
        Row::of("list_programme_evaluations", Programme, &["programme"], JURY)
            .with(&["open evaluation", "another's evaluation"]),
        Row::of(
            "create_application_evaluation",
            Programme,
            &["application"],
            COORDINATORS,
        )
        .with(&["open evaluation", "free juror"])
        .hidden_from(OUTSIDE_THE_JURY)
        .sends(|stage| json!({"juror": stage.json("free juror")})),
        Row::of("create_application_evaluation", Programme, &["application"], JURY)
            .with(&["submitted evaluation"])
            .hidden_from(OUTSIDE_THE_JURY)
            .case("a correction of the juror's own")
            .sends(|stage| json!({"corrects": stage.json("submitted evaluation")})),
        Row::of("get_evaluation", Programme, &["open evaluation"], JURY)
            .hidden_from(OUTSIDE_THE_JURY)
            .case(own),
        Row::of("get_evaluation", Programme, &["another's evaluation"], COORDINATORS)
            .with(&["open evaluation"])
            .hidden_from(BUT_COORDINATORS)
            .case("of an application, another's, before one's own is submitted"),
        Row::of("get_evaluation", Programme, &["another's evaluation"], JURY)
            .with(&["submitted evaluation"])
            .hidden_from(OUTSIDE_THE_JURY)
            .case("of an application, another's, from then on"),
        Row::of("delete_evaluation", Programme, &["open evaluation"], COORDINATORS)
            .hidden_from(OUTSIDE_THE_JURY)
            .case(own),
    ]
}

/// What the juror alone writes.
fn by_jurors() -> Vec<Row> {
    let on = |operation, evaluation| {
        Row::of(operation, Programme, evaluation, &[Juror])
            .hidden_from(OUTSIDE_THE_JURY)
            .case("of an application, one's own")
    };
    vec![
        on("update_evaluation", &["open evaluation"]).sends(|_| scores()),
        on("submit_evaluation", &["filled evaluation"]).sends(|_| json!({})),
        on("recuse_evaluation", &["open evaluation"]).sends(|_| recusal()),
    ]
}

/// Each in a project of its own, which has one of each part at a time.
fn of_projects() -> Vec<Row> {
    let on = |operation, evaluation, besides, may| Row::of(operation, Project, evaluation, may).with(besides);
    vec![
        on(
            "list_project_evaluations",
            &["home"],
            &["project", "self-assessment", "submitted instruction"],
            READERS,
        ),
        on("create_project_evaluation", &["project"], &["end grid"], LEADERS)
            .case("a self-assessment")
            .sends(|_| json!({"stage": "end", "part": "self_assessment"})),
        on("create_project_evaluation", &["project"], &["end grid"], COORDINATORS)
            .case("an instruction")
            .sends(|_| json!({"stage": "end", "part": "instruction"})),
        on(
            "create_project_evaluation",
            &["project"],
            &["submitted self-assessment"],
            LEADERS,
        )
        .case("a correction of a self-assessment")
        .sends(|stage| json!({"corrects": stage.json("submitted self-assessment")})),
        on("get_evaluation", &["self-assessment"], &["project"], LEADERS)
            .case("of a project, a self-assessment, not submitted")
            .hidden_from(AT_WORK),
        on("get_evaluation", &["instruction"], &["project"], COORDINATORS)
            .case("of a project, an instruction, not submitted")
            .hidden_from(BESIDES_COORDINATORS),
        on("get_evaluation", &["submitted instruction"], &["project"], READERS)
            .case("of a project, an instruction, submitted")
            .hidden_from(&[Observer]),
        on("delete_evaluation", &["self-assessment"], &["project"], COORDINATORS)
            .case("of a project, a self-assessment")
            .hidden_from(AT_WORK),
        on("delete_evaluation", &["instruction"], &["project"], COORDINATORS)
            .case("of a project, an instruction")
            .hidden_from(BESIDES_COORDINATORS),
    ]
}

/// A self-assessment is the laureate's, an instruction any coordinator's whose organisation decides on a track.
fn by_parts() -> Vec<Row> {
    let on = |operation, evaluation| {
        Row::of(operation, Project, evaluation, &[Laureate])
            .with(&["project"])
            .hidden_from(AT_WORK)
            .case("of a project, a self-assessment")
    };
    let instruction = |operation, evaluation| {
        Row::of(operation, Project, evaluation, COORDINATORS)
            .with(&["project"])
            .hidden_from(BESIDES_COORDINATORS)
            .case("of a project, an instruction")
    };
    vec![
        on("update_evaluation", &["self-assessment"]).sends(|_| scores()),
        on("submit_evaluation", &["filled self-assessment"]).sends(|_| json!({})),
        on("recuse_evaluation", &["self-assessment"]).sends(|_| recusal()),
        instruction("update_evaluation", &["instruction"]).sends(|_| scores()),
        instruction("submit_evaluation", &["filled instruction"]).sends(|_| json!({})),
        instruction("recuse_evaluation", &["instruction"]).sends(|_| recusal()),
    ]
}

fn scores() -> serde_json::Value {
    json!({"scores": [{"criterion": "benefits", "score": 3, "reason": "Les agents gagnent du temps."}],
        "recommendation": "reserved"})
}

fn recusal() -> serde_json::Value {
    json!({"reason": "unavailable", "motive": "Absence de trois semaines."})
}

#[actix_web::test]
async fn the_matrix_holds() {
    hold("Evaluations").await;
}
