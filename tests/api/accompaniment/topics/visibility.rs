//! Who writes topics, who reads them, and what an observer is shown of them.

use serde_json::json;

use super::{PROGRAMME, TOPICS, added, body_of, just, led_to, listed, topic};
use crate::support::World;

/// What is absent for an observer.
const UNSHOWN: [&str; 6] = [
    "owner",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
];

#[actix_web::test]
async fn those_who_work_on_the_project_write_it() {
    let world = World::new().await;
    for writer in [
        &world.alpha_expert,
        &world.alpha_colleague,
        &world.asn_laureate,
        &world.coordinator,
        &world.technical_coordinator,
    ] {
        led_to(writer, "retained", json!({})).await;
        led_to(writer, "set_aside", json!({})).await;
        let who = writer.with("If-Match", "*");
        let mistake = added(&who, json!({})).await;
        who.patch(&mistake, json!({"maturity": "studied"})).await.expect(200);
        assert_eq!(who.delete(&mistake).await.status, 204);
    }
    for state in ["open", "retained", "set_aside"] {
        let path = led_to(&world.alpha_expert, state, json!({})).await;
        let before = world.coordinator.get(&path).await.expect(200);
        // What an observer is not shown does not exist for it.
        let (status, code) = match state {
            "retained" => (403, "forbidden"),
            _ => (404, "not_found"),
        };
        for (client, status, code) in [
            (&world.observer, status, code),
            (&world.beta_expert, 404, "not_found"),
            (&world.chu_laureate, 404, "not_found"),
            (&world.administrator, 404, "not_found"),
            (&world.nobody, 404, "not_found"),
        ] {
            let who = client.with("If-Match", "*");
            let edit = json!({"maturity": "ready"});
            who.patch(&path, edit).await.refused(status, code);
            for verb in ["retain", "set_aside"] {
                let acted = format!("{path}/{verb}");
                who.post(&acted, body_of(verb)).await.refused(status, code);
            }
            who.delete(&path).await.refused(status, code);
        }
        assert_eq!(world.asn_laureate.get(&path).await.expect(200), before);
    }
    for (client, status, code) in [
        (&world.observer, 403, "forbidden"),
        (&world.beta_expert, 404, "not_found"),
        (&world.chu_laureate, 404, "not_found"),
        (&world.administrator, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        client.post(TOPICS, topic(json!({}))).await.refused(status, code);
    }
}

#[actix_web::test]
async fn an_observer_reads_what_is_retained_without_accounts() {
    let world = World::new().await;
    let observer = &world.observer;
    let owner = world.alpha_expert.account();
    let mut paths = Vec::new();
    for state in ["open", "retained", "set_aside"] {
        let more = json!({"title": state, "owner": owner});
        paths.push(led_to(&world.asn_laureate, state, more).await);
    }
    let [open, retained, aside] = &paths[..] else {
        panic!("three of them")
    };
    for hidden in [open, aside] {
        observer.get(hidden).await.refused(404, "not_found");
    }
    let whole = world.coordinator.get(retained).await;
    let mut expected = whole.expect(200);
    assert_eq!(expected["owner"]["id"], json!(owner));
    for field in UNSHOWN {
        expected.as_object_mut().unwrap().remove(field).unwrap();
    }
    let read = observer.get(retained).await;
    assert_eq!(read.expect(200), expected, "and nothing else, not even null");
    assert!(
        whole.etag().contains('.') && !read.etag().contains('.'),
        "the tag is of what is shown, and tells no edit"
    );
    for list in [TOPICS, PROGRAMME] {
        let page = observer.get(&format!("{list}?count=true")).await;
        let shown = page.expect(200);
        assert_eq!(
            (&shown["items"], &shown["total"]),
            (&json!([expected]), &json!(1)),
            "{list}"
        );
        for told in ["Laureate ASN", "Experte Alpha", &owner.to_string()] {
            assert!(!page.text.contains(told), "{list}: {}", page.text);
        }
        for (query, titles) in [
            ("state=retained", &["retained"][..]),
            ("state=open", &[]),
            ("state=open&state=set_aside", &[]),
            ("maturity=idea", &["retained"]),
            ("maturity=ready", &[]),
            // Whoever is not told of owners and edits cannot ask for them.
            (&format!("owner={owner}"), &["retained"]),
            (&format!("owner={}", observer.account()), &["retained"]),
            ("updated_since=2100-01-01T00:00:00Z", &["retained"]),
        ] {
            let asked = format!("{list}?{query}");
            assert_eq!(listed(observer, &asked).await, just(titles), "{asked}");
        }
        let all = just(&["set_aside", "retained", "open"]);
        for reader in [
            &world.coordinator,
            &world.asn_laureate,
            &world.alpha_expert,
            &world.alpha_colleague,
        ] {
            assert_eq!(listed(reader, list).await, all, "{list}");
        }
    }
    // Nor in the history.
    let history = observer.get("/v1/projects/AMI-T-ASN/history?entity=topic").await;
    history.refused(403, "forbidden");
}

#[actix_web::test]
async fn whoever_observes_the_programme_and_works_on_a_project_of_it_is_shown_each_as_it_may() {
    let world = World::new().await;
    let both = &world.chu_laureate;
    let grant = json!({"role": "observer", "programme": "AMI-T"});
    let grants = format!("/v1/accounts/{}/grants", both.account());
    world.administrator.post(&grants, grant).await.expect(201);
    let owner = world.alpha_expert.account();
    for state in ["open", "retained"] {
        led_to(&world.alpha_expert, state, json!({"title": state, "owner": owner})).await;
    }
    let own = topic(json!({"title": "Ailleurs", "owner": both.account()}));
    both.post("/v1/projects/AMI-T-CHU/topics", own).await.expect(201);
    let page = both.get(&format!("{PROGRAMME}?count=true")).await.expect(200);
    let items = page["items"].as_array().unwrap();
    assert_eq!((items.len(), &page["total"]), (2, &json!(2)));
    assert_eq!(
        (&items[0]["title"], &items[0]["owner"]["id"], &items[0]["version"]),
        (&json!("Ailleurs"), &json!(both.account()), &json!(1))
    );
    assert_eq!(items[1]["title"], "retained");
    for field in UNSHOWN {
        assert!(items[1].get(field).is_none(), "{field}");
    }
    // It is not told who looks after what it observes: what it asks by is of the project that it works on.
    for (asked, titles) in [
        (both.account(), &["Ailleurs"][..]),
        (owner, &[]),
        (world.nobody.account(), &[]),
    ] {
        assert_eq!(listed(both, &format!("{PROGRAMME}?owner={asked}")).await, just(titles));
    }
    assert_eq!(listed(both, TOPICS).await, just(&["retained"]));
}
