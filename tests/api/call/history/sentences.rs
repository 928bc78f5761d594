//! The sentences of an application's history: what an edit touched, which place it had in the reserve, and nobody's texts.

use serde_json::json;

use super::{GRIDS, acted, applied, assigned, attached, column, grid, history, juror, made};
use crate::call::recused;
use crate::redactions::LEAK;
use crate::support::World;

/// What was done in [`lived`], the oldest first.
const FRENCH: [&str; 10] = [
    "Coordination DITP — Création : candidature Lettres de suite.",
    "Coordination DITP — Modification : candidature Lettres de suite (numéro de dossier, dépôt, origine).",
    "Coordination DITP — Modification : candidature Lettres de suite (résumé, numéro de dossier, organisation).",
    "Coordination DITP — Création : pièce Dossier.",
    "Coordination DITP — Création : évaluation.",
    "Jurée — Modification : évaluation (notes, commentaire, avis).",
    "Jurée — Récusation : évaluation.",
    "Coordination DITP — Recevabilité : candidature Lettres de suite.",
    "Coordination DITP — Mise en réserve : candidature Lettres de suite (rang en réserve 1).",
    "Coordination DITP — Retrait : candidature Lettres de suite (rang en réserve 1 → —).",
];
const ENGLISH: [&str; 10] = [
    "Coordination DITP — Created: application Lettres de suite.",
    "Coordination DITP — Updated: application Lettres de suite (filing reference, submission, source).",
    "Coordination DITP — Updated: application Lettres de suite (summary, filing reference, organisation).",
    "Coordination DITP — Created: evidence Dossier.",
    "Coordination DITP — Created: evaluation.",
    "Jurée — Updated: evaluation (scores, comment, recommendation).",
    "Jurée — Recused: evaluation.",
    "Coordination DITP — Admitted: application Lettres de suite.",
    "Coordination DITP — Put in reserve: application Lettres de suite (rank in the reserve 1).",
    "Coordination DITP — Withdrawn: application Lettres de suite (rank in the reserve 1 → —).",
];

/// An application that was edited, that a juror began to judge, and that was withdrawn from the reserve.
async fn lived(world: &World) -> String {
    let who = world.coordinator.with("If-Match", "*");
    made(&who, GRIDS, grid(json!({}))).await;
    let application = applied(world, json!({})).await;
    for edit in [
        json!({"source": {"system": "Guichet", "number": "12"}, "submitted_at": "2018-09-13T08:00:00Z", "reference": "DS-7"}),
        json!({"organisation": world.chu, "reference": "DS-8", "summary": "Retrouver une lettre."}),
    ] {
        who.patch(&application, edit).await.expect(200);
    }
    attached(&who, &application).await;
    let juror = juror(world, "Jurée").await;
    let evaluation = assigned(world, &application, &juror).await;
    let score = json!({"criterion": "data", "score": 4, "reason": "Convaincant."});
    let draft = json!({"recommendation": "reserved", "comment": "Brouillon.", "scores": [score]});
    let drafting = juror.with("If-Match", "*");
    drafting.patch(&evaluation, draft).await.expect(200);
    recused(&juror, &evaluation).await;
    acted(world, &application, "admit").await;
    let first = json!({"rank": 1});
    world.coordinator.act(&application, "reserve", first).await.expect(200);
    acted(world, &application, "withdraw").await;
    application
}

/// The newest so many sentences of an application, the oldest of them first.
async fn sentences(world: &World, application: &str, language: &str, count: usize) -> Vec<String> {
    let speaking = world.coordinator.with("Accept-Language", language);
    let asked = format!("{}?limit={count}", history(application));
    let page = speaking.get(&asked).await.expect(200);
    let told = column(&page, "sentence");
    let oldest_first = told.iter().rev();
    oldest_first
        .map(|sentence| sentence.as_str().unwrap().to_owned())
        .collect()
}

