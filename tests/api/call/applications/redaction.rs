//! What should not have been written of an application: gone from everywhere.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::call::{
    APPLICATIONS, BATCH, GRIDS, application, applied, assigned, count, faults, grid, id_of, juror, led_to, made,
    project_of, with,
};
use crate::redactions::{LEAK, redact};
use crate::support::World;

fn sha256(text: &str) -> Value {
    json!(format!("{:x}", Sha256::digest(text)))
}

#[actix_web::test]
async fn its_texts_are_markers_wherever_it_is_read() {
    let world = World::new().await;
    let who = &world.coordinator;
    let juror = juror(&world, "Jurée").await;
    made(who, GRIDS, grid(json!({}))).await;
    let [title, summary, reference, number, motive] =
        ["titre", "résumé", "référence", "numéro", "motif"].map(|what| format!("{LEAK} ({what})"));
    // Answers are kept for retries, and say it too.
    let source = json!({"system": "Courrier", "number": number});
    let body = application(
        &world,
        json!({"title": title, "summary": summary, "source": source, "reference": reference}),
    );
    let keyed = who.with("Idempotency-Key", "dossier");
    let made = keyed.post(APPLICATIONS, body.clone()).await;
    made.expect(201);
    let path = format!("/v1/applications/{}", made.id());
    assigned(&world, &path, &juror).await;
    let dismissing = who.with("Idempotency-Key", "rejet");
    let why = json!({"motive": motive});
    let before = dismissing.act(&path, "dismiss", why).await.expect(200);
    world.app.sql("analyze").await;
    let mut expected = before.clone();
    for (field, text) in [
        ("title", &title),
        ("summary", &summary),
        ("reference", &reference),
        ("source", &number),
        ("motive", &motive),
    ] {
        assert!(
            !world.app.traces_of(text).await.is_empty(),
            "{text} stands somewhere before"
        );
        let redaction = redact(who, "application", id_of(&path), field).await.expect(201);
        let mut taken = vec![sha256(text)];
        taken.extend((field == "source").then(|| sha256("Courrier")));
        taken.sort_by_key(Value::to_string);
        let mut told = redaction["sha256"].as_array().unwrap().clone();
        told.sort_by_key(Value::to_string);
        assert_eq!(told, taken, "{field}");
        assert_eq!(world.app.traces_of(text).await, Vec::<String>::new(), "{field}");
        let again = redact(who, "application", id_of(&path), field).await;
        assert_eq!(again.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
        let marker = redaction["marker"].clone();
        match field {
            "source" => expected["source"] = json!({"system": marker, "number": marker}),
            _ => expected[field] = marker,
        }
    }
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let shown = who.get(&path).await.expect(200);
    for field in ["version", "updated_at"] {
        expected[field] = shown[field].clone();
    }
    assert_eq!(shown, expected, "all but its texts is as it was");
    assert_eq!(who.get(APPLICATIONS).await.expect(200)["items"], json!([expected]));
    let read = juror.get(&path).await.expect(200);
    for field in ["title", "summary", "source", "reference"] {
        assert_eq!(read[field], expected[field], "{field}");
    }
    // Sent again it is the same one still, alone or in a batch, and tells the text no more.
    let again = keyed.post(APPLICATIONS, body.clone()).await;
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    for field in ["id", "title", "summary", "reference", "source"] {
        assert_eq!(again.json()[field], expected[field], "{field}");
    }
    let line = with(body, json!({"key": "dossier"}));
    let batch = who.post(BATCH, json!({"applications": [line]})).await.expect(200);
    assert_eq!(
        (&batch["results"][0]["replayed"], &batch["results"][0]["id"]),
        (&json!(true), &expected["id"])
    );
}

/// Each time that it was put aside or taken up again it was said why; all of that goes.
#[actix_web::test]
async fn motives_of_before_go_with_the_last_one() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = applied(&world, json!({})).await;
    let motives = ["rejet", "reprise", "refus"].map(|what| format!("{LEAK} ({what})"));
    for (verb, motive) in ["dismiss", "reopen", "refuse"].into_iter().zip(&motives) {
        let keyed = who.with("Idempotency-Key", verb);
        keyed.act(&path, verb, json!({"motive": motive})).await.expect(200);
    }
    let redaction = redact(who, "application", id_of(&path), "motive").await.expect(201);
    let hashes = redaction["sha256"].as_array().unwrap();
    for motive in &motives {
        assert!(hashes.contains(&sha256(motive)), "{motive}: {hashes:?}");
    }
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let shown = who.get(&path).await.expect(200);
    assert_eq!(
        (&shown["motive"], &shown["state"]),
        (&redaction["marker"], &json!("refused"))
    );
}

/// A project is shown with the application that it came of; its own title is its own text.
#[actix_web::test]
async fn the_projects_that_name_it_name_the_marker() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = led_to(&world, "admissible", json!({"title": LEAK})).await;
    let selecting = who.with("Idempotency-Key", "choix");
    let select = json!({"title": "Lettres de suite"});
    selecting.act(&path, "select", select).await.expect(200);
    let project = format!("/v1/projects/{}", project_of(&world, &path).await);
    let renaming = who.with("Idempotency-Key", "depart");
    let motive = json!({"motive": "Départ de l'équipe."});
    let kept = renaming.act(&project, "withdraw", motive).await.expect(200);
    assert_eq!(kept["application"], json!({"id": id_of(&path), "name": LEAK}));
    let redaction = redact(who, "application", id_of(&path), "title").await.expect(201);
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    let shown = who.get(&project).await.expect(200);
    let reference = json!({"id": id_of(&path), "name": redaction["marker"]});
    assert_eq!(
        (&shown["application"], &shown["title"]),
        (&reference, &json!("Lettres de suite"))
    );
}

#[actix_web::test]
async fn coordinators_redact_what_is_a_text_of_it() {
    let world = World::new().await;
    let juror = juror(&world, "Jurée").await;
    made(&world.coordinator, GRIDS, grid(json!({}))).await;
    let path = applied(&world, json!({})).await;
    assigned(&world, &path, &juror).await;
    let refused = redact(&world.coordinator, "application", id_of(&path), "rank").await;
    let error = &refused.refused(422, "invalid_body")[0];
    assert_eq!(
        (&error["pointer"], &error["code"], &error["params"]["accepted"]),
        (
            &json!("/field"),
            &json!("unknown_value"),
            &json!(["title", "summary", "reference", "source", "motive"])
        )
    );
    for field in ["summary", "reference", "source", "motive"] {
        let nothing = redact(&world.coordinator, "application", id_of(&path), field).await;
        assert_eq!(nothing.faults(409, "conflict"), faults(&[("", "nothing_to_redact")]));
    }
    for client in [
        &world.alpha_expert,
        &world.asn_laureate,
        &world.observer,
        &juror,
        &world.administrator,
        &world.nobody,
    ] {
        let refused = redact(client, "application", id_of(&path), "title").await;
        assert!([403, 404].contains(&refused.status.as_u16()), "{}", refused.text);
    }
    let shown = world.coordinator.get(&path).await.expect(200);
    assert_eq!(shown["title"], "Lettres de suite");
    assert_eq!(count(&world, "redactions").await, "0");
}
