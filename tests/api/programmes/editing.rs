//! Changing a programme.

use serde_json::{Value, json};

use crate::support::World;

const PATH: &str = "/v1/programmes/AMI-T";

fn track(code: &str, authority: uuid::Uuid) -> Value {
    json!({"code": code, "label": {"fr": code.to_uppercase(), "en": code}, "authority": authority})
}

#[actix_web::test]
async fn a_patch_leaves_what_it_does_not_name_and_clears_what_is_null() {
    let world = World::new().await;
    let before = world.coordinator.get(PATH).await;
    let sent = json!({"call_opens_at": "2018-06-19T00:00:00+02:00", "call_closes_at": "2018-09-15T00:00:00+02:00", "useful_months": 11,
                      "bodies": [{"organisation": world.ditp, "role": "pilot"}]});
    let changed = world.coordinator.matching(&before).patch(PATH, sent).await;
    let seen = changed.expect(200);
    assert_eq!(seen["call_closes_shown_as"], "2018-09-14T23:59");
    assert_eq!((&seen["useful_months"], &seen["version"]), (&json!(11), &json!(2)));
    assert_eq!(seen["title"], before.json()["title"]);
    assert_eq!(seen["template"], before.json()["template"]);
    assert_eq!(seen["updated_by"]["name"], "Coordination DITP");

    let cleared = world
        .coordinator
        .matching(&changed)
        .patch(
            PATH,
            json!({"call_closes_at": null, "bodies": null, "time_zone": "Indian/Reunion"}),
        )
        .await
        .expect(200);
    assert_eq!(
        (
            &cleared["call_closes_at"],
            &cleared["call_closes_shown_as"],
            &cleared["bodies"]
        ),
        (&Value::Null, &Value::Null, &json!([]))
    );
    assert_eq!(cleared["call_opens_at"], "2018-06-18T22:00:00Z");
    assert_eq!(cleared["time_zone"], "Indian/Reunion");
}

#[actix_web::test]
async fn an_edit_names_the_version_it_changes() {
    let world = World::new().await;
    let read = world.coordinator.get(PATH).await;
    world
        .coordinator
        .patch(PATH, json!({"title": "A"}))
        .await
        .refused(428, "precondition_required");
    world
        .technical_coordinator
        .matching(&read)
        .patch(PATH, json!({"title": "B"}))
        .await
        .expect(200);
    let stale = world
        .coordinator
        .matching(&read)
        .patch(PATH, json!({"title": "C"}))
        .await;
    stale.refused(412, "stale");
    assert_eq!(
        stale.json()["current"]["updated_by"],
        json!({"id": world.technical_coordinator.account(), "name": "Coordination DINSIC"})
    );
    assert_eq!(stale.etag(), world.coordinator.get(PATH).await.etag());
    assert_eq!(world.coordinator.get(PATH).await.json()["title"], "B");
}

#[actix_web::test]
async fn a_patch_is_told_every_rule_it_breaks() {
    let world = World::new().await;
    let read = world.coordinator.get(PATH).await;
    let faults = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(at, code)| ((*at).to_owned(), (*code).to_owned()))
            .collect()
    };
    let shape = world
        .coordinator
        .matching(&read)
        .patch(PATH, json!({"code": "AMI-U", "title": null, "verification_days": 0}))
        .await;
    assert_eq!(
        shape.faults(422, "invalid_body"),
        faults(&[
            ("/code", "unknown_field"),
            ("/title", "not_nullable"),
            ("/verification_days", "out_of_range")
        ])
    );
    let sent = json!({
        "tracks": [],
        "call_opens_at": "2019-01-02T00:00:00Z", "call_closes_at": "2019-01-02T00:00:00Z",
        "template": [{"key": "a", "track": "prototype", "title": "A", "after_useful_days": 1, "weight": 1, "depends_on": ["a"]}],
    });
    let rule = world.coordinator.matching(&read).patch(PATH, sent).await;
    assert_eq!(
        rule.faults(422, "invalid_body"),
        faults(&[
            ("/call_closes_at", "range_reversed"),
            ("/template/0/depends_on/0", "cyclic_dependency"),
            ("/template/0/track", "unknown_track"),
            ("/tracks", "too_short"),
        ])
    );
    // A template sent alone is held against the tracks that stand.
    let template =
        json!({"template": [{"key": "a", "track": "art", "title": "A", "after_useful_days": 1, "weight": 1}]});
    let alone = world.coordinator.matching(&read).patch(PATH, template).await;
    assert_eq!(
        alone.faults(422, "invalid_body"),
        faults(&[("/template/0/track", "unknown_track")])
    );
}

