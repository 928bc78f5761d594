//! Who lists, provides, verifies, returns and waives: providers, the laureate, coordinators; to observers nothing is shown.

use serde_json::json;
use uuid::Uuid;

use super::{ITEMS, PROGRAMME, acted, added, body_of, led_to};
use crate::support::{Client, World};

/// Everybody who sees the project, and everybody who does not.
fn callers(world: &World) -> [(&Client, u16); 10] {
    [
        (&world.coordinator, 403),
        (&world.technical_coordinator, 403),
        (&world.alpha_expert, 403),
        (&world.alpha_colleague, 403),
        (&world.asn_laureate, 403),
        (&world.observer, 403),
        (&world.beta_expert, 404),
        (&world.chu_laureate, 404),
        (&world.administrator, 404),
        (&world.nobody, 404),
    ]
}

/// How somebody who may not is refused.
fn code(status: u16) -> &'static str {
    if status == 403 { "forbidden" } else { "not_found" }
}

#[actix_web::test]
async fn each_does_their_part_and_nobody_anothers() {
    let world = World::new().await;
    let providers = [&world.alpha_expert, &world.alpha_colleague];
    let laureate = [&world.asn_laureate];
    let coordinators = [&world.coordinator, &world.technical_coordinator];
    for (verb, state, may) in [
        ("provide", "missing", &providers[..]),
        ("verify", "provided", &laureate),
        ("return", "provided", &laureate),
        ("waive", "missing", &coordinators),
        ("waive", "provided", &coordinators),
        ("reopen", "verified", &coordinators),
        ("reopen", "waived", &coordinators),
    ] {
        let may: Vec<Uuid> = may.iter().map(|client| client.account()).collect();
        let refused = led_to(&world, state).await;
        let before = world.coordinator.get(&refused).await.expect(200);
        for (client, status) in callers(&world) {
            let account = client.account();
            if may.contains(&account) {
                let path = led_to(&world, state).await;
                let after = client.act(&path, verb, body_of(verb)).await.expect(200);
                assert_eq!(after["updated_by"]["id"], json!(account), "{verb} {state}");
                continue;
            }
            // Of a coordinator who verifies it is asked whether the laureate had time to.
            if verb == "verify" && coordinators.iter().any(|it| it.account() == account) {
                continue;
            }
            let who = client.with("If-Match", "*");
            let answered = who.post(&format!("{refused}/{verb}"), body_of(verb)).await;
            answered.refused(status, code(status));
        }
        assert_eq!(world.coordinator.get(&refused).await.expect(200), before, "{verb}");
    }
}

#[actix_web::test]
async fn coordinators_say_what_is_to_be_handed_over() {
    let world = World::new().await;
    let path = added(&world, "Guide de reprise").await;
    let before = world.coordinator.get(&path).await.expect(200);
    let (new, edit) = (
        json!({"kind": "other", "title": "Carnet de bord"}),
        json!({"title": "Autre"}),
    );
    for (client, status) in callers(&world) {
        let who = client.with("If-Match", "*");
        if [&world.coordinator, &world.technical_coordinator]
            .iter()
            .any(|it| it.account() == client.account())
        {
            let made = who.post(ITEMS, new.clone()).await;
            assert_eq!(made.expect(201)["created_by"]["id"], json!(client.account()));
            let own = format!("{ITEMS}/{}", made.id());
            let edited = who.patch(&own, edit.clone()).await.expect(200);
            assert_eq!(edited["title"], "Autre");
            assert_eq!(who.delete(&own).await.status, 204);
            continue;
        }
        who.post(ITEMS, new.clone()).await.refused(status, code(status));
        who.patch(&path, edit.clone()).await.refused(status, code(status));
        who.delete(&path).await.refused(status, code(status));
    }
    let listed = world.coordinator.get(ITEMS).await.expect(200);
    assert_eq!(listed["items"], json!([before]));
}

#[actix_web::test]
async fn whoever_works_on_the_project_reads_it_and_an_observer_nothing() {
    let world = World::new().await;
    let path = led_to(&world, "verified").await;
    let whole = world.coordinator.get(&path).await.expect(200);
    for reader in [
        &world.technical_coordinator,
        &world.alpha_expert,
        &world.alpha_colleague,
        &world.asn_laureate,
    ] {
        assert_eq!(reader.get(&path).await.expect(200), whole);
        for list in [ITEMS, PROGRAMME] {
            assert_eq!(reader.get(list).await.expect(200)["items"], json!([whole]), "{list}");
        }
    }
    for place in [path.as_str(), ITEMS, PROGRAMME] {
        let refused = world.observer.get(place).await;
        refused.refused(403, "forbidden");
        assert!(refused.etag().is_empty() && !refused.text.contains("Guide de reprise"));
        world.nobody.get(place).await.refused(404, "not_found");
    }
    for stranger in [&world.beta_expert, &world.chu_laureate, &world.administrator] {
        for place in [path.as_str(), ITEMS] {
            stranger.get(place).await.refused(404, "not_found");
        }
    }
    // It is found in its own project alone.
    for misplaced in [
        path.replace("AMI-T-ASN", "AMI-T-CHU"),
        format!("{ITEMS}/{}", Uuid::now_v7()),
        format!("{ITEMS}/{}", world.asn_project),
    ] {
        world.coordinator.get(&misplaced).await.refused(404, "not_found");
    }
}

#[actix_web::test]
async fn a_provider_provides_while_its_mission_runs_and_thirty_days_more() {
    for (today, allowed) in [("2019-12-30", true), ("2019-12-31", false)] {
        let world = World::on(today).await;
        let path = added(&world, "Guide de reprise").await;
        let provided = world.alpha_expert.act(&path, "provide", body_of("provide")).await;
        if allowed {
            assert_eq!(provided.expect(200)["provided_on"], today);
            let verified = acted(&world, &path, "verify").await;
            assert_eq!(verified["verified_on"], today);
            continue;
        }
        provided.refused(403, "forbidden");
        // It reads on, and others go on without it.
        let read = world.alpha_expert.get(&path).await.expect(200);
        assert_eq!(read["state"], "missing");
        assert_eq!(acted(&world, &path, "waive").await["state"], "waived");
    }
}

#[actix_web::test]
async fn a_provider_of_another_track_provides_too() {
    let world = World::new().await;
    let path = added(&world, "Guide de reprise").await;
    let provide = async || {
        world
            .beta_expert
            .with("If-Match", "*")
            .post(&format!("{path}/provide"), body_of("provide"))
            .await
    };
    provide().await.refused(404, "not_found");
    let mission = json!({"provider": world.beta, "tracks": ["roadmap"], "from": "2019-01-07", "until": "2019-06-01"});
    let missions = "/v1/projects/AMI-T-ASN/missions";
    world.coordinator.post(missions, mission).await.expect(201);
    let provided = provide().await.expect(200);
    assert_eq!(
        (&provided["state"], &provided["updated_by"]["name"]),
        (&json!("provided"), &json!("Expert Beta"))
    );
}
