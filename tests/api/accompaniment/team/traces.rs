//! After an erasure the name and the address stand in no table and in no answer; what was done stays.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{EMAIL, ERASED, HISTORY, NAME, PROGRAMME, TEAM, named, zephirine};
use crate::support::{Client, Reply, World};

/// What is asked of a member with keys: answers that name somebody are kept.
struct Kept {
    path: String,
    requests: Vec<(Client, &'static str, String, Value)>,
}

impl Kept {
    async fn made(client: &Client) -> Self {
        let keyed = client.with("Idempotency-Key", &Uuid::now_v7().to_string());
        let body = zephirine(json!({"until": "2019-10-01"}));
        let made = keyed.post(TEAM, body.clone()).await;
        made.expect(201);
        Self {
            path: format!("{TEAM}/{}", made.id()),
            requests: vec![(keyed, "made", TEAM.to_owned(), body)],
        }
    }

    /// The answers to the same requests once more.
    async fn again(&self) -> Vec<Reply> {
        let mut replies = Vec::new();
        for (client, what, path, body) in &self.requests {
            let reply = client.post(path, body.clone()).await;
            assert_eq!(reply.header("Idempotency-Replayed"), "true", "{what}: {}", reply.text);
            replies.push(reply);
        }
        replies
    }
}

#[actix_web::test]
async fn whoever_is_erased_leaves_no_trace_and_what_the_team_was_stays() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let mut kept = Kept::made(who).await;
    let path = kept.path.clone();
    who.with("If-Match", "*")
        .patch(&path, json!({"function": "sponsor"}))
        .await
        .expect(200);
    // Whoever else is on the team stays.
    let other = who.post(TEAM, named(json!({"function": "legal"}))).await.expect(201);
    let before = who.get(&path).await;
    let stands = world.app.traces_of(NAME).await;
    assert_eq!(stands, ["public.kept_answers", "public.persons"]);
    world.app.sql("analyze").await;

    let key = Uuid::now_v7().to_string();
    let erasing = world.coordinator.matching(&before).with("Idempotency-Key", &key);
    let erased = erasing.post(&format!("{path}/erase"), json!({})).await;
    kept.requests
        .push((erasing, "erased", format!("{path}/erase"), json!({})));
    let answer = erased.expect(200);
    assert_eq!(
        (&answer["mentions"], &answer["more_mentions"]),
        (&json!([]), &json!(false))
    );
    for trace in [NAME, EMAIL, "quasimodo", "zephirine"] {
        assert_eq!(world.app.traces_of(trace).await, Vec::<String>::new(), "{trace}");
    }
    let (before, after) = (before.json(), who.get(&path).await.expect(200));
    assert_eq!(answer["member"], after);
    assert_eq!(
        after["person"],
        json!({"id": before["person"]["id"], "name": ERASED, "email": null})
    );
    for field in [
        "id",
        "project",
        "function",
        "account",
        "share",
        "from",
        "until",
        "created_at",
        "created_by",
    ] {
        assert_eq!(after[field], before[field], "{field}");
    }
    assert_eq!(
        (&after["share"], &after["from"], &after["until"], &after["function"]),
        (
            &json!(40),
            &json!("2019-01-07"),
            &json!("2019-10-01"),
            &json!("sponsor")
        )
    );
    assert_eq!(
        (&after["version"], &after["updated_by"]["name"]),
        (&json!(3), &json!("Coordination DITP"))
    );
    // Whoever asks again with a key is answered the same, less who it was.
    for reply in kept.again().await {
        let text = reply.text.to_lowercase();
        assert!(!text.contains("quasimodo") && !text.contains("zephirine"), "{text}");
    }
    let replayed = kept.again().await;
    assert_eq!(
        (
            &replayed[0].json()["person"]["name"],
            &replayed[1].json()["member"]["person"]["name"]
        ),
        (&json!(ERASED), &json!(ERASED))
    );
    assert_eq!(replayed[0].status, 201);
    // Nor does any list or history name them.
    for path in [TEAM, PROGRAMME, HISTORY, "/v1/projects/AMI-T-ASN/history?limit=200"] {
        let shown = world.coordinator.get(path).await;
        shown.expect(200);
        assert!(
            !shown.text.to_lowercase().contains("quasimodo"),
            "{path}: {}",
            shown.text
        );
    }
    let path = format!("{TEAM}/{}", other["id"].as_str().unwrap());
    assert_eq!(who.get(&path).await.expect(200), other);
    assert_eq!(world.app.text("select count(*) from persons").await, "1");
}

