//! The day on which a project is completed.

use serde_json::json;

use super::messages;
use crate::support::{NewMilestone, World};

const ASN: &str = "/v1/projects/AMI-T-ASN";

/// The end stands before nothing that was done, and not ahead: else what lies after it would be counted for ever.
#[actix_web::test]
async fn a_completion_lies_between_the_last_work_and_today() {
    let world = World::new().await;
    let complete = async |on: &str| {
        let body = json!({"on": on, "cancel_open": true, "motive": "Repris ailleurs."});
        world.coordinator.act(ASN, "complete", body).await
    };
    let at_on = |code: &str| [("/on".to_owned(), code.to_owned())];
    for ahead in ["2019-03-05", "2030-01-01"] {
        let refused = complete(ahead).await;
        assert_eq!(refused.faults(422, "invalid_body"), at_on("date_in_future"), "{ahead}");
    }
    // Work is logged on 1 March, corrected to 28 February; a milestone was submitted on 2 March, withdrawn, and
    // again on 3 March.
    let entries = format!("{ASN}/progress-entries");
    let logged = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Atelier."});
    let entry = world.alpha_expert.post(&entries, logged).await.id();
    let refused = complete("2019-02-28").await;
    assert_eq!(refused.faults(422, "invalid_body"), at_on("date_before"));
    assert_eq!(refused.json()["errors"][0]["params"], json!({"earliest": "2019-03-01"}));
    assert_eq!(messages(&refused), ["La date ne peut pas précéder le 2019-03-01."]);
    let correction = json!({"track": "technical_support", "occurred_on": "2019-02-28", "done": "Atelier.",
        "corrects": entry});
    world.alpha_expert.post(&entries, correction).await.expect(201);
    let refused = complete("2019-02-27").await;
    assert_eq!(refused.json()["errors"][0]["params"], json!({"earliest": "2019-02-28"}));
    let milestone = format!("/v1/milestones/{}", world.milestone(&NewMilestone::default()).await);
    let submitted = async |on: &str| {
        let then = world.app.on(on);
        let laureate = world.asn_laureate.at(&then.base_url);
        laureate.act(&milestone, "submit", json!({})).await.expect(200);
    };
    submitted("2019-03-02").await;
    let who = &world.asn_laureate;
    who.act(&milestone, "withdraw", json!({})).await.expect(200);
    submitted("2019-03-03").await;
    let refused = complete("2019-03-02").await;
    assert_eq!(refused.json()["errors"][0]["params"], json!({"earliest": "2019-03-03"}));
    complete("2019-03-03").await.expect(200);
}
