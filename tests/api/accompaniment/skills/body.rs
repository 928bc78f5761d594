//! What is said in an assessment: how many people are at which level, of which domains.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{ASSESSMENTS, SKILLS, assessed, assessment, correcting, data, faults, level};
use crate::support::World;

/// One of a moment, of that day.
fn dated(moment: &str, on: &str) -> Value {
    let mut body = data(moment);
    body["on"] = json!(on);
    body
}

#[actix_web::test]
async fn it_is_shown_with_how_many_were_counted_and_their_mean_level() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let levels = [
        level("Préparer des données", [4, 4, 1, 0, 0]),
        level("Évaluer un modèle", [0; 5]),
        level("Conduire un projet", [0, 0, 0, 1, 2]),
    ];
    let made = who.post(ASSESSMENTS, assessment("start", &levels)).await;
    let shown = made.expect(201);
    let expected = json!({
        "id": shown["id"], "project": {"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"},
        "moment": "start", "on": "2019-01-10",
        "levels": [
            {"domain": "Préparer des données", "counts": [4, 4, 1, 0, 0], "counted": 9, "mean": 0.67},
            {"domain": "Évaluer un modèle", "counts": [0, 0, 0, 0, 0], "counted": 0, "mean": null},
            {"domain": "Conduire un projet", "counts": [0, 0, 0, 1, 2], "counted": 3, "mean": 3.67},
        ],
        "corrects": null, "corrected_by": null, "created_at": shown["created_at"],
        "created_by": {"id": who.account(), "name": "Laureate ASN"},
    });
    assert_eq!(shown, expected);
    let path = format!("{ASSESSMENTS}/{}", made.id());
    for reader in [who, &world.coordinator, &world.alpha_expert] {
        assert_eq!(reader.get(&path).await.expect(200), shown);
    }
    // Written once: there is nothing that changes or deletes it.
    let edit = who.with("If-Match", "*");
    assert_eq!(edit.patch(&path, json!({"on": "2019-01-11"})).await.status, 405);
    assert_eq!(edit.delete(&path).await.status, 405);
}

#[actix_web::test]
async fn its_day_is_not_to_come() {
    let world = World::new().await;
    let who = &world.coordinator;
    for day in ["2019-03-05", "2020-01-01"] {
        let refused = who.post(ASSESSMENTS, dated("start", day)).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/on", "date_in_future")]),
            "{day}"
        );
    }
    for (moment, day) in [("start", "2018-11-01"), ("middle", "2019-03-03"), ("end", "2019-03-04")] {
        let path = assessed(who, dated(moment, day)).await;
        let shown = who.get(&path).await.expect(200);
        assert_eq!((&shown["moment"], &shown["on"]), (&json!(moment), &json!(day)));
    }
}

#[actix_web::test]
async fn its_day_is_not_before_that_of_an_earlier_moment() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let refused = async |body: Value, earliest: &str| {
        let refused = who.post(ASSESSMENTS, body).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/on", "date_before")]),
            "{earliest}"
        );
        assert_eq!(refused.json()["errors"][0]["params"]["earliest"], earliest);
    };
    assessed(who, dated("start", "2019-01-10")).await;
    refused(dated("middle", "2019-01-09"), "2019-01-10").await;
    refused(dated("end", "2018-12-03"), "2019-01-10").await;
    let middle = assessed(who, dated("middle", "2019-02-11")).await;
    refused(dated("end", "2019-01-31"), "2019-02-11").await;
    refused(dated("end", "2019-02-10"), "2019-02-11").await;
    // The same day will do.
    let end = assessed(who, dated("end", "2019-02-11")).await;
    // What is corrected holds no place: only those that stand do, and the earlier ones alone.
    refused(correcting(dated("middle", "2019-01-09"), &middle), "2019-01-10").await;
    refused(correcting(dated("end", "2019-02-10"), &end), "2019-02-11").await;
    assessed(who, correcting(dated("middle", "2019-01-10"), &middle)).await;
    let end = assessed(who, correcting(dated("end", "2019-01-10"), &end)).await;
    assert_eq!(who.get(&end).await.expect(200)["on"], "2019-01-10");
}

#[actix_web::test]
async fn a_domain_stands_once_and_there_is_one_at_least_and_fifty_at_most() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let named = |names: &[&str]| {
        let levels: Vec<_> = names.iter().map(|name| level(name, [1, 0, 0, 0, 0])).collect();
        assessment("start", &levels)
    };
    for (names, expected) in [
        (&["A", "A"][..], faults(&[("/levels/1/domain", "duplicate")])),
        (
            &["A", "B", "A", "C", "B", "A"],
            faults(&[
                ("/levels/2/domain", "duplicate"),
                ("/levels/4/domain", "duplicate"),
                ("/levels/5/domain", "duplicate"),
            ]),
        ),
        // Whatever the case.
        (
            &["Évaluer un modèle", "ÉVALUER UN MODÈLE"],
            faults(&[("/levels/1/domain", "duplicate")]),
        ),
        (&[], faults(&[("/levels", "too_short")])),
    ] {
        let refused = who.post(ASSESSMENTS, named(names)).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{names:?}");
    }
    let many = |count: usize| -> Value {
        let levels: Vec<_> = (0..count)
            .map(|place| level(&format!("Domaine {place}"), [0, 1, 0, 0, 0]))
            .collect();
        assessment("start", &levels)
    };
    let refused = who.post(ASSESSMENTS, many(51)).await;
    assert_eq!(refused.faults(422, "invalid_body"), faults(&[("/levels", "too_long")]));
    assert_eq!(refused.json()["errors"][0]["params"]["max"], 50);
    let page = who.get(ASSESSMENTS).await.expect(200);
    assert_eq!(page["items"], json!([]), "what was refused left nothing");
    let path = assessed(who, many(50)).await;
    let shown = who.get(&path).await.expect(200);
    assert_eq!(shown["levels"].as_array().unwrap().len(), 50);
    assert_eq!(shown["levels"][49]["domain"], "Domaine 49");
}

