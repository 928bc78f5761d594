//! An edit is merged all the way down (RFC 7396), and is the author's.

use serde_json::{Value, json};

use super::{REPORTS, faults, led_to, written};
use crate::support::World;

#[actix_web::test]
async fn an_edit_of_the_health_leaves_what_it_does_not_name() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let health = json!({"overall": "overcast", "tracks": {"prototype": "sunny", "roadmap": "cloudy"}});
    let path = written(&who, json!({"health": health, "support_needed": "Un accès."})).await;
    for (edit, overall, tracks) in [
        (
            json!({"overall": "cloudy"}),
            "cloudy",
            json!({"prototype": "sunny", "roadmap": "cloudy"}),
        ),
        (
            json!({"tracks": {"prototype": null}}),
            "cloudy",
            json!({"roadmap": "cloudy"}),
        ),
        (
            json!({"tracks": {"hand_over": "sunny", "roadmap": "stormy"}}),
            "cloudy",
            json!({"hand_over": "sunny", "roadmap": "stormy"}),
        ),
        (
            json!({"overall": "sunny", "tracks": {"roadmap": null}}),
            "sunny",
            json!({"hand_over": "sunny"}),
        ),
        (json!({}), "sunny", json!({"hand_over": "sunny"})),
        // What is not there is taken out already.
        (
            json!({"tracks": {"prototype": null}}),
            "sunny",
            json!({"hand_over": "sunny"}),
        ),
        (json!({"tracks": {"hand_over": null}}), "sunny", json!({})),
        // Null of all of them is none of them.
        (
            json!({"tracks": {"roadmap": "sunny", "prototype": "overcast"}}),
            "sunny",
            json!({"prototype": "overcast", "roadmap": "sunny"}),
        ),
        (json!({"tracks": null}), "sunny", json!({})),
        (json!({"tracks": null}), "sunny", json!({})),
        (
            json!({"tracks": {"roadmap": "sunny"}}),
            "sunny",
            json!({"roadmap": "sunny"}),
        ),
        (json!({"overall": "overcast", "tracks": null}), "overcast", json!({})),
    ] {
        let edited = who.patch(&path, json!({"health": edit})).await.expect(200);
        assert_eq!(
            edited["health"],
            json!({"overall": overall, "tracks": tracks}),
            "{edit}"
        );
        assert_eq!(edited["support_needed"], "Un accès.", "{edit}");
        assert_eq!(who.get(&path).await.expect(200), edited, "{edit}");
    }
    let refused = who.patch(&path, json!({"health": {"overall": null}})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/health/overall", "not_nullable")])
    );
    let refused = who
        .patch(&path, json!({"health": {"tracks": {"juggling": "sunny"}}}))
        .await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/health/tracks/juggling", "unknown_track")])
    );
}

#[actix_web::test]
async fn every_other_field_is_replaced_and_what_can_be_left_out_is_cleared() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let path = written(&who, json!({"decisions_asked": "Un mois de plus."})).await;
    let edit = json!({"from": "2019-01-01", "until": "2019-02-01", "done": "Accès obtenus.", "next": "Annotation.",
        "decisions_asked": "Deux mois de plus.", "support_needed": "Des annotateurs."});
    let edited = who.patch(&path, edit.clone()).await.expect(200);
    for (field, value) in edit.as_object().unwrap() {
        assert_eq!(edited[field], *value, "{field}");
    }
    assert_eq!(
        (&edited["version"], &edited["health"]["overall"]),
        (&json!(2), &json!("sunny"))
    );
    let cleared = json!({"decisions_asked": null, "support_needed": null});
    let cleared = who.patch(&path, cleared).await.expect(200);
    for field in ["decisions_asked", "support_needed"] {
        assert_eq!(cleared.get(field), Some(&Value::Null), "{field}");
    }
    assert_eq!(cleared["done"], "Accès obtenus.");
}

