//! What is asked of a redaction.

use jalon::redactions::rules::repeats;
use serde_json::json;

use super::{LEAK, milestone};
use crate::support::World;

#[actix_web::test]
async fn what_is_sent_is_told_all_its_faults() {
    let world = World::new().await;
    let id = milestone(&world, LEAK).await;
    let shape = world
        .coordinator
        .post("/v1/redactions", json!({"entity": "grant", "id": "x", "why": 1}))
        .await;
    assert_eq!(
        shape.faults(422, "invalid_body"),
        [
            ("/entity".to_owned(), "unknown_value".to_owned()),
            ("/field".to_owned(), "missing_field".to_owned()),
            ("/id".to_owned(), "invalid_format".to_owned()),
            ("/motive".to_owned(), "missing_field".to_owned()),
            ("/why".to_owned(), "unknown_field".to_owned()),
        ]
    );
    let field = json!({"entity": "milestone", "id": id, "field": "state", "motive": "Erreur."});
    let field = world.coordinator.post("/v1/redactions", field).await;
    let faults = field.refused(422, "invalid_body");
    assert_eq!(
        (&faults[0]["pointer"], &faults[0]["code"]),
        (&json!("/field"), &json!("unknown_value"))
    );
    assert_eq!(
        faults[0]["params"]["accepted"],
        json!(["title", "description", "acceptance_criteria"])
    );
    let repeated =
        json!({"entity": "milestone", "id": id, "field": "title", "motive": format!("Il y avait « {LEAK} ».")});
    let repeated = world.coordinator.post("/v1/redactions", repeated).await;
    assert_eq!(
        repeated.faults(422, "invalid_body"),
        [("/motive".to_owned(), "motive_repeats_text".to_owned())]
    );
    assert_eq!(
        world.coordinator.get(&format!("/v1/milestones/{id}")).await.expect(200)["title"],
        LEAK
    );
}

#[test]
fn a_motive_repeats_a_text_by_its_whole_or_by_words_in_a_row() {
    let text = |text: &str| vec![text.to_owned()];
    assert!(repeats("Contenait Jean Dupont.", &text("jean DUPONT")));
    assert!(repeats(
        "Il disait « le rapport de l'agent ».",
        &text("Voici le rapport de l’agent malade")
    ));
    assert!(!repeats(
        "Nommait un agent.",
        &text("Voici le rapport de l'agent malade")
    ));
    assert!(!repeats("Donnée personnelle.", &text("Dossier médical")));
    assert!(!repeats("Il y a une erreur.", &text("a")), "a letter says nothing");
    assert!(!repeats("Erreur.", &text("…")));
    assert!(repeats("RAS", &text("RAS")));
    assert!(repeats(
        "voir https://pieces.example/a/b",
        &text("https://pieces.example/a/b")
    ));
}
