//! A creation answers 201 with the resource, and says in `Location` where it is (RFC 9110, 10.2.2).

use serde_json::json;

use crate::support::{Client, Laying, World};

/// Creates, then reads what was created where the answer says it is.
async fn made(by: &Client, path: &str, body: serde_json::Value) -> String {
    let created = by.post(path, body).await;
    let shown = created.expect(201);
    let location = created.header("Location").to_owned();
    assert_eq!(by.get(&location).await.expect(200), shown, "{path}: {location}");
    shown["id"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn what_was_created_is_where_the_answer_says() {
    let world = World::new().await;
    let (coordinator, expert) = (&world.technical_coordinator, &world.alpha_expert);
    let project = "/v1/projects/AMI-T-ASN";
    let organisation = json!({"name": "Gamma", "kind": "association"});
    made(coordinator, "/v1/organisations", organisation).await;
    let laureate = json!({"organisation": world.asn, "title": "Second projet"});
    made(coordinator, "/v1/programmes/AMI-T/projects", laureate).await;
    let mission = json!({"provider": world.beta, "tracks": ["roadmap"], "from": "2019-01-01", "until": "2019-09-01"});
    made(coordinator, &format!("{project}/missions"), mission).await;
    let plan = json!({"track": "technical_support", "title": "Atelier", "forecast_on": "2019-06-14"});
    let milestone = made(coordinator, &format!("{project}/milestones"), plan).await;
    let milestone = format!("/v1/milestones/{milestone}");
    made(coordinator, &format!("{project}/baselines"), json!({})).await;
    let suspension = json!({"from": "2019-08-01", "until": "2019-08-19", "motive": "Congés."});
    made(coordinator, &format!("{project}/suspensions"), suspension).await;
    let extension = json!({"useful_months": 1, "motive": "Essais prolongés."});
    made(coordinator, &format!("{project}/extensions"), extension).await;
    let forecast = json!({"forecast_on": "2019-07-01", "motive": "Données en retard."});
    made(expert, &format!("{milestone}/forecasts"), forecast).await;
    made(expert, &format!("{milestone}/comments"), json!({"text": "Vu."})).await;
    let evidence = json!({"type": "minutes", "title": "Compte rendu", "url": "https://pieces.example/1"});
    made(expert, &format!("{milestone}/evidence"), evidence).await;
    let entry = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": "Fait"});
    made(expert, &format!("{project}/progress-entries"), entry).await;
    let health = json!({"overall": "sunny", "text": "Tout va bien."});
    made(expert, &format!("{project}/health"), health).await;
    let report = json!({"from": "2019-02-01", "until": "2019-03-01", "health": {"overall": "sunny"}, "done": "Fait.", "next": "Suite."});
    made(expert, &format!("{project}/status-reports"), report).await;
    let skills =
        json!({"moment": "start", "on": "2019-01-10", "levels": [{"domain": "Données", "counts": [1, 0, 0, 0, 0]}]});
    made(coordinator, &format!("{project}/skill-assessments"), skills).await;
    let member = json!({"function": "sponsor", "person": {"name": "Directeur métier"}, "from": "2019-01-07"});
    made(coordinator, &format!("{project}/team"), member).await;
    let item = json!({"kind": "skills", "title": "Former les agents", "horizon": "short"});
    made(coordinator, &format!("{project}/roadmap-items"), item).await;
    let reuse = json!({"by": {"name": "Une autre autorité"}, "what": "method"});
    made(coordinator, &format!("{project}/reuses"), reuse).await;
    let handed_over = json!({"kind": "operations_guide", "description": "Par un agent de permanence."});
    made(coordinator, &format!("{project}/hand-over"), handed_over).await;
    let waiver = json!({"gate": "team", "motive": "Recrutement en cours."});
    made(coordinator, &format!("{project}/readiness/waivers"), waiver).await;
    let verdict = json!({"verdict": "not_ready", "motive": "Le prototype n'a pas été essayé."});
    made(&world.coordinator, &format!("{project}/verdicts"), verdict).await;
    let exchange = json!({"kind": "steering_committee", "title": "Comité", "starts_at": "2019-06-27T14:00:00+02:00",
        "ends_at": "2019-06-27T17:00:00+02:00"});
    let exchanges = "/v1/programmes/AMI-T/exchanges";
    let exchange = format!("{exchanges}/{}", made(coordinator, exchanges, exchange).await);
    made(expert, &format!("{exchange}/sign-ups"), json!({"people": 2})).await;
    let decision = json!({"text": "Prolonger l'annotation."});
    made(coordinator, &format!("{exchange}/decisions"), decision).await;
    call(&world).await;
    expert.act(&milestone, "start", json!({})).await.expect(200);
    expert.act(&milestone, "submit", json!({})).await.expect(200);
    let rejection = json!({"motive": "Hors sujet."});
    coordinator.act(&milestone, "reject", rejection).await.expect(200);
    let decisions = coordinator.get(&format!("{milestone}/decisions")).await.expect(200);
    let decision = decisions["items"][0]["id"].as_str().unwrap();
    let observation = json!({"text": "Voir page 12."});
    made(expert, &format!("/v1/decisions/{decision}/observations"), observation).await;
    let grant = json!({"role": "observer", "programme": "AMI-T"});
    let grants = format!("/v1/accounts/{}/grants", world.nobody.account());
    made(&world.administrator, &grants, grant).await;
}

/// What comes of a call.
async fn call(world: &World) {
    let coordinator = &world.coordinator;
    let mut lay = Laying::default();
    let juror = lay.account("Jurée", world.beta, Some(("juror", Some(world.programme))));
    world.app.sql(&lay.transaction()).await;
    let grids = "/v1/programmes/AMI-T/grids";
    for stage in ["selection", "end"] {
        let criterion = json!({"code": "data", "label": {"fr": "Données", "en": "Data"}, "weight": 1});
        let grid = json!({"stage": stage, "criteria": [criterion], "scale": {"min": 0, "max": 5}});
        made(coordinator, grids, grid).await;
    }
    let application =
        json!({"organisation": world.chu, "title": "Trier les comptes rendus", "submitted_at": "2018-09-14T20:59:00Z"});
    let application = made(coordinator, "/v1/programmes/AMI-T/applications", application).await;
    let piece = json!({"type": "application_file", "title": "Dossier", "url": "https://depot.example/dossier"});
    made(coordinator, &format!("/v1/applications/{application}/evidence"), piece).await;
    let evaluations = format!("/v1/applications/{application}/evaluations");
    made(coordinator, &evaluations, json!({"juror": juror})).await;
    let instruction = json!({"stage": "end", "part": "instruction"});
    made(coordinator, "/v1/projects/AMI-T-ASN/evaluations", instruction).await;
}
