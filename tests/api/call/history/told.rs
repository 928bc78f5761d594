//! What it tells: of the application, its evaluations and what it was handed in with, in words and in data.

use serde_json::{Value, json};

use super::{
    GRIDS, Lived, MOTIVE, acted, applied, assigned, attached, column, done, grid, history, id_of, juror, led_to, made,
    page_by_page, project_of, told,
};
use crate::call::{APPLICATIONS, application};
use crate::redactions::{LEAK, redact};
use crate::support::World;

/// What the sentences of a [`Lived`] begin with, the oldest first.
const FRENCH: [&str; 11] = [
    "Coordination DITP — Création : candidature Lettres de suite",
    "Coordination DITP — Modification : candidature Relu (intitulé",
    "Coordination DITP — Création : pièce Dossier",
    "Coordination DITP — Création : évaluation",
    "Coordination DITP — Création : évaluation",
    "Juré — Modification : évaluation",
    "Coordination DITP — Suppression : évaluation",
    "Jurée — Modification : évaluation",
    "Jurée — Présentation : évaluation",
    "Coordination DITP — Recevabilité : candidature Relu",
    "Coordination DITP — Refus : candidature Relu",
];
const ENGLISH: [&str; 11] = [
    "Coordination DITP — Created: application Lettres de suite",
    "Coordination DITP — Updated: application Relu (title",
    "Coordination DITP — Created: evidence Dossier",
    "Coordination DITP — Created: evaluation",
    "Coordination DITP — Created: evaluation",
    "Juré — Updated: evaluation",
    "Coordination DITP — Deleted: evaluation",
    "Jurée — Updated: evaluation",
    "Jurée — Submitted: evaluation",
    "Coordination DITP — Admitted: application Relu",
    "Coordination DITP — Refused: application Relu",
];

#[actix_web::test]
async fn what_was_done_to_it_is_told_the_newest_first() {
    let lived = Lived::new().await;
    let world = &lived.world;
    // What is done to another one is told there.
    let other = applied(world, json!({"title": "Ailleurs"})).await;
    assigned(world, &other, &lived.juror).await;
    attached(&world.coordinator, &other).await;
    let path = history(&lived.application);
    for client in [&world.coordinator, &world.technical_coordinator] {
        let page = client.get(&format!("{path}?count=true")).await.expect(200);
        assert_eq!(told(&page), lived.done);
        assert_eq!(page["total"], lived.done.len());
    }
    let whole = world.coordinator.get(&path).await.expect(200);
    assert_eq!(
        page_by_page(&world.coordinator, &path, "id").await,
        column(&whole, "id")
    );
    let page = world.coordinator.get(&history(&other)).await.expect(200);
    assert_eq!(column(&page, "entity"), ["evidence", "evaluation", "application"]);
}

#[actix_web::test]
async fn it_is_told_in_words_of_both_languages_and_of_no_text() {
    let lived = Lived::new().await;
    for (language, expected) in [("fr", FRENCH), ("en", ENGLISH)] {
        let speaking = lived.world.coordinator.with("Accept-Language", language);
        let page = speaking.get(&history(&lived.application)).await.expect(200);
        let mut sentences = column(&page, "sentence");
        sentences.reverse();
        assert_eq!(sentences.len(), expected.len());
        for (sentence, begins) in sentences.iter().zip(expected) {
            let sentence = sentence.as_str().unwrap();
            assert!(sentence.starts_with(begins), "{sentence}: {begins}");
            for text in [MOTIVE, "Brouillon.", "Convaincant."] {
                assert!(!sentence.contains(text), "{sentence}");
            }
        }
    }
}

#[actix_web::test]
async fn an_entry_holds_what_was_and_what_is() {
    let lived = Lived::new().await;
    let page = lived.world.coordinator.get(&history(&lived.application)).await;
    let mut items = page.expect(200)["items"].as_array().unwrap().clone();
    items.reverse();
    let [created, edited, given, .., refused] = &items[..] else {
        panic!("{}", page.text)
    };
    let who = json!({"id": lived.world.coordinator.account(), "name": "Coordination DITP"});
    assert_eq!(
        (&created["actor"], &created["before"], &created["after"]["title"]),
        (&who, &Value::Null, &json!("Lettres de suite"))
    );
    let title = json!({"field": "title", "before": "Lettres de suite", "after": "Relu"});
    assert!(edited["changes"].as_array().unwrap().contains(&title), "{edited}");
    assert_eq!(given["after"]["title"], "Dossier");
    assert_eq!(
        (&refused["after"]["state"], &refused["after"]["motive"]),
        (&json!("refused"), &json!(MOTIVE))
    );
    let deleted = items.iter().find(|it| it["action"]["code"] == "deleted").unwrap();
    assert_eq!(
        (&deleted["before"]["comment"], &deleted["after"]),
        (&json!("Brouillon."), &Value::Null)
    );
    let submitted = items.iter().find(|it| it["action"]["code"] == "submitted").unwrap();
    assert_eq!(
        (&submitted["actor"]["name"], &submitted["after"]["state"]),
        (&json!("Jurée"), &json!("submitted"))
    );
}

