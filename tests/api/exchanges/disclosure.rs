//! Everybody is shown the exchanges of their programme: a project that they may not know of by no name, and to observers and
//! jurors nothing of what came of them.

use serde_json::{Value, json};

use super::{EXCHANGES, id_of, in_order, juror, just, led_to, listed, planned, without};
use crate::support::{Client, World};

/// What observers and jurors are not shown.
const UNTOLD: [&str; 7] = [
    "attendance",
    "outcomes",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
];

fn project(id: uuid::Uuid, code: &str) -> Value {
    json!({"id": id, "code": code, "name": format!("Projet {code}")})
}

/// The projects of the one exchange, as it is shown by itself and in the list.
async fn projects(client: &Client, path: &str) -> Vec<String> {
    let shown = client.get(path).await.expect(200);
    let page = client.get(EXCHANGES).await.expect(200);
    let listed = page["items"].as_array().unwrap();
    let listed = listed.iter().find(|item| item["id"] == id_of(path)).unwrap();
    assert_eq!(listed, &shown);
    in_order(&shown["projects"])
}

#[actix_web::test]
async fn a_project_that_somebody_may_not_know_of_is_undisclosed() {
    let world = World::new().await;
    let path = planned(&world, json!({"projects": ["AMI-T-ASN", "AMI-T-CHU"]})).await;
    let (asn, chu) = (
        project(world.asn_project, "AMI-T-ASN"),
        project(world.chu_project, "AMI-T-CHU"),
    );
    let hidden = json!({"undisclosed": true});
    let juror = juror(&world).await;
    for (client, shown) in [
        (&world.coordinator, json!([asn, chu])),
        (&world.technical_coordinator, json!([asn, chu])),
        (&world.observer, json!([asn, chu])),
        (&world.alpha_expert, json!([asn, hidden])),
        (&world.asn_laureate, json!([asn, hidden])),
        (&world.beta_expert, json!([hidden, chu])),
        (&world.chu_laureate, json!([hidden, chu])),
        (&juror, json!([hidden, hidden])),
    ] {
        assert_eq!(projects(client, &path).await, in_order(&shown));
    }
    for (client, code, id) in [
        (&world.alpha_expert, "AMI-T-CHU", world.chu_project),
        (&world.beta_expert, "AMI-T-ASN", world.asn_project),
        (&juror, "AMI-T-ASN", world.asn_project),
    ] {
        for place in [path.as_str(), EXCHANGES] {
            let told = client.get(place).await.text;
            assert!(!told.contains(code) && !told.contains(&id.to_string()), "{told}");
        }
        // Nor does a filter tell that it is named.
        for asked in [code.to_owned(), id.to_string(), "AMI-T-NONE".to_owned()] {
            let asked = format!("{EXCHANGES}?project={asked}");
            assert_eq!(listed(client, &asked, "id").await, just::<&str>(&[]), "{asked}");
        }
    }
    let own = format!("{EXCHANGES}?project=AMI-T-CHU&project=AMI-T-ASN");
    let found = just(&[id_of(&path)]);
    for client in [&world.coordinator, &world.alpha_expert, &world.chu_laureate] {
        assert_eq!(listed(client, &own, "id").await, found);
    }
    // A mission makes it known.
    let mission = json!({"provider": world.beta, "tracks": ["roadmap"], "from": "2019-01-07", "until": "2019-06-01"});
    let missions = "/v1/projects/AMI-T-ASN/missions";
    world.coordinator.post(missions, mission).await.expect(201);
    assert_eq!(projects(&world.beta_expert, &path).await, in_order(&json!([asn, chu])));
}

#[actix_web::test]
async fn observers_and_jurors_are_told_neither_who_came_nor_what_came_of_it() {
    let world = World::new().await;
    let juror = juror(&world).await;
    for state in ["planned", "held", "cancelled"] {
        let path = led_to(&world, state, json!({"places": 5, "organisations": [world.alpha]})).await;
        if state == "held" {
            let whole = world.coordinator.get(&path).await.expect(200);
            assert_eq!(whole["attendance"].as_array().map(Vec::len), Some(1));
        }
        let whole = world.coordinator.get(&path).await.expect(200);
        for client in [&world.observer, &juror] {
            let read = client.get(&path).await;
            assert_eq!(read.expect(200), without(&whole, &UNTOLD), "{state}");
            assert!(!read.etag().is_empty() && !read.etag().contains('.'), "{}", read.etag());
            let page = client.get(&format!("{EXCHANGES}?state={state}")).await.expect(200);
            assert_eq!(page["items"], json!([without(&whole, &UNTOLD)]), "{state}");
        }
        for client in [&world.alpha_expert, &world.asn_laureate] {
            assert_eq!(client.get(&path).await.expect(200), whole, "{state}");
        }
    }
}

#[actix_web::test]
async fn a_tag_tells_of_no_edit_that_is_not_shown() {
    let world = World::new().await;
    let juror = juror(&world).await;
    let path = planned(&world, json!({"title": "Atelier"})).await;
    let (observed, judged) = (world.observer.get(&path).await, juror.get(&path).await);
    let who = world.coordinator.with("If-Match", "*");
    // There and back.
    for title in ["Séminaire", "Atelier"] {
        who.patch(&path, json!({"title": title})).await.expect(200);
    }
    assert_eq!(world.coordinator.get(&path).await.expect(200)["version"], 3);
    for (client, before) in [(&world.observer, observed), (&juror, judged)] {
        assert_eq!(client.get(&path).await.etag(), before.etag());
        let again = client.with("If-None-Match", before.etag()).get(&path).await;
        assert_eq!(again.status, 304);
    }
}

#[actix_web::test]
async fn an_observer_cannot_ask_for_what_was_edited() {
    let world = World::new().await;
    let path = planned(&world, json!({})).await;
    let never = format!("{EXCHANGES}?updated_since=2100-01-01T00:00:00Z");
    assert_eq!(
        listed(&world.alpha_expert, &never, "id").await,
        just::<&str>(&[]),
        "it was not edited so late"
    );
    assert_eq!(
        listed(&world.observer, &never, "id").await,
        just(&[id_of(&path)]),
        "as if it were not asked"
    );
}