#[actix_web::test]
async fn each_tells_what_was_done_to_what() {
    let world = World::new().await;
    let application = lived(&world).await;
    for (language, expected) in [("fr", FRENCH), ("en", ENGLISH)] {
        assert_eq!(sentences(&world, &application, language, 200).await, expected);
    }
}

#[actix_web::test]
async fn an_edit_names_what_it_touched_and_that_alone() {
    let world = World::new().await;
    made(&world.coordinator, GRIDS, grid(json!({}))).await;
    let application = applied(&world, json!({})).await;
    let juror = juror(&world, "Jurée").await;
    let evaluation = assigned(&world, &application, &juror).await;
    let score = json!({"criterion": "data", "score": 4});
    let source = json!({"system": "Guichet", "number": "12"});
    let sent = json!("2018-09-13T08:00:00Z");
    let edits = [
        (json!({"reference": "DS-7"}), ["numéro de dossier", "filing reference"]),
        (json!({"reference": null}), ["numéro de dossier", "filing reference"]),
        (json!({"submitted_at": sent}), ["dépôt", "submission"]),
        (json!({"source": source}), ["origine", "source"]),
        (json!({"source": {"number": "13"}}), ["origine", "source"]),
        (json!({"summary": "Un essai."}), ["résumé", "summary"]),
    ];
    let drafts = [
        (json!({"scores": [score]}), ["notes", "scores"]),
        (json!({"comment": "Brouillon."}), ["commentaire", "comment"]),
        (json!({"recommendation": "reserved"}), ["avis", "recommendation"]),
    ];
    let edits = edits.into_iter().map(|edit| (&world.coordinator, &application, edit));
    let drafts = drafts.into_iter().map(|draft| (&juror, &evaluation, draft));
    for (who, path, (edit, named)) in edits.chain(drafts) {
        who.with("If-Match", "*").patch(path, edit).await.expect(200);
        for (language, named) in ["fr", "en"].into_iter().zip(named) {
            let told = sentences(&world, &application, language, 1).await;
            assert!(told[0].ends_with(&format!(" ({named}).")), "{told:?}: {named}");
        }
    }
}

/// All but what a thing is called is a text, wherever it was written.
#[actix_web::test]
async fn no_text_stands_in_one() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    made(&who, GRIDS, grid(json!({}))).await;
    let texts = |text: &str| json!({"summary": text, "reference": text, "source": {"system": text, "number": text}});
    let application = applied(&world, texts(LEAK)).await;
    let edit = texts(&format!("{LEAK}, relu"));
    who.patch(&application, edit).await.expect(200);
    let piece = json!({"type": "application_file", "title": "Dossier", "url": "https://depot.example/Quasimodo"});
    made(&who, &format!("{application}/evidence"), piece).await;
    let juror = juror(&world, "Jurée").await;
    let evaluation = assigned(&world, &application, &juror).await;
    let score = json!({"criterion": "data", "score": 4, "reason": LEAK});
    let drafting = juror.with("If-Match", "*");
    for draft in [json!({"comment": LEAK}), json!({"scores": [score], "comment": null})] {
        drafting.patch(&evaluation, draft).await.expect(200);
    }
    let why = json!({"reason": "other", "motive": LEAK});
    juror.act(&evaluation, "recuse", why).await.expect(200);
    for verb in ["dismiss", "reopen", "refuse"] {
        let motive = json!({"motive": LEAK});
        world.coordinator.act(&application, verb, motive).await.expect(200);
    }
    for language in ["fr", "en"] {
        let told = sentences(&world, &application, language, 200).await;
        assert_eq!(told.len(), 10);
        for sentence in &told {
            for word in ["Quasimodo", "médical", "relu"] {
                assert!(!sentence.contains(word), "{sentence}");
            }
        }
    }
    let whole = who.get(&history(&application)).await;
    assert_eq!(whole.expect(200)["items"][0]["after"]["motive"], LEAK);
}
