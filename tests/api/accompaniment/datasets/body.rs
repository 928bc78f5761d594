//! What is said of a dataset: personal data and their assessment, holders, volumes and annotations.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{DATASETS, added, faults, letters};
use crate::support::World;

#[actix_web::test]
async fn personal_data_need_an_impact_assessment() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let needed = faults(&[("/dpia", "dpia_needed")]);
    let refused = who.post(DATASETS, letters(json!({"personal_data": true}))).await;
    assert_eq!(refused.faults(422, "invalid_body"), needed);
    let dataset = added(&who, json!({})).await;
    let refused = who.patch(&dataset, json!({"personal_data": true})).await;
    assert_eq!(refused.faults(422, "invalid_body"), needed);
    for dpia in ["to_do", "in_progress", "done"] {
        let edit = json!({"personal_data": true, "dpia": dpia});
        let edited = who.patch(&dataset, edit).await.expect(200);
        assert_eq!(
            (&edited["personal_data"], &edited["dpia"]),
            (&json!(true), &json!(dpia))
        );
        added(&who, json!({"personal_data": true, "dpia": dpia})).await;
    }
    let refused = who.patch(&dataset, json!({"dpia": "not_needed"})).await;
    assert_eq!(refused.faults(422, "invalid_body"), needed);
    let edit = json!({"personal_data": false, "dpia": "not_needed"});
    who.patch(&dataset, edit).await.expect(200);
    // What has no personal data in it may be assessed all the same.
    added(&who, json!({"dpia": "done"})).await;
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let dataset = added(&who, json!({})).await;
    let before = who.get(&dataset).await.expect(200);
    for (holder, fault) in [
        (
            json!({"organisation": world.asn, "name": "ASN"}),
            ("/holder", "one_of_two"),
        ),
        (json!({"organisation": null, "name": null}), ("/holder", "one_of_two")),
        (
            json!({"organisation": Uuid::now_v7(), "name": null}),
            ("/holder/organisation", "unknown_reference"),
        ),
    ] {
        let wrong = json!({"personal_data": true, "holder": holder});
        let expected = faults(&[("/dpia", "dpia_needed"), fault]);
        let refused = who.post(DATASETS, letters(wrong.clone())).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
        let refused = who.patch(&dataset, wrong.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
    }
    assert_eq!(who.get(&dataset).await.expect(200), before);
}

#[actix_web::test]
async fn the_holder_is_an_organisation_or_a_name() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let alpha = json!({
        "organisation": {"id": world.alpha, "name": "Alpha Conseil", "short_name": "Alpha"}, "name": "Alpha Conseil",
    });
    let named = json!({"organisation": null, "name": "Archives de l'inspection"});
    let dataset = added(&who, json!({})).await;
    assert_eq!(who.get(&dataset).await.expect(200)["holder"], named);
    for (sent, shown) in [
        (json!({"organisation": world.alpha, "name": null}), &alpha),
        (
            json!({"name": "Archives de l'inspection", "organisation": null}),
            &named,
        ),
        (json!({"name": "Archives de l'inspection"}), &named),
        (json!({"organisation": world.alpha, "name": null}), &alpha),
    ] {
        let edited = who.patch(&dataset, json!({"holder": sent})).await.expect(200);
        assert_eq!(edited["holder"], *shown);
        assert_eq!(who.get(&dataset).await.expect(200)["holder"], *shown);
    }
    // A patch of an object changes its members (RFC 7396): who names the one says null of the other.
    for half in [json!({"name": "Archives"}), json!({"organisation": null})] {
        let refused = who.patch(&dataset, json!({"holder": half})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[("/holder", "one_of_two")])
        );
    }
    // An organisation that the caller may not know of is none.
    for hidden in [world.beta, Uuid::now_v7()] {
        let holder = json!({"holder": {"organisation": hidden, "name": null}});
        let expected = faults(&[("/holder/organisation", "unknown_reference")]);
        let refused = who.post(DATASETS, letters(holder.clone())).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{hidden}");
        let refused = who.patch(&dataset, holder).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{hidden}");
    }
    // Whom a coordinator has named is shown, and stays through an edit of something else.
    let coordinator = world.coordinator.with("If-Match", "*");
    let holder = json!({"holder": {"organisation": world.beta, "name": null}});
    coordinator.patch(&dataset, holder).await.expect(200);
    let edited = who.patch(&dataset, json!({"existence": "partial"})).await.expect(200);
    assert_eq!(edited["holder"]["name"], "Beta Recherche");
}

