//! A health report is a report of one line, published as it is made; and each published report is one of health.

use serde_json::{Value, json};

use super::{HEALTH, PROGRAMME, REPORTS, faults, id, just, listed, published, told, written};
use crate::redactions::redact;
use crate::support::{Client, World};

/// Reports a line, and gives the answer.
async fn line(client: &Client, more: Value) -> Value {
    let mut body = json!({"overall": "overcast", "text": "Les lettres arrivent."});
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    client.post(HEALTH, body).await.expect(201)
}

#[actix_web::test]
async fn a_line_is_shown_among_the_reports() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let made = line(
        who,
        json!({"tracks": {"prototype": "stormy"}, "support_needed": "Un serveur."}),
    )
    .await;
    let path = format!("{REPORTS}/{}", made["id"].as_str().unwrap());
    let shown = world.asn_laureate.get(&path).await.expect(200);
    let account = json!({"id": who.account(), "name": "Experte Alpha"});
    let expected = json!({
        "id": made["id"], "project": made["project"], "organisation": shown["organisation"], "from": "2019-03-04",
        "until": "2019-03-05", "health": {"overall": "overcast", "tracks": {"prototype": "stormy"}},
        "done": "Les lettres arrivent.", "next": null, "decisions_asked": null, "support_needed": "Un serveur.",
        "rectifies": null, "rectified_by": null, "one_line": true, "state": "published", "published_on": "2019-03-04",
        "published_at": made["reported_at"], "endorsed_by": null, "published_by": account, "version": 1,
        "created_at": made["reported_at"], "created_by": account, "updated_at": made["reported_at"], "updated_by": account,
    });
    assert_eq!(shown, expected);
    assert_eq!(shown["organisation"]["id"], json!(world.alpha));
    for list in [REPORTS, PROGRAMME] {
        let page = world.coordinator.get(list).await.expect(200);
        assert_eq!(page["items"], json!([expected]), "{list}");
    }
    // Stormy without a word of support is let through, as ever.
    let stormy = line(who, json!({"overall": "stormy"})).await;
    assert_eq!(
        (&stormy["overall"], &stormy["support_needed"]),
        (&json!("stormy"), &Value::Null)
    );
}

#[actix_web::test]
async fn a_line_is_neither_edited_nor_led_anywhere() {
    let world = World::new().await;
    let who = world.alpha_expert.with("If-Match", "*");
    // It says no support, which none of a line asks for.
    let made = line(&who, json!({"overall": "stormy"})).await;
    let path = format!("{REPORTS}/{}", made["id"].as_str().unwrap());
    let before = who.get(&path).await.expect(200);
    let refused = who.patch(&path, json!({"done": "Autre."})).await;
    assert_eq!(refused.faults(409, "conflict"), faults(&[("", "wrong_state")]));
    for (client, verb) in [(&world.alpha_colleague, "endorse"), (&world.coordinator, "publish")] {
        let refused = client.act(&path, verb, json!({})).await;
        assert_eq!(
            refused.faults(409, "conflict"),
            faults(&[("", "wrong_state")]),
            "{verb}"
        );
    }
    assert_eq!(who.get(&path).await.expect(200), before);
}

#[actix_web::test]
async fn it_is_told_as_a_health_report() {
    let world = World::new().await;
    line(&world.alpha_expert, json!({})).await;
    let (actions, total) = told(&world.coordinator, "health_report").await;
    assert_eq!(actions, ["created"]);
    assert_eq!(total, 1);
    assert_eq!(told(&world.coordinator, "status_report").await, (Vec::new(), json!(0)));
    let history = "/v1/projects/AMI-T-ASN/history?limit=1";
    let page = world.coordinator.get(history).await.expect(200);
    assert_eq!(
        page["items"][0]["sentence"],
        "Experte Alpha — Création : météo (couvert)."
    );
    published(&world, &world.alpha_expert, json!({})).await;
    let (_, total) = told(&world.coordinator, "health_report").await;
    assert_eq!(total, 1, "a whole report is no health report");
}

#[actix_web::test]
async fn the_health_is_what_the_published_reports_say_of_it() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    let line = line(who, json!({})).await;
    let draft = written(who, json!({"until": "2019-03-05"})).await;
    let health = json!({"overall": "cloudy", "tracks": {"prototype": "sunny"}});
    let more = json!({"health": health, "support_needed": "Un accès.", "done": "Lettres relues."});
    let older = published(&world, who, more).await;
    let newer = published(&world, &world.asn_laureate, json!({"until": "2019-03-05"})).await;
    let page = world.coordinator.get(HEALTH).await.expect(200);
    let ids: Vec<_> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|report| report["id"].clone())
        .collect();
    // Of one period the latest publication first; a draft tells nothing.
    let expected = [json!(id(&newer)), line["id"].clone(), json!(id(&older))];
    assert_eq!(ids, expected);
    let whole = world.coordinator.get(&older).await.expect(200);
    let told = json!({
        "id": id(&older), "project": whole["project"], "overall": "cloudy", "tracks": {"prototype": "sunny"},
        "text": "Lettres relues.", "support_needed": "Un accès.",
        "reported_by": {"id": who.account(), "name": "Experte Alpha"}, "reported_on": "2019-03-04",
        "reported_at": whole["published_at"],
    });
    assert_eq!(page["items"][2], told);
    let path = |report: &str| format!("{HEALTH}/{}", id(report));
    assert_eq!(world.asn_laureate.get(&path(&older)).await.expect(200), told);
    who.get(&path(&draft)).await.refused(404, "not_found");
    // An observer is shown the health alone, of lines and of whole reports.
    let mut hidden = told;
    for field in ["text", "support_needed", "reported_by"] {
        hidden.as_object_mut().unwrap().remove(field).unwrap();
    }
    assert_eq!(world.observer.get(&path(&older)).await.expect(200), hidden);
    let seen = world.observer.get(&format!("{HEALTH}?count=true")).await.expect(200);
    assert_eq!((&seen["items"][2], &seen["total"]), (&hidden, &json!(3)));
    assert_eq!(listed(&world.observer, REPORTS).await, just(&[&newer, &older]));
    // Page by page none is missed or repeated.
    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let page = who.get(&format!("{HEALTH}?limit=1{next}")).await.expect(200);
        seen.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|report| report["id"].clone()),
        );
        let Some(cursor) = page["next"].as_str() else { break };
        next = format!("&cursor={cursor}");
    }
    assert_eq!(seen, expected);
}

#[actix_web::test]
async fn a_line_is_redacted_as_a_health_report() {
    let world = World::new().await;
    let made = line(&world.alpha_expert, json!({"support_needed": "Un serveur."})).await;
    let line = made["id"].as_str().unwrap();
    for field in ["text", "support_needed"] {
        let redacted = redact(&world.coordinator, "health_report", line, field)
            .await
            .expect(201);
        let health = world.alpha_expert.get(&format!("{HEALTH}/{line}")).await.expect(200);
        assert_eq!(health[field], redacted["marker"], "{field}");
        let shown = world.alpha_expert.get(&format!("{REPORTS}/{line}")).await.expect(200);
        let field = if field == "text" { "done" } else { field };
        assert_eq!(shown[field], redacted["marker"], "{field}");
    }
    // Of a whole report, its words go with it.
    let whole = published(&world, &world.alpha_expert, json!({})).await;
    let redacted = redact(&world.coordinator, "status_report", id(&whole), "done").await;
    let marker = redacted.expect(201)["marker"].clone();
    let health = format!("{HEALTH}/{}", id(&whole));
    assert_eq!(world.alpha_expert.get(&health).await.expect(200)["text"], marker);
}
