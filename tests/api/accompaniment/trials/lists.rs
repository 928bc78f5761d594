//! Trials by their start, and those that are asked for.

use serde_json::{Value, json};

use super::{TRIALS, led_to, prototype, trial};
use crate::support::{Client, World};

const PROGRAMME: &str = "/v1/programmes/AMI-T/trials";

/// The protocols on a list's page, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<String>, Value) {
    let page = client.get(path).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let names = items.map(|trial| trial["protocol"].as_str().unwrap().to_owned());
    (names.collect(), page["total"].clone())
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let (first, second) = (
        prototype(who, "functional").await,
        prototype(who, "in_production").await,
    );
    let never = prototype(who, "in_production").await;
    // Not in the order of their days.
    for (protocol, state, version, audience, from) in [
        ("Lecture", "completed", &first, "agents", "2019-02-04"),
        ("Recherche", "planned", &first, "public", "2019-04-01"),
        ("Écoute", "running", &second, "public", "2019-02-18"),
        ("Appel", "cancelled", &second, "agents", "2018-12-10"),
        ("Relecture", "running", &first, "agents", "2019-03-04"),
    ] {
        let more = json!({"protocol": protocol, "prototype": version, "audience": audience, "from": from});
        led_to(who, state, more).await;
    }
    let mixed = json!({"protocol": "Visite", "prototype": second, "from": "2019-01-07"});
    let mixed = led_to(who, "running", mixed).await;
    let body = json!({"participants": 0, "verdict": "mixed"});
    who.act(&mixed, "complete", body).await.expect(200);
    let all = &["Recherche", "Relecture", "Écoute", "Lecture", "Visite", "Appel"][..];
    for list in [TRIALS, PROGRAMME] {
        for (query, names) in [
            ("", all),
            ("sort=-from", all),
            ("state=running", &["Relecture", "Écoute"]),
            ("state=completed&state=planned", &["Recherche", "Lecture", "Visite"]),
            ("state=cancelled", &["Appel"]),
            ("audience=public", &["Recherche", "Écoute"]),
            ("audience=agents&audience=public", all),
            ("verdict=conclusive", &["Lecture"]),
            ("verdict=conclusive&verdict=mixed", &["Lecture", "Visite"]),
            ("verdict=inconclusive", &[]),
            (&format!("prototype={first}"), &["Recherche", "Relecture", "Lecture"]),
            (&format!("prototype={first}&prototype={second}"), all),
            (&format!("prototype={second}&state=running"), &["Écoute"]),
            (&format!("prototype={never}"), &[]),
            (
                "updated_since=2000-01-01T00:00:00Z&audience=public",
                &["Recherche", "Écoute"],
            ),
            ("updated_since=2100-01-01T00:00:00Z", &[]),
        ] {
            let asked = format!("{list}?{query}&count=true").replace("?&", "?");
            let expected: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(listed(who, &asked).await, (expected, json!(names.len())), "{asked}");
        }
        for query in [
            "sort=from",
            "sort=-created_at",
            "state=over",
            "audience=juges",
            "verdict=good",
            "prototype=0.3",
            "participants=3",
        ] {
            let refused = who.get(&format!("{list}?{query}")).await;
            refused.refused(400, "invalid_parameters");
        }
    }
}

#[actix_web::test]
async fn those_that_start_on_one_day_stand_newest_first_and_pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let version = prototype(who, "functional").await;
    for (protocol, from) in [
        ("A", "2019-02-18"),
        ("B", "2019-03-01"),
        ("C", "2019-02-18"),
        ("D", "2019-02-18"),
    ] {
        led_to(
            who,
            "planned",
            json!({"prototype": version, "protocol": protocol, "from": from}),
        )
        .await;
    }
    for list in [TRIALS, PROGRAMME] {
        let mut seen = Vec::new();
        let mut next = String::new();
        loop {
            let page = who.get(&format!("{list}?limit=1{next}")).await.expect(200);
            seen.extend(
                page["items"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|it| it["protocol"].clone()),
            );
            let Some(cursor) = page["next"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(seen, ["B", "D", "C", "A"], "{list}");
    }
    // An edit of its day moves one.
    let page = who.get(TRIALS).await.expect(200);
    let path = format!("{TRIALS}/{}", page["items"][3]["id"].as_str().unwrap());
    let edit = who.with("If-Match", "*");
    edit.patch(&path, json!({"from": "2019-03-02"})).await.expect(200);
    let (names, _) = listed(who, TRIALS).await;
    assert_eq!(names, ["A", "B", "D", "C"]);
}

#[actix_web::test]
async fn a_programmes_list_shows_everybody_their_own_projects() {
    let world = World::new().await;
    let version = prototype(&world.alpha_expert, "functional").await;
    for (protocol, from) in [("Un", "2019-02-01"), ("Deux", "2019-02-02"), ("Trois", "2019-02-03")] {
        let more = json!({"prototype": version, "protocol": protocol, "from": from});
        led_to(&world.alpha_expert, "planned", more).await;
    }
    let other = json!({"version": "0.1", "maturity": "functional"});
    let other = world
        .beta_expert
        .post("/v1/projects/AMI-T-CHU/prototypes", other)
        .await
        .id();
    let body = trial(&other, json!({"protocol": "Ailleurs", "from": "2019-02-04"}));
    let elsewhere = world.chu_laureate.post("/v1/projects/AMI-T-CHU/trials", body).await;
    elsewhere.expect(201);
    let counted = format!("{PROGRAMME}?count=true");
    let own = (["Trois", "Deux", "Un"].map(str::to_owned).to_vec(), json!(3));
    for client in [&world.alpha_expert, &world.asn_laureate] {
        assert_eq!(listed(client, &counted).await, own);
        // A filter by what is hidden finds nothing.
        let hidden = format!("{counted}&prototype={other}");
        assert_eq!(listed(client, &hidden).await, (Vec::new(), json!(0)));
    }
    for client in [&world.beta_expert, &world.chu_laureate] {
        assert_eq!(listed(client, &counted).await, (vec!["Ailleurs".to_owned()], json!(1)));
    }
    world.observer.get(PROGRAMME).await.refused(403, "forbidden");
    world.nobody.get(PROGRAMME).await.refused(404, "not_found");
    // It is found in its own project alone.
    let who = &world.coordinator;
    let misplaced = format!("{TRIALS}/{}", elsewhere.id());
    who.get(&misplaced).await.refused(404, "not_found");
    let hidden = format!("/v1/projects/AMI-T-CHU/trials/{}", elsewhere.id());
    world.alpha_expert.get(&hidden).await.refused(404, "not_found");
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
        (items.len(), &items[0]["protocol"], &rest["next"]),
        (1, &json!("Un"), &Value::Null)
    );
}