/// A volume or an annotation, the fault's pointer and its code.
fn misshapen() -> Vec<(Value, &'static str, &'static str)> {
    let volume = |count: Value, unit: &str| json!({"volume": {"count": count, "unit": unit}});
    let annotation =
        |wanted: Value, done: Value| json!({"annotation": {"wanted": wanted, "done": done, "unit": "lettres"}});
    vec![
        (volume(json!(-1), "lettres"), "/volume/count", "out_of_range"),
        (
            volume(json!(9_007_199_254_740_992_i64), "lettres"),
            "/volume/count",
            "out_of_range",
        ),
        (volume(json!(1.5), "lettres"), "/volume/count", "wrong_type"),
        (volume(json!("12"), "lettres"), "/volume/count", "wrong_type"),
        (volume(Value::Null, "lettres"), "/volume/count", "wrong_type"),
        (json!({"volume": {"unit": "lettres"}}), "/volume/count", "missing_field"),
        (json!({"volume": {"count": 3}}), "/volume/unit", "missing_field"),
        (json!({"volume": 3}), "/volume", "wrong_type"),
        (
            json!({"volume": {"count": 3, "unit": "lettres", "of": 4}}),
            "/volume/of",
            "unknown_field",
        ),
        (volume(json!(3), " "), "/volume/unit", "too_short"),
        (volume(json!(3), &"é".repeat(61)), "/volume/unit", "too_long"),
        (volume(json!(3), "a\nb"), "/volume/unit", "control_character"),
        (annotation(json!(0), json!(0)), "/annotation/wanted", "out_of_range"),
        (annotation(json!(-1), json!(0)), "/annotation/wanted", "out_of_range"),
        (annotation(json!(1), json!(-1)), "/annotation/done", "out_of_range"),
        (annotation(json!(1), json!(0.5)), "/annotation/done", "wrong_type"),
        (
            json!({"annotation": {"done": 0, "unit": "lettres"}}),
            "/annotation/wanted",
            "missing_field",
        ),
        (
            json!({"annotation": {"wanted": 1, "unit": "lettres"}}),
            "/annotation/done",
            "missing_field",
        ),
        (
            json!({"annotation": {"wanted": 1, "done": 0}}),
            "/annotation/unit",
            "missing_field",
        ),
    ]
}

#[actix_web::test]
async fn a_volume_and_an_annotation_are_counts_of_a_unit() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let dataset = added(&who, json!({})).await;
    let shown = who.get(&dataset).await.expect(200);
    assert_eq!((&shown["volume"], &shown["annotation"]), (&Value::Null, &Value::Null));
    for (wrong, at, code) in misshapen() {
        let expected = faults(&[(at, code)]);
        let refused = who.post(DATASETS, letters(wrong.clone())).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{wrong}");
        let refused = who.patch(&dataset, wrong.clone()).await;
        // In a patch null would take the member away (RFC 7396).
        let taken = wrong["volume"].get("count") == Some(&Value::Null);
        let code = if taken { "not_nullable" } else { code };
        assert_eq!(refused.faults(422, "invalid_body"), faults(&[(at, code)]), "{wrong}");
    }
    assert_eq!(who.get(&dataset).await.expect(200), shown);
    for (count, unit) in [
        (0, "lettres par domaine"),
        (1, "km²"),
        (2, "m³/s"),
        (3, "heures d'appels"),
        (4, "heures d’écoute"),
        (5, "comptes-rendus"),
        (6, "Go"),
        (7, "24 h"),
        (8, "p.m."),
        (9, &"é".repeat(30)),
    ] {
        let edit = json!({
            "volume": {"count": count, "unit": unit}, "annotation": {"wanted": count + 1, "done": count, "unit": unit},
        });
        let edited = who.patch(&dataset, edit.clone()).await.expect(200);
        for (field, sent) in edit.as_object().unwrap() {
            assert_eq!(edited[field], *sent);
        }
    }
    let greatest = json!({"volume": {"count": 9_007_199_254_740_991_i64, "unit": "lettres"}});
    let edited = who.patch(&dataset, greatest.clone()).await.expect(200);
    assert_eq!(edited["volume"], greatest["volume"]);
    // More than was wanted is no fault.
    let annotation = json!({"annotation": {"wanted": 1, "done": 2, "unit": "lettres"}});
    let edited = who.patch(&dataset, annotation.clone()).await.expect(200);
    assert_eq!(edited["annotation"], annotation["annotation"]);
}

