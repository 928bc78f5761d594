//! Reuses, the newest first, and those that are asked for.

use serde_json::{Value, json};

use super::{PROGRAMME, REUSES, added, led_to, reuse};
use crate::support::{Client, World};

/// Who takes over what is on a list's page, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<String>, Value) {
    let page = client.get(path).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let names = items.map(|reuse| reuse["by"]["name"].as_str().unwrap().to_owned());
    (names.collect(), page["total"].clone())
}

fn named(names: &[&str]) -> (Vec<String>, Value) {
    let own = names.iter().map(|name| (*name).to_owned());
    (own.collect(), json!(names.len()))
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let (alpha, beta, ditp) = (world.alpha, world.beta, world.ditp);
    for (state, more) in [
        ("contact", json!({"by": {"name": "Région"}, "what": "code"})),
        ("trial", json!({"by": {"organisation": alpha}, "what": "data"})),
        ("adopted", json!({"by": {"organisation": beta}, "what": "model"})),
        ("abandoned", json!({"by": {"name": "Métropole"}, "what": "training"})),
    ] {
        led_to(who, state, more).await;
    }
    let all = &["Métropole", "Beta Recherche", "Alpha Conseil", "Région"][..];
    for list in [REUSES, PROGRAMME] {
        for (query, names) in [
            ("", all),
            ("sort=-created_at", all),
            ("what=code", &["Région"]),
            ("what=training&what=data", &["Métropole", "Alpha Conseil"]),
            ("what=method", &[]),
            ("state=contact", &["Région"]),
            ("state=adopted&state=trial", &["Beta Recherche", "Alpha Conseil"]),
            ("state=abandoned&what=code", &[]),
            (&format!("organisation={alpha}"), &["Alpha Conseil"]),
            (
                &format!("organisation={alpha}&organisation={beta}"),
                &["Beta Recherche", "Alpha Conseil"],
            ),
            (&format!("organisation={ditp}"), &[]),
            ("updated_since=2000-01-01T00:00:00Z&what=code", &["Région"]),
            ("updated_since=2100-01-01T00:00:00Z", &[]),
        ] {
            let asked = format!("{list}?{query}&count=true").replace("?&", "?");
            assert_eq!(listed(who, &asked).await, named(names), "{asked}");
        }
        for query in [
            "sort=created_at",
            "sort=what",
            "what=idea",
            "state=open",
            "organisation=alpha",
            "by=x",
        ] {
            let refused = who.get(&format!("{list}?{query}")).await;
            refused.refused(400, "invalid_parameters");
        }
    }
}

#[actix_web::test]
async fn a_programmes_list_shows_everybody_their_own_projects() {
    let world = World::new().await;
    for name in ["Un", "Deux", "Trois"] {
        added(&world.asn_laureate, json!({"by": {"name": name}})).await;
    }
    let start = json!({"on": "2019-03-04"});
    let chu = "/v1/projects/AMI-T-CHU";
    world.coordinator.act(chu, "start", start).await.expect(200);
    let body = reuse(json!({"by": {"name": "Ailleurs"}}));
    let elsewhere = world.chu_laureate.post(&format!("{chu}/reuses"), body).await;
    elsewhere.expect(201);
    let counted = format!("{PROGRAMME}?count=true");
    let own: &[&str] = &["Trois", "Deux", "Un"];
    for (client, names) in [
        (&world.coordinator, &["Ailleurs", "Trois", "Deux", "Un"][..]),
        (&world.asn_laureate, own),
        (&world.alpha_expert, own),
        (&world.chu_laureate, &["Ailleurs"]),
        (&world.beta_expert, &["Ailleurs"]),
        (&world.observer, &[]),
    ] {
        assert_eq!(listed(client, &counted).await, named(names));
    }
    world.nobody.get(PROGRAMME).await.refused(404, "not_found");
    // It is found in its own project alone.
    let who = &world.coordinator;
    let misplaced = format!("{REUSES}/{}", elsewhere.id());
    who.get(&misplaced).await.refused(404, "not_found");
    let hidden = format!("{chu}/reuses/{}", elsewhere.id());
    world.asn_laureate.get(&hidden).await.refused(404, "not_found");
    assert_eq!(who.get(&hidden).await.expect(200)["project"]["code"], "AMI-T-CHU");
    let first = who.get(&format!("{counted}&limit=3")).await.expect(200);
    assert_eq!(
        (&first["total"], &first["items"][0]["project"]["code"]),
        (&json!(4), &json!("AMI-T-CHU"))
    );
    let next = first["next"].as_str().unwrap();
    let rest = who.get(&format!("{PROGRAMME}?limit=3&cursor={next}")).await.expect(200);
    let items = rest["items"].as_array().unwrap();
    assert_eq!(
        (items.len(), &items[0]["by"]["name"], &rest["next"]),
        (1, &json!("Un"), &Value::Null)
    );
}
