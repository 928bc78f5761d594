//! Plans and baselines.

use serde_json::{Value, json};

use crate::support::World;

const PROJECT: &str = "/v1/projects/AMI-T-ASN";
const PLAN: &str = "/v1/projects/AMI-T-ASN/plan";
const BASELINES: &str = "/v1/projects/AMI-T-ASN/baselines";

fn texts(items: &Value, field: &str) -> Vec<String> {
    let items = items.as_array().unwrap().iter();
    items.map(|item| item[field].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn a_plan_follows_the_template_on_useful_days_from_the_start() {
    let world = World::new().await;
    let body = json!({"from": "2019-02-01", "until": "2019-02-11", "motive": "Attente."});
    world
        .coordinator
        .post(&format!("{PROJECT}/suspensions"), body)
        .await
        .expect(201);
    let retry = world.coordinator.with("Idempotency-Key", "plan");
    let first = retry.post(PLAN, json!({})).await;
    let items = first.expect(201)["items"].clone();
    assert_eq!(
        texts(&items, "code"),
        [1, 2, 3, 4].map(|number| format!("AMI-T-ASN-M0{number}"))
    );
    // 10 and 60 useful days come before the suspension, 200 and 270 after its ten days.
    assert_eq!(
        texts(&items, "forecast_on"),
        ["2018-12-01", "2019-01-20", "2019-06-19", "2019-08-28"]
    );
    assert_eq!(
        texts(&items, "track"),
        ["technical_support", "technical_support", "prototype", "roadmap"]
    );
    assert_eq!(
        items[2]["required_evidence"],
        json!(["source_code", "user_trial_report"])
    );
    assert_eq!(items[2]["missing_evidence"], items[2]["required_evidence"]);
    assert_eq!(items[0]["late"], true);
    let depends = &items[2]["depends_on"][0];
    assert_eq!(
        (&depends["id"], &depends["code"]),
        (&items[1]["id"], &json!("AMI-T-ASN-M02"))
    );
    assert_eq!(world.app.text("select count(*) from milestone_dependencies").await, "3");
    let told = "select count(*) || ' ' || count(distinct change_id) from journal where action = 'planned'";
    assert_eq!(world.app.text(told).await, "4 1");
    assert_eq!(
        world
            .app
            .text("select string_agg(distinct motive, ' ') from forecasts")
            .await,
        "plan"
    );
    assert_eq!(
        retry.post(PLAN, json!({})).await.expect(201),
        first.json(),
        "a retry is a replay"
    );
    let again = world.coordinator.post(PLAN, json!({})).await;
    assert_eq!(
        again.faults(409, "conflict"),
        [(String::new(), "already_planned".to_owned())]
    );
    assert_eq!(again.json()["detail"], "Le projet a déjà des jalons.");
}

#[actix_web::test]
async fn the_longest_plan_is_made_approved_and_ended_at_once() {
    let world = World::new().await;
    let programme = world.coordinator.get("/v1/programmes/AMI-T").await;
    // Each depends on the one behind it.
    let template = (1..=500).map(|number| {
        let depends_on: Vec<String> = (number < 500)
            .then(|| format!("step_{}", number + 1))
            .into_iter()
            .collect();
        json!({"key": format!("step_{number}"), "track": "prototype", "title": "Étape", "after_useful_days": number,
               "weight": 1, "depends_on": depends_on})
    });
    let template: Vec<Value> = template.collect();
    let editor = world.coordinator.matching(&programme);
    let edited = editor
        .patch("/v1/programmes/AMI-T", json!({"template": template}))
        .await;
    assert_eq!(edited.expect(200)["template"][499]["key"], "step_500");
    let items = world.coordinator.post(PLAN, json!({})).await.expect(201)["items"].clone();
    assert_eq!(items[0]["depends_on"][0]["code"], "AMI-T-ASN-M02");
    assert_eq!(items[499]["depends_on"], json!([]));
    let baseline = world.coordinator.post(BASELINES, json!({})).await.expect(201);
    assert_eq!(baseline["dates"].as_array().map(Vec::len), Some(500));
    let withdrawal = json!({"motive": "Départ de l'équipe."});
    world.coordinator.act(PROJECT, "withdraw", withdrawal).await.expect(200);
    let told = "select string_agg(told, ' ' order by told) from (
        select entity || ' ' || action || ' ' || count(*) || ' ' || count(distinct change_id) as told
        from journal where entity = 'milestone' group by entity, action) as counted";
    assert_eq!(
        world.app.text(told).await,
        "milestone baselined 500 1 milestone cancelled 500 1 milestone planned 500 1"
    );
}

#[actix_web::test]
async fn no_plan_without_a_start_after_an_end_or_behind_an_open_suspension() {
    let world = World::new().await;
    let reply = world
        .coordinator
        .with("Accept-Language", "en")
        .post("/v1/projects/AMI-T-CHU/plan", json!({}))
        .await;
    assert_eq!(
        reply.faults(409, "conflict"),
        [(String::new(), "not_started".to_owned())]
    );
    assert_eq!(reply.json()["detail"], "The project has no start date.");
    let body = json!({"from": "2019-02-01", "motive": "Attente."});
    world
        .coordinator
        .post(&format!("{PROJECT}/suspensions"), body)
        .await
        .expect(201);
    let reply = world.coordinator.post(PLAN, json!({})).await;
    let told = reply.refused(409, "conflict");
    assert_eq!(
        (&told[0]["code"], &told[0]["params"]),
        (&json!("project_suspended"), &json!({"since": "2019-02-01"}))
    );
    world
        .coordinator
        .act(PROJECT, "withdraw", json!({"motive": "x"}))
        .await
        .expect(200);
    let reply = world.coordinator.post(PLAN, json!({})).await;
    assert_eq!(
        reply.faults(409, "conflict"),
        [(String::new(), "project_ended".to_owned())]
    );
    let shape = world.coordinator.post(PLAN, json!({"template": "x"})).await;
    assert_eq!(
        shape.faults(422, "invalid_body"),
        [("/template".to_owned(), "unknown_field".to_owned())]
    );
    assert_eq!(world.app.text("select count(*) from milestones").await, "0");
}

#[actix_web::test]
async fn numbers_of_deleted_milestones_are_not_used_again() {
    let world = World::new().await;
    world.coordinator.post(PLAN, json!({})).await.expect(201);
    let delete = "begin;
        insert into journal (id, position, change_id, actor_id, action, entity, entity_id, before)
        select gen_random_uuid(), number, id, updated_by, 'deleted', 'milestone', id, '{}' from milestones;
        delete from milestone_dependencies; delete from milestones; commit;";
    world.app.sql(delete).await;
    let items = world.coordinator.post(PLAN, json!({})).await.expect(201)["items"].clone();
    assert_eq!(
        texts(&items, "code"),
        [5, 6, 7, 8].map(|number| format!("AMI-T-ASN-M0{number}"))
    );
}

#[actix_web::test]
async fn a_baseline_fixes_the_forecasts_of_open_milestones_and_the_next_keeps_it() {
    let world = World::new().await;
    let none = world.coordinator.post(BASELINES, json!({})).await;
    assert_eq!(
        none.faults(409, "conflict"),
        [(String::new(), "nothing_to_baseline".to_owned())]
    );
    world.coordinator.post(PLAN, json!({})).await.expect(201);
    let first = world.coordinator.post(BASELINES, json!({})).await;
    let baseline = first.expect(201);
    assert_eq!(
        (&baseline["number"], &baseline["approved_on"]),
        (&json!(1), &json!("2019-03-04"))
    );
    let planned = ["2018-12-01", "2019-01-20", "2019-06-09", "2019-08-18"];
    assert_eq!(texts(&baseline["dates"], "baseline_on"), planned);
    assert_eq!(baseline["dates"][0]["milestone"]["code"], "AMI-T-ASN-M01");
    let fixed =
        "select string_agg(coalesce(baseline_on::text, '-') || '/' || version, ' ' order by number) from milestones";
    assert_eq!(
        world.app.text(fixed).await,
        "2018-12-01/2 2019-01-20/2 2019-06-09/2 2019-08-18/2"
    );

    let body = json!({"from": "2019-04-01", "until": "2019-04-11", "motive": "Attente.", "shift_forecasts": true});
    world
        .coordinator
        .post(&format!("{PROJECT}/suspensions"), body)
        .await
        .expect(201);
    assert_eq!(
        world.app.text(fixed).await,
        "2018-12-01/2 2019-01-20/2 2019-06-09/3 2019-08-18/3",
        "a shift leaves it"
    );
    let bare = world.coordinator.post(BASELINES, json!({})).await;
    assert_eq!(
        bare.faults(422, "invalid_body"),
        [("/motive".to_owned(), "motive_required".to_owned())]
    );
    let second = world
        .coordinator
        .post(BASELINES, json!({"motive": "Avenant n° 1."}))
        .await
        .expect(201);
    assert_eq!(
        texts(&second["dates"], "baseline_on"),
        ["2018-12-01", "2019-01-20", "2019-06-19", "2019-08-28"]
    );
    assert_eq!(
        world.app.text(fixed).await,
        "2018-12-01/2 2019-01-20/2 2019-06-19/4 2019-08-28/4",
        "only what moved is edited"
    );
    let list = world
        .asn_laureate
        .get(&format!("{BASELINES}?count=true"))
        .await
        .expect(200);
    assert_eq!(
        (&list["total"], &list["items"][0]["motive"]),
        (&json!(2), &json!("Avenant n° 1."))
    );
    assert_eq!(
        texts(&list["items"][1]["dates"], "baseline_on"),
        planned,
        "the old one is kept"
    );
    let location = first.header("Location");
    let shown = world.asn_laureate.get(location).await.expect(200);
    assert_eq!(shown["dates"], baseline["dates"]);
    assert_eq!(shown["approved_by"]["name"], "Coordination DITP");
    world.observer.get(BASELINES).await.refused(403, "forbidden");
    world.beta_expert.get(BASELINES).await.refused(404, "not_found");
}
