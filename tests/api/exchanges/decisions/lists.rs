//! Decisions by their numbers, of one committee or of all, and those that are asked for.

use serde_json::json;
use uuid::Uuid;

use super::{committee, decided};
use crate::exchanges::{DECISIONS, id_of, just, listed, page_by_page};
use crate::support::World;

#[actix_web::test]
async fn a_programmes_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.coordinator;
    let (march, june) = (committee(&world, "Mars").await, committee(&world, "Juin").await);
    let (asn, alpha) = (world.asn_laureate.account(), world.alpha_expert.account());
    for (committee, more, settled) in [
        (&march, json!({"owner": asn, "due_on": "2019-02-01"}), false),
        (&june, json!({"owner": alpha, "due_on": "2019-02-01"}), true),
        (&june, json!({"owner": asn, "due_on": "2019-09-02"}), false),
        (&march, json!({}), true),
        (&june, json!({"owner": asn, "due_on": "2019-03-01"}), false),
        (&march, json!({"owner": alpha}), false),
    ] {
        let path = decided(&world, committee, more).await;
        if settled {
            who.act(&path, "settle", json!({})).await.expect(200);
        }
    }
    let (first, second) = (id_of(&march), id_of(&june));
    for (query, numbers) in [
        (String::new(), &[1, 2, 3, 4, 5, 6][..]),
        ("?state=open".to_owned(), &[1, 3, 5, 6]),
        ("?state=settled".to_owned(), &[2, 4]),
        ("?state=settled&state=open".to_owned(), &[1, 2, 3, 4, 5, 6]),
        (format!("?owner={asn}"), &[1, 3, 5]),
        (format!("?owner={asn}&owner={alpha}"), &[1, 2, 3, 5, 6]),
        (format!("?owner={}", world.observer.account()), &[]),
        (format!("?owner={}", Uuid::now_v7()), &[]),
        (format!("?exchange={first}"), &[1, 4, 6]),
        (format!("?exchange={first}&exchange={second}"), &[1, 2, 3, 4, 5, 6]),
        (format!("?exchange={}", Uuid::now_v7()), &[]),
        ("?overdue=true".to_owned(), &[1, 5]),
        ("?overdue=false".to_owned(), &[2, 3, 4, 6]),
        (format!("?overdue=true&exchange={second}"), &[5]),
        (format!("?owner={alpha}&state=open"), &[6]),
        (
            format!("?updated_since=2000-01-01T00:00:00Z&exchange={second}"),
            &[2, 3, 5],
        ),
        ("?updated_since=2100-01-01T00:00:00Z".to_owned(), &[]),
    ] {
        for client in [who, &world.technical_coordinator] {
            let asked = format!("{DECISIONS}{query}");
            assert_eq!(listed(client, &asked, "number").await, just::<i32>(numbers), "{asked}");
        }
    }
    for query in [
        "state=done",
        "owner=ASN",
        "exchange=Mars",
        "overdue=oui",
        "updated_since=hier",
        "text=x",
    ] {
        let refused = who.get(&format!("{DECISIONS}?{query}")).await;
        refused.refused(400, "invalid_parameters");
    }
    // One committee's are its own.
    for (committee, numbers) in [(&march, &[1, 4, 6][..]), (&june, &[2, 3, 5])] {
        let list = format!("{committee}/decisions");
        assert_eq!(listed(who, &list, "number").await, just::<i32>(numbers));
        assert_eq!(
            page_by_page(who, &list, "number").await,
            just::<i32>(numbers).0,
            "{list}"
        );
    }
}

#[actix_web::test]
async fn pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let (march, june) = (committee(&world, "Mars").await, committee(&world, "Juin").await);
    for turn in 0..11 {
        let committee = if turn % 3 == 0 { &march } else { &june };
        decided(&world, committee, json!({})).await;
    }
    let numbers: Vec<_> = (1..12).map(|number| json!(number)).collect();
    assert_eq!(page_by_page(&world.coordinator, DECISIONS, "number").await, numbers);
    let of_march = format!("{DECISIONS}?exchange={}", id_of(&march));
    assert_eq!(
        page_by_page(&world.coordinator, &of_march, "number").await,
        [1, 4, 7, 10]
    );
}
