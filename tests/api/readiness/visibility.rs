//! Who waives, who decides, who reads, and who may not know.

use serde_json::{Value, json};

use super::{ASN, READINESS, VERDICTS, WAIVERS, readers, ruled, set, waived};
use crate::support::{Client, World};

const PROGRAMME: &str = "/v1/programmes/AMI-T/verdicts";

fn waiver() -> Value {
    json!({"gate": "team", "motive": "Accord du comité."})
}

fn verdict() -> Value {
    json!({"verdict": "not_ready", "motive": "Comité du 4 mars."})
}

#[actix_web::test]
async fn those_who_work_on_it_read_all_and_an_observer_none() {
    let world = World::new().await;
    let waiver = waived(&world.coordinator, "data", json!({})).await;
    let ruling = ruled(&world.coordinator, ASN, "not_ready").await;
    let paths: [&str; 6] = [READINESS, WAIVERS, &waiver, VERDICTS, &ruling, PROGRAMME];
    for path in paths {
        let whole = world.coordinator.get(path).await.expect(200);
        for reader in readers(&world) {
            assert_eq!(reader.get(path).await.expect(200), whole, "{path}");
        }
        world.observer.get(path).await.refused(403, "forbidden");
        if path == PROGRAMME {
            continue;
        }
        for blind in [
            &world.beta_expert,
            &world.chu_laureate,
            &world.administrator,
            &world.nobody,
        ] {
            blind.get(path).await.refused(404, "not_found");
        }
    }
    // Of a programme everybody is shown the verdicts on their own projects.
    for client in [&world.beta_expert, &world.chu_laureate] {
        let page = client.get(&format!("{PROGRAMME}?count=true")).await.expect(200);
        assert_eq!((&page["items"], &page["total"]), (&json!([]), &json!(0)));
    }
    world.nobody.get(PROGRAMME).await.refused(404, "not_found");
    // It is found in its own project alone.
    for path in [&waiver, &ruling] {
        let misplaced = path.replace("AMI-T-ASN", "AMI-T-CHU");
        world.coordinator.get(&misplaced).await.refused(404, "not_found");
    }
    // Nor is an observer told by the history.
    for entity in ["readiness_waiver", "verdict"] {
        let history = format!("{ASN}/history?entity={entity}");
        let told = world.alpha_expert.get(&history).await.expect(200);
        assert_eq!(told["items"].as_array().unwrap().len(), 1, "{entity}");
        world.observer.get(&history).await.refused(403, "forbidden");
    }
}

/// Those who see the project and neither waive nor decide, and those who see nothing of it.
fn others(world: &World) -> [(&Client, u16, &'static str); 7] {
    [
        (&world.asn_laureate, 403, "forbidden"),
        (&world.alpha_expert, 403, "forbidden"),
        (&world.observer, 403, "forbidden"),
        (&world.beta_expert, 404, "not_found"),
        (&world.chu_laureate, 404, "not_found"),
        (&world.administrator, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ]
}

#[actix_web::test]
async fn the_coordinators_waive_and_nobody_else() {
    let world = World::new().await;
    let motive = || json!({"motive": "La fonction est tenue."});
    for coordinator in [&world.coordinator, &world.technical_coordinator] {
        let path = waived(coordinator, "team", json!({})).await;
        let shown = coordinator.act(&path, "revoke", motive()).await.expect(200);
        assert_eq!(shown["state"], "revoked");
    }
    let path = waived(&world.coordinator, "team", json!({})).await;
    let before = world.coordinator.get(WAIVERS).await.expect(200);
    for (client, status, code) in others(&world) {
        let who = client.with("If-Match", "*");
        who.post(WAIVERS, waiver()).await.refused(status, code);
        let revoked = who.post(&format!("{path}/revoke"), motive()).await;
        revoked.refused(status, code);
    }
    assert_eq!(world.coordinator.get(WAIVERS).await.expect(200), before);
}

#[actix_web::test]
async fn whoever_has_authority_over_the_hand_over_decides() {
    let world = World::new().await;
    for (client, status, code) in others(&world) {
        client.post(VERDICTS, verdict()).await.refused(status, code);
    }
    // A coordinator of another body is told why not.
    let refused = world.technical_coordinator.post(VERDICTS, verdict()).await;
    let errors = refused.refused(403, "forbidden");
    assert_eq!(
        (errors.len(), &errors[0]["code"], &errors[0]["params"]["track"]),
        (1, &json!("not_authority"), &json!("hand_over"))
    );
    // Before what the verdict lacks.
    let ready = json!({"verdict": "ready", "motive": "Comité du 4 mars."});
    world
        .technical_coordinator
        .post(VERDICTS, ready)
        .await
        .refused(403, "forbidden");
    let page = world.coordinator.get(VERDICTS).await.expect(200);
    assert_eq!(page["items"], json!([]));
    world.coordinator.post(VERDICTS, verdict()).await.expect(201);
}

#[actix_web::test]
async fn where_there_is_no_such_track_any_coordinator_decides() {
    let world = World::new().await;
    let track = |code: &str| json!({"code": code, "label": {"fr": code, "en": code}, "authority": world.ditp});
    let tracks = ["technical_support", "strategic_support", "prototype", "roadmap"].map(track);
    set(&world, json!({"tracks": tracks})).await;
    let made = world.technical_coordinator.post(VERDICTS, verdict()).await;
    assert_eq!(made.expect(201)["created_by"]["name"], "Coordination DINSIC");
    world.coordinator.post(VERDICTS, verdict()).await.expect(201);
    world
        .asn_laureate
        .post(VERDICTS, verdict())
        .await
        .refused(403, "forbidden");
}

#[actix_web::test]
async fn authority_is_handed_on_with_the_track() {
    let world = World::new().await;
    let before = world.coordinator.get("/v1/programmes/AMI-T").await.expect(200);
    let tracks = before["tracks"].as_array().unwrap().iter().map(|track| {
        let authority = match track["code"].as_str().unwrap() {
            "hand_over" => json!(world.dinsic),
            _ => track["authority"]["id"].clone(),
        };
        json!({"code": track["code"], "label": track["label"], "authority": authority})
    });
    let tracks: Vec<Value> = tracks.collect();
    set(&world, json!({"tracks": tracks})).await;
    world.technical_coordinator.post(VERDICTS, verdict()).await.expect(201);
    let refused = world.coordinator.post(VERDICTS, verdict()).await;
    assert_eq!(refused.refused(403, "forbidden")[0]["code"], "not_authority");
}
