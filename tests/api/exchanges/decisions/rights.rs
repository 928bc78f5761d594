//! Coordinators alone write and read what committees decide.

use serde_json::json;
use uuid::Uuid;

use super::{committee, decided, decision};
use crate::exchanges::{DECISIONS, elsewhere, exchange, id_of, juror, made, programme_of};
use crate::support::World;

#[actix_web::test]
async fn the_others_are_refused_and_those_of_elsewhere_find_nothing() {
    let world = World::new().await;
    let (juror, elsewhere) = (juror(&world).await, elsewhere(&world).await);
    let exchange = committee(&world, "Comité").await;
    let decisions = format!("{exchange}/decisions");
    // It is somebody's to look after, and still not to read.
    let owner = world.asn_laureate.account();
    let path = decided(&world, &exchange, json!({"owner": owner})).await;
    let before = world.coordinator.get(&path).await.expect(200);
    for (client, status, code) in [
        (&world.alpha_expert, 403, "forbidden"),
        (&world.beta_expert, 403, "forbidden"),
        (&world.asn_laureate, 403, "forbidden"),
        (&world.chu_laureate, 403, "forbidden"),
        (&world.observer, 403, "forbidden"),
        (&juror, 403, "forbidden"),
        (&world.administrator, 403, "forbidden"),
        (&elsewhere, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        let who = client.with("If-Match", "*");
        for reply in [
            who.get(&decisions).await,
            who.get(DECISIONS).await,
            who.get(&path).await,
            who.post(&decisions, decision(json!({}))).await,
            who.patch(&path, json!({"text": "Autre."})).await,
            who.post(&format!("{path}/settle"), json!({})).await,
        ] {
            reply.refused(status, code);
            assert!(!reply.text.contains("annotation"), "{}", reply.text);
        }
    }
    for client in [&world.coordinator, &world.technical_coordinator] {
        assert_eq!(client.get(&path).await.expect(200), before);
        for list in [decisions.as_str(), DECISIONS] {
            assert_eq!(client.get(list).await.expect(200)["items"], json!([before]), "{list}");
        }
    }
    for client in [&world.coordinator, &world.technical_coordinator] {
        let own = made(client, &decisions, decision(json!({}))).await;
        let who = client.with("If-Match", "*");
        who.patch(&own, json!({"text": "Autre."})).await.expect(200);
        let settled = who.post(&format!("{own}/settle"), json!({})).await.expect(200);
        assert_eq!(
            (&settled["created_by"]["id"], &settled["updated_by"]["id"]),
            (&json!(client.account()), &json!(client.account()))
        );
    }
}

#[actix_web::test]
async fn it_is_found_under_its_own_committee_alone() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let (march, june) = (committee(&world, "Mars").await, committee(&world, "Juin").await);
    let path = decided(&world, &march, json!({})).await;
    let second = programme_of(&world, "Europe/Paris").await;
    let body = exchange(json!({"kind": "steering_committee"}));
    let other = made(&who, &format!("{second}/exchanges"), body).await;
    for misplaced in [
        format!("{june}/decisions/{}", id_of(&path)),
        format!("{other}/decisions/{}", id_of(&path)),
        format!("{march}/decisions/{}", Uuid::now_v7()),
        format!("{march}/decisions/{}", id_of(&march)),
        format!("{second}/exchanges/{}/decisions/{}", id_of(&march), id_of(&path)),
    ] {
        who.get(&misplaced).await.refused(404, "not_found");
        who.patch(&misplaced, json!({"text": "Autre."}))
            .await
            .refused(404, "not_found");
        let refused = who.post(&format!("{misplaced}/settle"), json!({})).await;
        refused.refused(404, "not_found");
    }
    let page = who.get(&format!("{second}/committee-decisions")).await.expect(200);
    assert_eq!(page["items"], json!([]), "a programme's are its own");
    assert_eq!(who.get(&path).await.expect(200)["version"], 1);
}
