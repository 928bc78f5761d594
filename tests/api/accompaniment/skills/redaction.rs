//! The names of domains are texts, and can be redacted.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{ASSESSMENTS, SKILLS, assessed, assessment, correcting, faults, id, level};
use crate::redactions::{LEAK, redact};
use crate::support::World;

#[actix_web::test]
async fn a_domain_is_redacted_and_its_counts_stay() {
    let world = World::new().await;
    let levels = [level(LEAK, [4, 4, 1, 0, 0])];
    let keyed = world.asn_laureate.with("Idempotency-Key", "debut");
    let made = keyed.post(ASSESSMENTS, assessment("start", &levels)).await;
    let before = made.expect(201);
    let path = format!("{ASSESSMENTS}/{}", made.id());
    assert!(!world.app.traces_of(LEAK).await.is_empty());
    let redacted = redact(&world.coordinator, "skill_assessment", &made.id(), "levels").await;
    let redacted = redacted.expect(201);
    assert_eq!(redacted["sha256"], json!([format!("{:x}", Sha256::digest(LEAK))]));
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let mut expected = before;
    expected["levels"][0]["domain"] = redacted["marker"].clone();
    assert_eq!(world.alpha_expert.get(&path).await.expect(200), expected);
    let skills = world.alpha_expert.get(SKILLS).await.expect(200);
    assert_eq!(skills["domains"][0]["domain"], redacted["marker"]);
    assert_eq!(skills["domains"][0]["start"], json!({"mean": 0.67, "counted": 9}));
    let again = redact(&world.coordinator, "skill_assessment", &made.id(), "levels").await;
    assert_eq!(again.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
}

#[actix_web::test]
async fn one_whose_domains_were_redacted_can_be_corrected() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let levels = [
        level(LEAK, [1, 0, 0, 0, 0]),
        level("Évaluer un modèle", [0, 1, 0, 0, 0]),
    ];
    let path = assessed(who, assessment("start", &levels)).await;
    let redacted = redact(&world.coordinator, "skill_assessment", id(&path), "levels").await;
    assert_eq!(redacted.expect(201)["sha256"].as_array().unwrap().len(), 2);
    let right = assessment("start", &[level("Lire un dossier", [1, 0, 0, 0, 0])]);
    assessed(who, correcting(right, &path)).await;
    let skills = who.get(SKILLS).await.expect(200);
    assert_eq!(
        skills["domains"],
        json!([{"domain": "Lire un dossier", "start": {"mean": 0.0, "counted": 1}, "middle": null, "end": null, "gain": null}])
    );
}

/// What is of one name is nobody's any more: nothing tells which is which.
#[actix_web::test]
async fn of_several_redacted_domains_no_gain_is_told() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let model = "Évaluer un modèle";
    let start = [level(LEAK, [1, 0, 0, 0, 0]), level(model, [0, 1, 0, 0, 0])];
    let start = assessed(who, assessment("start", &start)).await;
    let end = [level(model, [0, 0, 1, 0, 0]), level("Lire un dossier", [0, 0, 0, 1, 0])];
    assessed(who, assessment("end", &end)).await;
    let redacted = redact(&world.coordinator, "skill_assessment", id(&start), "levels").await;
    redacted.expect(201);
    let at = |domain: &str, mean: f64| json!({"domain": domain, "start": null, "middle": null, "end": {"mean": mean, "counted": 1}, "gain": null});
    for reader in [who, &world.coordinator, &world.alpha_expert] {
        let skills = reader.get(SKILLS).await.expect(200);
        assert_eq!(skills["domains"], json!([at(model, 2.0), at("Lire un dossier", 3.0)]));
    }
    // What was counted stays in the assessment.
    let kept = who.get(&start).await.expect(200);
    assert_eq!(
        (&kept["levels"][0]["counts"], &kept["levels"][1]["counts"]),
        (&json!([1, 0, 0, 0, 0]), &json!([0, 1, 0, 0, 0]))
    );
}

#[actix_web::test]
async fn a_redacted_domain_is_no_other_than_itself() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let mut markers = Vec::new();
    for (moment, counts) in [("start", [1, 0, 0, 0, 0]), ("end", [0, 0, 0, 0, 1])] {
        let path = assessed(who, assessment(moment, &[level(LEAK, counts)])).await;
        let redacted = redact(&world.coordinator, "skill_assessment", id(&path), "levels").await;
        markers.push(redacted.expect(201)["marker"].clone());
    }
    let (none, one) = (Value::Null, |mean: f64| json!({"mean": mean, "counted": 1}));
    let skills = who.get(SKILLS).await.expect(200);
    assert_eq!(
        skills["domains"],
        json!([
            {"domain": markers[0], "start": one(0.0), "middle": none, "end": none, "gain": none},
            {"domain": markers[1], "start": none, "middle": none, "end": one(4.0), "gain": none},
        ])
    );
}
