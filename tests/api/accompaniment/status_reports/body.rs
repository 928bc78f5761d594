//! What is said in a report: of which period, how the project fares, what was done and what comes.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{REPORTS, faults, led_to, listed, report, written};
use crate::support::World;

#[actix_web::test]
async fn it_is_shown_whole() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let health = json!({"overall": "overcast", "tracks": {"prototype": "stormy", "technical_support": "sunny"}});
    let sent =
        report(json!({"health": health, "decisions_asked": "Un mois de plus.", "support_needed": "Un serveur."}));
    let made = who.post(REPORTS, sent).await;
    let shown = made.expect(201);
    let account = json!({"id": who.account(), "name": "Experte Alpha"});
    let organisation = &shown["organisation"];
    assert_eq!(
        (&organisation["id"], &organisation["name"]),
        (&json!(world.alpha), &json!("Alpha Conseil"))
    );
    let expected = json!({
        "id": shown["id"], "project": {"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"},
        "organisation": organisation, "from": "2019-02-01", "until": "2019-03-01", "health": health,
        "done": "Lettres annotées.", "next": "Premier modèle.", "decisions_asked": "Un mois de plus.",
        "support_needed": "Un serveur.", "rectifies": null, "rectified_by": null, "one_line": false, "state": "draft",
        "published_on": null, "published_at": null, "endorsed_by": null, "published_by": null, "version": 1,
        "created_at": shown["created_at"], "created_by": account, "updated_at": shown["created_at"], "updated_by": account,
    });
    assert_eq!(shown, expected);
    let path = format!("{REPORTS}/{}", made.id());
    let read = who.get(&path).await;
    assert_eq!((read.expect(200), read.etag()), (shown, made.etag()));
    assert!(read.etag().starts_with("\"1."), "{}", read.etag());
    // What can be left out is null, and no track is none.
    let path = written(&world.asn_laureate, json!({})).await;
    let shown = world.coordinator.get(&path).await.expect(200);
    assert_eq!(shown["health"], json!({"overall": "sunny", "tracks": {}}));
    assert_eq!(shown["organisation"]["id"], json!(world.asn));
    for field in ["decisions_asked", "support_needed"] {
        assert_eq!(shown.get(field), Some(&Value::Null), "{field}");
    }
}

#[actix_web::test]
async fn what_was_done_to_it_is_shown_with_its_day_and_by_whom() {
    let world = World::new().await;
    let path = led_to(&world, &world.alpha_expert, "endorsed", json!({})).await;
    let endorsed = world.alpha_expert.get(&path).await.expect(200);
    let colleague = json!({"id": world.alpha_colleague.account(), "name": "Collegue Alpha"});
    assert_eq!(
        (
            &endorsed["endorsed_by"],
            &endorsed["published_on"],
            &endorsed["version"]
        ),
        (&colleague, &Value::Null, &json!(2))
    );
    let published = world.technical_coordinator.act(&path, "publish", json!({})).await;
    let published = published.expect(200);
    let coordinator = json!({"id": world.technical_coordinator.account(), "name": "Coordination DINSIC"});
    assert_eq!(
        (
            &published["endorsed_by"],
            &published["published_by"],
            &published["published_on"]
        ),
        (&colleague, &coordinator, &json!("2019-03-04"))
    );
    assert_eq!(
        (&published["published_at"], &published["updated_by"]),
        (&published["updated_at"], &coordinator)
    );
    assert_eq!(published["created_by"]["name"], "Experte Alpha");
    for reader in [&world.alpha_expert, &world.asn_laureate, &world.coordinator] {
        assert_eq!(reader.get(&path).await.expect(200), published);
    }
}

#[actix_web::test]
async fn its_period_is_a_range_that_is_over() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let path = written(&who, json!({})).await;
    let before = who.get(&path).await.expect(200);
    for (from, until, code) in [
        ("2019-02-01", "2019-02-01", "range_reversed"),
        ("2019-02-01", "2019-01-31", "range_reversed"),
        ("2019-03-04", "2019-03-06", "date_in_future"),
        ("2019-02-01", "2020-01-01", "date_in_future"),
    ] {
        let expected = faults(&[("/until", code)]);
        let period = json!({"from": from, "until": until});
        let refused = who.post(REPORTS, report(period.clone())).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{period}");
        let refused = who.patch(&path, period.clone()).await;
        assert_eq!(refused.faults(422, "invalid_body"), expected, "{period}");
    }
    assert_eq!(who.get(&path).await.expect(200), before);
    // Today is its last day at the latest, and a day is a period.
    for (from, until) in [("2019-03-04", "2019-03-05"), ("2018-11-21", "2018-11-22")] {
        let period = json!({"from": from, "until": until});
        let edited = who.patch(&path, period.clone()).await.expect(200);
        assert_eq!((&edited["from"], &edited["until"]), (&json!(from), &json!(until)));
        written(&world.asn_laureate, period).await;
    }
}

#[actix_web::test]
async fn its_last_day_is_one_of_the_project() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let path = written(&who, json!({})).await;
    let before = who.get(&path).await.expect(200);
    for until in ["2018-11-01", "2018-11-20", "2018-11-21"] {
        let period = json!({"from": "2018-10-01", "until": until});
        let made = who.post(REPORTS, report(period.clone())).await;
        let edited = who.patch(&path, period).await;
        for refused in [made, edited] {
            assert_eq!(
                refused.faults(422, "invalid_body"),
                faults(&[("/until", "date_before")]),
                "{until}"
            );
            assert_eq!(refused.json()["errors"][0]["params"]["earliest"], "2018-11-22");
        }
    }
    assert_eq!(who.get(&path).await.expect(200), before);
    // The days before its start may be told of together with those after it.
    for until in ["2018-11-22", "2018-12-01"] {
        let period = json!({"from": "2018-10-01", "until": until});
        written(&world.asn_laureate, period.clone()).await;
        let edited = who.patch(&path, period).await.expect(200);
        assert_eq!(
            (&edited["from"], &edited["until"]),
            (&json!("2018-10-01"), &json!(until))
        );
    }
}