#[actix_web::test]
async fn the_author_alone_edits_and_deletes_it() {
    let world = World::new().await;
    let path = written(&world.alpha_expert, json!({})).await;
    let before = world.alpha_expert.get(&path).await.expect(200);
    let edit = json!({"next": "Autre chose."});
    for (client, status, code) in [
        (&world.alpha_colleague, 403, "forbidden"),
        (&world.asn_laureate, 403, "forbidden"),
        (&world.coordinator, 403, "forbidden"),
        (&world.technical_coordinator, 403, "forbidden"),
        (&world.observer, 404, "not_found"),
        (&world.beta_expert, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        let who = client.with("If-Match", "*");
        who.patch(&path, edit.clone()).await.refused(status, code);
        who.delete(&path).await.refused(status, code);
    }
    assert_eq!(world.alpha_expert.get(&path).await.expect(200), before);
    let untagged = world.alpha_expert.patch(&path, edit.clone()).await;
    untagged.refused(428, "precondition_required");
    let read = world.alpha_expert.get(&path).await;
    let author = world.alpha_expert.matching(&read);
    assert_eq!(author.patch(&path, edit.clone()).await.expect(200)["version"], 2);
    author.patch(&path, edit).await.refused(412, "stale");
}

#[actix_web::test]
async fn an_edit_takes_an_endorsement_back_and_what_is_published_stays() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    let path = led_to(&world, &world.alpha_expert, "endorsed", json!({})).await;
    let refused = who.patch(&path, json!({"until": "2019-01-01"})).await;
    assert_eq!(
        refused.faults(422, "invalid_body"),
        faults(&[("/until", "range_reversed")])
    );
    assert_eq!(who.get(&path).await.expect(200)["state"], "endorsed");
    let edited = who.patch(&path, json!({"next": "Essai."})).await.expect(200);
    assert_eq!(
        (&edited["state"], &edited["endorsed_by"], &edited["next"]),
        (&json!("draft"), &Value::Null, &json!("Essai."))
    );
    let early = world.coordinator.act(&path, "publish", json!({})).await;
    assert_eq!(early.faults(409, "conflict"), faults(&[("", "wrong_state")]));
    world.alpha_colleague.act(&path, "endorse", json!({})).await.expect(200);
    let published = world.coordinator.act(&path, "publish", json!({})).await.expect(200);
    for (language, shown, open) in [
        ("fr", "Publié", "Brouillon, Visé"),
        ("en", "Published", "Draft, Endorsed"),
    ] {
        let refused = who
            .with("Accept-Language", language)
            .patch(&path, json!({"next": "Rien."}))
            .await;
        assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
        let message = refused.json()["errors"][0]["message"].as_str().unwrap().to_owned();
        assert!(message.contains(shown) && message.contains(open), "{message}");
    }
    assert_eq!(who.get(&path).await.expect(200), published);
    let page = world.coordinator.get(REPORTS).await.expect(200);
    assert_eq!(page["items"], json!([published]));
}

/// What is said is still what was endorsed.
#[actix_web::test]
async fn an_edit_that_changes_nothing_takes_no_endorsement_back() {
    let world = World::new().await;
    for (author, endorser) in [
        (&world.alpha_expert, "Collegue Alpha"),
        (&world.asn_laureate, "Laureate ASN"),
    ] {
        let more = json!({"health": {"overall": "overcast", "tracks": {"prototype": "sunny"}}});
        let path = led_to(&world, author, "endorsed", more).await;
        let before = author.get(&path).await.expect(200);
        assert_eq!(
            (&before["state"], &before["endorsed_by"]["name"]),
            (&json!("endorsed"), &json!(endorser))
        );
        let who = author.with("If-Match", "*");
        for edit in [
            json!({}),
            json!({"from": "2019-02-01", "until": "2019-03-01"}),
            json!({"done": "Lettres annotées.", "next": "Premier modèle."}),
            json!({"decisions_asked": null, "support_needed": null, "rectifies": null}),
            json!({"health": {}}),
            json!({"health": {"overall": "overcast", "tracks": {"prototype": "sunny", "roadmap": null}}}),
        ] {
            assert_eq!(who.patch(&path, edit.clone()).await.expect(200), before, "{edit}");
        }
        assert_eq!(author.get(&path).await.expect(200), before);
        world.coordinator.act(&path, "publish", json!({})).await.expect(200);
    }
    let page = "/v1/projects/AMI-T-ASN/history?entity=status_report&action=updated&count=true";
    assert_eq!(world.coordinator.get(page).await.expect(200)["total"], 0);
}
