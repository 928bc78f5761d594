//! What is held about a person, given to that person.

use serde_json::{Value, json};

use crate::support::World;

async fn wrote(world: &World) {
    let expert = &world.alpha_expert;
    let body = json!({"track": "technical_support", "title": "Réunion", "description": "Pas d'elle.", "forecast_on": "2019-05-02"});
    let made = world
        .technical_coordinator
        .post("/v1/projects/AMI-T-ASN/milestones", body)
        .await
        .id();
    let path = format!("/v1/milestones/{made}");
    expert.act(&path, "start", json!({})).await.expect(200);
    expert
        .post(&format!("{path}/comments"), json!({"text": "Un commentaire."}))
        .await
        .expect(201);
    let forecast = json!({"forecast_on": "2019-05-09", "motive": "Un retard."});
    expert.post(&format!("{path}/forecasts"), forecast).await.expect(201);
    let evidence = json!({"type": "report", "title": "Un rapport", "url": "https://pieces.example/r"});
    expert.post(&format!("{path}/evidence"), evidence).await.expect(201);
    expert.act(&path, "submit", json!({})).await.expect(200);
    let line =
        json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Une ligne.", "person_days": 0.5});
    expert
        .post("/v1/projects/AMI-T-ASN/progress-entries", line)
        .await
        .expect(201);
    let line = json!({"track": "technical_support", "occurred_on": "2019-02-28", "done": "Par une autre.", "person_days": 0.25, "person": expert.account()});
    world
        .alpha_colleague
        .post("/v1/projects/AMI-T-ASN/progress-entries", line)
        .await
        .expect(201);
    let accounts = json!({"accounts": [expert.account(), world.alpha_colleague.account()]});
    let mission = format!("/v1/missions/{}", world.alpha_mission);
    let current = world.coordinator.get(&mission).await;
    world
        .coordinator
        .matching(&current)
        .patch(&mission, accounts)
        .await
        .expect(200);
}

fn actions(data: &Value) -> Vec<String> {
    let items = data["activity"]["items"].as_array().unwrap();
    items
        .iter()
        .map(|deed| {
            format!(
                "{} {}",
                deed["action"].as_str().unwrap(),
                deed["entity"].as_str().unwrap()
            )
        })
        .collect()
}

#[actix_web::test]
async fn a_person_is_given_all_that_is_held_about_it() {
    let world = World::new().await;
    wrote(&world).await;
    let expert = &world.alpha_expert;
    let reply = expert.get("/v1/me/export").await;
    let data = reply.expect(200);
    assert_eq!(
        (&data["account"]["name"], &data["account"]["email"]),
        (&json!("Experte Alpha"), &json!("experte.alpha@example.test"))
    );
    assert_eq!(data["account"]["organisation"]["name"], "Alpha Conseil");
    assert_eq!(data["grants"][0]["role"], "provider");
    assert_eq!(data["sign_ins"].as_array().unwrap().len(), 1);
    assert_eq!(data["missions"][0]["id"], world.alpha_mission.to_string());
    let time = &data["time_logged_by_others"];
    assert_eq!(
        (&time[0]["person_days"], &time[0]["author"]),
        (&json!(0.25), &json!(world.alpha_colleague.account()))
    );
    assert!(!time.to_string().contains("Par une autre"), "another's text");
    assert_eq!(
        actions(&data),
        [
            "created progress_entry",
            "submitted milestone",
            "created submission",
            "created evidence",
            "forecast milestone",
            "created comment",
            "started milestone",
        ]
    );
    for text in [
        "Un commentaire.",
        "Un retard.",
        "Un rapport",
        "https://pieces.example/r",
        "Une ligne.",
    ] {
        assert!(reply.text.contains(text), "{text}");
    }
    assert!(!reply.text.contains("Pas d'elle."), "what others wrote is theirs");
    assert_eq!(
        (&data["activity"]["total"], &data["activity"]["more"]),
        (&json!(7), &json!(false))
    );
    let until = data["activity"]["items"][3]["at"].as_str().unwrap();
    let earlier = expert.get(&format!("/v1/me/export?before={until}")).await.expect(200);
    assert_eq!(
        actions(&earlier),
        ["forecast milestone", "created comment", "started milestone"]
    );
    assert_eq!(
        expert
            .with("If-None-Match", reply.etag())
            .get("/v1/me/export")
            .await
            .status,
        304
    );
    let by_id = expert
        .get(&format!("/v1/accounts/{}/export", expert.account()))
        .await
        .expect(200);
    assert_eq!(by_id, data, "one's own, whichever way");
}

#[actix_web::test]
async fn an_administrator_is_given_no_business_data() {
    let world = World::new().await;
    wrote(&world).await;
    let path = format!("/v1/accounts/{}/export", world.alpha_expert.account());
    let data = world.administrator.get(&path).await.expect(200);
    assert_eq!(data["account"]["email"], "experte.alpha@example.test");
    let given: Vec<_> = data.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(given, ["account", "grants", "sign_ins", "invitations"]);
    world.coordinator.get(&path).await.refused(403, "forbidden");
    world.beta_expert.get(&path).await.refused(404, "not_found");
    world
        .app
        .stranger()
        .get("/v1/me/export")
        .await
        .refused(401, "unauthenticated");
    world
        .administrator
        .get("/v1/me/export?before=hier")
        .await
        .refused(400, "invalid_parameters");
    let nobody = world.nobody.get("/v1/me/export").await.expect(200);
    assert_eq!(nobody["activity"], json!({"items": [], "total": 0, "more": false}));
}