#[actix_web::test]
async fn a_patch_of_an_object_changes_its_members() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let dataset = added(&who, json!({"volume": {"count": 20_000, "unit": "lettres"}})).await;
    let edited = who.patch(&dataset, json!({"volume": {"count": 22_000}})).await;
    assert_eq!(
        edited.expect(200)["volume"],
        json!({"count": 22_000, "unit": "lettres"})
    );
    let edited = who.patch(&dataset, json!({"volume": {"unit": "pages"}})).await;
    assert_eq!(edited.expect(200)["volume"], json!({"count": 22_000, "unit": "pages"}));
    let same = who.patch(&dataset, json!({"volume": {}})).await.expect(200);
    assert_eq!(same["version"], 3, "nothing changed");
    // What was not there before is whole.
    let refused = who.patch(&dataset, json!({"annotation": {"done": 3}})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[
            ("/annotation/unit", "missing_field"),
            ("/annotation/wanted", "missing_field")
        ])
    );
    // No member of it can be cleared alone.
    let refused = who.patch(&dataset, json!({"volume": {"count": null}})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/volume/count", "not_nullable")])
    );
    let risk = json!({"kind": "technical", "title": "x", "gross": {"likelihood": 2, "severity": 3}});
    let made = who.post("/v1/projects/AMI-T-ASN/risks", risk).await.expect(201);
    let risk = format!("/v1/projects/AMI-T-ASN/risks/{}", made["id"].as_str().unwrap());
    let edited = who.patch(&risk, json!({"gross": {"severity": 4}})).await.expect(200);
    assert_eq!(
        (&edited["gross"], &edited["criticality"]),
        (&json!({"likelihood": 2, "severity": 4}), &json!("high"))
    );
}

#[actix_web::test]
async fn null_clears_what_can_be_left_out_and_nothing_else() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let both = json!({
        "volume": {"count": 20_000, "unit": "lettres"}, "annotation": {"wanted": 1_600, "done": 1_200, "unit": "lettres"},
    });
    let dataset = added(&who, both.clone()).await;
    for (field, other) in [("volume", "annotation"), ("annotation", "volume")] {
        let cleared = who.patch(&dataset, json!({field: null})).await.expect(200);
        assert_eq!((&cleared[field], &cleared[other]), (&Value::Null, &both[other]));
        let edited = who.patch(&dataset, json!({field: both[field]})).await.expect(200);
        assert_eq!(edited[field], both[field]);
    }
    for field in ["name", "existence", "personal_data", "dpia", "holder"] {
        let refused = who.patch(&dataset, json!({field: null})).await;
        let at = format!("/{field}");
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(at.as_str(), "not_nullable")]),
            "{field}"
        );
        let mut lacking = letters(json!({}));
        lacking.as_object_mut().unwrap().remove(field);
        let refused = who.post(DATASETS, lacking).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(at.as_str(), "missing_field")]),
            "{field}"
        );
    }
    for field in ["existence", "dpia"] {
        let refused = who.patch(&dataset, json!({field: "maybe"})).await;
        let at = format!("/{field}");
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(at.as_str(), "unknown_value")]),
            "{field}"
        );
    }
    // What moves the access is a verb.
    let refused = who.patch(&dataset, json!({"access": "granted"})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/access", "unknown_field")])
    );
}
