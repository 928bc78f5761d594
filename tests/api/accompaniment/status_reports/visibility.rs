//! Who sees a report: its author's organisation, the laureate and the coordinators; once it is published, everybody
//! who sees the project.

use serde_json::{Value, json};

use super::{
    HEALTH, PROGRAMME, REPORTS, id, just, led_to, listed, published, report, told, with_two_projects,
    with_two_providers, written,
};
use crate::redactions::{LEAK, redact};
use crate::support::Client;

const CHU: &str = "/v1/projects/AMI-T-CHU/status-reports";
const HISTORY: &str = "/v1/projects/AMI-T-ASN/history?entity=status_report";

/// What is absent for an observer.
const UNSHOWN: [&str; 7] = [
    "endorsed_by",
    "published_by",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
];

/// Nothing of it is told to them.
async fn is_hidden_from(client: &Client, path: &str, state: &str) {
    let who = client.with("If-Match", "*");
    who.get(path).await.refused(404, "not_found");
    who.patch(path, json!({"next": "Rien."}))
        .await
        .refused(404, "not_found");
    who.delete(path).await.refused(404, "not_found");
    for verb in ["endorse", "publish"] {
        let refused = who.post(&format!("{path}/{verb}"), json!({})).await;
        refused.refused(404, "not_found");
    }
    for list in [REPORTS, PROGRAMME] {
        for query in ["", "?state=draft&state=endorsed", "?overall=sunny", "?since=2000-01-01"] {
            let asked = format!("{list}{query}");
            assert_eq!(listed(client, &asked).await, (Vec::new(), json!(0)), "{state} {asked}");
        }
    }
}

#[actix_web::test]
async fn another_provider_is_told_of_its_publication_and_of_nothing_before() {
    let world = with_two_providers().await;
    let beta = &world.beta_expert;
    for state in ["draft", "endorsed"] {
        let path = led_to(&world, &world.alpha_expert, state, json!({})).await;
        is_hidden_from(beta, &path, state).await;
        assert_eq!(told(beta, "status_report").await, (Vec::new(), json!(0)), "{state}");
        let history = beta.get("/v1/projects/AMI-T-ASN/history").await;
        history.expect(200);
        assert!(!history.text.contains(id(&path)), "{state}: {}", history.text);
        let before = world.coordinator.get(&path).await.expect(200);
        for reader in [
            &world.alpha_expert,
            &world.alpha_colleague,
            &world.asn_laureate,
            &world.technical_coordinator,
        ] {
            assert_eq!(reader.get(&path).await.expect(200), before, "{state}");
        }
    }
    let path = published(&world, &world.alpha_expert, json!({})).await;
    let shown = world.coordinator.get(&path).await.expect(200);
    assert_eq!(beta.get(&path).await.expect(200), shown);
    for list in [REPORTS, PROGRAMME] {
        assert_eq!(listed(beta, list).await, just(&[&path]), "{list}");
    }
    assert_eq!(told(beta, "status_report").await, (vec![json!("published")], json!(1)));
    // Draft, endorsement and creation are told to those who may have known.
    let (_, total) = told(&world.alpha_colleague, "status_report").await;
    assert_eq!(total, 6);
    let (_, total) = told(&world.asn_laureate, "status_report").await;
    assert_eq!(total, 6);
    // It sees what it writes itself, which Alpha does not.
    let own = written(beta, json!({})).await;
    assert_eq!(listed(beta, &format!("{REPORTS}?state=draft")).await, just(&[&own]));
    world.alpha_expert.get(&own).await.refused(404, "not_found");
    world.asn_laureate.get(&own).await.expect(200);
    // What is deleted is told as little.
    assert_eq!(beta.with("If-Match", "*").delete(&own).await.status, 204);
    let history = world.alpha_expert.get("/v1/projects/AMI-T-ASN/history").await;
    assert!(!history.text.contains(id(&own)), "{}", history.text);
}

