//! Who writes a team, who reads its names, and what everybody else is told of it.

use serde_json::{Value, json};

use super::{NAME, PROGRAMME, TEAM, added, held_by, named, zephirine};
use crate::support::World;

/// What whoever is told no names is told.
const SHORT: [&str; 5] = ["id", "project", "function", "from", "until"];

/// The same of a member that is shown whole.
fn short(whole: &Value) -> Value {
    let told = SHORT.map(|field| (field.to_owned(), whole[field].clone()));
    Value::Object(told.into_iter().collect())
}

#[actix_web::test]
async fn the_laureate_and_the_coordinators_write_it() {
    let world = World::new().await;
    let path = added(&world.asn_laureate, zephirine(json!({}))).await;
    for leader in [&world.asn_laureate, &world.coordinator, &world.technical_coordinator] {
        let who = leader.with("If-Match", "*");
        let mistake = added(&who, named(json!({}))).await;
        who.patch(&mistake, json!({"share": 30})).await.expect(200);
        assert_eq!(who.delete(&mistake).await.status, 204);
        let left = added(&who, named(json!({}))).await;
        who.post(&format!("{left}/erase"), json!({})).await.expect(200);
    }
    let before = world.coordinator.get(&path).await.expect(200);
    for (client, status, code) in [
        (&world.alpha_expert, 403, "forbidden"),
        (&world.alpha_colleague, 403, "forbidden"),
        (&world.observer, 403, "forbidden"),
        (&world.beta_expert, 404, "not_found"),
        (&world.chu_laureate, 404, "not_found"),
        (&world.administrator, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        let who = client.with("If-Match", "*");
        who.post(TEAM, named(json!({}))).await.refused(status, code);
        who.patch(&path, json!({"share": 30})).await.refused(status, code);
        who.post(&format!("{path}/erase"), json!({}))
            .await
            .refused(status, code);
        who.delete(&path).await.refused(status, code);
    }
    assert_eq!(world.asn_laureate.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn names_are_for_those_who_read_the_work_and_functions_for_observers() {
    let world = World::new().await;
    let by_name = added(&world.asn_laureate, zephirine(json!({"until": "2019-10-01"}))).await;
    let expert = held_by(world.alpha_expert.account(), json!({"from": "2019-02-01"}));
    let by_account = added(&world.asn_laureate, expert).await;
    let whole = [&by_name, &by_account].map(|path| path.to_owned());
    let mut shown = Vec::new();
    for path in &whole {
        shown.push(world.coordinator.get(path).await.expect(200));
    }
    for reader in [
        &world.asn_laureate,
        &world.alpha_expert,
        &world.alpha_colleague,
        &world.technical_coordinator,
    ] {
        for (path, member) in whole.iter().zip(&shown) {
            let read = reader.get(path).await;
            assert_eq!(read.expect(200), *member);
            assert!(!read.etag().is_empty());
        }
        for list in [TEAM, PROGRAMME] {
            assert_eq!(reader.get(list).await.expect(200)["items"], json!(shown), "{list}");
        }
    }
    let told: Vec<Value> = shown.iter().map(short).collect();
    for (path, member) in whole.iter().zip(&told) {
        let read = world.observer.get(path).await;
        assert_eq!(read.expect(200), *member, "and nothing else, not even null");
        assert!(
            !read.etag().contains('.'),
            "the tag is of what is shown, and tells no edit"
        );
    }
    for list in [TEAM, PROGRAMME] {
        let page = world.observer.get(list).await;
        assert_eq!(page.expect(200)["items"], json!(told), "{list}");
        // Whoever is not told of edits cannot ask for them.
        let asked = format!("{list}?updated_since=2100-01-01T00:00:00Z&count=true");
        assert_eq!(world.observer.get(&asked).await.expect(200)["total"], 2, "{list}");
        assert_eq!(world.coordinator.get(&asked).await.expect(200)["total"], 0, "{list}");
        let asked = format!("{list}?function=it&count=true");
        let some = world.observer.get(&asked).await.expect(200);
        assert_eq!(
            (&some["items"], &some["total"]),
            (&json!([told[1]]), &json!(1)),
            "{list}"
        );
        for name in [
            NAME,
            "quasimodo",
            "Experte Alpha",
            &world.alpha_expert.account().to_string(),
        ] {
            assert!(!page.text.contains(name), "{list}: {}", page.text);
        }
    }
    for (client, path) in [
        (&world.beta_expert, TEAM),
        (&world.chu_laureate, &by_name),
        (&world.nobody, TEAM),
        (&world.nobody, PROGRAMME),
    ] {
        client.get(path).await.refused(404, "not_found");
    }
}

#[actix_web::test]
async fn a_programmes_list_shows_everybody_their_own_projects() {
    let world = World::new().await;
    let own = added(&world.asn_laureate, named(json!({}))).await;
    let own = world.coordinator.get(&own).await.expect(200);
    let others = "/v1/projects/AMI-T-CHU/team";
    let elsewhere = named(json!({"function": "data", "from": "2019-02-01"}));
    let elsewhere = world.chu_laureate.post(others, elsewhere).await.expect(201);
    let both = json!([own, elsewhere]);
    for (client, expected) in [
        (&world.coordinator, both.clone()),
        (&world.asn_laureate, json!([own])),
        (&world.alpha_expert, json!([own])),
        (&world.chu_laureate, json!([elsewhere])),
        (&world.beta_expert, json!([elsewhere])),
        (&world.observer, json!([short(&own), short(&elsewhere)])),
    ] {
        let page = client.get(&format!("{PROGRAMME}?count=true")).await.expect(200);
        assert_eq!(page["items"], expected);
        assert_eq!(page["total"], expected.as_array().unwrap().len());
    }
    // It is found in its own project alone.
    let misplaced = format!("{TEAM}/{}", elsewhere["id"].as_str().unwrap());
    world.coordinator.get(&misplaced).await.refused(404, "not_found");
    let hidden = format!("{others}/{}", elsewhere["id"].as_str().unwrap());
    world.asn_laureate.get(&hidden).await.refused(404, "not_found");
    assert_eq!(world.coordinator.get(&hidden).await.expect(200), elsewhere);
}

#[actix_web::test]
async fn an_account_is_given_what_teams_say_of_it() {
    let world = World::new().await;
    let account = world.alpha_expert.account();
    for more in [
        json!({"function": "data", "share": 50, "from": "2019-02-01"}),
        json!({"function": "it", "from": "2019-01-07", "until": "2019-03-01"}),
    ] {
        added(&world.asn_laureate, held_by(account, more)).await;
    }
    added(&world.asn_laureate, held_by(world.asn_laureate.account(), json!({}))).await;
    added(&world.asn_laureate, zephirine(json!({}))).await;
    let project = json!(world.asn_project);
    let data = world.alpha_expert.get("/v1/me/export").await.expect(200);
    assert_eq!(
        data["team"],
        json!([
            {"project": project, "function": "it", "share": null, "from": "2019-01-07", "until": "2019-03-01"},
            {"project": project, "function": "data", "share": 50, "from": "2019-02-01", "until": null},
        ])
    );
    let nothing = world.nobody.get("/v1/me/export").await.expect(200);
    assert_eq!(nothing["team"], json!([]));
    // Which is business, and none of an administrator's.
    let path = format!("/v1/accounts/{account}/export");
    let seen = world.administrator.get(&path).await.expect(200);
    assert!(seen.get("team").is_none(), "{seen}");
}
