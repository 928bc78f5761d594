//! Who plans, holds and cancels: the coordinators; who reads: whoever has a part in the programme.

use serde_json::json;
use uuid::Uuid;

use super::{EXCHANGES, body_of, column, elsewhere, exchange, id_of, juror, made, planned, programme_of};
use crate::support::{Client, World};

/// How somebody who may not is refused.
fn code(status: u16) -> &'static str {
    if status == 403 { "forbidden" } else { "not_found" }
}

#[actix_web::test]
async fn coordinators_write_and_the_others_are_refused() {
    let world = World::new().await;
    let (juror, elsewhere) = (juror(&world).await, elsewhere(&world).await);
    let path = planned(&world, json!({"places": 3})).await;
    let before = world.coordinator.get(&path).await.expect(200);
    for (client, status) in [
        (&world.alpha_expert, 403),
        (&world.beta_expert, 403),
        (&world.asn_laureate, 403),
        (&world.chu_laureate, 403),
        (&world.observer, 403),
        (&juror, 403),
        (&world.administrator, 403),
        (&elsewhere, 404),
        (&world.nobody, 404),
    ] {
        let who = client.with("If-Match", "*");
        for reply in [
            who.post(EXCHANGES, exchange(json!({}))).await,
            who.patch(&path, json!({"title": "Autre"})).await,
            who.delete(&path).await,
            who.post(&format!("{path}/hold"), body_of(&world, "hold")).await,
            who.post(&format!("{path}/cancel"), body_of(&world, "cancel")).await,
        ] {
            reply.refused(status, code(status));
        }
    }
    let page = world.coordinator.get(EXCHANGES).await.expect(200);
    assert_eq!(page["items"], json!([before]));
    for client in [&world.coordinator, &world.technical_coordinator] {
        let who = client.with("If-Match", "*");
        let account = json!(client.account());
        for verb in ["hold", "cancel"] {
            let own = made(client, EXCHANGES, exchange(json!({}))).await;
            who.patch(&own, json!({"title": "Autre"})).await.expect(200);
            let after = who.act(&own, verb, body_of(&world, verb)).await.expect(200);
            assert_eq!(
                (&after["created_by"]["id"], &after["updated_by"]["id"]),
                (&account, &account)
            );
        }
        let own = made(client, EXCHANGES, exchange(json!({}))).await;
        assert_eq!(who.delete(&own).await.status, 204);
    }
}

#[actix_web::test]
async fn whoever_has_a_part_in_the_programme_reads() {
    let world = World::new().await;
    let (juror, elsewhere) = (juror(&world).await, elsewhere(&world).await);
    let path = planned(&world, json!({})).await;
    let readers: [&Client; 8] = [
        &world.coordinator,
        &world.technical_coordinator,
        &world.alpha_expert,
        &world.beta_expert,
        &world.asn_laureate,
        &world.chu_laureate,
        &world.observer,
        &juror,
    ];
    for reader in readers {
        assert_eq!(reader.get(&path).await.expect(200)["title"], "Atelier des lauréats");
        let page = reader.get(EXCHANGES).await.expect(200);
        assert_eq!(column(&page, "id"), [id_of(&path)]);
    }
    for (client, status) in [(&world.administrator, 403), (&elsewhere, 404), (&world.nobody, 404)] {
        for place in [path.as_str(), EXCHANGES] {
            let refused = client.get(place).await;
            refused.refused(status, code(status));
            assert!(refused.etag().is_empty() && !refused.text.contains("Atelier"));
        }
    }
    let stranger = world.app.stranger();
    for place in [path.as_str(), EXCHANGES] {
        stranger.get(place).await.refused(401, "unauthenticated");
    }
}

#[actix_web::test]
async fn it_is_found_in_its_own_programme_alone() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let second = programme_of(&world, "Europe/Paris").await;
    let other = made(&who, &format!("{second}/exchanges"), exchange(json!({}))).await;
    let own = planned(&world, json!({})).await;
    who.get(&other).await.expect(200);
    for misplaced in [
        format!("{EXCHANGES}/{}", id_of(&other)),
        format!("{second}/exchanges/{}", id_of(&own)),
        format!("{EXCHANGES}/{}", Uuid::now_v7()),
        format!("{EXCHANGES}/{}", world.programme),
        format!("{EXCHANGES}/no-id"),
        format!("/v1/programmes/AMI-NONE/exchanges/{}", id_of(&own)),
    ] {
        who.get(&misplaced).await.refused(404, "not_found");
        who.patch(&misplaced, json!({"title": "Autre"}))
            .await
            .refused(404, "not_found");
        who.delete(&misplaced).await.refused(404, "not_found");
        for verb in ["hold", "cancel"] {
            let refused = who.post(&format!("{misplaced}/{verb}"), body_of(&world, verb)).await;
            refused.refused(404, "not_found");
        }
        let signing_up = format!("{misplaced}/sign-ups");
        who.post(&signing_up, json!({})).await.refused(404, "not_found");
        who.get(&signing_up).await.refused(404, "not_found");
        who.get(&format!("{misplaced}/decisions"))
            .await
            .refused(404, "not_found");
    }
    for path in [&own, &other] {
        assert_eq!(who.get(path).await.expect(200)["version"], 1);
    }
}
