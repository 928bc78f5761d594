//! What a juror drafted who then left it to the others: told to coordinators and to itself; to the others, that it was left.

use serde_json::{Value, json};

use super::{COMMENT, EVALUATIONS, Jury, assigned, correcting, edited, id_of, marks, recused};
use crate::support::Client;

/// The state of an evaluation and what it gives, as a caller reads it by itself and in the list.
async fn read(jury: &Jury, reader: &Client, evaluation: &str) -> Value {
    let shown = reader.get(evaluation).await.expect(200);
    let page = reader.get(&jury.list()).await.expect(200);
    let mut items = page["items"].as_array().unwrap().iter();
    let item = items.find(|item| item["id"] == id_of(evaluation));
    assert_eq!(item, Some(&shown));
    json!([
        shown["state"],
        shown["scores"],
        shown["comment"],
        shown["recommendation"]
    ])
}

/// The same of one that was left, as it is told to whoever did not draft it.
fn left() -> Value {
    json!(["recused", [], null, null])
}

/// The same, where it is told what it gives.
fn given(state: &str, comment: &str) -> Value {
    json!([state, marks(1.0, 1.0)["scores"], comment, "unfavourable"])
}

#[actix_web::test]
async fn they_are_told_to_coordinators_and_to_whoever_wrote_them() {
    let jury = Jury::with_other("assigned").await;
    recused(&jury.other, &jury.others).await;
    // Of the others one has judged, and one has left it too.
    let path = assigned(&jury.world, &jury.application, &jury.third).await;
    recused(&jury.third, &path).await;
    jury.judged().await;
    for reader in [&jury.other, &jury.world.coordinator, &jury.world.technical_coordinator] {
        assert_eq!(read(&jury, reader, &jury.others).await, given("recused", COMMENT));
        let own = format!("{EVALUATIONS}?juror={}", jury.other.account());
        let page = reader.get(&own).await.expect(200);
        assert_eq!(page["items"], json!([reader.get(&jury.others).await.expect(200)]));
    }
    for reader in [&jury.juror, &jury.third] {
        assert_eq!(read(&jury, reader, &jury.others).await, left());
        for query in [
            "",
            "?state=recused",
            "?updated_since=2000-01-01T00:00:00Z",
            "?fields=id,scores,comment,recommendation",
        ] {
            let page = reader.get(&format!("{}{query}", jury.list())).await;
            page.expect(200);
            for secret in [COMMENT, "unfavourable"] {
                assert!(!page.text.contains(secret), "{query}: {}", page.text);
            }
        }
    }
}

/// What was submitted stays to be read; what was begun to correct it does not.
#[actix_web::test]
async fn so_it_is_with_a_correction_that_was_left() {
    let jury = Jury::with_other("submitted").await;
    jury.judged().await;
    let correction = correcting(&jury.other, &jury.application, &jury.others).await;
    let comment = "À revoir avec les autres.";
    edited(&jury.other, &correction, json!({"comment": comment})).await;
    recused(&jury.other, &correction).await;
    for (reader, told) in [
        (&jury.other, given("recused", comment)),
        (&jury.world.coordinator, given("recused", comment)),
        (&jury.juror, left()),
    ] {
        assert_eq!(read(&jury, reader, &correction).await, told);
        assert_eq!(read(&jury, reader, &jury.others).await, given("submitted", COMMENT));
    }
}
