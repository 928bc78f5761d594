//! The release before this one runs beside it for a while: it reads and adds health reports where it ever did.

use diesel_async::SimpleAsyncConnection;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{HEALTH, PROGRAMME, REPORTS, fares, just, listed, published, told, written};
use crate::support::World;

/// A health report as that release adds it.
fn row(world: &World, id: Uuid) -> String {
    format!(
        "insert into health_reports (id, project_id, overall, tracks, text, support_needed, reported_by, reported_on, reported_at)
         values ('{id}', '{}', 'cloudy', '{{\"prototype\": \"stormy\"}}', 'Un serveur manque.', 'Un serveur.', '{}', '2019-03-04',
           '2019-03-04 09:00:00+00')",
        world.asn_project,
        world.alpha_expert.account()
    )
}

/// The same with its journal entry, in one transaction.
fn reporting(world: &World, id: Uuid) -> String {
    let change = Uuid::now_v7();
    format!(
        "begin; {};
         insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, after)
           select '{change}', 0, '{change}', reported_by, 'created', 'health_report', id, project_id, to_jsonb(h)
           from health_reports h where id = '{id}';
         commit",
        row(world, id)
    )
}

#[actix_web::test]
async fn what_it_adds_is_a_report_of_one_line() {
    let world = World::new().await;
    let id = Uuid::now_v7();
    world.app.sql(&reporting(&world, id)).await;
    let account = json!({"id": world.alpha_expert.account(), "name": "Experte Alpha"});
    let project = json!({"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"});
    let page = world.asn_laureate.get(HEALTH).await.expect(200);
    let at = page["items"][0]["reported_at"].clone();
    assert!(at.as_str().unwrap().starts_with("2019-03-04T09:00:00"), "{at}");
    let line = json!({
        "id": id, "project": project, "overall": "cloudy", "tracks": {"prototype": "stormy"}, "text": "Un serveur manque.",
        "support_needed": "Un serveur.", "reported_by": account, "reported_on": "2019-03-04", "reported_at": at,
    });
    assert_eq!(page["items"], json!([line]));
    let shown = world.alpha_expert.get(&format!("{HEALTH}/{id}")).await;
    assert_eq!(shown.expect(200), line);
    let read = world.coordinator.get(&format!("{REPORTS}/{id}")).await;
    let whole = read.expect(200);
    assert_eq!(
        whole,
        json!({
            "id": id, "project": project, "organisation": whole["organisation"], "from": "2019-03-04", "until": "2019-03-05",
            "health": {"overall": "cloudy", "tracks": {"prototype": "stormy"}}, "done": "Un serveur manque.", "next": null,
            "decisions_asked": null, "support_needed": "Un serveur.", "rectifies": null, "rectified_by": null,
            "one_line": true, "state": "published", "published_on": "2019-03-04", "published_at": at, "endorsed_by": null,
            "published_by": account, "version": 1, "created_at": at, "created_by": account, "updated_at": at,
            "updated_by": account,
        })
    );
    assert_eq!(whole["organisation"]["id"], json!(world.alpha));
    for list in [REPORTS, PROGRAMME] {
        let page = world.coordinator.get(list).await.expect(200);
        assert_eq!(page["items"], json!([whole]), "{list}");
    }
    assert_eq!(fares(&world.coordinator).await, "cloudy");
    // An observer is shown it as any line.
    let mut hidden = line;
    for field in ["text", "support_needed", "reported_by"] {
        hidden.as_object_mut().unwrap().remove(field).unwrap();
    }
    assert_eq!(world.observer.get(HEALTH).await.expect(200)["items"], json!([hidden]));
    assert_eq!(listed(&world.observer, REPORTS).await, just(&[]));
    // It is told as ever.
    assert_eq!(
        told(&world.coordinator, "health_report").await,
        (vec![json!("created")], json!(1))
    );
    let history = world.coordinator.get("/v1/projects/AMI-T-ASN/history?limit=1").await;
    let entry = history.expect(200)["items"][0].clone();
    assert_eq!(
        (&entry["entity_id"], &entry["after"]["text"], &entry["before"]),
        (&json!(id), &json!("Un serveur manque."), &Value::Null)
    );
}

#[actix_web::test]
async fn it_reads_what_is_published_and_no_draft() {
    let world = World::new().await;
    let who = &world.alpha_expert;
    written(who, json!({"done": "Brouillon."})).await;
    let whole = json!({"health": {"overall": "overcast", "tracks": {"roadmap": "sunny"}}, "done": "Lettres relues."});
    published(&world, who, whole).await;
    let line = json!({"overall": "stormy", "text": "Un serveur manque.", "support_needed": "Un serveur."});
    world.asn_laureate.post(HEALTH, line).await.expect(201);
    let read = "select json_agg(json_build_array(overall, tracks, text, support_needed, reported_by, reported_on)
                  order by reported_at) from health_reports";
    let read: Value = serde_json::from_str(&world.app.text(read).await).unwrap();
    let (expert, laureate) = (who.account(), world.asn_laureate.account());
    assert_eq!(
        read,
        json!([
            ["overcast", {"roadmap": "sunny"}, "Lettres relues.", null, expert, "2019-03-04"],
            ["stormy", {}, "Un serveur manque.", "Un serveur.", laureate, "2019-03-04"],
        ])
    );
}

#[actix_web::test]
async fn it_adds_none_untold_and_changes_none() {
    let world = World::new().await;
    let mut conn = world.app.connection().await;
    let refused = conn.batch_execute(&row(&world, Uuid::now_v7())).await;
    let refused = refused.expect_err("untold").to_string();
    assert!(refused.contains("without a journal entry"), "{refused}");
    assert_eq!(listed(&world.coordinator, HEALTH).await, just(&[]));
    let id = Uuid::now_v7();
    world.app.sql(&reporting(&world, id)).await;
    let before = world.coordinator.get(&format!("{REPORTS}/{id}")).await.expect(200);
    for statement in [
        format!("update health_reports set overall = 'sunny' where id = '{id}'"),
        format!("delete from health_reports where id = '{id}'"),
    ] {
        let refused = conn.batch_execute(&statement).await.expect_err(&statement).to_string();
        assert!(
            refused.contains("this row is kept as it was written"),
            "{statement}: {refused}"
        );
    }
    let after = world.coordinator.get(&format!("{REPORTS}/{id}")).await.expect(200);
    assert_eq!(after, before);
}
