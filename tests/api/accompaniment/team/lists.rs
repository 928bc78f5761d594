//! A team by the day on which its members came, and those that are asked for.

use serde_json::{Value, json};

use super::{PROGRAMME, TEAM, added, held_by, named};
use crate::support::{Client, World};

/// The shares on a list's page, by which members are known here, and its total.
async fn listed(client: &Client, path: &str) -> (Vec<i64>, Value) {
    let page = client.get(path).await.expect(200);
    let items = page["items"].as_array().unwrap().iter();
    let shares = items.map(|member| member["share"].as_i64().unwrap());
    (shares.collect(), page["total"].clone())
}

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    // Not in the order of their days.
    for (share, function, from, until) in [
        (3, "it", "2019-03-01", None),
        (1, "sponsor", "2018-11-21", None),
        (4, "data", "2019-04-01", Some("2019-10-01")),
        (2, "data", "2019-01-07", Some("2019-03-01")),
    ] {
        let more = json!({"share": share, "function": function, "from": from, "until": until});
        added(who, named(more)).await;
    }
    let account = held_by(
        who.account(),
        json!({"share": 5, "function": "legal", "from": "2019-05-01"}),
    );
    added(who, account).await;
    let all = &[1, 2, 3, 4, 5][..];
    for list in [TEAM, PROGRAMME] {
        for (query, shares) in [
            ("", all),
            ("sort=from", all),
            ("function=data", &[2, 4]),
            ("function=data&function=it", &[2, 3, 4]),
            ("function=change", &[]),
            ("on=2018-11-20", &[]),
            ("on=2018-11-21", &[1]),
            ("on=2019-02-28", &[1, 2]),
            // From its first day on, and until the day before the last that is told.
            ("on=2019-03-01", &[1, 3]),
            ("on=2019-09-30", &[1, 3, 4, 5]),
            ("on=2019-10-01", &[1, 3, 5]),
            ("on=2019-02-28&function=data", &[2]),
            ("updated_since=2000-01-01T00:00:00Z&function=it", &[3]),
            ("updated_since=2100-01-01T00:00:00Z", &[]),
        ] {
            let asked = format!("{list}?{query}&count=true").replace("?&", "?");
            assert_eq!(
                listed(who, &asked).await,
                (shares.to_vec(), json!(shares.len())),
                "{asked}"
            );
        }
        for query in [
            "sort=-from",
            "sort=-created_at",
            "function=chef",
            "on=hier",
            "account=x",
            "share=3",
        ] {
            let refused = who.get(&format!("{list}?{query}")).await;
            refused.refused(400, "invalid_parameters");
        }
    }
}

#[actix_web::test]
async fn those_who_come_on_one_day_keep_their_order_and_pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    for (share, from) in [
        (1, "2019-02-18"),
        (4, "2019-03-01"),
        (2, "2019-02-18"),
        (3, "2019-02-18"),
    ] {
        added(who, named(json!({"share": share, "from": from}))).await;
    }
    for list in [TEAM, PROGRAMME] {
        let mut seen = Vec::new();
        let mut next = String::new();
        loop {
            let page = who.get(&format!("{list}?limit=1{next}")).await.expect(200);
            let items = page["items"].as_array().unwrap();
            seen.extend(items.iter().map(|it| it["share"].as_i64().unwrap()));
            let Some(cursor) = page["next"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(seen, [1, 2, 3, 4], "{list}");
    }
    // An edit of the day moves one.
    let page = who.get(TEAM).await.expect(200);
    let path = format!("{TEAM}/{}", page["items"][0]["id"].as_str().unwrap());
    let edit = who.with("If-Match", "*");
    edit.patch(&path, json!({"from": "2019-03-02"})).await.expect(200);
    assert_eq!(listed(who, TEAM).await.0, [2, 3, 4, 1]);
}