#[actix_web::test]
async fn the_history_is_whole_and_says_that_somebody_was_erased() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let kept = Kept::made(who).await;
    who.act(&kept.path, "erase", json!({})).await.expect(200);
    let page = world.coordinator.get(HISTORY).await.expect(200);
    let items = page["items"].as_array().unwrap();
    let told: Vec<_> = items.iter().map(|it| it["action"]["code"].clone()).collect();
    assert_eq!(told, ["erased", "created"]);
    let sentence = items[0]["sentence"].as_str().unwrap();
    assert!(
        sentence.starts_with("Laureate ASN — Effacement : membre de l'équipe"),
        "{sentence}"
    );
    let english = world
        .coordinator
        .with("Accept-Language", "en")
        .get(HISTORY)
        .await
        .expect(200);
    let sentence = english["items"][0]["sentence"].as_str().unwrap();
    assert!(sentence.starts_with("Laureate ASN — Erased: team member"), "{sentence}");
    // Ids are what it has, before and after.
    let (made, last) = (&items[1]["after"], &items[0]["after"]);
    assert_eq!(made["person_id"], last["person_id"]);
    for field in ["function", "share", "from_on", "until_on"] {
        assert_eq!(made[field], last[field], "{field}");
        assert!(!made[field].is_null(), "{field}");
    }
    assert!(made.get("name").is_none() && made.get("email").is_none(), "{made}");
    let versions = format!(
        "select count(distinct person_id) || ' ' || count(*) from hist.team_members where id = '{}'",
        super::id_of(&kept.path)
    );
    assert_eq!(world.app.text(&versions).await, "1 2");
}

/// What an edit replaced was kept in answers too, under another id.
#[actix_web::test]
async fn what_somebody_was_called_before_an_edit_goes_with_them() {
    let world = World::new().await;
    let who = world.asn_laureate.with("If-Match", "*");
    let kept = Kept::made(&who).await;
    let edit = json!({"person": {"email": "z.quasimodo@example.test"}});
    who.patch(&kept.path, edit).await.expect(200);
    let edit = json!({"person": {"name": "Zéphirine Sacripant"}});
    who.patch(&kept.path, edit).await.expect(200);
    who.post(&format!("{}/erase", kept.path), json!({})).await.expect(200);
    world.app.sql("analyze").await;
    for trace in [NAME, EMAIL, "quasimodo", "sacripant"] {
        assert_eq!(world.app.traces_of(trace).await, Vec::<String>::new(), "{trace}");
    }
    let replayed = kept.again().await;
    assert_eq!(replayed[0].json()["person"]["name"], ERASED);
}

/// Who is called as those who were erased are has an address to lose all the same.
#[actix_web::test]
async fn whoever_has_no_name_to_lose_loses_the_address() {
    let world = World::new().await;
    let who = world.asn_laureate.with("Idempotency-Key", "sans-nom");
    let body = named(json!({"person": {"name": ERASED, "email": EMAIL}}));
    let made = who.post(TEAM, body.clone()).await;
    let before = made.expect(201);
    assert_eq!(
        (&before["person"]["name"], &before["person"]["email"]),
        (&json!(ERASED), &json!(EMAIL))
    );
    let path = format!("{TEAM}/{}", made.id());
    world.asn_laureate.act(&path, "erase", json!({})).await.expect(200);
    world.app.sql("analyze").await;
    for trace in [EMAIL, "quasimodo", "zephirine"] {
        assert_eq!(world.app.traces_of(trace).await, Vec::<String>::new(), "{trace}");
    }
    let again = who.post(TEAM, body).await;
    assert_eq!(again.header("Idempotency-Replayed"), "true", "{}", again.text);
    let mut expected = before;
    expected["person"]["email"] = Value::Null;
    assert_eq!(again.expect(201), expected, "all but the address is as it was");
}
