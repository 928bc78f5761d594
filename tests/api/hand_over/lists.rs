//! Items in the order in which they were added, and those that are asked for.

use serde_json::{Value, json};

use super::{ITEMS, PROGRAMME, TWELVE, actor, added, body_of, column, faults, lead, of_kind};
use crate::support::{Client, World};

/// The titles on a list's page, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<Value>, Value) {
    let separator = if path.contains('?') { '&' } else { '?' };
    let page = client.get(&format!("{path}{separator}count=true")).await.expect(200);
    (column(&page, "title"), page["total"].clone())
}

/// A list of just these.
fn just(titles: &[&str]) -> (Vec<Value>, Value) {
    (titles.iter().map(|title| json!(title)).collect(), json!(titles.len()))
}

/// The titles of a whole list, two at a time.
async fn page_by_page(client: &Client, path: &str) -> Vec<Value> {
    let separator = if path.contains('?') { '&' } else { '?' };
    let (mut titles, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = client
            .get(&format!("{path}{separator}limit=2{cursor}"))
            .await
            .expect(200);
        titles.extend(column(&page, "title"));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return titles,
        }
    }
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    for (kind, title, state) in [
        ("model", "Un", "missing"),
        ("other", "Deux", "provided"),
        ("dpia", "Trois", "verified"),
        ("other", "Quatre", "waived"),
        ("source_code", "Cinq", "provided"),
    ] {
        let path = of_kind(&world, json!({"kind": kind, "title": title})).await;
        lead(&world, &path, state).await;
    }
    let all = &["Un", "Deux", "Trois", "Quatre", "Cinq"][..];
    for list in [ITEMS, PROGRAMME] {
        for (query, titles) in [
            ("", all),
            ("sort=created_at", all),
            ("sort=-created_at", &["Cinq", "Quatre", "Trois", "Deux", "Un"]),
            ("kind=other", &["Deux", "Quatre"]),
            ("kind=dpia&kind=model", &["Un", "Trois"]),
            ("kind=architecture", &[]),
            ("state=missing", &["Un"]),
            ("state=verified&state=waived", &["Trois", "Quatre"]),
            ("state=provided&kind=other", &["Deux"]),
            ("state=missing&kind=other", &[]),
            ("state=provided&sort=-created_at", &["Cinq", "Deux"]),
            ("updated_since=2000-01-01T00:00:00Z&kind=dpia", &["Trois"]),
            ("updated_since=2100-01-01T00:00:00Z", &[]),
        ] {
            let asked = format!("{list}?{query}");
            assert_eq!(listed(who, asked.trim_end_matches('?')).await, just(titles), "{asked}");
        }
        for query in [
            "sort=kind",
            "sort=-provided_on",
            "kind=code",
            "state=open",
            "provided_before=hier",
            "evidence=x",
            "updated_since=hier",
        ] {
            let refused = who.get(&format!("{list}?{query}")).await;
            refused.refused(400, "invalid_parameters");
        }
        let twice = format!("{list}?provided_before=2019-03-01&provided_before=2019-03-02");
        let refused = who.get(&twice).await;
        assert_eq!(
            refused.faults(400, "invalid_parameters"),
            faults(&[("provided_before", "repeated_parameter")])
        );
    }
}

#[actix_web::test]
async fn what_waits_for_the_laureate_is_asked_for_by_the_day_on_which_it_was_provided() {
    let world = World::new().await;
    let acted = async |path: &str, verb: &str, day: &str| {
        let later = world.app.on(day);
        let who = actor(&world, verb).at(&later.base_url);
        who.act(path, verb, body_of(verb)).await.expect(200)
    };
    let mut paths = Vec::new();
    for (title, day) in [
        ("Tard", "2019-03-20"),
        ("Tôt", "2019-03-05"),
        ("Rendu", "2019-03-05"),
        ("Milieu", "2019-03-06"),
    ] {
        let path = added(&world, title).await;
        acted(&path, "provide", day).await;
        paths.push(path);
    }
    acted(&paths[2], "return", "2019-03-07").await;
    added(&world, "Jamais").await;
    for list in [ITEMS, PROGRAMME] {
        for (query, titles) in [
            ("provided_before=2019-03-05", &[][..]),
            // Strictly before.
            ("provided_before=2019-03-06", &["Tôt"]),
            ("provided_before=2019-03-07", &["Tôt", "Milieu"]),
            ("provided_before=2020-01-01", &["Tard", "Tôt", "Milieu"]),
            (
                "provided_before=2020-01-01&sort=-created_at",
                &["Milieu", "Tôt", "Tard"],
            ),
        ] {
            let asked = format!("{list}?{query}");
            assert_eq!(listed(&world.coordinator, &asked).await, just(titles), "{asked}");
        }
    }
    // Once it is verified, it waits for nobody.
    acted(&paths[1], "verify", "2019-03-08").await;
    let waiting = format!("{ITEMS}?provided_before=2019-03-06&state=provided");
    assert_eq!(listed(&world.coordinator, &waiting).await, just(&[]));
    let settled = format!("{ITEMS}?provided_before=2019-03-06&state=verified");
    assert_eq!(listed(&world.coordinator, &settled).await, just(&[]));
}

