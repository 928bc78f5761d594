//! Coordinators attach; they and the jurors of an application read what was attached to it.

use serde_json::json;

use super::{
    applied, assigned, code, column, filed, files, form, id_of, judged, juror, just, kept, link, linked, links, listed,
    recused,
};
use crate::support::{Client, Form, World, pdf};

/// More than a form may be.
const TOO_LARGE: usize = 8 * 1024 * 1024;

#[actix_web::test]
async fn coordinators_attach_and_jurors_do_not() {
    let (world, application, juror) = judged().await;
    for client in [&world.coordinator, &world.technical_coordinator] {
        let made = client.post(&links(&application), link(json!({}))).await;
        assert_eq!(made.expect(201)["added_by"]["id"], json!(client.account()));
        let made = client.upload(&files(&application), &form("1;2\n")).await;
        assert_eq!(made.expect(201)["added_by"]["id"], json!(client.account()));
    }
    let before = listed(&world.coordinator, &links(&application), "id").await;
    assert_eq!(before.1, json!(4));
    for refused in [
        juror.post(&links(&application), link(json!({}))).await,
        juror.upload(&files(&application), &form("1;2\n")).await,
        // What its type is, and whether it is small enough, is not looked at.
        juror.post(&links(&application), link(json!({"type": "report"}))).await,
        juror
            .upload(
                &files(&application),
                &Form::of("application_file", "Dossier").file("a.pdf", "application/pdf", &pdf(TOO_LARGE)),
            )
            .await,
    ] {
        refused.refused(403, "forbidden");
    }
    assert_eq!(listed(&world.coordinator, &links(&application), "id").await, before);
    assert_eq!(listed(&juror, &links(&application), "id").await, before);
    assert_eq!(kept(&world).len(), 2);
}

#[actix_web::test]
async fn it_is_nothing_that_exists_to_anybody_else() {
    let (world, application, _) = judged().await;
    let (elsewhere, other) = (super::elsewhere(&world).await, juror(&world, "Juré").await);
    // Another juror of the programme, who judges something else.
    let not_its_own = applied(&world, json!({})).await;
    assigned(&world, &not_its_own, &other).await;
    let pieces = [
        linked(&world, &application, json!({"title": "Confidentiel"})).await,
        filed(&world, &application, "Confidentiel\n").await,
    ];
    for client in [
        &other,
        &world.asn_laureate,
        &world.chu_laureate,
        &world.alpha_expert,
        &world.beta_expert,
        &world.observer,
        &world.administrator,
        &elsewhere,
        &world.nobody,
    ] {
        is_hidden(client, &application, &pieces).await;
    }
    let stranger = world.app.stranger();
    for place in [&links(&application), &pieces[0], &format!("{}/content", pieces[1])] {
        stranger.get(place).await.refused(401, "unauthenticated");
    }
    let sent = stranger.upload(&files(&application), &form("1;2\n")).await;
    sent.refused(401, "unauthenticated");
    assert_eq!(listed(&other, &links(&not_its_own), "id").await, just::<&str>(&[]));
    assert_eq!(kept(&world).len(), 1);
}

/// Whatever is asked of it is answered as of what never was.
async fn is_hidden(client: &Client, application: &str, pieces: &[String; 2]) {
    let [link_path, file_path] = pieces;
    for reply in [
        client.get(&links(application)).await,
        client.post(&links(application), link(json!({}))).await,
        client.upload(&files(application), &form("1;2\n")).await,
        client.get(link_path).await,
        client.get(file_path).await,
        client.get(&format!("{link_path}/content")).await,
        client.get(&format!("{file_path}/content")).await,
        client
            .with("Range", "bytes=0-3")
            .get(&format!("{file_path}/content"))
            .await,
        client.with("If-None-Match", "*").get(file_path).await,
    ] {
        let told = reply.refused(404, "not_found");
        assert!(told.is_empty(), "{told:?}");
        assert!(
            reply.etag().is_empty() && !reply.text.contains("Confidentiel"),
            "{}",
            reply.text
        );
    }
}

/// Whose organisation applied, and who works on the project that came of it.
#[actix_web::test]
async fn a_laureate_reads_none_of_its_own() {
    let (world, application, _) = judged().await;
    let pieces = [
        linked(&world, &application, json!({})).await,
        filed(&world, &application, "1;2\n").await,
    ];
    super::acted(&world, &application, "admit").await;
    let select = json!({"motive": "Une voix manque."});
    let done = world.coordinator.act(&application, "select", select).await;
    done.expect(200);
    let project = format!("/v1/projects/{}", super::project_of(&world, &application).await);
    world.asn_laureate.get(&project).await.expect(200);
    is_hidden(&world.asn_laureate, &application, &pieces).await;
    let history = world.asn_laureate.get(&format!("{project}/history")).await;
    history.expect(200);
    for piece in &pieces {
        assert!(!history.text.contains(id_of(piece)), "{}", history.text);
        world.coordinator.get(piece).await.expect(200);
    }
}

/// As with the application itself: whatever became of the evaluation, and as long as it is a juror.
#[actix_web::test]
async fn a_juror_reads_it_as_long_as_it_reads_the_application() {
    let (world, application, first) = judged().await;
    let second = juror(&world, "Juré").await;
    let piece = filed(&world, &application, "1;2\n").await;
    let content = format!("{piece}/content");
    second.get(&piece).await.refused(404, "not_found");
    let evaluation = assigned(&world, &application, &second).await;
    recused(&second, &evaluation).await;
    for client in [&first, &second] {
        let page = client.get(&links(&application)).await.expect(200);
        assert_eq!(column(&page, "id"), [id_of(&piece)]);
        assert_eq!(client.get(&content).await.text, "1;2\n");
    }
    grant_ends(&world, &first).await;
    for place in [&links(&application), &piece, &content] {
        let refused = first.get(place).await;
        refused.refused(404, code(404));
        second.get(place).await.status.is_success().then_some(()).unwrap();
    }
    // Who is asked no more.
    let third = juror(&world, "Jury").await;
    let evaluation = assigned(&world, &application, &third).await;
    third.get(&piece).await.expect(200);
    let taken_back = world.coordinator.with("If-Match", "*").delete(&evaluation).await;
    taken_back.expect(204);
    for place in [&links(&application), &piece, &content] {
        third.get(place).await.refused(404, "not_found");
    }
}

/// Ends the only grant that an account holds, from today on.
async fn grant_ends(world: &World, client: &Client) {
    let grants = format!("/v1/accounts/{}/grants", client.account());
    let administrator = world.administrator.with("If-Match", "*");
    let page = administrator.get(&grants).await.expect(200);
    let grant = format!("{grants}/{}", page["items"][0]["id"].as_str().unwrap());
    administrator
        .patch(&grant, json!({"until": "2019-03-04"}))
        .await
        .expect(200);
}
