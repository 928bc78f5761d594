//! Everybody signs their own organisation up and off; coordinators anybody's; another's is not there.

use serde_json::json;
use uuid::Uuid;

use super::{cancel, place};
use crate::exchanges::{elsewhere, id_of, juror, just, listed, planned, programme_of, signed_up};
use crate::support::{Client, World};

#[actix_web::test]
async fn whoever_has_a_part_in_the_programme_signs_their_own_organisation_up_and_off() {
    let world = World::new().await;
    let juror = juror(&world).await;
    let exchange = planned(&world, json!({"places": 30})).await;
    let clients: [&Client; 9] = [
        &world.coordinator,
        &world.technical_coordinator,
        &world.alpha_expert,
        &world.alpha_colleague,
        &world.beta_expert,
        &world.asn_laureate,
        &world.chu_laureate,
        &world.observer,
        &juror,
    ];
    for client in clients {
        let who = client.with("If-Match", "*");
        let made = who.post(&format!("{exchange}/sign-ups"), json!({"people": 2})).await;
        assert_eq!(made.expect(201)["state"], "confirmed");
        let path = format!("{exchange}/sign-ups/{}", made.id());
        assert_eq!(who.get(&path).await.expect(200), made.json());
        let cancelled = who.post(&format!("{path}/cancel"), json!({})).await;
        assert_eq!(cancelled.expect(200)["state"], "cancelled");
    }
    let stranger = elsewhere(&world).await;
    let other = signed_up(&world.coordinator, &exchange, json!({})).await;
    for (client, status, code) in [
        (&world.administrator, 403, "forbidden"),
        (&stranger, 404, "not_found"),
        (&world.nobody, 404, "not_found"),
    ] {
        let who = client.with("If-Match", "*");
        let list = format!("{exchange}/sign-ups");
        who.post(&list, json!({})).await.refused(status, code);
        who.get(&list).await.refused(status, code);
        who.get(&other).await.refused(status, code);
        who.post(&format!("{other}/cancel"), json!({}))
            .await
            .refused(status, code);
    }
    let count = "select count(*) from sign_ups where state <> 'cancelled'";
    assert_eq!(world.app.text(count).await, "1", "what was refused left nothing");
}

#[actix_web::test]
async fn another_organisation_is_signed_up_by_coordinators_alone() {
    let world = World::new().await;
    let juror = juror(&world).await;
    let exchange = planned(&world, json!({"places": 30})).await;
    let list = format!("{exchange}/sign-ups");
    for client in [
        &world.alpha_expert,
        &world.asn_laureate,
        &world.chu_laureate,
        &world.observer,
        &juror,
    ] {
        // Known to the caller or not, or nobody's: the answer is one.
        for organisation in [world.ditp, world.beta, Uuid::now_v7()] {
            let refused = client.post(&list, json!({"organisation": organisation})).await;
            refused.refused(403, "forbidden");
        }
    }
    assert_eq!(world.app.text("select count(*) from sign_ups").await, "0");
    for client in [&world.coordinator, &world.technical_coordinator] {
        for organisation in [world.ditp, world.dinsic, world.beta, world.asn] {
            let made = client.post(&list, json!({"organisation": organisation})).await;
            assert_eq!(made.expect(201)["organisation"]["id"], json!(organisation));
        }
    }
}

#[actix_web::test]
async fn anothers_sign_up_is_not_there() {
    let world = World::new().await;
    let juror = juror(&world).await;
    let exchange = planned(&world, json!({"places": 2})).await;
    let list = format!("{exchange}/sign-ups");
    let alphas = signed_up(&world.alpha_expert, &exchange, json!({})).await;
    // Made for it by a coordinator.
    let body = json!({"organisation": world.asn});
    let asns = signed_up(&world.coordinator, &exchange, body).await;
    let queued = signed_up(&world.alpha_colleague, &exchange, json!({})).await;
    let (asn, alpha, chu) = (world.asn, world.alpha, world.chu);
    for (client, organisation, own, others) in [
        (&world.alpha_expert, Some(alpha), &[&alphas, &queued][..], &[&asns][..]),
        (&world.alpha_colleague, Some(alpha), &[&alphas, &queued], &[&asns]),
        (&world.asn_laureate, Some(asn), &[&asns], &[&alphas, &queued]),
        (&world.chu_laureate, Some(chu), &[], &[&alphas, &queued, &asns]),
        (&world.observer, None, &[], &[&alphas, &queued, &asns]),
        (&juror, None, &[], &[&alphas, &queued, &asns]),
    ] {
        let who = client.with("If-Match", "*");
        for path in own {
            let whole = world.coordinator.get(path).await.expect(200);
            assert_eq!(who.get(path).await.expect(200)["position"], whole["position"]);
        }
        for path in others {
            who.get(path).await.refused(404, "not_found");
            let refused = who.post(&format!("{path}/cancel"), json!({})).await;
            refused.refused(404, "not_found");
        }
        let ids: Vec<&str> = own.iter().map(|path| id_of(path)).collect();
        assert_eq!(listed(client, &list, "id").await, just(&ids));
        // Nor does a filter tell of it.
        for asked in [asn, alpha, chu, world.beta] {
            let shown = listed(client, &format!("{list}?organisation={asked}"), "id").await;
            let expected = if organisation == Some(asked) { &ids[..] } else { &[] };
            assert_eq!(shown, just(expected));
        }
    }
    for client in [&world.coordinator, &world.technical_coordinator] {
        let all = [&alphas, &asns, &queued].map(|path| id_of(path));
        assert_eq!(listed(client, &list, "id").await, just(&all));
    }
    assert_eq!(place(&world, &queued).await, ("waiting".to_owned(), json!(1)));
}

