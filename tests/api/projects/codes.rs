//! Codes: made once, unique over all, a given one wins.

use jalon::projects::{free_code, slug};
use serde_json::{Value, json};

use crate::support::World;

#[test]
fn a_slug_is_ascii_whatever_the_name() {
    for (name, expected) in [
        ("ASN", "ASN"),
        ("Météo-France", "METEO-FRANCE"),
        ("Me\u{301}te\u{301}o", "METEO"),
        ("CCI  d'Île-de-France (Paris)", "CCI-D-ILE-DE-FRANCE-PARIS"),
        ("Œuvres & cætera", "OEUVRES-CAETERA"),
        ("Straße n° 2", "STRASSE-N-2"),
        ("データ", "PROJECT"),
        ("--", "PROJECT"),
        (
            "Direction régionale de l'environnement, de l'aménagement et du logement",
            "DIRECTION-REGIONALE-DE-L-ENVIRONNEMENT",
        ),
    ] {
        assert_eq!(slug(name), expected, "{name}");
    }
    let taken = ["P-ASN", "P-ASN-2", "P-ASN-4"].map(str::to_owned);
    assert_eq!(free_code("P-ASN", &taken), "P-ASN-3");
    assert_eq!(free_code("P-A", &taken), "P-A");
}

async fn created(world: &World, body: Value) -> Value {
    world
        .coordinator
        .post("/v1/programmes/AMI-T/projects", body)
        .await
        .expect(201)
}

#[actix_web::test]
async fn a_code_is_made_of_the_short_name_and_numbered_on_collision() {
    let world = World::new().await;
    let asn = json!({"organisation": world.asn, "title": "Lettres de suite"});
    assert_eq!(created(&world, asn.clone()).await["code"], "AMI-T-ASN-2");
    assert_eq!(created(&world, asn).await["code"], "AMI-T-ASN-3");
    let nameless = world
        .coordinator
        .post(
            "/v1/organisations",
            json!({"name": "Préfecture de l'Hérault", "kind": "decentralised_service"}),
        )
        .await
        .id();
    let made = created(
        &world,
        json!({"organisation": nameless, "title": "Guichet", "summary": " Un essai. "}),
    )
    .await;
    assert_eq!(made["code"], "AMI-T-PREFECTURE-DE-L-HERAULT");
    assert_eq!(made["summary"], "Un essai.");
    assert_eq!(made["state"], "selected");
    assert_eq!(made["useful_months"], 10, "the programme's");
    assert_eq!(made["programme"]["code"], "AMI-T");
    assert_eq!(
        made["laureate"],
        json!({"id": nameless, "name": "Préfecture de l'Hérault"})
    );
    assert_eq!(made["started_on"], Value::Null);
    assert_eq!(made["updated_by"]["id"], json!(world.coordinator.account()));
    let given = json!({"code": "GUICHET", "organisation": world.chu, "title": "Tri", "useful_months": 12});
    let made = created(&world, given.clone()).await;
    assert_eq!((&made["code"], &made["useful_months"]), (&json!("GUICHET"), &json!(12)));
    let again = world.coordinator.post("/v1/programmes/AMI-T/projects", given).await;
    assert_eq!(
        again.faults(422, "invalid_body"),
        [("/code".to_owned(), "already_taken".to_owned())]
    );
}

#[actix_web::test]
async fn a_rename_of_the_laureate_shows_and_leaves_the_code() {
    let world = World::new().await;
    let organisation = format!("/v1/organisations/{}", world.asn);
    let current = world.coordinator.get(&organisation).await;
    let renamed = json!({"name": "Autorité de sûreté nucléaire et de radioprotection", "short_name": "ASNR"});
    world
        .coordinator
        .matching(&current)
        .patch(&organisation, renamed)
        .await
        .expect(200);
    let project = world.asn_laureate.get("/v1/projects/AMI-T-ASN").await.expect(200);
    assert_eq!(project["code"], "AMI-T-ASN");
    assert_eq!(
        project["laureate"]["name"],
        "Autorité de sûreté nucléaire et de radioprotection"
    );
}

#[actix_web::test]
async fn a_faulty_project_is_told_everything_at_once() {
    let world = World::new().await;
    let path = "/v1/programmes/AMI-T/projects";
    let shape = world
        .coordinator
        .post(path, json!({"code": "é", "title": "", "useful_months": 0, "budget": 1}))
        .await;
    let told: Vec<_> = shape
        .faults(422, "invalid_body")
        .into_iter()
        .map(|(pointer, _)| pointer)
        .collect();
    assert_eq!(told, ["/budget", "/code", "/organisation", "/title", "/useful_months"]);
    let rules = json!({"code": "AMI-T-CHU", "organisation": world.alpha, "title": "X"});
    let reply = world.coordinator.post(path, rules).await;
    assert_eq!(
        reply.faults(422, "invalid_body"),
        [
            ("/code".to_owned(), "already_taken".to_owned()),
            ("/organisation".to_owned(), "wrong_organisation_kind".to_owned()),
        ]
    );
    let retry = world.coordinator.with("Idempotency-Key", "k1");
    let body = json!({"organisation": world.asn, "title": "Une fois"});
    let first = retry.post(path, body.clone()).await;
    let second = retry.post(path, body).await;
    assert_eq!(first.expect(201), second.expect(201));
    assert_eq!(second.header("Idempotency-Replayed"), "true");
    assert_eq!(second.header("Location"), format!("/v1/projects/{}", first.id()));
    assert_eq!(world.app.text("select count(*) from projects").await, "3");
}