#[actix_web::test]
async fn clouds_anywhere_need_support() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let required = faults(&[("/support_needed", "support_required")]);
    let path = written(&who, json!({})).await;
    for (overall, track, needs) in [
        ("sunny", "sunny", false),
        ("overcast", "overcast", false),
        ("sunny", "cloudy", true),
        ("overcast", "stormy", true),
        ("cloudy", "sunny", true),
        ("stormy", "overcast", true),
        ("stormy", "stormy", true),
    ] {
        let health = json!({"overall": overall, "tracks": {"roadmap": track, "hand_over": "sunny"}});
        let (made, edited) = (
            who.post(REPORTS, report(json!({"health": health}))).await,
            who.patch(&path, json!({"health": health})).await,
        );
        if needs {
            assert_eq!(made.faults(422, "invalid_body"), required, "{health}");
            assert_eq!(edited.faults(422, "invalid_body"), required, "{health}");
        } else {
            made.expect(201);
            assert_eq!(edited.expect(200)["health"], health);
        }
        let said = json!({"health": health, "support_needed": "Un accès."});
        written(&who, said.clone()).await;
        assert_eq!(who.patch(&path, said).await.expect(200)["health"], health);
        // It may not be taken back while it is needed.
        let taken = who.patch(&path, json!({"support_needed": null})).await;
        if needs {
            assert_eq!(taken.faults(422, "invalid_body"), required, "{health}");
        } else {
            assert_eq!(taken.expect(200)["support_needed"], Value::Null);
        }
        let sunny = json!({"health": {"overall": "sunny", "tracks": {"roadmap": "sunny"}}, "support_needed": null});
        who.patch(&path, sunny).await.expect(200);
    }
}

#[actix_web::test]
async fn every_fault_is_told_at_once() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let path = written(&who, json!({})).await;
    let before = who.get(&path).await.expect(200);
    let tracks = json!({"juggling": "sunny", "a/b": "cloudy", "roadmap": "sunny"});
    let wrong = json!({"from": "2019-03-02", "until": "2019-03-01", "health": {"overall": "sunny", "tracks": tracks},
        "rectifies": world.asn_project});
    let expected = faults(&[
        ("/health/tracks/a~1b", "unknown_track"),
        ("/health/tracks/juggling", "unknown_track"),
        ("/rectifies", "unknown_reference"),
        ("/support_needed", "support_required"),
        ("/until", "range_reversed"),
    ]);
    let refused = who.post(REPORTS, report(wrong.clone())).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    // So are the faults of what has another shape.
    let wrong = json!({"from": "hier", "until": "2019-13-01", "health": {"overall": "rainy", "tracks": {"roadmap": "foggy"}, "mood": 1},
        "done": " ", "next": 3, "rectifies": "le premier", "state": "published", "text": "Bien."});
    let expected = faults(&[
        ("/done", "too_short"),
        ("/from", "invalid_format"),
        ("/health/mood", "unknown_field"),
        ("/health/overall", "unknown_value"),
        ("/health/tracks/roadmap", "unknown_value"),
        ("/next", "wrong_type"),
        ("/rectifies", "invalid_format"),
        ("/state", "unknown_field"),
        ("/text", "unknown_field"),
        ("/until", "invalid_format"),
    ]);
    let refused = who.post(REPORTS, wrong.clone()).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let refused = who.patch(&path, wrong).await;
    assert_eq!(refused.faults(422, "invalid_body"), expected);
    let required = ["from", "until", "health", "done", "next"];
    for field in required {
        let at = format!("/{field}");
        let refused = who.patch(&path, json!({field: null})).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            faults(&[(at.as_str(), "not_nullable")])
        );
    }
    let missing: BTreeSet<_> = required
        .map(|field| (format!("/{field}"), "missing_field".to_owned()))
        .into();
    let refused = who.post(REPORTS, json!({})).await.faults(422, "invalid_body");
    assert_eq!(BTreeSet::from_iter(refused), missing);
    let refused = who.post(REPORTS, report(json!({"health": {}}))).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/health/overall", "missing_field")])
    );
    assert_eq!(who.get(&path).await.expect(200), before);
    let (_, total) = listed(&who, REPORTS).await;
    assert_eq!(total, 1, "what was refused left nothing");
}

#[actix_web::test]
async fn those_who_work_on_the_project_write_it() {
    let world = World::new().await;
    for author in [
        &world.coordinator,
        &world.technical_coordinator,
        &world.alpha_expert,
        &world.alpha_colleague,
        &world.asn_laureate,
    ] {
        let path = written(author, json!({})).await;
        let shown = author.get(&path).await.expect(200);
        assert_eq!(shown["created_by"]["id"], json!(author.account()));
        let who = author.with("If-Match", "*");
        who.patch(&path, json!({"next": "Essai."})).await.expect(200);
    }
    for (client, status, code) in [
        (&world.observer, 403, "forbidden"),
        (&world.beta_expert, 404, "not_found"),
        (&world.chu_laureate, 404, "not_found"),
        (&world.administrator, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        client.post(REPORTS, report(json!({}))).await.refused(status, code);
    }
    let (_, total) = listed(&world.coordinator, REPORTS).await;
    assert_eq!(total, 5);
    // A mission that is long over tells nothing more.
    let late = World::on("2019-12-31").await;
    let refused = late.alpha_expert.post(REPORTS, report(json!({}))).await;
    refused.refused(403, "forbidden");
}
