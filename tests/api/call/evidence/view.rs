//! What is said of a piece: a link or a file, to coordinators with who added it.

use serde_json::{Value, json};

use super::{
    TYPE, UNTOLD, applied, change, column, digits, entries, filed, files, form, id_of, judged, just, link, linked,
    links, listed, page_by_page, sha256, without,
};
use crate::support::World;

#[actix_web::test]
async fn a_link_is_shown_whole() {
    let (world, application, juror) = judged().await;
    let who = &world.coordinator;
    let sent = link(json!({"title": "  Dossier de candidature "}));
    let reply = who.post(&links(&application), sent).await;
    let whole = reply.expect(201);
    let expected = json!({
        "id": whole["id"], "application": {"id": id_of(&application), "name": "Lettres de suite"}, "type": TYPE,
        "title": "Dossier de candidature", "url": "https://depot.example/candidatures/204518.pdf", "file": null,
        "content": null, "added_at": whole["added_at"],
        "added_by": {"id": who.account(), "name": "Coordination DITP"},
    });
    assert_eq!(whole, expected);
    let path = reply.header("Location");
    assert_eq!(path, format!("/v1/evidence/{}", reply.id()));
    for reader in [who, &world.technical_coordinator] {
        assert_eq!(reader.get(path).await.expect(200), whole);
        let page = reader.get(&links(&application)).await.expect(200);
        assert_eq!(page["items"], json!([whole]));
    }
    let told = without(&whole, &UNTOLD);
    assert_eq!(juror.get(path).await.expect(200), told);
    let page = juror.get(&links(&application)).await.expect(200);
    assert_eq!(page["items"], json!([told]));
    let told = change(&world, id_of(path), "created").await;
    assert_eq!(told, entries(&[("evidence", path, "created")]));
}

#[actix_web::test]
async fn a_file_is_shown_with_its_sum() {
    let (world, application, juror) = judged().await;
    let who = &world.technical_coordinator;
    let reply = who.upload(&files(&application), &form(&digits())).await;
    let whole = reply.expect(201);
    let content = format!("/v1/evidence/{}/content", reply.id());
    let file = json!({"name": "chiffres.csv", "media_type": "text/csv", "size": 10_000, "sha256": sha256(&digits())});
    let expected = json!({
        "id": whole["id"], "application": {"id": id_of(&application), "name": "Lettres de suite"}, "type": TYPE,
        "title": "Chiffres", "url": null, "file": file, "content": content, "added_at": whole["added_at"],
        "added_by": {"id": who.account(), "name": "Coordination DINSIC"},
    });
    assert_eq!(whole, expected);
    let path = reply.header("Location");
    assert_eq!(path, format!("/v1/evidence/{}", reply.id()));
    assert_eq!(world.coordinator.get(path).await.expect(200), whole);
    assert_eq!(juror.get(path).await.expect(200), without(&whole, &UNTOLD));
    let told = change(&world, id_of(path), "created").await;
    assert_eq!(told, entries(&[("evidence", path, "created")]));
    // Where its bytes are kept is nobody's business.
    let kept = "select (after ->> 'file_name') || ' ' || (after ? 'file_key') from journal where entity = 'evidence'";
    assert_eq!(world.app.text(kept).await, "chiffres.csv false");
}

#[actix_web::test]
async fn a_list_shows_those_of_one_application_the_newest_first() {
    let (world, application, juror) = judged().await;
    let other = applied(&world, json!({})).await;
    let mut paths = Vec::new();
    for number in 0..3 {
        let title = json!({"title": format!("Pièce {number}")});
        paths.insert(0, linked(&world, &application, title).await);
    }
    linked(&world, &other, json!({})).await;
    paths.insert(0, filed(&world, &application, "1;2\n").await);
    let ids: Vec<&str> = paths.iter().map(|path| id_of(path)).collect();
    let list = links(&application);
    for reader in [&world.coordinator, &juror] {
        assert_eq!(listed(reader, &list, "id").await, just(&ids));
        assert_eq!(page_by_page(reader, &list, "id").await, just(&ids).0);
    }
    let some = format!("{list}?fields=title,added_by&limit=1");
    let some = juror.get(&some).await.expect(200);
    assert_eq!(some["items"], json!([{"title": "Chiffres"}]));
    for query in [
        "type=application_file",
        "added_by=x",
        "sort=title",
        "updated_since=2019-01-01T00:00:00Z",
    ] {
        let refused = world.coordinator.get(&format!("{list}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
}

/// A juror's tag is of what it is shown: who added a piece is not in it.
#[actix_web::test]
async fn a_tag_changes_with_what_is_attached() {
    let (world, application, juror) = judged().await;
    let list = links(&application);
    let before = juror.get(&list).await;
    assert_eq!(before.expect(200)["items"], json!([]));
    let held = juror.with("If-None-Match", before.etag());
    assert_eq!(held.get(&list).await.status, 304);
    let path = linked(&world, &application, json!({})).await;
    let after = held.get(&list).await.expect(200);
    assert_eq!(column(&after, "id"), [id_of(&path)]);
    let one = juror.get(&path).await;
    let again = juror.with("If-None-Match", one.etag()).get(&path).await;
    assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));
}

/// It goes with the application, which is neither edited by it nor told of it in any project.
#[actix_web::test]
async fn to_attach_something_is_no_edit_of_the_application() {
    let (world, application, juror) = judged().await;
    let before = world.coordinator.get(&application).await;
    linked(&world, &application, json!({})).await;
    filed(&world, &application, "1;2\n").await;
    let after = world.coordinator.get(&application).await;
    assert_eq!((after.expect(200), after.etag()), (before.json(), before.etag()));
    juror.get(&application).await.expect(200);
    for project in ["AMI-T-ASN", "AMI-T-CHU"] {
        let history = format!("/v1/projects/{project}/history?limit=200");
        let history = world.coordinator.get(&history).await.expect(200);
        let mut told = history["items"].as_array().unwrap().iter();
        assert!(told.all(|entry| entry["entity"] != "evidence"), "{history}");
    }
}

#[actix_web::test]
async fn its_type_is_in_the_vocabulary() {
    let world = World::new().await;
    let vocabulary = world.nobody.get("/v1/vocabulary").await.expect(200);
    let mut terms = vocabulary["evidence_types"].as_array().unwrap().iter();
    let own: &Value = terms.find(|term| term["code"] == TYPE).unwrap();
    assert_eq!(
        own["label"],
        json!({"fr": "Pièce d'une candidature", "en": "Application file"})
    );
}
