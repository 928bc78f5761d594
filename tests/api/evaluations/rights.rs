//! Who assigns, who judges, who reads; and who is not told that there is anything.

use serde_json::json;

use super::{
    APPLICATIONS, EVALUATIONS, applied, assigned, called, code, column, edited, elsewhere, granted, id_of, just,
    listed, marks, recusal, submitted,
};
use crate::support::{Client, World};

/// Those who have a part in the programme and none in its jury, and those who have none.
fn others<'a>(world: &'a World, elsewhere: &'a Client) -> [(&'a Client, u16); 6] {
    [
        (&world.alpha_expert, 403),
        (&world.asn_laureate, 403),
        (&world.observer, 403),
        (&world.administrator, 403),
        (elsewhere, 404),
        (&world.nobody, 404),
    ]
}

#[actix_web::test]
async fn coordinators_assign_and_delete_and_nobody_else() {
    let (world, [juror, second, third]) = called().await;
    let elsewhere = elsewhere(&world).await;
    let application = applied(&world, "Lettres de suites").await;
    let to = format!("{application}/evaluations");
    let path = assigned(&world, &application, &juror).await;
    let body = || json!({"juror": second.account()});
    // Whoever does not see the application finds nothing there.
    for (client, _) in others(&world, &elsewhere) {
        client.post(&to, body()).await.refused(404, "not_found");
        client
            .with("If-Match", "*")
            .delete(&path)
            .await
            .refused(404, "not_found");
    }
    third.post(&to, body()).await.refused(404, "not_found");
    juror.post(&to, body()).await.refused(403, "forbidden");
    juror
        .with("If-Match", "*")
        .delete(&path)
        .await
        .refused(403, "forbidden");
    world
        .app
        .stranger()
        .post(&to, body())
        .await
        .refused(401, "unauthenticated");
    assert_eq!(listed(&world.coordinator, &to).await, just(&[&path]));
    for client in [&world.coordinator, &world.technical_coordinator] {
        let made = client.post(&to, body()).await;
        assert_eq!(made.expect(201)["created_by"]["id"], json!(client.account()));
        let own = format!("/v1/evaluations/{}", made.id());
        assert_eq!(client.with("If-Match", "*").delete(&own).await.status, 204);
    }
}

#[actix_web::test]
async fn its_juror_writes_it_and_nobody_else() {
    let (world, [juror, second, third]) = called().await;
    let elsewhere = elsewhere(&world).await;
    let application = applied(&world, "Lettres de suites").await;
    let path = assigned(&world, &application, &juror).await;
    let done = assigned(&world, &application, &second).await;
    submitted(&second, &done, marks(1.0, 1.0)).await;
    let before = world.coordinator.get(&path).await.expect(200);
    // Another juror of the application does not see it, before it is submitted.
    let mut refused = vec![
        (&world.coordinator, 403),
        (&world.technical_coordinator, 403),
        (&second, 404),
        (&third, 404),
    ];
    refused.extend(others(&world, &elsewhere).map(|(client, _)| (client, 404)));
    for (client, status) in refused {
        let who = client.with("If-Match", "*");
        for reply in [
            who.patch(&path, marks(5.0, 5.0)).await,
            who.post(&format!("{path}/submit"), json!({})).await,
            who.post(&format!("{path}/recuse"), recusal()).await,
        ] {
            reply.refused(status, code(status));
        }
    }
    assert_eq!(world.coordinator.get(&path).await.expect(200), before);
    edited(&juror, &path, marks(4.0, 3.0)).await;
    juror.act(&path, "submit", json!({})).await.expect(200);
}

#[actix_web::test]
async fn lists_are_for_coordinators_and_jurors() {
    let (world, [juror, second, third]) = called().await;
    let elsewhere = elsewhere(&world).await;
    let application = applied(&world, "Lettres de suites").await;
    let path = assigned(&world, &application, &juror).await;
    let own = format!("{application}/evaluations");
    for (client, status) in others(&world, &elsewhere) {
        client.get(EVALUATIONS).await.refused(status, code(status));
        client.get(APPLICATIONS).await.refused(status, code(status));
        for place in [&own, &application, &path] {
            let refused = client.get(place).await;
            refused.refused(404, "not_found");
            assert!(
                refused.etag().is_empty() && !refused.text.contains("Lettres"),
                "{}",
                refused.text
            );
        }
    }
    for place in [own.as_str(), &application, &path, EVALUATIONS] {
        world.app.stranger().get(place).await.refused(401, "unauthenticated");
    }
    for client in [&second, &third] {
        assert_eq!(listed(client, EVALUATIONS).await, just(&[]));
        assert_eq!(listed(client, APPLICATIONS).await, just(&[]));
        for place in [&own, &application, &path] {
            client.get(place).await.refused(404, "not_found");
        }
    }
    for client in [&world.coordinator, &world.technical_coordinator, &juror] {
        for list in [own.as_str(), EVALUATIONS] {
            let page = client.get(list).await.expect(200);
            assert_eq!(column(&page, "id"), [id_of(&path)], "{list}");
        }
    }
}

/// Who has other parts in the programme besides judges in this one.
#[actix_web::test]
async fn an_account_with_several_parts_judges_as_a_juror_does() {
    let (world, [juror, ..]) = called().await;
    for role in ["observer", "provider", "laureate"] {
        granted(&world, &juror, role).await;
    }
    let application = applied(&world, "Lettres de suites").await;
    let path = assigned(&world, &application, &juror).await;
    let other = applied(&world, "Autre candidature").await;
    assert_eq!(listed(&juror, EVALUATIONS).await, just(&[&path]));
    assert_eq!(listed(&juror, APPLICATIONS).await, just(&[&application]));
    juror.get(&other).await.refused(404, "not_found");
    let done = submitted(&juror, &path, marks(4.0, 3.0)).await;
    assert_eq!(
        (&done["state"], &done["juror"]["name"]),
        (&json!("submitted"), &json!("Jurée Une"))
    );
}
