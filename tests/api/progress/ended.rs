//! The log of a project that has ended, and of people who have left.

use serde_json::{Value, json};

use super::{LOG, entry};
use crate::support::{NewMilestone, Reply, World};

const ASN: &str = "/v1/projects/AMI-T-ASN";
const BATCH: &str = "/v1/progress-entries/batch";

fn single(pointer: &str, code: &str) -> [(String, String); 1] {
    [(pointer.to_owned(), code.to_owned())]
}

/// Withdrawn or completed on 4 March, seen from two days later.
async fn ended(verb: &str) -> (World, crate::support::Twin) {
    let world = World::new().await;
    let body = match verb {
        "withdraw" => json!({"motive": "Départ de l'équipe."}),
        _ => json!({"on": "2019-03-04", "cancel_open": true, "motive": "Repris ailleurs."}),
    };
    world.milestone(&NewMilestone::default()).await;
    world.coordinator.act(ASN, verb, body).await.expect(200);
    let later = world.app.on("2019-03-06");
    (world, later)
}

/// The problem of the only line.
fn line(reply: &Reply) -> (u64, Value) {
    let result = &reply.expect(200)["results"][0];
    let error = &result["problem"]["errors"][0];
    (
        result["status"].as_u64().unwrap(),
        json!([error["pointer"], error["code"]]),
    )
}

fn lines(mut entry: Value) -> Value {
    entry["key"] = json!(format!("{entry}").len().to_string());
    entry["project"] = json!("AMI-T-ASN");
    json!({"entries": [entry]})
}

#[actix_web::test]
async fn what_was_done_until_the_end_is_told_late_and_nothing_after_it() {
    for verb in ["withdraw", "complete"] {
        let (world, later) = ended(verb).await;
        for who in [&world.alpha_expert, &world.asn_laureate] {
            let who = who.at(&later.base_url);
            let after = || entry(json!({"occurred_on": "2019-03-05", "person_days": 0.25}));
            let refused = who.post(LOG, after()).await;
            assert_eq!(
                refused.faults(409, "conflict"),
                single("/occurred_on", "project_ended"),
                "{verb}"
            );
            let params = &refused.json()["errors"][0]["params"];
            assert_eq!(params["ended_on"], "2019-03-04", "{verb}");
            assert_eq!(
                line(&who.post(BATCH, lines(after())).await),
                (409, json!(["/occurred_on", "project_ended"]))
            );
            for until in ["2019-03-04", "2019-03-01"] {
                let told = entry(json!({"occurred_on": until, "person_days": 0.25, "milestone": "AMI-T-ASN-M01"}));
                who.post(LOG, told).await.expect(201);
            }
        }
        assert_eq!(
            world
                .app
                .text("select count(*) || ' ' || max(occurred_on) from progress_entries")
                .await,
            "4 2019-03-04"
        );
    }
}

#[actix_web::test]
async fn a_correction_says_nothing_of_later_either() {
    let (world, later) = ended("withdraw").await;
    let who = world.alpha_expert.at(&later.base_url);
    let first = who.post(LOG, entry(json!({}))).await.id();
    let later_work = entry(json!({"occurred_on": "2019-03-05", "corrects": first}));
    assert_eq!(
        who.post(LOG, later_work).await.faults(409, "conflict"),
        single("/occurred_on", "project_ended")
    );
    who.post(LOG, entry(json!({"corrects": first}))).await.expect(201);
}

#[actix_web::test]
async fn what_is_cancelled_makes_no_progress() {
    let (world, later) = ended("withdraw").await;
    let who = world.alpha_expert.at(&later.base_url);
    let percent = || entry(json!({"milestone": "AMI-T-ASN-M01", "percent": 80}));
    let refused = who.post(LOG, percent()).await;
    assert_eq!(
        refused.faults(409, "conflict"),
        single("/percent", "milestone_cancelled")
    );
    assert_eq!(
        refused.json()["errors"][0]["message"],
        "Le jalon AMI-T-ASN-M01 est annulé : il n'avance plus."
    );
    assert_eq!(
        line(&who.post(BATCH, lines(percent())).await),
        (409, json!(["/percent", "milestone_cancelled"]))
    );
    // The time it took counts still.
    who.post(LOG, entry(json!({"milestone": "AMI-T-ASN-M01"})))
        .await
        .expect(201);
    // In a project that goes on as well.
    let running = World::new().await;
    let cancelled = NewMilestone {
        state: "cancelled",
        ..Default::default()
    };
    running.milestone(&cancelled).await;
    let refused = running.alpha_expert.post(LOG, percent()).await;
    assert_eq!(
        refused.faults(409, "conflict"),
        single("/percent", "milestone_cancelled")
    );
}

#[actix_web::test]
async fn of_a_colleague_who_left_the_reason_is_told() {
    let world = World::new().await;
    let path = format!("/v1/accounts/{}/deactivate", world.alpha_colleague.account());
    world.administrator.post(&path, json!({})).await.expect(200);
    let of_colleague = || entry(json!({"person": world.alpha_colleague.account()}));
    let refused = world.alpha_expert.post(LOG, of_colleague()).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        single("/person", "account_deactivated")
    );
    assert_eq!(
        line(&world.alpha_expert.post(BATCH, lines(of_colleague())).await),
        (422, json!(["/person", "account_deactivated"]))
    );
    // Of another organisation's account nothing more is told.
    let path = format!("/v1/accounts/{}/deactivate", world.beta_expert.account());
    world.administrator.post(&path, json!({})).await.expect(200);
    let elsewhere = entry(json!({"person": world.beta_expert.account()}));
    assert_eq!(
        world
            .alpha_expert
            .post(LOG, elsewhere)
            .await
            .faults(422, "invalid_body"),
        single("/person", "person_of_other_organisation")
    );
}