/// What is no more is told to whoever could know of it while it was there.
#[actix_web::test]
async fn a_provider_is_told_of_what_it_deleted_and_another_is_not() {
    let world = with_two_providers().await;
    let (alpha, beta) = (&world.alpha_expert, &world.beta_expert);
    let nothing = (Vec::new(), json!(0));
    let whole = (vec![json!("deleted"), json!("created")], json!(2));
    let own = written(beta, json!({})).await;
    assert_eq!(beta.with("If-Match", "*").delete(&own).await.status, 204);
    for client in [beta, &world.asn_laureate, &world.technical_coordinator] {
        assert_eq!(told(client, "status_report").await, whole);
    }
    let page = beta.get(HISTORY).await.expect(200);
    let [deleted, created] = [&page["items"][0], &page["items"][1]];
    assert_eq!(
        (&deleted["entity_id"], &deleted["before"]["done"], &deleted["after"]),
        (&json!(id(&own)), &json!("Lettres annotées."), &Value::Null)
    );
    assert_eq!(
        (&created["entity_id"], &created["before"]),
        (&json!(id(&own)), &Value::Null)
    );
    for client in [alpha, &world.alpha_colleague] {
        assert_eq!(told(client, "status_report").await, nothing);
    }
    // The other way round, what a colleague deleted is told too.
    let theirs = written(alpha, json!({})).await;
    assert_eq!(alpha.with("If-Match", "*").delete(&theirs).await.status, 204);
    for client in [alpha, &world.alpha_colleague, beta] {
        assert_eq!(told(client, "status_report").await, whole);
    }
    let page = beta.get(HISTORY).await;
    assert!(!page.text.contains(id(&theirs)), "{}", page.text);
    // A coordinator's was no provider's.
    let hidden = written(&world.coordinator, json!({})).await;
    let deleting = world.coordinator.with("If-Match", "*");
    assert_eq!(deleting.delete(&hidden).await.status, 204);
    for client in [alpha, beta] {
        assert_eq!(told(client, "status_report").await, whole);
    }
    assert_eq!(told(&world.asn_laureate, "status_report").await.1, 6);
}

#[actix_web::test]
async fn a_coordinators_draft_is_told_to_no_provider() {
    let world = with_two_providers().await;
    let path = written(&world.technical_coordinator, json!({})).await;
    for provider in [&world.alpha_expert, &world.beta_expert] {
        is_hidden_from(provider, &path, "draft").await;
        assert_eq!(told(provider, "status_report").await, (Vec::new(), json!(0)));
    }
    for reader in [&world.coordinator, &world.asn_laureate] {
        assert_eq!(listed(reader, REPORTS).await, just(&[&path]));
    }
}

#[actix_web::test]
async fn a_filter_by_the_author_of_what_is_hidden_finds_nothing() {
    let world = with_two_providers().await;
    written(&world.alpha_expert, json!({})).await;
    let open = published(&world, &world.alpha_expert, json!({})).await;
    let by = format!("{REPORTS}?author={}", world.alpha_expert.account());
    assert_eq!(listed(&world.beta_expert, &by).await, just(&[&open]));
    let (ids, _) = listed(&world.asn_laureate, &by).await;
    assert_eq!(ids.len(), 2);
}

#[actix_web::test]
async fn an_observer_reads_what_is_published_without_accounts() {
    let world = with_two_providers().await;
    let observer = &world.observer;
    let who = observer.with("If-Match", "*");
    for state in ["draft", "endorsed"] {
        let path = led_to(&world, &world.alpha_expert, state, json!({})).await;
        is_hidden_from(observer, &path, state).await;
    }
    let line = json!({"overall": "sunny", "text": "Tout va bien."});
    let line = world.alpha_expert.post(HEALTH, line).await.id();
    is_hidden_from(observer, &format!("{REPORTS}/{line}"), "a line").await;
    let health = json!({"overall": "stormy", "tracks": {"prototype": "cloudy"}});
    let more = json!({"health": health, "support_needed": "Un serveur.", "decisions_asked": "Un mois de plus."});
    let path = published(&world, &world.alpha_expert, more).await;
    let mut expected = world.coordinator.get(&path).await.expect(200);
    for field in UNSHOWN {
        expected.as_object_mut().unwrap().remove(field).unwrap();
    }
    let shown = observer.get(&path).await.expect(200);
    assert_eq!(shown, expected);
    assert_eq!(
        (&shown["done"], &shown["support_needed"]),
        (&json!("Lettres annotées."), &json!("Un serveur."))
    );
    for list in [REPORTS, PROGRAMME] {
        let page = observer.get(&format!("{list}?count=true")).await.expect(200);
        assert_eq!(
            (&page["items"], &page["total"]),
            (&json!([expected]), &json!(1)),
            "{list}"
        );
    }
    // It sees it, and does nothing to it.
    who.patch(&path, json!({"next": "Rien."}))
        .await
        .refused(403, "forbidden");
    who.delete(&path).await.refused(403, "forbidden");
    for verb in ["endorse", "publish"] {
        let refused = who.post(&format!("{path}/{verb}"), json!({})).await;
        refused.refused(403, "forbidden");
    }
}

