//! A person erased: no trace of name or address in any table or answer; history still readable.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Client, World};

pub const NAME: &str = "Zéphirine Quasimodo";
pub const EMAIL: &str = "zephirine.quasimodo@example.test";
const PASSWORD: &str = "une phrase de passe";
const LOG: &str = "/v1/projects/AMI-T-ASN/progress-entries";

/// An expert of Alpha who signs in and works; gives the account and its client.
pub async fn zephirine(world: &World) -> (Uuid, Client) {
    let body = json!({"name": NAME, "email": EMAIL, "organisation": world.alpha});
    let made = world.administrator.post("/v1/accounts", body).await.expect(201);
    let id: Uuid = made["id"].as_str().unwrap().parse().unwrap();
    let grant = json!({"role": "provider", "programme": "AMI-T"});
    world
        .administrator
        .post(&format!("/v1/accounts/{id}/grants"), grant)
        .await
        .expect(201);
    let stranger = world.app.stranger();
    let body = json!({"secret": made["invitation"]["secret"], "password": PASSWORD});
    stranger.post("/v1/auth/invitation", body).await.expect(204);
    let body = json!({"email": EMAIL, "password": PASSWORD});
    let tokens = stranger.post("/v1/auth/token", body).await.expect(200);
    let token = tokens["access_token"].as_str().unwrap().to_owned();
    (id, Client::new(&world.app.base_url, Some(token)).of_account(id))
}

/// What she does, all with keys: answers that name her are kept.
pub async fn work(world: &World, client: &Client) -> (String, String) {
    let keyed = |client: &Client| client.with("Idempotency-Key", &Uuid::now_v7().to_string());
    let body = json!({"track": "technical_support", "title": "Réunion", "forecast_on": "2019-05-02"});
    let milestone = keyed(&world.technical_coordinator)
        .post("/v1/projects/AMI-T-ASN/milestones", body)
        .await
        .id();
    let path = format!("/v1/milestones/{milestone}");
    let started = client.get(&path).await;
    keyed(client)
        .matching(&started)
        .post(&format!("{path}/start"), json!({}))
        .await
        .expect(200);
    let comment = keyed(client)
        .post(&format!("{path}/comments"), json!({"text": "Fait."}))
        .await
        .id();
    let body = json!({"type": "report", "title": "Rapport", "url": "https://pieces.example/r"});
    keyed(client).post(&format!("{path}/evidence"), body).await.expect(201);
    let body = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Fait", "person_days": 0.5});
    // A key is the author's own text, and kept for ever.
    let named = client.with("Idempotency-Key", &format!("{EMAIL}-1"));
    named.post(LOG, body.clone()).await.expect(201);
    let again = named.post(LOG, body).await;
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    // Another's answer names her: the time that a colleague logs for her.
    let body = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Fait", "person_days": 0.25, "person": client.account()});
    keyed(&world.alpha_colleague).post(LOG, body).await.expect(201);
    let edited = world.technical_coordinator.get(&path).await;
    let submitted = client.matching(&edited).with("Idempotency-Key", "submit");
    submitted.post(&format!("{path}/submit"), json!({})).await.expect(200);
    (milestone, comment)
}

pub async fn erase(world: &World, account: Uuid) -> Value {
    let reply = world
        .administrator
        .post(&format!("/v1/accounts/{account}/erase"), json!({}))
        .await;
    reply.expect(200)
}

