//! Who is shown what of a programme.

use serde_json::{Value, json};

use super::second_call;
use crate::support::World;

const PATH: &str = "/v1/programmes/AMI-T";

fn fields(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[actix_web::test]
async fn whoever_works_in_it_sees_it_whole() {
    let world = World::new().await;
    for client in [&world.coordinator, &world.alpha_expert, &world.asn_laureate] {
        let seen = client.get(PATH).await.expect(200);
        assert_eq!(seen["id"], world.programme.to_string());
        assert_eq!(
            seen["tracks"][0]["authority"],
            json!({"id": world.dinsic, "name": "Direction du numérique", "short_name": "DINSIC"})
        );
        assert_eq!(seen["template"][3]["depends_on"], json!(["prototype"]));
        assert_eq!(seen["updated_by"]["name"], "Jalon");
    }
    let by_id = world
        .alpha_expert
        .get(&format!("/v1/programmes/{}", world.programme))
        .await;
    assert_eq!(by_id.expect(200), world.alpha_expert.get(PATH).await.expect(200));
    let held = world.alpha_expert.with("If-None-Match", by_id.etag()).get(PATH).await;
    assert_eq!(held.status, 304);
}

#[actix_web::test]
async fn an_observer_is_shown_no_account_and_an_administrator_the_name_alone() {
    let world = World::new().await;
    let observed = world.observer.get(PATH).await.expect(200);
    assert!(observed.get("updated_by").is_none());
    assert_eq!(observed["tracks"].as_array().unwrap().len(), 5);
    let seen = world.administrator.get(PATH).await;
    assert_eq!(
        seen.expect(200),
        json!({"id": world.programme, "code": "AMI-T", "title": "AMI de test"})
    );
    // Nor does its tag tell it of edits to what it is not shown.
    let current = world.coordinator.get(PATH).await;
    let edit = json!({"verification_days": 21});
    let edited = world.coordinator.matching(&current).patch(PATH, edit).await;
    edited.expect(200);
    assert_ne!(edited.etag(), current.etag());
    assert_eq!(world.administrator.get(PATH).await.etag(), seen.etag());
    world.nobody.get(PATH).await.refused(404, "not_found");
    world
        .coordinator
        .get("/v1/programmes/AMI-NONE")
        .await
        .refused(404, "not_found");
}

#[actix_web::test]
async fn each_lists_those_it_knows_of() {
    let world = World::new().await;
    world
        .coordinator
        .post("/v1/programmes", second_call(&world, &world.ditp.to_string()))
        .await
        .expect(201);
    let codes = |reply: Value| -> Vec<String> {
        reply["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let list = "/v1/programmes";
    assert_eq!(
        codes(world.coordinator.get(list).await.expect(200)),
        ["AMI-IA-2019", "AMI-T"]
    );
    assert_eq!(
        codes(world.coordinator.get("/v1/programmes?sort=-code").await.expect(200)),
        ["AMI-T", "AMI-IA-2019"]
    );
    assert_eq!(codes(world.beta_expert.get(list).await.expect(200)), ["AMI-T"]);
    assert!(codes(world.nobody.get(list).await.expect(200)).is_empty());
    let all = world.administrator.get(list).await.expect(200);
    assert_eq!(codes(all.clone()), ["AMI-IA-2019", "AMI-T"]);
    assert_eq!(fields(&all["items"][0]), ["id", "code", "title"]);

    let first = world
        .coordinator
        .get("/v1/programmes?limit=1&count=true&fields=code,tracks")
        .await
        .expect(200);
    assert_eq!(first["total"], 2);
    assert_eq!(fields(&first["items"][0]), ["code", "tracks"]);
    assert_eq!(first["items"][0]["tracks"].as_array().unwrap().len(), 6);
    let rest = world
        .coordinator
        .get(&format!(
            "/v1/programmes?limit=1&cursor={}",
            first["next"].as_str().unwrap()
        ))
        .await
        .expect(200);
    assert_eq!(codes(rest.clone()), ["AMI-T"]);
    assert!(rest["next"].is_null());
    assert_eq!(
        rest["items"][0]["tracks"].as_array().unwrap().len(),
        5,
        "parts are not mixed between programmes"
    );
}
