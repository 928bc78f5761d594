//! The months of all missions of a programme that were closed once: in which order, how each stands, and those that are asked for.

mod sight;

use chrono::Utc;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{effort, faults, led, logged, month, of_its_own};
use crate::exchanges::{column, id_of, just, page_by_page};
use crate::support::{Client, World};

const LIST: &str = "/v1/programmes/AMI-T/mission-months";

/// What the list and the month itself say alike, in whatever state it is.
const ALIKE: [&str; 6] = ["month", "state", "closed_days", "version", "updated_at", "updated_by"];

/// Three months of Alpha's mission: one that is countersigned, one that is closed, one that was reopened.
async fn one_of_each(world: &World) -> [String; 3] {
    let months = ["2018-12", "2019-01", "2019-02"].map(|called| month(world, called));
    let verbs: [&[&str]; 3] = [&["close", "countersign"], &["close"], &["close", "reopen"]];
    for (month, verbs) in months.iter().zip(verbs) {
        led(world, month, verbs).await;
    }
    months
}

/// Where a month that is listed is shown by itself.
fn address(item: &Value) -> String {
    let [mission, month] = ["mission", "month"].map(|field| item[field].as_str().unwrap());
    format!("/v1/missions/{mission}/months/{month}")
}

/// Where each month of a page is shown by itself, and how many there are in all.
async fn listed(client: &Client, query: &str) -> (Vec<Value>, Value) {
    let page = client.get(&format!("{LIST}?count=true{query}")).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let addresses = items.map(|item| json!(address(item))).collect();
    (addresses, page["total"].clone())
}

/// A month of Alpha's mission, as it is listed.
fn of_alphas(world: &World, more: Value) -> Value {
    let mut item = json!({
        "mission": world.alpha_mission,
        "project": {"id": world.asn_project, "code": "AMI-T-ASN", "name": "Projet AMI-T-ASN"},
        "provider": {"id": world.alpha, "name": "Alpha Conseil", "short_name": "Alpha"},
    });
    item.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    item
}

#[actix_web::test]
async fn a_month_that_nobody_closed_yet_is_in_no_list() {
    let world = World::new().await;
    let who = &world.coordinator;
    logged(&world.alpha_expert, "2019-01-08", json!({})).await;
    let shown = who.get(&effort(&world)).await.expect(200);
    assert_eq!(shown["months"].as_array().unwrap().len(), 13);
    let early = world
        .alpha_expert
        .act(&month(&world, "2019-03"), "close", json!({}))
        .await;
    early.refused(409, "conflict");
    for query in ["", "&state=open"] {
        assert_eq!(listed(who, query).await, just::<&str>(&[]), "{query}");
    }
    // Once it was closed it is, whatever becomes of it.
    let january = month(&world, "2019-01");
    for verb in ["close", "reopen", "close", "countersign", "reopen"] {
        led(&world, &january, &[verb]).await;
        assert_eq!(listed(who, "").await, just(&[january.as_str()]), "{verb}");
    }
}

#[actix_web::test]
async fn they_stand_by_month_then_as_they_were_first_closed_and_pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let who = &world.coordinator;
    let alphas = format!("/v1/missions/{}", world.alpha_mission);
    let (one, other) = (of_its_own(&world, json!({})).await, of_its_own(&world, json!({})).await);
    for (mission, called) in [
        (&other, "2019-01"),
        (&alphas, "2019-02"),
        (&one, "2019-01"),
        (&other, "2018-12"),
        (&alphas, "2019-01"),
    ] {
        led(&world, &format!("{mission}/months/{called}"), &["close"]).await;
    }
    // Closed again, it keeps its place.
    led(&world, &format!("{other}/months/2019-01"), &["reopen", "close"]).await;
    let (missions, months): (Vec<Value>, Vec<Value>) = [
        (&other, "2018-12"),
        (&other, "2019-01"),
        (&one, "2019-01"),
        (&alphas, "2019-01"),
        (&alphas, "2019-02"),
    ]
    .into_iter()
    .map(|(mission, called)| (json!(id_of(mission)), json!(called)))
    .unzip();
    let whole = who.get(LIST).await.expect(200);
    assert_eq!(
        (column(&whole, "mission"), column(&whole, "month")),
        (missions.clone(), months.clone())
    );
    // Two at a time, of which one page ends within a month.
    assert_eq!(page_by_page(who, LIST, "mission").await, missions);
    assert_eq!(page_by_page(who, LIST, "month").await, months);
}

#[actix_web::test]
async fn each_tells_whose_month_it_is_and_how_it_stands() {
    let world = World::new().await;
    let who = &world.coordinator;
    logged(&world.alpha_expert, "2018-12-03", json!({"person_days": 0.75})).await;
    let months = one_of_each(&world).await;
    let [signed, closed, reopened] = months.each_ref().map(String::as_str);
    let at = async |month: &str| who.get(month).await.expect(200)["updated_at"].clone();
    let expert = json!({"id": world.alpha_expert.account(), "name": "Experte Alpha"});
    let coordinator = json!({"id": who.account(), "name": "Coordination DITP"});
    let signed = json!({"month": "2018-12", "state": "countersigned", "ordered_days": 1.66, "closed_days": 0.75, "version": 2,
        "updated_at": at(signed).await, "updated_by": coordinator});
    let closed = json!({"month": "2019-01", "state": "closed", "ordered_days": 1.65, "closed_days": 0.0, "version": 1,
        "updated_at": at(closed).await, "updated_by": expert});
    let reopened = json!({"month": "2019-02", "state": "open", "ordered_days": null, "closed_days": null, "version": 2,
        "updated_at": at(reopened).await, "updated_by": coordinator});
    let expected = [signed, closed, reopened].map(|more| of_alphas(&world, more));
    let page = who.get(LIST).await.expect(200);
    assert_eq!(page, json!({"items": expected, "next": null}));
    let by_id = format!("/v1/programmes/{}/mission-months", world.programme);
    assert_eq!(who.get(&by_id).await.expect(200), page);
}

