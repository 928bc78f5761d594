//! Lists: whatever the total, the order or the cursor, only what the caller sees.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::access::caller::Caller::{self, *};
use crate::access::cast::Cast;
use crate::access::leaks::rows;
use crate::access::place::SIGNED_IN;
use crate::access::place::Target;
use crate::access::stage;

const LISTS: [(&str, &[&str]); 7] = [
    ("/v1/accounts", &["created_at", "-created_at"]),
    ("/v1/organisations", &["name", "-name"]),
    ("/v1/programmes", &["code", "-code"]),
    ("/v1/projects", &["code", "-code"]),
    ("/v1/programmes/AMI-T/projects", &["code", "-code"]),
    (
        "/v1/programmes/AMI-T/milestones",
        &["code", "-code", "forecast_on", "-forecast_on"],
    ),
    ("/v1/programmes/AMI-T/applications", &["submitted_at", "-submitted_at"]),
];

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

/// A milestone in each state on each project; applications that the juror judges, and others.
async fn peopled() -> Cast {
    let mut cast = Cast::assembled().await;
    for operation in [
        "get_milestone",
        "accept_milestone",
        "reopen_milestone",
        "get_application",
        "delete_application",
    ] {
        let row = rows().into_iter().find(|row| row.operation == operation).unwrap();
        for target in [Target::Own, Target::Anothers, Target::Foreign] {
            stage::lay(&mut cast, &row, target, None).await;
        }
    }
    cast
}

#[actix_web::test]
async fn a_total_counts_what_is_shown_in_every_order() {
    let cast = peopled().await;
    for caller in SIGNED_IN.iter().filter(|caller| **caller != Unscoped) {
        for (path, orders) in LISTS {
            let whole = cast.client(*caller).get(&format!("{path}?limit=200&count=true")).await;
            if whole.status != 200 {
                continue;
            }
            let whole = whole.json();
            let shown: BTreeSet<String> = ids(&whole).into_iter().collect();
            assert_eq!(whole["total"], shown.len(), "{path} to {caller:?}");
            for order in orders {
                let sorted = format!("{path}?limit=200&count=true&sort={order}");
                let sorted = cast.client(*caller).get(&sorted).await.expect(200);
                assert_eq!(
                    ids(&sorted).into_iter().collect::<BTreeSet<_>>(),
                    shown,
                    "{path} by {order}"
                );
                assert_eq!(sorted["total"], shown.len());
            }
        }
    }
}

/// A cursor is a place in an order, not a right.
#[actix_web::test]
async fn anothers_cursor_shows_nothing_more() {
    let cast = peopled().await;
    for (path, orders) in LISTS {
        for order in orders {
            let of_all = format!("{path}?limit=1&sort={order}");
            let wide = if path == "/v1/accounts" {
                Administrator
            } else {
                Authority
            };
            let first = cast.client(wide).get(&of_all).await.expect(200);
            let cursor = first["next"].as_str().unwrap_or_default().to_owned();
            if cursor.is_empty() {
                continue;
            }
            for caller in [Laureate, Provider, Elsewhere, Nobody] as [Caller; 4] {
                let client = cast.client(caller);
                let own = client.get(&format!("{path}?limit=200")).await;
                let page = client
                    .get(&format!("{path}?limit=200&count=true&sort={order}&cursor={cursor}"))
                    .await;
                assert_eq!(page.status, own.status, "{path} to {caller:?}");
                if own.status == 200 {
                    let own = ids(&own.json());
                    let page = page.json();
                    assert!(
                        ids(&page).iter().all(|id| own.contains(id)),
                        "{path} by {order} to {caller:?}"
                    );
                    assert_eq!(page["total"], own.len());
                }
            }
        }
    }
}
