//! Versions in the order in which they were made, and those that are asked for.

use serde_json::{Value, json};

use super::{PROTOTYPES, added, version};
use crate::support::{Client, World};

const PROGRAMME: &str = "/v1/programmes/AMI-T/prototypes";

/// The versions on a list's page, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<String>, Value) {
    let page = client.get(path).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let names = items.map(|prototype| prototype["version"].as_str().unwrap().to_owned());
    (names.collect(), page["total"].clone())
}

#[actix_web::test]
async fn versions_stand_in_the_order_in_which_they_were_made() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    for (name, maturity) in [
        ("2.0", "mock_up"),
        ("10.0", "proof_of_concept"),
        ("1.0", "functional"),
        ("beta", "functional"),
    ] {
        added(&who, name, json!({"maturity": maturity})).await;
    }
    let page = who.get(PROTOTYPES).await.expect(200);
    // An edit moves none.
    let oldest = &page["items"][3];
    let path = format!("{PROTOTYPES}/{}", oldest["id"].as_str().unwrap());
    who.patch(&path, json!({"description": "Papier."})).await.expect(200);
    for list in [PROTOTYPES, PROGRAMME] {
        for (query, names) in [
            ("", &["beta", "1.0", "10.0", "2.0"][..]),
            ("sort=-created_at", &["beta", "1.0", "10.0", "2.0"]),
            ("maturity=functional", &["beta", "1.0"]),
            ("maturity=mock_up", &["2.0"]),
            ("maturity=mock_up&maturity=functional", &["beta", "1.0", "2.0"]),
            ("maturity=in_production", &[]),
            (
                "updated_since=2000-01-01T00:00:00Z&maturity=proof_of_concept",
                &["10.0"],
            ),
            ("updated_since=2100-01-01T00:00:00Z", &[]),
        ] {
            let asked = format!("{list}?{query}&count=true").replace("?&", "?");
            let expected: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(listed(&who, &asked).await, (expected, json!(names.len())), "{asked}");
        }
        for query in [
            "sort=created_at",
            "sort=version",
            "maturity=almost",
            "version=2.0",
            "licence=MIT",
        ] {
            let refused = who.get(&format!("{list}?{query}")).await;
            refused.refused(400, "invalid_parameters");
        }
    }
}

#[actix_web::test]
async fn a_programmes_list_shows_everybody_their_own_projects() {
    let world = World::new().await;
    for name in ["0.1", "0.2", "0.3"] {
        added(&world.alpha_expert, name, json!({})).await;
    }
    let body = version("0.1", json!({"maturity": "in_production"}));
    let elsewhere = world.beta_expert.post("/v1/projects/AMI-T-CHU/prototypes", body).await;
    elsewhere.expect(201);
    let counted = format!("{PROGRAMME}?count=true");
    let own = (["0.3", "0.2", "0.1"].map(str::to_owned).to_vec(), json!(3));
    for client in [&world.alpha_expert, &world.asn_laureate] {
        assert_eq!(listed(client, &counted).await, own);
        let hidden = format!("{counted}&maturity=in_production");
        assert_eq!(listed(client, &hidden).await, (Vec::new(), json!(0)));
    }
    for client in [&world.beta_expert, &world.chu_laureate] {
        assert_eq!(listed(client, &counted).await, (vec!["0.1".to_owned()], json!(1)));
    }
    world.observer.get(PROGRAMME).await.refused(403, "forbidden");
    world.nobody.get(PROGRAMME).await.refused(404, "not_found");
    // It is found in its own project alone.
    let who = &world.coordinator;
    let misplaced = format!("{PROTOTYPES}/{}", elsewhere.id());
    who.get(&misplaced).await.refused(404, "not_found");
    let hidden = format!("/v1/projects/AMI-T-CHU/prototypes/{}", elsewhere.id());
    world.alpha_expert.get(&hidden).await.refused(404, "not_found");
    assert_eq!(who.get(&hidden).await.expect(200)["project"]["code"], "AMI-T-CHU");
    let first = who.get(&format!("{counted}&limit=3")).await.expect(200);
    let codes: Vec<_> = first["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| &it["project"]["code"])
        .collect();
    assert_eq!(codes, ["AMI-T-CHU", "AMI-T-ASN", "AMI-T-ASN"]);
    assert_eq!(first["total"], 4);
    let next = first["next"].as_str().unwrap();
    let rest = who.get(&format!("{PROGRAMME}?limit=3&cursor={next}")).await.expect(200);
    assert_eq!(rest["items"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&rest["items"][0]["version"], &rest["next"]),
        (&json!("0.1"), &Value::Null)
    );
}
