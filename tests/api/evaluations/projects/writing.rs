//! Who writes a part: whoever is named; else any of those whose part it is.

use serde_json::json;

use super::{PARTS, accompanied, account_of, asked, code, colleague, edited, marks, recusal, submitted, writer};
use crate::support::{Client, World};

/// Each of these may write it, or is refused so, whatever it asks for.
async fn is_written_by(world: &World, path: &str, callers: &[(&Client, u16)]) {
    for (client, status) in callers {
        let who = client.with("If-Match", "*");
        let before = world.coordinator.get(path).await.expect(200);
        if *status == 200 {
            let version = before["version"].as_u64().unwrap();
            let score = json!({"comment": format!("Relu, version {version}.")});
            assert_eq!(who.patch(path, score).await.expect(200)["version"], version + 1);
            continue;
        }
        for reply in [
            who.patch(path, marks(5.0, 5.0)).await,
            who.post(&format!("{path}/submit"), json!({})).await,
            who.post(&format!("{path}/recuse"), recusal()).await,
        ] {
            reply.refused(*status, code(*status));
        }
        assert_eq!(world.coordinator.get(path).await.expect(200), before);
    }
}

#[actix_web::test]
async fn where_nobody_is_named_any_of_theirs_writes_it() {
    let (world, [juror, ..]) = accompanied().await;
    let colleague = colleague(&world).await;
    let trackless = account_of(&world, "Sans Volet", "coordinator", world.programme).await;
    let strangers = [
        (&world.alpha_expert, 404),
        (&world.observer, 404),
        (&world.chu_laureate, 404),
        (&world.administrator, 404),
        (&juror, 404),
        (&world.nobody, 404),
    ];
    for (of, coordinators, without_track, laureates) in [
        ("self_assessment", 403, 403, 200),
        ("consolidation", 200, 200, 404),
        ("instruction", 200, 403, 404),
    ] {
        let path = asked(&world, of, json!({})).await;
        let mut callers = vec![
            (&world.coordinator, coordinators),
            (&world.technical_coordinator, coordinators),
            (&trackless, without_track),
            (&world.asn_laureate, laureates),
            (&colleague, laureates),
        ];
        callers.extend(strangers);
        is_written_by(&world, &path, &callers).await;
    }
}

#[actix_web::test]
async fn whoever_is_named_writes_it_alone() {
    let (world, _) = accompanied().await;
    let colleague = colleague(&world).await;
    for (of, named, others) in [
        (
            "self_assessment",
            &colleague,
            vec![(&world.asn_laureate, 403), (&world.coordinator, 403)],
        ),
        (
            "consolidation",
            &world.technical_coordinator,
            vec![(&world.coordinator, 403), (&world.asn_laureate, 404)],
        ),
        (
            "instruction",
            &world.technical_coordinator,
            vec![(&world.coordinator, 403), (&world.asn_laureate, 404)],
        ),
    ] {
        let path = asked(&world, of, json!({"juror": named.account()})).await;
        is_written_by(&world, &path, &others).await;
        is_written_by(&world, &path, &[(named, 200)]).await;
        let done = submitted(named, &path, marks(4.0, 3.0)).await;
        assert_eq!(done["juror"]["id"], json!(named.account()), "{of}");
    }
}

/// The rules of what is written are those of any evaluation.
#[actix_web::test]
async fn a_part_is_scored_and_submitted_as_any_evaluation_is() {
    let (world, _) = accompanied().await;
    for of in PARTS {
        let path = asked(&world, of, json!({})).await;
        let who = writer(&world, of);
        let wrong = json!({"scores": [{"criterion": "team", "score": 1}, {"criterion": "data", "score": 6}]});
        let refused = who.with("If-Match", "*").patch(&path, wrong).await;
        assert_eq!(
            refused.faults(422, "invalid_body"),
            super::faults(&[
                ("/scores/0/criterion", "unknown_reference"),
                ("/scores/1/score", "out_of_range")
            ])
        );
        edited(
            who,
            &path,
            json!({"scores": [{"criterion": "data", "score": 4, "reason": "Complètes."}]}),
        )
        .await;
        let early = who.act(&path, "submit", json!({})).await;
        assert_eq!(
            early.faults(409, "conflict"),
            super::faults(&[("", "reason_missing"), ("", "score_missing")])
        );
        let done = submitted(who, &path, marks(4.0, 3.0)).await;
        let refused = who.with("If-Match", "*").patch(&path, marks(1.0, 1.0)).await;
        assert_eq!(refused.faults(409, "conflict"), super::faults(&[("", "wrong_state")]));
        assert_eq!(world.coordinator.get(&path).await.expect(200), done);
    }
}
