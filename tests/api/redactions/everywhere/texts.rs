//! One of each resource, with a text of its own in each field.

use serde_json::json;

use crate::redactions::{LEAK, milestone, post};
use crate::support::{Client, Form, World};

const ASN: &str = "/v1/projects/AMI-T-ASN";
const EXCHANGES: &str = "/v1/programmes/AMI-T/exchanges";

/// Where a text stands: the entity, its id, the field, and the text.
pub type Leak = (&'static str, String, &'static str, String);

/// A text of its own for each field.
pub fn leak(field: &str) -> String {
    format!("{LEAK} ({field})")
}

/// Makes one of each resource with a leak in each field.
pub async fn leaks(world: &World) -> Vec<Leak> {
    let (ditp, dinsic, expert) = (&world.coordinator, &world.technical_coordinator, &world.alpha_expert);
    let mut leaks = Vec::new();
    let mut leaked = |entity, id: &str, field: &'static str| {
        leaks.push((entity, id.to_owned(), field, leak(&format!("{entity} {field}"))))
    };
    let said = |entity: &str, field: &str| leak(&format!("{entity} {field}"));

    let body = json!({"title": said("programme", "title")});
    let programme = ditp.get("/v1/programmes/AMI-T").await;
    ditp.matching(&programme)
        .patch("/v1/programmes/AMI-T", body)
        .await
        .expect(200);
    leaked("programme", &world.programme.to_string(), "title");
    let body = json!({"title": said("project", "title"), "summary": said("project", "summary")});
    let project = ditp.get(ASN).await;
    ditp.matching(&project).patch(ASN, body).await.expect(200);
    leaked("project", &world.asn_project.to_string(), "title");
    leaked("project", &world.asn_project.to_string(), "summary");

    let body = json!({"from": "2019-08-01", "until": "2019-08-08", "motive": said("suspension", "motive")});
    let id = post(ditp, &format!("{ASN}/suspensions"), body).await;
    cancel(
        ditp,
        &format!("{ASN}/suspensions/{id}"),
        &said("suspension", "cancel_motive"),
    )
    .await;
    leaked("suspension", &id, "motive");
    leaked("suspension", &id, "cancel_motive");
    let body = json!({"useful_months": 1, "motive": said("extension", "motive")});
    let id = post(ditp, &format!("{ASN}/extensions"), body).await;
    cancel(
        ditp,
        &format!("{ASN}/extensions/{id}"),
        &said("extension", "cancel_motive"),
    )
    .await;
    leaked("extension", &id, "motive");
    leaked("extension", &id, "cancel_motive");
    let body = json!({"verdict": "not_ready", "motive": said("verdict", "motive")});
    leaked("verdict", &post(ditp, &format!("{ASN}/verdicts"), body).await, "motive");
    let body = json!({"gate": "team", "motive": said("readiness_waiver", "motive")});
    leaked(
        "readiness_waiver",
        &post(ditp, &format!("{ASN}/readiness/waivers"), body).await,
        "motive",
    );
    let body = json!({"provider": world.beta, "tracks": ["strategic_support"], "from": "2019-01-07", "until": "2019-10-01",
        "purchase_order": said("mission", "purchase_order"), "overrun_motive": said("mission", "overrun_motive")});
    let id = post(ditp, &format!("{ASN}/missions"), body).await;
    leaked("mission", &id, "purchase_order");
    leaked("mission", &id, "overrun_motive");

    let body = json!({"track": "technical_support", "title": said("milestone", "title"), "description": said("milestone", "description"),
        "acceptance_criteria": ["Lu", said("milestone", "acceptance_criteria")], "forecast_on": "2019-05-02", "required_evidence": []});
    let id = post(dinsic, &format!("{ASN}/milestones"), body).await;
    let path = format!("/v1/milestones/{id}");
    for field in ["title", "description", "acceptance_criteria"] {
        leaked("milestone", &id, field);
    }
    expert.act(&path, "start", json!({})).await.expect(200);
    let body = json!({"forecast_on": "2019-05-09", "motive": said("forecast", "motive")});
    leaked(
        "forecast",
        &post(expert, &format!("{path}/forecasts"), body).await,
        "motive",
    );
    post(ditp, &format!("{ASN}/baselines"), json!({})).await;
    let body = json!({"motive": said("baseline", "motive")});
    leaked(
        "baseline",
        &post(ditp, &format!("{ASN}/baselines"), body).await,
        "motive",
    );
    let body = json!({"type": "report", "title": said("evidence", "title"), "url": format!("https://pieces.example/{}", said("evidence", "url"))});
    let id = post(expert, &format!("{path}/evidence"), body).await;
    leaked("evidence", &id, "title");
    leaked("evidence", &id, "url");
    let form = Form::of("report", "Bilan").file(
        &format!("{}.md", said("evidence", "file_name")),
        "text/markdown",
        b"# Rien\n",
    );
    let keyed = expert.with("Idempotency-Key", "bilan");
    let reply = keyed.upload(&format!("{path}/evidence/files"), &form).await;
    reply.expect(201);
    leaked("evidence", &reply.id(), "file_name");
    let body = json!({"text": said("comment", "text")});
    leaked(
        "comment",
        &post(expert, &format!("{path}/comments"), body).await,
        "text",
    );
    expert.act(&path, "submit", json!({})).await.expect(200);
    let keyed = dinsic.with("Idempotency-Key", "decision");
    keyed
        .act(&path, "reject", json!({"motive": said("decision", "motive")}))
        .await
        .expect(200);
    let decisions = dinsic.get(&format!("{path}/decisions")).await.expect(200);
    let id = decisions["items"][0]["id"].as_str().unwrap().to_owned();
    leaked("decision", &id, "motive");
    let body = json!({"text": said("observation", "text")});
    leaked(
        "observation",
        &post(expert, &format!("/v1/decisions/{id}/observations"), body).await,
        "text",
    );

    let body = json!({"track": "technical_support", "occurred_on": "2019-03-01", "done": said("progress_entry", "done"),
        "next": said("progress_entry", "next"), "blockers": said("progress_entry", "blockers")});
    let id = post(expert, &format!("{ASN}/progress-entries"), body).await;
    for field in ["done", "next", "blockers"] {
        leaked("progress_entry", &id, field);
    }
    let body = json!({"overall": "cloudy", "text": said("health_report", "text"), "support_needed": said("health_report", "support_needed")});
    let id = post(expert, &format!("{ASN}/health"), body).await;
    leaked("health_report", &id, "text");
    leaked("health_report", &id, "support_needed");
    let body = json!({"from": "2019-02-01", "until": "2019-03-01", "health": {"overall": "cloudy"}, "done": said("status_report", "done"),
        "next": said("status_report", "next"), "decisions_asked": said("status_report", "decisions_asked"),
        "support_needed": said("status_report", "support_needed")});
    let id = post(expert, &format!("{ASN}/status-reports"), body).await;
    for field in ["done", "next", "decisions_asked", "support_needed"] {
        leaked("status_report", &id, field);
    }
    let body = json!({"moment": "start", "on": "2019-01-10",
        "levels": [{"domain": said("skill_assessment", "levels"), "counts": [0, 3, 2, 1, 0]}]});
    let id = post(ditp, &format!("{ASN}/skill-assessments"), body).await;
    leaked("skill_assessment", &id, "levels");
    let body = json!({"kind": "ethical", "title": said("risk", "title"), "description": said("risk", "description"),
        "response": said("risk", "response")});
    let id = post(expert, &format!("{ASN}/risks"), body).await;
    for field in ["title", "description", "response"] {
        leaked("risk", &id, field);
    }
    let body = json!({"name": said("dataset", "name"), "existence": "exists", "personal_data": false, "dpia": "not_needed",
        "holder": {"name": said("dataset", "holder_name")}, "volume": {"count": 3, "unit": said("dataset", "volume")},
        "annotation": {"wanted": 3, "done": 0, "unit": said("dataset", "annotation")}});
    let id = post(expert, &format!("{ASN}/datasets"), body).await;
    let blocked = json!({"motive": said("dataset", "block_motive")});
    expert
        .act(&format!("{ASN}/datasets/{id}"), "block", blocked)
        .await
        .expect(200);
    for field in ["name", "holder_name", "volume", "annotation", "block_motive"] {
        leaked("dataset", &id, field);
    }
    let body = json!({"version": "0.3", "maturity": "functional", "description": said("prototype", "description"),
        "source_url": format!("https://pieces.example/{}", said("prototype", "source_url")), "motive": said("prototype", "motive")});
    let prototype = post(expert, &format!("{ASN}/prototypes"), body).await;
    for field in ["description", "source_url", "motive"] {
        leaked("prototype", &prototype, field);
    }
    let body = json!({"prototype": prototype, "audience": "agents", "protocol": said("trial", "protocol"), "from": "2019-02-18",
        "measures": [{"name": said("trial", "measures"), "unit": "%", "direction": "higher"}]});
    let id = post(expert, &format!("{ASN}/trials"), body).await;
    leaked("trial", &id, "protocol");
    leaked("trial", &id, "measures");
    let body = json!({"kind": "data", "title": said("roadmap_item", "title"), "horizon": "short"});
    let id = post(ditp, &format!("{ASN}/roadmap-items"), body).await;
    // It makes room, which the history tells with its title.
    let body = json!({"kind": "data", "title": "Devant", "horizon": "short", "position": 1});
    post(ditp, &format!("{ASN}/roadmap-items"), body).await;
    leaked("roadmap_item", &id, "title");
    let body = json!({"by": {"name": said("reuse", "by_name")}, "what": "code",
        "url": format!("https://pieces.example/{}", said("reuse", "url"))});
    let id = post(ditp, &format!("{ASN}/reuses"), body).await;
    leaked("reuse", &id, "by_name");
    leaked("reuse", &id, "url");
    let body = json!({"title": said("topic", "title"), "benefit": said("topic", "benefit"), "maturity": "idea"});
    let id = post(expert, &format!("{ASN}/topics"), body).await;
    leaked("topic", &id, "title");
    leaked("topic", &id, "benefit");
    let body = json!({"kind": "model", "title": said("hand_over_item", "title"),
        "description": said("hand_over_item", "description")});
    let id = post(ditp, &format!("{ASN}/hand-over"), body).await;
    let body =
        json!({"evidence": [{"title": said("hand_over_item", "evidence"), "url": "https://pieces.example/modele"}]});
    let keyed = expert.with("Idempotency-Key", "remise");
    let provided = keyed.act(&format!("{ASN}/hand-over/{id}"), "provide", body).await;
    provided.expect(200);
    for field in ["title", "description", "evidence"] {
        leaked("hand_over_item", &id, field);
    }
    let body = json!({"kind": "steering_committee", "title": said("exchange", "title"), "place": said("exchange", "place"),
        "link": format!("https://pieces.example/{}", said("exchange", "link")), "starts_at": "2019-03-04T13:00:00Z",
        "ends_at": "2019-03-04T16:00:00Z"});
    let id = post(ditp, EXCHANGES, body).await;
    let path = format!("{EXCHANGES}/{id}");
    let body =
        json!({"attendance": [{"organisation": world.asn, "people": 4}], "outcomes": said("exchange", "outcomes")});
    let keyed = ditp.with("Idempotency-Key", "tenue");
    keyed.act(&path, "hold", body).await.expect(200);
    for field in ["title", "place", "link", "outcomes"] {
        leaked("exchange", &id, field);
    }
    let body = json!({"text": said("committee_decision", "text")});
    leaked(
        "committee_decision",
        &post(ditp, &format!("{path}/decisions"), body).await,
        "text",
    );
    let other = milestone(world, "Réunion").await;
    let body =
        json!({"entity": "milestone", "id": other, "field": "description", "motive": said("redaction", "motive")});
    leaked("redaction", &post(ditp, "/v1/redactions", body).await, "motive");
    leaks.extend(super::call::leaks(world).await);
    leaks
}

async fn cancel(client: &Client, path: &str, motive: &str) {
    let current = client.get(path).await;
    let keyed = client.matching(&current).with("Idempotency-Key", path);
    keyed
        .post(&format!("{path}/cancel"), json!({"motive": motive}))
        .await
        .expect(200);
}
