//! Sign-ups in the order in which they were made, and those that are asked for.

use serde_json::json;
use uuid::Uuid;

use super::cancel;
use crate::exchanges::{id_of, just, listed, page_by_page, planned, signed_up};
use crate::support::World;

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let exchange = planned(&world, json!({"places": 3})).await;
    let list = format!("{exchange}/sign-ups");
    let sign = async |organisation: Uuid, people: u32| {
        let body = json!({"organisation": organisation, "people": people});
        signed_up(who, &exchange, body).await
    };
    let one = sign(world.asn, 2).await;
    let two = sign(world.alpha, 1).await;
    let three = sign(world.asn, 3).await;
    let four = sign(world.chu, 1).await;
    let five = sign(world.alpha, 1).await;
    let six = sign(world.asn, 1).await;
    cancel(who, &four).await;
    // Signed up for something else.
    let other = planned(&world, json!({})).await;
    signed_up(who, &other, json!({"organisation": world.asn})).await;
    let (asn, alpha, chu) = (world.asn, world.alpha, world.chu);
    for (query, paths) in [
        (String::new(), &[&one, &two, &three, &four, &five, &six][..]),
        ("?state=confirmed".to_owned(), &[&one, &two]),
        ("?state=waiting".to_owned(), &[&three, &five, &six]),
        ("?state=cancelled".to_owned(), &[&four]),
        ("?state=cancelled&state=confirmed".to_owned(), &[&one, &two, &four]),
        (format!("?organisation={asn}"), &[&one, &three, &six]),
        (
            format!("?organisation={alpha}&organisation={chu}"),
            &[&two, &four, &five],
        ),
        (format!("?organisation={asn}&state=waiting"), &[&three, &six]),
        (format!("?organisation={}", world.beta), &[]),
        (format!("?organisation={}", Uuid::now_v7()), &[]),
        (
            format!("?updated_since=2000-01-01T00:00:00Z&organisation={chu}"),
            &[&four],
        ),
        ("?updated_since=2100-01-01T00:00:00Z".to_owned(), &[]),
    ] {
        let asked = format!("{list}{query}");
        let ids: Vec<&str> = paths.iter().map(|path| id_of(path)).collect();
        assert_eq!(listed(who, &asked, "id").await, just(&ids), "{asked}");
    }
    // Where each stands does not depend on what is asked for.
    let positions = |values: &[u32]| just(values);
    let waiting = format!("{list}?organisation={asn}&state=waiting");
    assert_eq!(listed(who, &waiting, "position").await, positions(&[1, 3]));
    let alphas = format!("{list}?organisation={alpha}");
    assert_eq!(listed(who, &alphas, "position").await, positions(&[2, 2]));
    for query in [
        "state=planned",
        "organisation=ASN",
        "updated_since=hier",
        "people=2",
        "exchange=x",
    ] {
        let refused = who.get(&format!("{list}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
}

#[actix_web::test]
async fn pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 3})).await;
    let list = format!("{exchange}/sign-ups");
    let (mut all, mut own) = (Vec::new(), Vec::new());
    for client in [
        &world.asn_laureate,
        &world.alpha_expert,
        &world.asn_laureate,
        &world.asn_laureate,
        &world.chu_laureate,
        &world.asn_laureate,
        &world.asn_laureate,
    ] {
        let path = signed_up(client, &exchange, json!({})).await;
        all.push(id_of(&path).to_owned());
        if client.account() == world.asn_laureate.account() {
            own.push(id_of(&path).to_owned());
        }
    }
    assert_eq!(page_by_page(&world.coordinator, &list, "id").await, all);
    assert_eq!(page_by_page(&world.asn_laureate, &list, "id").await, own);
    assert_eq!(
        page_by_page(&world.asn_laureate, &list, "position").await,
        [json!(1), json!(3), json!(1), json!(3), json!(4)]
    );
    let waiting = format!("{list}?state=waiting");
    assert_eq!(
        page_by_page(&world.coordinator, &waiting, "position").await,
        [json!(1), json!(2), json!(3), json!(4)]
    );
}