#[actix_web::test]
async fn pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    // Those that one opening added are of one instant.
    let open = format!("{ITEMS}/open");
    world.coordinator.post(&open, json!({})).await.expect(201);
    let edit = world.coordinator.with("If-Match", "*");
    let page = who.get(ITEMS).await.expect(200);
    for (id, kind) in column(&page, "id").iter().zip(TWELVE) {
        let path = format!("{ITEMS}/{}", id.as_str().unwrap());
        edit.patch(&path, json!({"title": kind})).await.expect(200);
    }
    let mut expected = TWELVE.to_vec();
    for list in [ITEMS, PROGRAMME] {
        assert_eq!(page_by_page(who, list).await, expected, "{list}");
    }
    expected.reverse();
    for list in [ITEMS, PROGRAMME] {
        assert_eq!(
            page_by_page(who, &format!("{list}?sort=-created_at")).await,
            expected,
            "{list}"
        );
    }
}

#[actix_web::test]
async fn a_programmes_list_shows_everybody_their_own_projects() {
    let world = World::new().await;
    for title in ["Un", "Deux"] {
        added(&world, title).await;
    }
    let start = json!({"on": "2019-03-04"});
    let chu = "/v1/projects/AMI-T-CHU";
    world.coordinator.act(chu, "start", start).await.expect(200);
    let body = json!({"kind": "other", "title": "Ailleurs"});
    let elsewhere = world.coordinator.post(&format!("{chu}/hand-over"), body).await;
    elsewhere.expect(201);
    added(&world, "Trois").await;
    let own: &[&str] = &["Un", "Deux", "Trois"];
    for (client, titles) in [
        (&world.coordinator, &["Un", "Deux", "Ailleurs", "Trois"][..]),
        (&world.technical_coordinator, &["Un", "Deux", "Ailleurs", "Trois"]),
        (&world.asn_laureate, own),
        (&world.alpha_expert, own),
        (&world.chu_laureate, &["Ailleurs"]),
        (&world.beta_expert, &["Ailleurs"]),
    ] {
        assert_eq!(listed(client, PROGRAMME).await, just(titles));
    }
    world.observer.get(PROGRAMME).await.refused(403, "forbidden");
    world.nobody.get(PROGRAMME).await.refused(404, "not_found");
    let who = &world.coordinator;
    let newest = page_by_page(who, &format!("{PROGRAMME}?sort=-created_at")).await;
    assert_eq!(newest, ["Trois", "Ailleurs", "Deux", "Un"]);
    // It is found in its own project alone.
    let misplaced = format!("{ITEMS}/{}", elsewhere.id());
    who.get(&misplaced).await.refused(404, "not_found");
    let hidden = format!("{chu}/hand-over/{}", elsewhere.id());
    world.asn_laureate.get(&hidden).await.refused(404, "not_found");
    assert_eq!(who.get(&hidden).await.expect(200)["project"]["code"], "AMI-T-CHU");
}

#[actix_web::test]
async fn the_code_lists_are_in_the_vocabulary() {
    let world = World::new().await;
    let vocabulary = world.nobody.get("/v1/vocabulary").await.expect(200);
    let codes = |list: &str| -> Vec<Value> {
        let terms = vocabulary[list].as_array().unwrap().iter();
        terms.map(|term| term["code"].clone()).collect()
    };
    let mut kinds = TWELVE.to_vec();
    kinds.push("other");
    assert_eq!(codes("hand_over_kinds"), kinds);
    assert_eq!(codes("hand_over_states"), ["missing", "provided", "verified", "waived"]);
}