#[actix_web::test]
async fn each_tells_what_the_month_itself_tells_whatever_came_since() {
    let world = World::new().await;
    one_of_each(&world).await;
    // One of a mission of which nothing was ordered.
    let bare = of_its_own(&world, json!({})).await;
    led(&world, &format!("{bare}/months/2019-01"), &["close"]).await;
    // More is ordered, and work is logged late in a month that is closed.
    let alphas = format!("/v1/missions/{}", world.alpha_mission);
    let edit = world.coordinator.with("If-Match", "*");
    edit.patch(&alphas, json!({"ordered_days": 30})).await.expect(200);
    logged(&world.alpha_expert, "2019-01-08", json!({})).await;
    for reader in [&world.coordinator, &world.asn_laureate, &world.alpha_expert] {
        let page = reader.get(LIST).await.expect(200);
        let items = page["items"].as_array().unwrap();
        assert_eq!(items.len(), 4);
        for item in items {
            let month = reader.get(&address(item)).await.expect(200);
            for field in ALIKE {
                assert_eq!(item[field], month[field], "{field}: {item}");
            }
            // What falls in an open one is told by the month alone, as the order is by now.
            let ordered = match item["state"] == "open" {
                true => Value::Null,
                false => month["ordered_days"].clone(),
            };
            assert_eq!(item["ordered_days"], ordered, "{item}");
        }
    }
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let own = one_of_each(&world).await;
    let bare = of_its_own(&world, json!({})).await;
    let january = format!("{bare}/months/2019-01");
    led(&world, &january, &["close"]).await;
    let february = format!("/v1/missions/{}/months/2019-02", world.beta_mission);
    world.beta_expert.act(&february, "close", json!({})).await.expect(200);
    let [signed, closed, reopened] = own.each_ref().map(String::as_str);
    let [others, betas] = [&january, &february].map(String::as_str);
    let (own, other) = (world.alpha_mission, id_of(&bare));
    let all = &[signed, closed, others, reopened, betas][..];
    for (query, months) in [
        ("", all),
        ("&state=closed", &[closed, others, betas]),
        ("&state=open", &[reopened]),
        ("&state=countersigned&state=open", &[signed, reopened]),
        ("&state=open&state=closed&state=countersigned", all),
        (&format!("&mission={own}"), &[signed, closed, reopened]),
        (
            &format!("&mission={own}&mission={other}"),
            &[signed, closed, others, reopened],
        ),
        (&format!("&mission={own}&state=closed"), &[closed]),
        (&format!("&mission={}", Uuid::now_v7()), &[]),
        ("&updated_since=2000-01-01T00:00:00Z&state=open", &[reopened]),
        ("&updated_since=2100-01-01T00:00:00Z", &[]),
    ] {
        assert_eq!(listed(who, query).await, just(months), "{query}");
    }
    for query in [
        "state=lost",
        "mission=one",
        "provider=Alpha",
        "updated_since=hier",
        "month=2019-01",
        "sort=month",
    ] {
        let refused = who.get(&format!("{LIST}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
}

#[actix_web::test]
async fn whoever_polls_is_given_what_was_done_since() {
    let world = World::new().await;
    let who = &world.coordinator;
    let [_, closed, _] = one_of_each(&world).await;
    let old = "alter table mission_months disable trigger user;
        update mission_months set updated_at = now() - interval '1 hour';
        alter table mission_months enable trigger user";
    world.app.sql(old).await;
    let since = format!("&updated_since={}", Utc::now().format("%FT%TZ"));
    assert_eq!(listed(who, &since).await, just::<&str>(&[]));
    led(&world, &closed, &["countersign"]).await;
    assert_eq!(listed(who, &since).await, just(&[closed.as_str()]));
}

#[actix_web::test]
async fn a_count_and_fields_are_given_to_whoever_asks_for_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    one_of_each(&world).await;
    let page = who.get(&format!("{LIST}?fields=month,state")).await.expect(200);
    let told = [("2018-12", "countersigned"), ("2019-01", "closed"), ("2019-02", "open")];
    let told = told.map(|(month, state)| json!({"month": month, "state": state}));
    assert_eq!((&page["items"], &page["total"]), (&json!(told), &Value::Null));
    let unknown = who.get(&format!("{LIST}?fields=month,logged_days")).await;
    assert_eq!(
        unknown.faults(400, "invalid_parameters"),
        faults(&[("fields", "unknown_value")])
    );
    let first = who.get(&format!("{LIST}?count=true&limit=1")).await.expect(200);
    assert_eq!(
        (column(&first, "month"), &first["total"]),
        (vec![json!("2018-12")], &json!(3))
    );
    let rest = format!("{LIST}?count=true&cursor={}", first["next"].as_str().unwrap());
    let rest = who.get(&rest).await.expect(200);
    assert_eq!(
        (column(&rest, "month"), &rest["total"], &rest["next"]),
        (vec![json!("2019-01"), json!("2019-02")], &json!(3), &Value::Null)
    );
}
