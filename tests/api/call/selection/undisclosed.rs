//! A project that somebody may not know of is named to them by no view, and an application to nobody but who reads it.

use serde_json::{Value, json};

use super::{path_of, reference, select, withdrawn_laureate};
use crate::call::{acted, id_of, juror, led_to, project_of};
use crate::support::{Client, World};

/// The world, where a project of CHU's is replaced by one of ASN's; their codes, and the paths of their applications.
async fn replaced() -> (World, [String; 2], [String; 2]) {
    let world = World::new().await;
    let more = json!({"organisation": world.chu, "title": "Tri des urgences"});
    let (first, old) = withdrawn_laureate(&world, more).await;
    let second = led_to(&world, "reserve", json!({})).await;
    select(&world, &second, json!({"replaces": old})).await.expect(200);
    let new = project_of(&world, &second).await;
    (world, [old, new], [first, second])
}

/// A project as somebody is shown it, alone and in both lists: its application, what it replaces, what replaces it.
async fn around(client: &Client, code: &str) -> [Option<Value>; 3] {
    let shown = client.get(&path_of(code)).await.expect(200);
    for list in ["/v1/projects", "/v1/programmes/AMI-T/projects"] {
        let page = client.get(list).await.expect(200);
        assert!(page["items"].as_array().unwrap().contains(&shown), "{list}: {page}");
    }
    ["application", "replaces", "replaced_by"].map(|field| shown.get(field).cloned())
}

#[actix_web::test]
async fn everybody_is_told_what_they_may_know() {
    let (world, [old, new], [first, second]) = replaced().await;
    let [old_shown, new_shown] = [reference(&world, &old).await, reference(&world, &new).await];
    let applications = [(&first, "Tri des urgences"), (&second, "Lettres de suite")];
    let [first, second] = applications.map(|(path, title)| json!({"id": id_of(path), "name": title}));
    let (hidden, nothing) = (Some(json!({"undisclosed": true})), Some(Value::Null));
    for client in [&world.coordinator, &world.technical_coordinator] {
        let of_old = [Some(first.clone()), nothing.clone(), Some(new_shown.clone())];
        assert_eq!(around(client, &old).await, of_old);
        let of_new = [Some(second.clone()), Some(old_shown.clone()), nothing.clone()];
        assert_eq!(around(client, &new).await, of_new);
    }
    // To an observer, who sees every project, of no application it is said that it is there.
    let observer = &world.observer;
    assert_eq!(around(observer, &old).await, [None, nothing.clone(), Some(new_shown)]);
    assert_eq!(around(observer, &new).await, [None, Some(old_shown), nothing.clone()]);
    let of_old = [hidden.clone(), nothing.clone(), hidden.clone()];
    assert_eq!(around(&world.chu_laureate, &old).await, of_old);
    let of_new = [hidden.clone(), hidden.clone(), nothing.clone()];
    assert_eq!(around(&world.asn_laureate, &new).await, of_new);
    for (client, own, other, title) in [
        (&world.chu_laureate, &old, &new, "Lettres de suite"),
        (&world.asn_laureate, &new, &old, "Tri des urgences"),
    ] {
        client.get(&path_of(other)).await.refused(404, "not_found");
        for place in [path_of(own), "/v1/projects".to_owned()] {
            let told = client.get(&place).await.text;
            assert!(!told.contains(other.as_str()) && !told.contains(title), "{told}");
        }
    }
}

/// What a project replaced is told by its history to those who may know of it.
#[actix_web::test]
async fn its_history_tells_no_more() {
    let (world, [old, new], _) = replaced().await;
    let replaced = reference(&world, &old).await["id"].clone();
    let history = format!("{}/history?entity=project", path_of(&new));
    for (client, expected) in [
        (&world.coordinator, replaced.clone()),
        (&world.asn_laureate, json!({"undisclosed": true})),
    ] {
        let page = client.get(&history).await;
        let entry = &page.expect(200)["items"][0];
        assert_eq!(
            (&entry["action"]["code"], &entry["after"]["replaces_id"]),
            (&json!("created"), &expected)
        );
        let told = page.text.contains(replaced.as_str().unwrap());
        assert_eq!(told, expected == replaced, "{}", page.text);
    }
}

#[actix_web::test]
async fn a_provider_is_told_of_the_projects_of_its_missions() {
    let (world, [old, new], _) = replaced().await;
    let (hidden, nothing) = (Some(json!({"undisclosed": true})), Some(Value::Null));
    let mission = json!({"provider": world.alpha, "tracks": ["roadmap"], "from": "2019-01-07", "until": "2019-06-01"});
    let on_new = format!("{}/missions", path_of(&new));
    world.coordinator.post(&on_new, mission.clone()).await.expect(201);
    let expert = &world.alpha_expert;
    assert_eq!(
        around(expert, &new).await,
        [hidden.clone(), hidden.clone(), nothing.clone()]
    );
    expert.get(&path_of(&old)).await.refused(404, "not_found");
    // Whoever works on the one that came after is told of it by the other.
    let who = world.coordinator.with("If-Match", "*");
    let older = withdrawn_with_mission(&world, &mission).await;
    assert_eq!(
        around(expert, &older).await,
        [hidden.clone(), nothing.clone(), nothing.clone()]
    );
    let next = led_to(&world, "reserve", json!({"title": "Suite"})).await;
    who.act(&next, "select", json!({"replaces": older})).await.expect(200);
    assert_eq!(
        around(expert, &older).await,
        [hidden.clone(), nothing.clone(), hidden.clone()]
    );
    let after = project_of(&world, &next).await;
    let on_after = format!("{}/missions", path_of(&after));
    world.coordinator.post(&on_after, mission).await.expect(201);
    let [own, other] = [reference(&world, &older).await, reference(&world, &after).await];
    assert_eq!(
        around(expert, &older).await,
        [hidden.clone(), nothing.clone(), Some(other)]
    );
    assert_eq!(around(expert, &after).await, [hidden, Some(own), nothing]);
}

/// A project that had a mission when it was withdrawn; its code.
async fn withdrawn_with_mission(world: &World, mission: &Value) -> String {
    let application = led_to(world, "laureate", json!({"title": "Ancien"})).await;
    let project = project_of(world, &application).await;
    let missions = format!("{}/missions", path_of(&project));
    world.coordinator.post(&missions, mission.clone()).await.expect(201);
    acted(world, &path_of(&project), "withdraw").await;
    project
}

/// Neither of a project nor of an application that it was not given.
#[actix_web::test]
async fn a_juror_of_the_programme_sees_no_project_by_that() {
    let (world, codes, applications) = replaced().await;
    let juror = juror(&world, "Jurée").await;
    for code in &codes {
        juror.get(&path_of(code)).await.refused(404, "not_found");
    }
    for path in &applications {
        juror.get(path).await.refused(404, "not_found");
    }
    let page = juror.get("/v1/projects").await.expect(200);
    assert_eq!(page["items"], json!([]));
}