#[actix_web::test]
async fn a_colleague_or_a_coordinator_cancels_it_too() {
    let world = World::new().await;
    let exchange = planned(&world, json!({})).await;
    for (made_by, cancelled_by) in [
        (&world.alpha_expert, &world.alpha_colleague),
        (&world.alpha_expert, &world.coordinator),
        (&world.chu_laureate, &world.technical_coordinator),
        (&world.technical_coordinator, &world.coordinator),
    ] {
        let path = signed_up(made_by, &exchange, json!({})).await;
        cancel(cancelled_by, &path).await;
        let whole = world.coordinator.get(&path).await.expect(200);
        assert_eq!(
            (&whole["created_by"]["id"], &whole["updated_by"]["id"]),
            (&json!(made_by.account()), &json!(cancelled_by.account()))
        );
    }
}

/// Whoever gives up a place edits the sign-up that moves up: its organisation is not told by whom, nor is a colleague of whoever
/// signed up.
#[actix_web::test]
async fn who_edited_it_is_told_to_coordinators_and_to_whoever_it_was() {
    let world = World::new().await;
    let exchange = planned(&world, json!({"places": 1})).await;
    let first = signed_up(&world.asn_laureate, &exchange, json!({})).await;
    let second = signed_up(&world.alpha_expert, &exchange, json!({})).await;
    cancel(&world.asn_laureate, &first).await;
    let told = world.coordinator.get(&second).await.expect(200);
    assert_eq!(told["updated_by"]["id"], json!(world.asn_laureate.account()));
    let own = world.alpha_expert.get(&second).await.expect(200);
    assert_eq!(own["created_by"]["id"], json!(world.alpha_expert.account()));
    assert_eq!((own.get("updated_by"), &own["version"]), (None, &json!(2)));
    let colleagues = world.alpha_colleague.get(&second).await.expect(200);
    assert_eq!(
        (colleagues.get("created_by"), colleagues.get("updated_by")),
        (None, None)
    );
    // Nor by a refusal of what was read before.
    let stale = world.alpha_expert.with("If-Match", "\"1\"");
    let refused = stale.post(&format!("{second}/cancel"), json!({})).await;
    assert_eq!(refused.json()["status"], 412);
    let name = told["updated_by"]["name"].as_str().unwrap();
    assert!(!refused.text.contains(name), "{}", refused.text);
}

#[actix_web::test]
async fn it_is_found_under_its_own_exchange_alone() {
    let world = World::new().await;
    let who = world.coordinator.with("If-Match", "*");
    let (one, two) = (planned(&world, json!({})).await, planned(&world, json!({})).await);
    let path = signed_up(&who, &one, json!({})).await;
    let second = programme_of(&world, "Europe/Paris").await;
    for misplaced in [
        format!("{two}/sign-ups/{}", id_of(&path)),
        format!("{one}/sign-ups/{}", Uuid::now_v7()),
        format!("{one}/sign-ups/{}", id_of(&one)),
        format!("{second}/exchanges/{}/sign-ups/{}", id_of(&one), id_of(&path)),
    ] {
        who.get(&misplaced).await.refused(404, "not_found");
        let refused = who.post(&format!("{misplaced}/cancel"), json!({})).await;
        refused.refused(404, "not_found");
    }
    assert_eq!(place(&world, &path).await, ("confirmed".to_owned(), json!(1)));
}