#[actix_web::test]
async fn a_track_in_use_stays() {
    let world = World::new().await;
    let read = world.coordinator.get(PATH).await;
    let sent = json!({"tracks": [track("hand_over", world.ditp)]});
    let refused = world
        .coordinator
        .matching(&read)
        .patch(PATH, sent)
        .await
        .refused(409, "conflict");
    // By missions (prototype, strategic_support, technical_support) and by the template (roadmap).
    let named: Vec<&str> = refused
        .iter()
        .map(|error| error["params"]["track"].as_str().unwrap())
        .collect();
    assert_eq!(
        named,
        ["prototype", "roadmap", "strategic_support", "technical_support"]
    );
    assert!(
        refused
            .iter()
            .all(|error| error["code"] == "in_use" && error["pointer"] == "/tracks")
    );
}

#[actix_web::test]
async fn tracks_and_template_are_replaced_whole_and_what_stays_keeps_its_identity() {
    let world = World::new().await;
    let ids = "select string_agg(code || id, ' ' order by code) from programme_tracks where code in ('prototype', 'technical_support')";
    let before = world.app.text(ids).await;
    let read = world.coordinator.get(PATH).await;
    let sent = json!({
        "tracks": [
            track("scientific_support", world.ditp), track("prototype", world.ditp),
            track("strategic_support", world.ditp), track("technical_support", world.dinsic),
        ],
        "template": [
            {"key": "thesis", "track": "scientific_support", "title": "Thèse", "after_useful_days": 90, "weight": 1, "depends_on": ["kick_off"]},
            {"key": "kick_off", "track": "technical_support", "title": "Lancement", "after_useful_days": 5, "weight": 2},
        ],
    });
    let seen = world.coordinator.matching(&read).patch(PATH, sent).await.expect(200);
    let codes: Vec<&str> = seen["tracks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|track| track["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "scientific_support",
            "prototype",
            "strategic_support",
            "technical_support"
        ]
    );
    assert_eq!(seen["tracks"][1]["authority"]["short_name"], "DITP");
    assert_eq!(
        seen["template"][1],
        json!({"key": "kick_off", "track": "technical_support", "title": "Lancement", "after_useful_days": 5,
        "weight": 2.0, "required_evidence": [], "depends_on": []})
    );
    assert_eq!(world.coordinator.get(PATH).await.expect(200), seen);
    assert_eq!(world.app.text(ids).await, before);
    let told = "select jsonb_array_length(before->'tracks') || ' ' || jsonb_array_length(after->'tracks') || ' ' || jsonb_array_length(after->'template')
        from journal where entity = 'programme' and action = 'updated'";
    assert_eq!(world.app.text(told).await, "5 4 2");
    assert_eq!(
        world
            .app
            .text("select count(*) from hist.programme_tracks where code = 'roadmap' and valid_to <> 'infinity'")
            .await,
        "1"
    );
}

#[actix_web::test]
async fn only_its_coordinators_edit_it() {
    let world = World::new().await;
    let read = world.coordinator.get(PATH).await;
    for refused in [
        &world.alpha_expert,
        &world.asn_laureate,
        &world.observer,
        &world.administrator,
    ] {
        refused
            .matching(&read)
            .patch(PATH, json!({"title": "Mine"}))
            .await
            .refused(403, "forbidden");
    }
    world
        .nobody
        .matching(&read)
        .patch(PATH, json!({"title": "Mine"}))
        .await
        .refused(404, "not_found");
    assert_eq!(world.coordinator.get(PATH).await.json()["title"], "AMI de test");
}
