//! The project that a selection makes.

use serde_json::{Value, json};

use super::{path_of, reference, select, told};
use crate::call::{GRIDS, assigned, column, entries, grid, id_of, juror, led_to, made, project_of, recused, submitted};
use crate::support::World;

#[actix_web::test]
async fn it_has_what_the_application_says_and_both_name_each_other() {
    let world = World::new().await;
    let who = &world.coordinator;
    let body = json!({"title": "Lettres de suite", "summary": "Retrouver une lettre."});
    let path = led_to(&world, "shortlisted", body).await;
    let before = who.get(&path).await.expect(200);
    let after = select(&world, &path, json!({})).await.expect(200);
    let project = who.get(&path_of("AMI-T-ASN-2")).await;
    let shown = project.expect(200);
    for (field, value) in [
        (
            "programme",
            json!({"id": world.programme, "code": "AMI-T", "name": "AMI de test"}),
        ),
        (
            "laureate",
            json!({"id": world.asn, "name": "Autorité de sûreté nucléaire"}),
        ),
        ("title", json!("Lettres de suite")),
        ("summary", json!("Retrouver une lettre.")),
        ("state", json!("selected")),
        ("started_on", Value::Null),
        ("useful_months", json!(10)),
        ("application", json!({"id": id_of(&path), "name": "Lettres de suite"})),
        ("replaces", Value::Null),
        ("replaced_by", Value::Null),
        ("version", json!(1)),
        ("updated_by", json!({"id": who.account(), "name": "Coordination DITP"})),
    ] {
        assert_eq!(shown.get(field), Some(&value), "{field}");
    }
    let mut expected = before.clone();
    for (field, value) in [
        ("state", json!("laureate")),
        (
            "project",
            json!({"id": shown["id"], "code": "AMI-T-ASN-2", "name": "Lettres de suite"}),
        ),
        ("version", json!(before["version"].as_u64().unwrap() + 1)),
        ("updated_at", after["updated_at"].clone()),
    ] {
        expected[field] = value;
    }
    assert_eq!(after, expected);
    assert_eq!(who.get(&path).await.expect(200), after);
    for list in ["/v1/projects", "/v1/programmes/AMI-T/projects"] {
        let page = who.get(list).await.expect(200);
        assert!(page["items"].as_array().unwrap().contains(&shown), "{list}: {page}");
    }
    // It is one change; the project's history tells of the project.
    let own = shown["id"].as_str().unwrap();
    assert_eq!(
        told(&world, &path).await,
        entries(&[("application", &path, "selected"), ("project", own, "created")])
    );
    let history = who.get(&path_of("AMI-T-ASN-2/history")).await.expect(200);
    assert_eq!(column(&history, "entity_id"), [own]);
    assert_eq!(history["items"][0]["action"]["code"], "created");
}

#[actix_web::test]
async fn it_has_what_the_selection_says_instead() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = led_to(&world, "admissible", json!({"summary": "Un essai."})).await;
    let body = json!({"title": " Lettres ", "code": "LETTRES", "useful_months": 12});
    let after = select(&world, &path, body).await.expect(200);
    assert_eq!(
        (&after["title"], &after["motive"]),
        (&json!("Lettres de suite"), &Value::Null)
    );
    let shown = who.get(&path_of("LETTRES")).await.expect(200);
    assert_eq!(
        after["project"],
        json!({"id": shown["id"], "code": "LETTRES", "name": "Lettres"})
    );
    assert_eq!(
        [
            &shown["title"],
            &shown["useful_months"],
            &shown["summary"],
            &shown["application"]["name"]
        ],
        [
            &json!("Lettres"),
            &json!(12),
            &json!("Un essai."),
            &json!("Lettres de suite")
        ]
    );
    // It goes on as any other, and is called otherwise then.
    let project = path_of("LETTRES");
    who.act(&project, "start", json!({"on": "2018-11-21"}))
        .await
        .expect(200);
    let renamed = who
        .with("If-Match", "*")
        .patch(&project, json!({"title": "Courriers"}))
        .await;
    assert_eq!(renamed.expect(200)["application"]["id"], id_of(&path));
    let read = who.get(&path).await.expect(200);
    assert_eq!(
        (&read["project"]["name"], &read["version"]),
        (&json!("Courriers"), &after["version"])
    );
}