/// Under which key it was sent is its sender's business.
#[actix_web::test]
async fn it_tells_of_no_key() {
    let world = World::new().await;
    let keyed = world.coordinator.with("Idempotency-Key", "clef-du-dossier");
    let made = keyed.post(APPLICATIONS, application(&world, json!({}))).await;
    let path = made.header("Location");
    let told = world.coordinator.get(&history(path)).await;
    assert_eq!(told.expect(200)["items"].as_array().map(Vec::len), Some(1));
    for secret in ["clef-du-dossier", "request_hash", "\"key\""] {
        assert!(!told.text.contains(secret), "{secret}: {}", told.text);
    }
}

#[actix_web::test]
async fn it_is_asked_for_some_kinds_of_resources_and_of_actions() {
    let lived = Lived::new().await;
    let who = &lived.world.coordinator;
    let path = history(&lived.application);
    let cases: [(&str, &[&str], &[&str]); 8] = [
        ("entity=evaluation", &["evaluation"], &[]),
        ("entity=application&entity=evidence", &["application", "evidence"], &[]),
        ("action=created", &[], &["created"]),
        ("action=deleted&action=refused", &[], &["deleted", "refused"]),
        ("entity=evaluation&action=updated", &["evaluation"], &["updated"]),
        ("entity=evidence&action=refused", &["evidence"], &["refused"]),
        ("entity=project", &["project"], &[]),
        ("entity=grid", &["grid"], &[]),
    ];
    for (query, entities, actions) in cases {
        let asked = |entry: &&String| {
            let (entity, action) = (entry.split(' ').next().unwrap(), entry.rsplit(' ').next().unwrap());
            let of_kind = entities.is_empty() || entities.contains(&entity);
            of_kind && (actions.is_empty() || actions.contains(&action))
        };
        let expected: Vec<String> = lived.done.iter().filter(asked).cloned().collect();
        let page = who.get(&format!("{path}?{query}&count=true")).await.expect(200);
        assert_eq!(told(&page), expected, "{query}");
        assert_eq!(page["total"], expected.len(), "{query}");
    }
    for query in ["entity=jury", "action=judged", "juror=x", "sort=seq", "limit=0"] {
        let refused = who.get(&format!("{path}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
}

#[actix_web::test]
async fn of_the_project_that_it_became_its_selection_alone_is_told() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    made(&who, GRIDS, grid(json!({"stage": "mid_term"}))).await;
    let path = led_to(&world, "shortlisted", json!({})).await;
    let mut expected = done(&[
        ("application", &path, "created"),
        ("application", &path, "admitted"),
        ("application", &path, "shortlisted"),
    ]);
    acted(&world, &path, "select").await;
    expected.insert(0, format!("application {} selected", id_of(&path)));
    let project = format!("/v1/projects/{}", project_of(&world, &path).await);
    who.patch(&project, json!({"title": "Courriers"})).await.expect(200);
    who.act(&project, "start", json!({"on": "2018-11-21"}))
        .await
        .expect(200);
    let part = json!({"stage": "mid_term", "part": "instruction"});
    who.post(&format!("{project}/evaluations"), part).await.expect(201);
    let page = who.get(&history(&path)).await.expect(200);
    assert_eq!(told(&page), expected);
    let shown = who.get(&project).await.expect(200);
    assert_eq!(page["items"][0]["after"]["project_id"], shown["id"]);
}

#[actix_web::test]
async fn what_was_redacted_is_gone_from_it_and_that_it_was_is_told() {
    let world = World::new().await;
    let who = &world.coordinator;
    let path = applied(&world, json!({"title": LEAK})).await;
    let piece = json!({"type": "application_file", "title": LEAK, "url": "https://depot.example/dossier"});
    let piece = made(who, &format!("{path}/evidence"), piece).await;
    made(who, GRIDS, grid(json!({}))).await;
    let juror = juror(&world, "Jurée").await;
    let evaluation = assigned(&world, &path, &juror).await;
    let drafted = juror
        .with("If-Match", "*")
        .patch(&evaluation, json!({"comment": LEAK}))
        .await;
    drafted.expect(200);
    who.act(&path, "dismiss", json!({"motive": LEAK})).await.expect(200);
    let before = who.get(&history(&path)).await;
    assert!(before.text.contains(LEAK), "{}", before.text);
    let mut markers = Vec::new();
    for (entity, id, field) in [
        ("application", id_of(&path), "title"),
        ("application", id_of(&path), "motive"),
        ("evidence", id_of(&piece), "title"),
        ("evaluation", id_of(&evaluation), "comment"),
    ] {
        let redaction = redact(who, entity, id, field).await.expect(201);
        markers.push(redaction["marker"].clone());
    }
    let after = who.get(&history(&path)).await;
    let page = after.expect(200);
    assert!(!after.text.contains(LEAK), "{}", after.text);
    let items = page["items"].as_array().unwrap();
    let found = |action: &str| items.iter().find(|it| it["action"]["code"] == action).unwrap();
    assert_eq!(found("dismissed")["after"]["title"], markers[0]);
    // Where a text stands twice in what is told of one thing, one marker stands for it.
    assert!(markers.contains(&found("dismissed")["after"]["motive"]));
    for (entity, path, times) in [
        ("application", &path, 2),
        ("evidence", &piece, 1),
        ("evaluation", &evaluation, 1),
    ] {
        let entry = format!("{entity} {} redacted", id_of(path));
        let told = told(&page).into_iter().filter(|told| *told == entry);
        assert_eq!(told.count(), times, "{entity}");
    }
}