#[actix_web::test]
async fn a_programmes_list_shows_everybody_their_own_and_observers_what_is_published() {
    let world = with_two_projects().await;
    let elsewhere = async |author: &Client, until: &str| {
        let made = author.post(CHU, report(json!({"until": until}))).await;
        made.expect(201);
        format!("{CHU}/{}", made.id())
    };
    let first = written(&world.asn_laureate, json!({"until": "2019-02-11"})).await;
    let second = published(&world, &world.alpha_expert, json!({"until": "2019-02-12"})).await;
    let third = elsewhere(&world.chu_laureate, "2019-02-13").await;
    let fourth = elsewhere(&world.chu_laureate, "2019-02-14").await;
    for verb in ["endorse", "publish"] {
        let who = if verb == "endorse" {
            &world.chu_laureate
        } else {
            &world.coordinator
        };
        who.act(&fourth, verb, json!({})).await.expect(200);
    }
    for (client, paths) in [
        (&world.coordinator, vec![&fourth, &third, &second, &first]),
        (&world.technical_coordinator, vec![&fourth, &third, &second, &first]),
        (&world.asn_laureate, vec![&second, &first]),
        (&world.alpha_expert, vec![&second]),
        (&world.chu_laureate, vec![&fourth, &third]),
        (&world.beta_expert, vec![&fourth, &second]),
        (&world.observer, vec![&fourth, &second]),
    ] {
        assert_eq!(listed(client, PROGRAMME).await, just(&paths), "{}", client.account());
    }
    world.nobody.get(PROGRAMME).await.refused(404, "not_found");
    world.chu_laureate.get(REPORTS).await.refused(404, "not_found");
    // It is found in its own project alone.
    let misplaced = format!("{REPORTS}/{}", id(&fourth));
    for client in [&world.coordinator, &world.observer] {
        client.get(&misplaced).await.refused(404, "not_found");
        let shown: Value = client.get(&fourth).await.expect(200);
        assert_eq!(shown["project"]["code"], "AMI-T-CHU");
    }
    world.alpha_expert.get(&fourth).await.refused(404, "not_found");
}

#[actix_web::test]
async fn that_a_text_was_redacted_is_told_to_whoever_reads_the_report() {
    let world = with_two_providers().await;
    let draft = written(&world.alpha_expert, report(json!({"next": LEAK}))).await;
    redact(&world.coordinator, "status_report", id(&draft), "next")
        .await
        .expect(201);
    let redacted = format!("{HISTORY}&action=redacted&count=true");
    let total = async |client: &Client| client.get(&redacted).await.expect(200)["total"].clone();
    for client in [
        &world.coordinator,
        &world.asn_laureate,
        &world.alpha_expert,
        &world.alpha_colleague,
    ] {
        assert_eq!(total(client).await, 1);
    }
    assert_eq!(total(&world.beta_expert).await, 0);
    world
        .alpha_colleague
        .act(&draft, "endorse", json!({}))
        .await
        .expect(200);
    world.coordinator.act(&draft, "publish", json!({})).await.expect(200);
    assert_eq!(total(&world.beta_expert).await, 1);
}
