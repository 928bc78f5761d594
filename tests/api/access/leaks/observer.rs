//! An observer is told no free text, no account, and by no tag of an edit that it is not shown.

use serde_json::json;

use super::rows;
use crate::access::caller::Caller::{Authority, Observer};
use crate::access::cast::Cast;
use crate::access::place::{Place, Target};
use crate::access::row::{Expected, Row};
use crate::access::stage::{self, TEXT};
use crate::access::trial::{operations, send};

#[actix_web::test]
async fn whatever_it_reads_holds_no_text_and_no_account() {
    let mut cast = Cast::assembled().await;
    let operations = operations();
    // A project with something of everything.
    let home = cast.side(Target::Own).home.0;
    for operation in [
        "get_extension",
        "get_baseline",
        "get_progress_entry",
        "get_evidence",
        "get_team_member",
        "get_roadmap_item",
        "get_reuse",
        "get_topic",
        "get_hand_over_item",
        "get_waiver",
        "get_verdict",
        "list_programme_decisions",
        "list_observations",
        "list_application_evaluations",
        "list_project_evaluations",
    ] {
        let row = rows().into_iter().find(|row| row.operation == operation).unwrap();
        stage::lay(&mut cast, &row, Target::Own, None).await;
    }
    // It came of an application.
    let ground = Row::of("ground", Place::Programme, &["laureate application"], &[]).with(&["submitted evaluation"]);
    stage::lay(&mut cast, &ground, Target::Own, None).await;
    let authority = cast.client(Authority);
    for (child, body) in [
        (
            "health",
            json!({"overall": "stormy", "text": TEXT, "support_needed": TEXT}),
        ),
        (
            "status-reports",
            json!({"from": "2019-02-01", "until": "2019-03-01", "health": {"overall": "stormy"}, "done": TEXT, "next": TEXT,
                "decisions_asked": TEXT, "support_needed": TEXT}),
        ),
        (
            "suspensions",
            json!({"from": "2019-06-01", "until": "2019-06-15", "motive": TEXT}),
        ),
        (
            "milestones",
            json!({"track": "roadmap", "title": "Jalon", "description": TEXT, "forecast_on": "2019-06-14",
                "acceptance_criteria": [TEXT]}),
        ),
    ] {
        authority
            .post(&format!("/v1/projects/{home}/{child}"), body)
            .await
            .expect(201);
    }
    authority
        .with("If-Match", "*")
        .patch(&format!("/v1/projects/{home}"), json!({"summary": TEXT}))
        .await
        .expect(200);
    let names = cast.identities().await;
    let own = cast.client(Observer).account();
    let mut read = Vec::new();
    // What everyone is told is no secret: the pages for strangers, the code lists.
    let told_to_few = |row: &&Row| row.place != Place::Door && row.operation != "get_vocabulary";
    let reads = |row: &&Row| operations[row.operation].method == "GET";
    for row in rows().iter().filter(reads).filter(told_to_few) {
        for target in row.targets() {
            if row.expected(*target, Observer) != Expected::Done {
                continue;
            }
            let stage = stage::lay(&mut cast, row, *target, Some(Observer)).await;
            let reply = send(cast.client(Observer), row, operations[row.operation], &stage).await;
            let text = &reply.text;
            assert!(!text.contains(TEXT), "{} tells a text: {text}", row.name(*target));
            for (account, name) in names.iter().filter(|(account, _)| *account != own) {
                let told = text.contains(&account.to_string()) || text.contains(name.as_str());
                assert!(!told, "{} tells of {name}: {text}", row.name(*target));
            }
            read.push(row.operation);
        }
    }
    for operation in [
        "get_portfolio",
        "get_portfolio_comparison",
        "get_programme_progress_curve",
        "get_committee_file",
        "get_clock",
        "get_timeline",
        "get_progress_curve",
        "get_milestone_trend",
        "list_health_reports",
        "list_status_reports",
        "get_status_report",
        "list_programme_team",
        "get_team_member",
        "list_roadmap_items",
        "get_roadmap_item",
        "list_programme_reuses",
        "get_reuse",
        "list_topics",
        "list_programme_topics",
        "get_topic",
        "list_nursery",
        "list_exchanges",
        "get_exchange",
        "list_sign_ups",
        "get_sign_up",
        "list_grids",
        "get_grid",
        "get_suspension",
        "list_forecasts",
    ] {
        assert!(read.contains(&operation), "{operation} is not among {read:?}");
    }
}

#[actix_web::test]
async fn a_tag_tells_of_no_edit_that_is_not_shown() {
    let mut cast = Cast::assembled().await;
    let row = rows().into_iter().find(|row| row.operation == "get_milestone").unwrap();
    let stage = stage::lay(&mut cast, &row, Target::Own, None).await;
    let path = format!("/v1/milestones/{}", stage.id("begun"));
    let before = cast.client(Observer).get(&path).await;
    let edit = json!({"description": TEXT, "weight": 3});
    cast.client(Authority)
        .with("If-Match", "*")
        .patch(&path, edit)
        .await
        .expect(200);
    let after = cast.client(Observer).get(&path).await;
    assert_eq!(after.etag(), before.etag());
    let again = cast
        .client(Observer)
        .with("If-None-Match", before.etag())
        .get(&path)
        .await;
    assert_eq!(again.status, 304);
}
