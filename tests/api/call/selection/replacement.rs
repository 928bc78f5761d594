//! The next of the reserve takes the place of a laureate that withdrew.

use serde_json::{Value, json};

use super::{path_of, reference, select, told, withdrawn_laureate};
use crate::call::{acted, entries, faults, is_told, led_to, project_of};
use crate::support::{Client, World};

#[actix_web::test]
async fn both_projects_and_both_applications_name_each_other() {
    let world = World::new().await;
    let who = &world.coordinator;
    let more = json!({"organisation": world.chu, "title": "Tri des urgences"});
    let (first, withdrawn) = withdrawn_laureate(&world, more).await;
    let gone = who.get(&path_of(&withdrawn)).await;
    let [first_before, gone_before] = [who.get(&first).await.expect(200), gone.expect(200)];
    let second = led_to(&world, "reserve", json!({})).await;
    let rank = who.get(&second).await.expect(200)["rank"].clone();
    let after = select(&world, &second, json!({"replaces": withdrawn}))
        .await
        .expect(200);
    let next = project_of(&world, &second).await;
    let [old, new] = [reference(&world, &withdrawn).await, reference(&world, &next).await];
    let nobody = &Value::Null;
    assert_eq!(
        [
            &after["state"],
            &after["rank"],
            &after["project"],
            &after["replaces"],
            &after["replaced_by"]
        ],
        [&json!("laureate"), &rank, &new, &old, nobody]
    );
    assert_eq!(who.get(&second).await.expect(200), after);
    let shown = who.get(&path_of(&next)).await.expect(200);
    assert_eq!([&shown["replaces"], &shown["replaced_by"]], [&old, nobody]);
    // Those of before were not edited, and say who came after.
    for (path, mut expected) in [(first.clone(), first_before), (path_of(&withdrawn), gone_before)] {
        assert_eq!([&expected["replaces"], &expected["replaced_by"]], [nobody, nobody]);
        expected["replaced_by"] = new.clone();
        assert_eq!(who.get(&path).await.expect(200), expected, "{path}");
    }
    let held = who.with("If-None-Match", gone.etag()).get(&path_of(&withdrawn)).await;
    assert_eq!(held.status, 200, "whoever holds it is shown it anew");
    let own = shown["id"].as_str().unwrap();
    assert_eq!(
        told(&world, &second).await,
        entries(&[("application", &second, "selected"), ("project", own, "created")])
    );
    for list in ["/v1/projects", "/v1/programmes/AMI-T/projects"] {
        let page = who.get(list).await.expect(200);
        for path in [path_of(&withdrawn), path_of(&next)] {
            let item = who.get(&path).await.expect(200);
            assert!(page["items"].as_array().unwrap().contains(&item), "{list}: {path}");
        }
    }
}

#[actix_web::test]
async fn a_project_goes_by_its_code_or_its_id_whatever_it_came_of() {
    let world = World::new().await;
    for project in ["AMI-T-ASN", "AMI-T-CHU"] {
        acted(&world, &path_of(project), "withdraw").await;
    }
    for (named, code) in [
        (json!("AMI-T-ASN"), "AMI-T-ASN"),
        (json!(world.chu_project), "AMI-T-CHU"),
    ] {
        let path = led_to(&world, "reserve", json!({})).await;
        let after = select(&world, &path, json!({"replaces": named})).await.expect(200);
        assert_eq!(after["replaces"], reference(&world, code).await);
        let shown = world.coordinator.get(&path_of(code)).await.expect(200);
        assert_eq!(
            [&shown["replaced_by"], &shown["application"], &shown["state"]],
            [&after["project"], &Value::Null, &json!("withdrawn")]
        );
    }
}

#[actix_web::test]
async fn who_took_a_place_and_withdraws_is_replaced_in_its_turn() {
    let world = World::new().await;
    let who = &world.coordinator;
    let (first, mut before) = withdrawn_laureate(&world, json!({})).await;
    let (mut applications, mut projects) = (vec![first], vec![before.clone()]);
    for _ in 0..2 {
        let path = led_to(&world, "reserve", json!({})).await;
        select(&world, &path, json!({"replaces": before})).await.expect(200);
        before = project_of(&world, &path).await;
        acted(&world, &path_of(&before), "withdraw").await;
        applications.push(path);
        projects.push(before.clone());
    }
    for (place, (application, project)) in applications.iter().zip(&projects).enumerate() {
        for path in [application.clone(), path_of(project)] {
            let shown = who.get(&path).await.expect(200);
            let around = [&shown["replaces"]["code"], &shown["replaced_by"]["code"]];
            let code = |place: Option<usize>| json!(place.and_then(|place| projects.get(place)));
            assert_eq!(around, [&code(place.checked_sub(1)), &code(Some(place + 1))], "{path}");
        }
    }
}

#[actix_web::test]
async fn a_project_that_was_replaced_is_not_taken_up_again() {
    let world = World::new().await;
    let (application, withdrawn) = withdrawn_laureate(&world, json!({})).await;
    let path = led_to(&world, "reserve", json!({})).await;
    select(&world, &path, json!({"replaces": withdrawn})).await.expect(200);
    let by = project_of(&world, &path).await;
    let before = world.coordinator.get(&path_of(&withdrawn)).await.expect(200);
    let motive = json!({"motive": "Nouvelle équipe."});
    let sent = async |who: &Client| who.act(&path_of(&withdrawn), "reopen", motive.clone()).await;
    let params = json!({"project": withdrawn, "by": by});
    is_told(&world.coordinator, sent, ("", "already_replaced", params)).await;
    // Nor once the one that took its place is withdrawn too.
    acted(&world, &path_of(&by), "withdraw").await;
    let refused = world
        .coordinator
        .act(&path_of(&withdrawn), "reopen", motive.clone())
        .await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "already_replaced")]));
    let untold = world.coordinator.act(&path_of(&withdrawn), "reopen", json!({})).await;
    assert_eq!(
        untold.faults(422, "invalid_body"),
        faults(&[("/motive", "motive_required")])
    );
    assert_eq!(world.coordinator.get(&path_of(&withdrawn)).await.expect(200), before);
    // That one nobody replaced: it is.
    acted(&world, &path_of(&by), "reopen").await;
    // The application of a laureate is done with.
    let refused = world.coordinator.act(&application, "reopen", motive).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
}