#[actix_web::test]
async fn a_person_erased_leaves_no_trace_and_history_stays_readable() {
    let world = World::new().await;
    let (account, client) = zephirine(&world).await;
    let (milestone, comment) = work(&world, &client).await;
    // Her name is in answers that are kept: to administrators, and to her.
    let administrator = world.administrator.with("Idempotency-Key", "k-1");
    let path = format!("/v1/accounts/{account}/deactivate");
    administrator.post(&path, json!({})).await.expect(200);
    let before = world.app.traces_of(NAME).await;
    assert!(before.contains(&"public.kept_answers".to_owned()), "{before:?}");
    world.app.sql("analyze").await;

    let erased = erase(&world, account).await;
    assert_eq!(
        (&erased["name"], &erased["active"], &erased["erased"]),
        (&json!("—"), &json!(false), &json!(true))
    );
    assert_eq!(erased["mentions"], json!([]));
    for trace in [NAME, EMAIL, "quasimodo"] {
        assert_eq!(world.app.traces_of(trace).await, Vec::<String>::new(), "{trace}");
    }
    let left = "select (select count(*) from sessions where account_id = '{}') + (select count(*) from one_time_secrets where account_id = '{}')
        + (select count(*) from refresh_tokens r left join sessions s on s.id = r.session_id where s.id is null or s.account_id = '{}')";
    assert_eq!(world.app.text(&left.replace("{}", &account.to_string())).await, "0");

    // History is whole, and says "—".
    let history = world
        .coordinator
        .get(&format!("/v1/milestones/{milestone}/history?limit=200"))
        .await
        .expect(200);
    let hers: Vec<_> = history["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["actor"]["id"] == account.to_string())
        .collect();
    assert!(hers.len() >= 4, "{hers:?}");
    for entry in hers {
        assert_eq!(entry["actor"]["name"], "—");
        assert!(entry["sentence"].as_str().unwrap().starts_with("— — "), "{entry}");
    }
    for path in [
        format!("/v1/milestones/{milestone}"),
        format!("/v1/milestones/{milestone}/comments"),
        format!("/v1/milestones/{milestone}/evidence"),
        format!("/v1/milestones/{milestone}/submissions"),
        LOG.to_owned(),
        format!("/v1/accounts/{account}"),
        "/v1/accounts?limit=200".to_owned(),
    ] {
        let shown = world.coordinator.get(&path).await;
        shown.expect(200);
        assert!(
            !shown.text.contains("Quasimodo") && !shown.text.contains("quasimodo"),
            "{path}"
        );
    }
    let comments = world
        .coordinator
        .get(&format!("/v1/milestones/{milestone}/comments"))
        .await
        .expect(200);
    assert_eq!(comments["items"][0]["id"], comment);
    assert_eq!(comments["items"][0]["author"], json!({"id": account, "name": "—"}));
    // A kept answer is given again without the name.
    let again = administrator.post(&path, json!({})).await;
    assert_eq!(again.header("Idempotency-Replayed"), "true");
    assert_eq!(
        (&again.expect(200)["name"], again.json().get("email")),
        (&json!("—"), None)
    );
}

#[actix_web::test]
async fn an_erased_person_is_nobody_and_the_address_is_free() {
    let world = World::new().await;
    let (account, client) = zephirine(&world).await;
    client.get("/v1/me").await.expect(200);
    erase(&world, account).await;
    client.get("/v1/me").await.refused(401, "unauthenticated");
    let body = json!({"email": EMAIL, "password": PASSWORD});
    world
        .app
        .stranger()
        .post("/v1/auth/token", body)
        .await
        .refused(401, "invalid_credentials");
    let path = format!("/v1/accounts/{account}");
    let current = world.administrator.get(&path).await;
    let named = world
        .administrator
        .matching(&current)
        .patch(&path, json!({"name": NAME}))
        .await;
    assert_eq!(
        named.faults(409, "conflict"),
        [(String::new(), "already_erased".to_owned())]
    );
    world
        .administrator
        .post(&format!("{path}/invitation"), json!({}))
        .await
        .refused(409, "conflict");
    let again = world.administrator.post(&format!("{path}/erase"), json!({})).await;
    assert_eq!(
        again.faults(409, "conflict"),
        [(String::new(), "already_erased".to_owned())]
    );
    assert_eq!(world.app.traces_of(NAME).await, Vec::<String>::new());
    let (newcomer, client) = zephirine(&world).await;
    assert_ne!(newcomer, account);
    client.get("/v1/me").await.expect(200);
}
