//! Which datasets can be reached, and what is asked of them all.

use serde_json::{Value, json};

use super::{DATASETS, added, letters};
use crate::support::{Client, World};

const PROGRAMME: &str = "/v1/programmes/AMI-T/datasets";

/// The names on a list's page, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<String>, Value) {
    let page = client.get(path).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let names = items.map(|dataset| dataset["name"].as_str().unwrap().to_owned());
    (names.collect(), page["total"].clone())
}

#[actix_web::test]
async fn what_is_there_and_granted_or_open_can_be_reached() {
    let world = World::new().await;
    let who = &world.coordinator;
    let (mut reached, mut others) = (Vec::new(), Vec::new());
    for existence in ["exists", "partial", "to_build", "absent"] {
        for (access, verb) in [
            ("not_requested", None),
            ("requested", Some("request")),
            ("granted", Some("grant")),
            ("blocked", Some("block")),
            ("open", Some("open")),
        ] {
            let name = format!("{existence} {access}");
            let dataset = added(who, json!({"name": name, "existence": existence})).await;
            if let Some(verb) = verb {
                let body = json!({"motive": "Décision du producteur."});
                who.act(&dataset, verb, body).await.expect(200);
            }
            let shown = who.get(&dataset).await.expect(200);
            let reachable = ["exists", "partial"].contains(&existence) && ["granted", "open"].contains(&access);
            assert_eq!(
                (&shown["access"], &shown["reachable"]),
                (&json!(access), &json!(reachable)),
                "{name}"
            );
            let alike = if reachable { &mut reached } else { &mut others };
            alike.insert(0, name);
        }
    }
    assert_eq!((reached.len(), others.len()), (4, 16));
    for list in [DATASETS, PROGRAMME] {
        for (flag, names) in [(true, &reached), (false, &others)] {
            let asked = format!("{list}?reachable={flag}&count=true");
            assert_eq!(
                listed(who, &asked).await,
                (names.clone(), json!(names.len())),
                "{asked}"
            );
        }
    }
    // An edit that says that it is there, or no more, moves it from one list to the other.
    let dataset = added(who, json!({"existence": "to_build"})).await;
    who.act(&dataset, "grant", json!({})).await.expect(200);
    for (existence, reachable) in [
        ("partial", true),
        ("absent", false),
        ("exists", true),
        ("to_build", false),
    ] {
        let edit = who.with("If-Match", "*");
        let edited = edit.patch(&dataset, json!({"existence": existence})).await.expect(200);
        assert_eq!(edited["reachable"], reachable, "{existence}");
        let (names, _) = listed(who, &format!("{DATASETS}?reachable={reachable}&limit=1")).await;
        assert_eq!(names, ["Lettres de suites"], "{existence}");
    }
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let (alpha, asn, ditp) = (world.alpha, world.asn, world.ditp);
    let granted = json!({"name": "Lettres", "personal_data": true, "dpia": "done", "holder": {"organisation": alpha}});
    let granted = added(who, granted).await;
    who.act(&granted, "grant", json!({})).await.expect(200);
    let blocked = added(who, json!({"name": "Images", "existence": "partial"})).await;
    who.act(&blocked, "block", json!({"motive": "Licence."}))
        .await
        .expect(200);
    let wanted = json!({"name": "Appels", "existence": "to_build", "personal_data": true, "dpia": "to_do",
        "holder": {"organisation": asn}});
    added(who, wanted).await;
    let opened = added(who, json!({"name": "Avis", "existence": "absent"})).await;
    who.act(&opened, "open", json!({})).await.expect(200);
    for list in [DATASETS, PROGRAMME] {
        for (query, names) in [
            ("", &["Avis", "Appels", "Images", "Lettres"][..]),
            ("sort=-created_at", &["Avis", "Appels", "Images", "Lettres"]),
            ("existence=exists", &["Lettres"]),
            ("existence=exists&existence=partial", &["Images", "Lettres"]),
            ("existence=absent", &["Avis"]),
            ("access=blocked", &["Images"]),
            ("access=not_requested&access=open", &["Avis", "Appels"]),
            ("access=requested", &[]),
            ("dpia=not_needed", &["Avis", "Images"]),
            ("dpia=done&dpia=to_do", &["Appels", "Lettres"]),
            ("dpia=in_progress", &[]),
            ("personal_data=true", &["Appels", "Lettres"]),
            ("personal_data=false", &["Avis", "Images"]),
            ("reachable=true", &["Lettres"]),
            ("reachable=false", &["Avis", "Appels", "Images"]),
            ("personal_data=true&reachable=false", &["Appels"]),
            (&format!("organisation={alpha}"), &["Lettres"]),
            (
                &format!("organisation={alpha}&organisation={asn}"),
                &["Appels", "Lettres"],
            ),
            (&format!("organisation={ditp}"), &[]),
            (
                "updated_since=2000-01-01T00:00:00Z&personal_data=true",
                &["Appels", "Lettres"],
            ),
            ("updated_since=2100-01-01T00:00:00Z", &[]),
        ] {
            let asked = format!("{list}?{query}&count=true");
            let asked = asked.replace("?&", "?");
            let expected: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(listed(who, &asked).await, (expected, json!(names.len())), "{asked}");
        }
        for query in [
            "sort=name",
            "sort=created_at",
            "access=lost",
            "reachable=maybe",
            "holder=x",
        ] {
            assert_eq!(who.get(&format!("{list}?{query}")).await.status, 400, "{query}");
        }
    }
}

#[actix_web::test]
async fn a_programmes_list_shows_everybody_their_own_projects() {
    let world = World::new().await;
    let who = &world.coordinator;
    for name in ["Lettres", "Images", "Appels"] {
        added(who, json!({"name": name})).await;
    }
    let elsewhere = letters(json!({"name": "Comptes rendus"}));
    let elsewhere = who.post("/v1/projects/AMI-T-CHU/datasets", elsewhere).await;
    elsewhere.expect(201);
    let counted = format!("{PROGRAMME}?count=true");
    let own = (["Appels", "Images", "Lettres"].map(str::to_owned).to_vec(), json!(3));
    for client in [&world.alpha_expert, &world.asn_laureate] {
        assert_eq!(listed(client, &counted).await, own);
    }
    let anothers = (vec!["Comptes rendus".to_owned()], json!(1));
    for client in [&world.beta_expert, &world.chu_laureate] {
        assert_eq!(listed(client, &counted).await, anothers);
    }
    world.observer.get(PROGRAMME).await.refused(403, "forbidden");
    world.observer.get(DATASETS).await.refused(403, "forbidden");
    let hidden = format!("/v1/projects/AMI-T-CHU/datasets/{}", elsewhere.id());
    world.alpha_expert.get(&hidden).await.refused(404, "not_found");
    world.observer.get(&hidden).await.refused(403, "forbidden");
    // It is found in its own project alone.
    let misplaced = format!("{DATASETS}/{}", elsewhere.id());
    who.get(&misplaced).await.refused(404, "not_found");
    let first = who.get(&format!("{counted}&limit=3")).await.expect(200);
    assert_eq!(first["total"], 4);
    let items = first["items"].as_array().unwrap();
    assert_eq!(items[0]["project"]["code"], "AMI-T-CHU");
    assert_eq!(items.len(), 3);
    let next = first["next"].as_str().unwrap();
    let rest = who.get(&format!("{PROGRAMME}?limit=3&cursor={next}")).await.expect(200);
    assert_eq!(rest["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&rest["items"][0]["name"], &rest["next"]),
        (&json!("Lettres"), &Value::Null)
    );
}