#[actix_web::test]
async fn the_levels_are_five_counts_of_people() {
    let world = World::new().await;
    let who = &world.coordinator;
    for (counts, at, code) in [
        (json!([]), "/levels/0/counts", "too_short"),
        (json!([1, 2, 3, 4]), "/levels/0/counts", "too_short"),
        (json!([1, 2, 3, 4, 5, 6]), "/levels/0/counts", "too_long"),
        (json!(8), "/levels/0/counts", "wrong_type"),
        (json!([1, 2, -3, 4, 5]), "/levels/0/counts/2", "out_of_range"),
        (json!([1, 2, 3, 4, 100_000_001]), "/levels/0/counts/4", "out_of_range"),
        (json!([1, 2.5, 3, 4, 5]), "/levels/0/counts/1", "wrong_type"),
        (json!([null, 2, 3, 4, 5]), "/levels/0/counts/0", "wrong_type"),
    ] {
        let levels = [json!({"domain": "Préparer des données", "counts": counts})];
        let refused = who.post(ASSESSMENTS, assessment("start", &levels)).await;
        assert_eq!(refused.faults(422, "invalid_body"), faults(&[(at, code)]), "{counts}");
        let error = &refused.json()["errors"][0];
        match code {
            "too_short" => assert_eq!(error["params"], json!({"min": 5, "unit": "items"}), "{counts}"),
            "too_long" => assert_eq!(error["params"], json!({"max": 5, "unit": "items"}), "{counts}"),
            _ => {}
        }
    }
    let levels = [level("Préparer des données", [100_000, 0, 0, 0, 100_000])];
    let path = assessed(who, assessment("start", &levels)).await;
    let shown = who.get(&path).await.expect(200);
    assert_eq!(
        (&shown["levels"][0]["counted"], &shown["levels"][0]["mean"]),
        (&json!(200_000), &json!(2.0))
    );
}

#[actix_web::test]
async fn every_fault_of_its_shape_is_told_at_once() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let wrong = json!({"moment": "later", "on": "hier", "corrects": "la première", "by": "moi", "levels": [
        {"domain": " ", "counts": [0, 0, 0, 0, 0]}, {"counts": "beaucoup", "mean": 3}]});
    let refused = who.post(ASSESSMENTS, wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/by", "unknown_field"),
            ("/corrects", "invalid_format"),
            ("/levels/0/domain", "too_short"),
            ("/levels/1/counts", "wrong_type"),
            ("/levels/1/domain", "missing_field"),
            ("/levels/1/mean", "unknown_field"),
            ("/moment", "unknown_value"),
            ("/on", "invalid_format"),
        ])
    );
    let missing: BTreeSet<_> = ["moment", "on", "levels"]
        .map(|field| (format!("/{field}"), "missing_field".to_owned()))
        .into();
    let refused = who.post(ASSESSMENTS, json!({})).await.faults(422, "invalid_body");
    assert_eq!(BTreeSet::from_iter(refused), missing);
    // So are those of what it says.
    let mut wrong = assessment("start", &[level("A", [1; 5]), level("A", [1; 5])]);
    wrong["on"] = json!("2019-03-05");
    wrong["corrects"] = json!(world.asn_project);
    let refused = who.post(ASSESSMENTS, wrong).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/corrects", "correction_of_other_assessment"),
            ("/levels/1/domain", "duplicate"),
            ("/on", "date_in_future"),
        ])
    );
}

#[actix_web::test]
async fn those_who_lead_write_it_and_those_who_work_read_it() {
    let world = World::new().await;
    let path = assessed(&world.asn_laureate, data("start")).await;
    assessed(&world.coordinator, data("middle")).await;
    assessed(&world.technical_coordinator, data("end")).await;
    for reader in [&world.alpha_expert, &world.alpha_colleague] {
        reader.post(ASSESSMENTS, data("start")).await.refused(403, "forbidden");
        for read in [path.as_str(), ASSESSMENTS, SKILLS] {
            reader.get(read).await.expect(200);
        }
    }
    for (client, status, code) in [
        (&world.observer, 403, "forbidden"),
        (&world.beta_expert, 404, "not_found"),
        (&world.chu_laureate, 404, "not_found"),
        (&world.administrator, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        client.post(ASSESSMENTS, data("start")).await.refused(status, code);
        for read in [path.as_str(), ASSESSMENTS, SKILLS] {
            client.get(read).await.refused(status, code);
        }
    }
    // It is found in its own project alone.
    let chu = "/v1/projects/AMI-T-CHU/skill-assessments";
    let own = world.chu_laureate.post(chu, data("start")).await;
    own.expect(201);
    let misplaced = format!("{ASSESSMENTS}/{}", own.id());
    world.coordinator.get(&misplaced).await.refused(404, "not_found");
}
