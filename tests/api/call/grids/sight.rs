//! Who keeps grids: the coordinators; who reads them: whoever has a part in the programme.

use serde_json::json;
use uuid::Uuid;

use crate::call::{GRIDS, elsewhere, grid, id_of, juror, just, listed, made, programme_of, without};
use crate::support::World;

/// What observers and jurors are not shown.
const UNTOLD: [&str; 6] = [
    "cited",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
];

/// How somebody who may not is refused.
fn code(status: u16) -> &'static str {
    if status == 403 { "forbidden" } else { "not_found" }
}

#[actix_web::test]
async fn coordinators_write_and_the_others_are_refused() {
    let world = World::new().await;
    let (juror, elsewhere) = (juror(&world, "Jurée").await, elsewhere(&world).await);
    let path = made(&world.coordinator, GRIDS, grid(json!({}))).await;
    let before = world.coordinator.get(&path).await.expect(200);
    for (client, status) in [
        (&world.alpha_expert, 403),
        (&world.asn_laureate, 403),
        (&world.observer, 403),
        (&juror, 403),
        (&world.administrator, 403),
        (&elsewhere, 404),
        (&world.nobody, 404),
    ] {
        let who = client.with("If-Match", "*");
        for reply in [
            who.post(GRIDS, grid(json!({}))).await,
            who.patch(&path, json!({"scale": {"min": 0, "max": 9}})).await,
            who.delete(&path).await,
        ] {
            reply.refused(status, code(status));
        }
    }
    assert_eq!(world.coordinator.get(GRIDS).await.expect(200)["items"], json!([before]));
    let own = made(&world.technical_coordinator, GRIDS, grid(json!({}))).await;
    let who = world.technical_coordinator.with("If-Match", "*");
    let edit = json!({"scale": {"min": 0, "max": 9}});
    assert_eq!(
        who.patch(&own, edit).await.expect(200)["scale"],
        json!({"min": 0, "max": 9})
    );
    who.delete(&own).await.expect(204);
}

#[actix_web::test]
async fn whoever_has_a_part_in_the_programme_reads() {
    let world = World::new().await;
    let (juror, elsewhere) = (juror(&world, "Jurée").await, elsewhere(&world).await);
    let path = made(&world.coordinator, GRIDS, grid(json!({}))).await;
    let whole = world.coordinator.get(&path).await.expect(200);
    for (client, shown) in [
        (&world.technical_coordinator, whole.clone()),
        (&world.alpha_expert, whole.clone()),
        (&world.beta_expert, whole.clone()),
        (&world.asn_laureate, whole.clone()),
        (&world.observer, without(&whole, &UNTOLD)),
        (&juror, without(&whole, &UNTOLD)),
    ] {
        assert_eq!(client.get(&path).await.expect(200), shown);
        assert_eq!(client.get(GRIDS).await.expect(200)["items"], json!([shown]));
    }
    for (client, status) in [(&world.administrator, 403), (&elsewhere, 404), (&world.nobody, 404)] {
        for place in [path.as_str(), GRIDS] {
            client.get(place).await.refused(status, code(status));
        }
    }
    for place in [path.as_str(), GRIDS] {
        world.app.stranger().get(place).await.refused(401, "unauthenticated");
    }
}

#[actix_web::test]
async fn neither_a_tag_nor_a_filter_tells_of_edits_that_are_not_shown() {
    let world = World::new().await;
    let juror = juror(&world, "Jurée").await;
    let path = made(&world.coordinator, GRIDS, grid(json!({}))).await;
    let clients = [&world.observer, &juror];
    let mut before = Vec::new();
    for client in clients {
        before.push(client.get(&path).await);
    }
    let who = world.coordinator.with("If-Match", "*");
    // There and back.
    for max in [9, 5] {
        let edit = json!({"scale": {"min": 0, "max": max}});
        who.patch(&path, edit).await.expect(200);
    }
    assert_eq!(who.get(&path).await.expect(200)["version"], 3);
    for (client, before) in clients.into_iter().zip(before) {
        let after = client.get(&path).await;
        assert_eq!(
            (after.expect(200), after.etag()),
            (before.json(), before.etag()),
            "it was edited, and is shown as it was"
        );
        assert!(!after.etag().contains('.'), "{}", after.etag());
        let again = client.with("If-None-Match", before.etag()).get(&path).await;
        assert_eq!(again.status, 304);
        let never = format!("{GRIDS}?updated_since=2100-01-01T00:00:00Z");
        assert_eq!(
            listed(client, &never, "id").await,
            just(&[id_of(&path)]),
            "as if it were not asked"
        );
    }
}

#[actix_web::test]
async fn it_is_found_in_its_own_programme_alone() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let second = format!("{}/grids", programme_of(&world, "Europe/Paris").await);
    let other = made(&who, &second, grid(json!({}))).await;
    let own = made(&who, GRIDS, grid(json!({}))).await;
    for misplaced in [
        format!("{GRIDS}/{}", id_of(&other)),
        format!("{second}/{}", id_of(&own)),
        format!("{GRIDS}/{}", Uuid::now_v7()),
        format!("{GRIDS}/1"),
        format!("/v1/programmes/AMI-NONE/grids/{}", id_of(&own)),
    ] {
        let edit = json!({"scale": {"min": 0, "max": 9}});
        for reply in [
            who.get(&misplaced).await,
            who.patch(&misplaced, edit).await,
            who.delete(&misplaced).await,
        ] {
            reply.refused(404, "not_found");
        }
    }
    for path in [&own, &other] {
        assert_eq!(who.get(path).await.expect(200)["version"], 1);
    }
}