#[actix_web::test]
async fn several_of_one_organisation_have_codes_of_their_own() {
    let world = World::new().await;
    let mut codes = Vec::new();
    for organisation in [world.chu, world.chu, world.asn] {
        let path = led_to(&world, "laureate", json!({"organisation": organisation})).await;
        codes.push(project_of(&world, &path).await);
    }
    assert_eq!(codes, ["AMI-T-CHU-2", "AMI-T-CHU-3", "AMI-T-ASN-2"]);
}

#[actix_web::test]
async fn one_from_the_reserve_keeps_its_rank() {
    let world = World::new().await;
    let path = led_to(&world, "reserve", json!({})).await;
    let rank = world.coordinator.get(&path).await.expect(200)["rank"].clone();
    assert!(rank.is_u64());
    // It need not replace anybody.
    let after = select(&world, &path, json!({})).await.expect(200);
    assert_eq!(
        [&after["state"], &after["rank"], &after["replaces"]],
        [&json!("laureate"), &rank, &Value::Null]
    );
}

/// A project that no application led to names none.
#[actix_web::test]
async fn a_project_that_came_of_no_application_says_so() {
    let world = World::new().await;
    let laid = world.coordinator.get("/v1/projects/AMI-T-ASN").await.expect(200);
    let body = json!({"organisation": world.asn, "title": "Sans appel"});
    let added = world
        .coordinator
        .post("/v1/programmes/AMI-T/projects", body)
        .await
        .expect(201);
    for shown in [laid, added] {
        for field in ["application", "replaces", "replaced_by"] {
            assert_eq!(shown.get(field), Some(&Value::Null), "{field}");
        }
    }
}

#[actix_web::test]
async fn evaluations_that_are_open_ask_for_a_motive() {
    let world = World::new().await;
    let who = &world.coordinator;
    let mut jurors = Vec::new();
    for name in ["Premier", "Second", "Tiers", "Quart"] {
        jurors.push(juror(&world, name).await);
    }
    made(who, GRIDS, grid(json!({}))).await;
    let path = led_to(&world, "shortlisted", json!({})).await;
    let mut evaluations = Vec::new();
    for juror in &jurors {
        evaluations.push(assigned(&world, &path, juror).await);
    }
    submitted(&jurors[0], &evaluations[0]).await;
    recused(&jurors[1], &evaluations[1]).await;
    let before = who.get(&path).await.expect(200);
    let refused = select(&world, &path, json!({})).await;
    let mut open: Vec<_> = refused
        .refused(409, "conflict")
        .iter()
        .map(|error| {
            let told = (error["pointer"].clone(), error["code"].clone());
            assert_eq!(told, (json!(""), json!("evaluation_open")));
            error["params"]["evaluation"].as_str().unwrap().to_owned()
        })
        .collect();
    open.sort();
    assert_eq!(open, [id_of(&evaluations[2]), id_of(&evaluations[3])]);
    assert_eq!(who.get(&path).await.expect(200), before);
    let motive = "Le comité passe outre.";
    let after = select(&world, &path, json!({"motive": motive})).await.expect(200);
    assert_eq!(
        (&after["state"], &after["motive"]),
        (&json!("laureate"), &json!(motive))
    );
    let journal = format!(
        "select after->>'motive' from journal where entity_id = '{}' and action = 'selected'",
        id_of(&path)
    );
    assert_eq!(world.app.text(&journal).await, motive);
    // Once all are submitted or given back, none is asked for.
    let path = led_to(&world, "shortlisted", json!({})).await;
    submitted(&jurors[0], &assigned(&world, &path, &jurors[0]).await).await;
    recused(&jurors[1], &assigned(&world, &path, &jurors[1]).await).await;
    let after = select(&world, &path, json!({})).await.expect(200);
    assert_eq!((&after["state"], &after["motive"]), (&json!("laureate"), &Value::Null));
    let own = project_of(&world, &path).await;
    assert_eq!(after["project"], reference(&world, &own).await);
}
