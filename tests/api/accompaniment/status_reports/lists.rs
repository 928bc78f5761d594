//! Reports by their period, and those that are asked for; projects that were not reported on.

use serde_json::{Value, json};

use super::{HEALTH, PROGRAMME, REPORTS, id, just, led_to, listed, published, written};
use crate::support::{Client, World};

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let world = World::new().await;
    let (expert, laureate) = (&world.alpha_expert, &world.asn_laureate);
    let of = |from: &str, until: &str, overall: &str| {
        let health = json!({"overall": overall});
        json!({"from": from, "until": until, "health": health, "support_needed": "Un accès."})
    };
    // Not in the order of their periods.
    let february = published(&world, laureate, of("2019-02-01", "2019-03-01", "cloudy")).await;
    let december = published(&world, expert, of("2018-12-01", "2019-01-01", "sunny")).await;
    let draft = written(expert, of("2019-03-01", "2019-03-05", "sunny")).await;
    let january = published(&world, expert, of("2019-01-01", "2019-02-01", "overcast")).await;
    let endorsed = led_to(&world, laureate, "endorsed", of("2018-11-21", "2018-12-01", "stormy")).await;
    let all = vec![&draft, &february, &january, &december, &endorsed];
    let (by_expert, by_laureate) = (
        format!("author={}", expert.account()),
        format!("author={}", laureate.account()),
    );
    let nobody = format!("author={}", world.nobody.account());
    for list in [REPORTS, PROGRAMME] {
        for (query, paths) in [
            ("", all.clone()),
            ("sort=-until", all.clone()),
            ("state=draft", vec![&draft]),
            ("state=endorsed", vec![&endorsed]),
            ("state=published", vec![&february, &january, &december]),
            ("state=draft&state=endorsed", vec![&draft, &endorsed]),
            ("overall=sunny", vec![&draft, &december]),
            ("overall=cloudy&overall=stormy", vec![&february, &endorsed]),
            ("overall=sunny&state=published", vec![&december]),
            (by_expert.as_str(), vec![&draft, &january, &december]),
            (by_laureate.as_str(), vec![&february, &endorsed]),
            (&format!("{by_expert}&{by_laureate}"), all.clone()),
            (nobody.as_str(), vec![]),
            ("since=2018-01-01", all.clone()),
            ("since=2019-01-15", vec![&draft, &february, &january]),
            ("since=2019-02-01", vec![&draft, &february]),
            ("since=2019-03-01", vec![&draft]),
            ("since=2019-03-05", vec![]),
            ("since=2019-01-15&state=published", vec![&february, &january]),
            (
                "updated_since=2000-01-01T00:00:00Z&overall=sunny",
                vec![&draft, &december],
            ),
            ("updated_since=2100-01-01T00:00:00Z", vec![]),
        ] {
            let asked = format!("{list}?{query}").replace("?&", "?");
            assert_eq!(listed(&world.coordinator, &asked).await, just(&paths), "{asked}");
        }
        for query in [
            "sort=until",
            "sort=-created_at",
            "state=sent",
            "overall=rainy",
            "author=moi",
            "current=true",
            "since=hier",
            "health=sunny",
        ] {
            let refused = world.coordinator.get(&format!("{list}?{query}")).await;
            refused.refused(400, "invalid_parameters");
        }
    }
}

#[actix_web::test]
async fn of_one_period_the_newest_stands_first_and_pages_neither_repeat_nor_miss_one() {
    let world = World::new().await;
    let who = &world.asn_laureate;
    let mut paths = Vec::new();
    for until in ["2019-02-11", "2019-03-01", "2019-02-11", "2019-02-11"] {
        paths.push(written(who, json!({"until": until})).await);
    }
    let expected = [&paths[1], &paths[3], &paths[2], &paths[0]].map(|path| json!(id(path)));
    for list in [REPORTS, PROGRAMME] {
        let mut seen = Vec::new();
        let mut next = String::new();
        loop {
            let page = who.get(&format!("{list}?limit=1{next}")).await.expect(200);
            seen.extend(page["items"].as_array().unwrap().iter().map(|it| it["id"].clone()));
            let Some(cursor) = page["next"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(seen, expected, "{list}");
    }
    // An edit of its period moves one.
    let edit = who.with("If-Match", "*");
    edit.patch(&paths[0], json!({"until": "2019-03-02"})).await.expect(200);
    let moved = just(&[&paths[0], &paths[1], &paths[3], &paths[2]]);
    assert_eq!(listed(who, REPORTS).await, moved);
}

/// The codes of the projects that were not reported on since that day.
async fn unreported(client: &Client, since: &str) -> Vec<Value> {
    let mut told = Vec::new();
    for list in ["/v1/projects", "/v1/programmes/AMI-T/projects"] {
        let page = client
            .get(&format!("{list}?unreported_since={since}&count=true"))
            .await
            .expect(200);
        let items = page["items"].as_array().unwrap().iter();
        let codes: Vec<Value> = items.map(|project| project["code"].clone()).collect();
        assert_eq!(page["total"], codes.len(), "{list}");
        told.push(codes);
    }
    assert_eq!(told[0], told[1]);
    told.remove(0)
}

#[actix_web::test]
async fn running_projects_without_a_published_report_since_a_day_are_found() {
    let world = World::new().await;
    let who = &world.coordinator;
    let (asn, chu) = (json!("AMI-T-ASN"), json!("AMI-T-CHU"));
    // CHU's project is selected: nobody reports on it yet.
    assert_eq!(unreported(who, "2018-12-01").await, std::slice::from_ref(&asn));
    let path = led_to(&world, &world.alpha_expert, "endorsed", json!({})).await;
    for client in [who, &world.alpha_expert, &world.asn_laureate, &world.observer] {
        assert_eq!(
            unreported(client, "2018-12-01").await,
            std::slice::from_ref(&asn),
            "not published"
        );
    }
    who.act(&path, "publish", json!({})).await.expect(200);
    for (since, found) in [
        ("2019-03-01", vec![]),
        ("2019-03-04", vec![]),
        ("2019-03-05", vec![&asn]),
    ] {
        for client in [who, &world.observer] {
            let codes = unreported(client, since).await;
            assert_eq!(codes.iter().collect::<Vec<_>>(), found, "{since}");
        }
    }
    let start = json!({"on": "2019-01-07"});
    who.act("/v1/projects/AMI-T-CHU", "start", start).await.expect(200);
    assert_eq!(unreported(who, "2019-03-01").await, std::slice::from_ref(&chu));
    assert_eq!(unreported(who, "2019-03-05").await, [asn.clone(), chu.clone()]);
    assert_eq!(
        unreported(&world.asn_laureate, "2019-03-01").await,
        Vec::<Value>::new(),
        "its own projects alone"
    );
    // A line is a report too.
    let later = world.app.on("2019-03-08");
    let line = json!({"overall": "sunny", "text": "Tout va bien."});
    let reporting = world.asn_laureate.at(&later.base_url);
    reporting.post(HEALTH, line).await.expect(201);
    assert_eq!(unreported(who, "2019-03-08").await, [chu]);
    // What has ended is not waited for.
    let motive = json!({"motive": "Départ de l'équipe."});
    who.act("/v1/projects/AMI-T-ASN", "withdraw", motive).await.expect(200);
    assert_eq!(unreported(who, "2019-03-09").await, [json!("AMI-T-CHU")]);
    let refused = who.get("/v1/projects?unreported_since=hier").await;
    refused.refused(400, "invalid_parameters");
}
