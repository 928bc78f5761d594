//! Roadmaps in their order, and the items that are asked for.

use serde_json::{Value, json};

use super::{ITEMS, PROGRAMME, added, item, led_to};
use crate::support::{Client, World};

const ELSEWHERE: &str = "/v1/projects/AMI-T-CHU/roadmap-items";

/// The titles on a list's page, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<String>, Value) {
    let page = client.get(path).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let titles = items.map(|item| item["title"].as_str().unwrap().to_owned());
    (titles.collect(), page["total"].clone())
}

fn titled(titles: &[&str]) -> (Vec<String>, Value) {
    let own = titles.iter().map(|title| (*title).to_owned());
    (own.collect(), json!(titles.len()))
}

/// The titles of all pages of one item.
async fn page_by_page(client: &Client, list: &str) -> Vec<Value> {
    let (mut seen, mut next) = (Vec::new(), String::new());
    loop {
        let page = client.get(&format!("{list}&limit=1{next}")).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["title"].clone()));
        let Some(cursor) = page["next"].as_str() else {
            return seen;
        };
        next = format!("&cursor={cursor}");
    }
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let (owner, nobody) = (world.alpha_expert.account(), world.nobody.account());
    for (title, state, more) in [
        (
            "Former",
            "adopted",
            json!({"kind": "skills", "horizon": "short", "due_on": "2019-06-28", "owner": owner}),
        ),
        ("Ouvrir", "proposed", json!({"kind": "data", "horizon": "medium"})),
        (
            "Héberger",
            "done",
            json!({"kind": "deployment", "horizon": "short", "due_on": "2019-03-01"}),
        ),
        (
            "Financer",
            "dropped",
            json!({"kind": "funding", "horizon": "long", "due_on": "2020-01-01"}),
        ),
    ] {
        led_to(who, state, title, more).await;
    }
    let all = &["Former", "Ouvrir", "Héberger", "Financer"][..];
    for list in [ITEMS, PROGRAMME] {
        for (query, titles) in [
            ("", all),
            ("sort=position", all),
            ("sort=-created_at", &["Financer", "Héberger", "Ouvrir", "Former"]),
            ("kind=skills", &["Former"]),
            ("kind=funding&kind=data", &["Ouvrir", "Financer"]),
            ("kind=governance", &[]),
            ("horizon=short", &["Former", "Héberger"]),
            ("horizon=long&horizon=medium", &["Ouvrir", "Financer"]),
            ("state=proposed", &["Ouvrir"]),
            ("state=done&state=adopted", &["Former", "Héberger"]),
            ("state=dropped&horizon=short", &[]),
            (&format!("owner={owner}"), &["Former"]),
            (&format!("owner={owner}&owner={nobody}"), &["Former"]),
            (&format!("owner={nobody}"), &[]),
            // Strictly before; what has no day is due by none.
            ("due_before=2019-03-01", &[]),
            ("due_before=2019-03-02", &["Héberger"]),
            ("due_before=2019-06-29", &["Former", "Héberger"]),
            ("due_before=2100-01-01", &["Former", "Héberger", "Financer"]),
            ("due_before=2100-01-01&state=adopted", &["Former"]),
            (
                "updated_since=2000-01-01T00:00:00Z&horizon=short",
                &["Former", "Héberger"],
            ),
            ("updated_since=2100-01-01T00:00:00Z", &[]),
        ] {
            let asked = format!("{list}?{query}&count=true").replace("?&", "?");
            assert_eq!(listed(who, &asked).await, titled(titles), "{asked}");
        }
        for query in [
            "sort=-position",
            "sort=title",
            "kind=strategy",
            "horizon=soon",
            "state=open",
            "owner=quelqu-un",
            "due_before=demain",
            "due_after=2019-03-01",
        ] {
            let refused = who.get(&format!("{list}?{query}")).await;
            refused.refused(400, "invalid_parameters");
        }
    }
}

#[actix_web::test]
async fn a_programmes_list_has_the_first_of_each_project_first_and_shows_everybody_their_own() {
    let world = World::new().await;
    for title in ["Un", "Deux"] {
        added(&world.asn_laureate, title, json!({})).await;
    }
    let mut elsewhere = Vec::new();
    for title in ["Premier", "Second"] {
        let made = world.chu_laureate.post(ELSEWHERE, item(title, json!({}))).await;
        made.expect(201);
        elsewhere.push(made.id());
    }
    let counted = format!("{PROGRAMME}?count=true");
    for (client, titles) in [
        (&world.coordinator, &["Un", "Premier", "Deux", "Second"][..]),
        (&world.asn_laureate, &["Un", "Deux"]),
        (&world.alpha_expert, &["Un", "Deux"]),
        (&world.chu_laureate, &["Premier", "Second"]),
        (&world.beta_expert, &["Premier", "Second"]),
        (&world.observer, &[]),
    ] {
        assert_eq!(listed(client, &counted).await, titled(titles));
    }
    world.nobody.get(PROGRAMME).await.refused(404, "not_found");
    let who = &world.coordinator;
    let by_place = page_by_page(who, &format!("{PROGRAMME}?sort=position")).await;
    assert_eq!(by_place, ["Un", "Premier", "Deux", "Second"]);
    let newest = page_by_page(who, &format!("{PROGRAMME}?sort=-created_at")).await;
    assert_eq!(newest, ["Second", "Premier", "Deux", "Un"]);
    // It is found in its own project alone.
    let misplaced = format!("{ITEMS}/{}", elsewhere[0]);
    who.get(&misplaced).await.refused(404, "not_found");
    let hidden = format!("{ELSEWHERE}/{}", elsewhere[0]);
    world.asn_laureate.get(&hidden).await.refused(404, "not_found");
    let shown = who.get(&hidden).await.expect(200);
    assert_eq!(shown["project"]["code"], "AMI-T-CHU");
}

#[actix_web::test]
async fn a_cursor_goes_on_in_the_order_that_stands() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let mut paths = Vec::new();
    for title in ["A", "B", "C", "D"] {
        paths.push(added(who, title, json!({})).await);
    }
    assert_eq!(
        page_by_page(who, &format!("{ITEMS}?sort=position")).await,
        ["A", "B", "C", "D"]
    );
    let first = who.get(&format!("{ITEMS}?limit=2")).await.expect(200);
    let edit = who.with("If-Match", "*");
    edit.patch(&paths[3], json!({"position": 1})).await.expect(200);
    let next = first["next"].as_str().unwrap();
    // D, A, B, C: what made room comes again, and nothing behind it is missed.
    let (rest, _) = listed(who, &format!("{ITEMS}?limit=2&cursor={next}")).await;
    assert_eq!(rest, ["B", "C"]);
}
