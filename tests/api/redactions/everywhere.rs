//! Every field of every subject: after its redaction the text stands nowhere in the database.

mod call;
mod texts;

use std::collections::BTreeSet;

use jalon::redactions::SUBJECTS;
use jalon::vocabulary::CodeList;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{LEAK, milestone, post, redact};
use crate::support::World;

const ASN: &str = "/v1/projects/AMI-T-ASN";

#[actix_web::test]
async fn a_redacted_text_stands_nowhere() {
    let world = World::new().await;
    let leaks = texts::leaks(&world).await;
    let covered: BTreeSet<_> = leaks
        .iter()
        .map(|(entity, _, field, _)| format!("{entity}.{field}"))
        .collect();
    let known: BTreeSet<_> = SUBJECTS
        .iter()
        .flat_map(|subject| {
            subject
                .texts()
                .map(|field| format!("{}.{}", subject.entity.code(), field.name))
        })
        .collect();
    assert_eq!(covered, known, "each field of each subject is tried");
    world.app.sql("analyze").await;
    for (entity, id, field, text) in &leaks {
        let name = format!("{entity}.{field}");
        assert!(
            !world.app.traces_of(text).await.is_empty(),
            "{name} stands somewhere before"
        );
        let reply = redact(&world.coordinator, entity, id, field).await;
        let redaction = reply.expect(201);
        assert_eq!(reply.header("Location"), format!("/v1/redactions/{}", reply.id()));
        assert_eq!(world.app.traces_of(text).await, Vec::<String>::new(), "{name}");
        let kept = redaction["sha256"].as_array().unwrap();
        let last = match *field {
            "url" | "source_url" | "link" => format!("https://pieces.example/{text}"),
            "file_name" => format!("{text}.md"),
            _ => text.clone(),
        };
        assert!(
            kept.contains(&json!(format!("{:x}", Sha256::digest(&last)))),
            "{name}: {kept:?}"
        );
        let marker = redaction["marker"].as_str().unwrap();
        assert!(
            !world.app.traces_of(marker).await.is_empty(),
            "{name}: the marker stands there instead"
        );
        redact(&world.coordinator, entity, id, field)
            .await
            .refused(409, "conflict");
    }
    world.app.sql("analyze").await;
    assert_eq!(world.app.traces_of("Quasimodo").await, Vec::<String>::new());
    // The versions in force are still the rows.
    for subject in SUBJECTS {
        let table = subject.table.unwrap();
        let columns = "select string_agg(quote_ident(column_name), ', ') from information_schema.columns where table_schema = 'public' and table_name = ";
        let columns = world.app.text(&format!("{columns}'{table}'")).await;
        let drift = format!(
            "(select {columns} from public.{table} except select {columns} from hist.{table} where valid_to = 'infinity')"
        );
        assert_eq!(
            world.app.text(&format!("select count(*) from {drift} d")).await,
            "0",
            "{table}"
        );
    }
}

#[actix_web::test]
async fn every_answer_keeps_its_types() {
    let world = World::new().await;
    let id = milestone(&world, LEAK).await;
    let path = format!("/v1/milestones/{id}");
    let before = world.technical_coordinator.get(&path).await;
    for field in ["title", "description", "acceptance_criteria"] {
        redact(&world.coordinator, "milestone", &id, field).await.expect(201);
    }
    let shown = world.alpha_expert.get(&path).await.expect(200);
    let (title, criteria) = (
        shown["title"].as_str().unwrap(),
        shown["acceptance_criteria"].as_array().unwrap(),
    );
    assert!(title.starts_with("[redacted ") && title.ends_with(']'), "{title}");
    assert_eq!(criteria.len(), 1, "a list keeps its length: {criteria:?}");
    assert!(criteria[0].as_str().unwrap().starts_with("[redacted "));
    // Whoever edits what stood there before is told that it has changed.
    let stale = world.technical_coordinator.matching(&before);
    let stale = stale.patch(&path, json!({"title": LEAK})).await;
    stale.refused(412, "stale");
    assert_eq!(
        stale.json()["current"]["updated_by"]["id"],
        world.coordinator.account().to_string()
    );
    // And may write another text, which can be redacted in its turn.
    let current = world.technical_coordinator.get(&path).await;
    let again = world.technical_coordinator.matching(&current);
    again
        .patch(&path, json!({"title": format!("{LEAK} encore")}))
        .await
        .expect(200);
    let second = redact(&world.coordinator, "milestone", &id, "title").await.expect(201);
    assert_eq!(second["sha256"].as_array().unwrap().len(), 1);
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
    // What the first redaction left still names the first.
    let first = title.to_owned();
    assert!(
        world
            .app
            .traces_of(&first)
            .await
            .contains(&"hist.milestones".to_owned())
    );
}

#[actix_web::test]
async fn the_texts_of_a_milestone_that_was_deleted_go_too() {
    let world = World::new().await;
    let body = json!({"track": "technical_support", "title": LEAK, "forecast_on": "2019-05-02"});
    let id = post(&world.technical_coordinator, &format!("{ASN}/milestones"), body).await;
    let path = format!("/v1/milestones/{id}");
    let shown = world.technical_coordinator.get(&path).await;
    world
        .technical_coordinator
        .matching(&shown)
        .delete(&path)
        .await
        .expect(204);
    redact(&world.coordinator, "milestone", &id, "title").await.expect(201);
    assert_eq!(world.app.traces_of(LEAK).await, Vec::<String>::new());
}
