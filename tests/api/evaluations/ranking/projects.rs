//! Projects are ranked at mid-term and at their end, by one part of what was found: the instruction, where no other is asked for.

use serde_json::{Value, json};

use super::{
    ASN, CHU, CRITERIA, RANKING, called, correcting, figures, gridded, in_order, lacking, made, marks, nobody, of,
    order, submitted,
};
use crate::support::World;

async fn accompanied() -> World {
    let (world, _) = called().await;
    gridded(&world, "mid_term", &CRITERIA).await;
    world
        .coordinator
        .act(CHU, "start", json!({"on": "2019-01-07"}))
        .await
        .expect(200);
    world
}

async fn ranking(world: &World, query: &str) -> Value {
    world.coordinator.get(&format!("{RANKING}?{query}")).await.expect(200)
}

/// Adds that part of an evaluation at mid-term, and gives its path.
async fn part(world: &World, project: &str, part: &str) -> String {
    made(&world.coordinator, project, json!({"stage": "mid_term", "part": part})).await
}

#[actix_web::test]
async fn the_instruction_ranks_them_or_the_part_that_is_asked_for() {
    let world = accompanied().await;
    let who = &world.coordinator;
    let own = part(&world, ASN, "self_assessment").await;
    submitted(&world.asn_laureate, &own, marks(5.0, 5.0)).await;
    for (project, of, scores) in [
        (ASN, "consolidation", (3.0, 3.0)),
        (ASN, "instruction", (1.0, 2.0)),
        (CHU, "consolidation", (2.0, 2.0)),
        (CHU, "instruction", (4.0, 2.0)),
    ] {
        let path = part(&world, project, of).await;
        submitted(who, &path, marks(scores.0, scores.1)).await;
    }
    let shown = ranking(&world, "stage=mid_term").await;
    assert_eq!(
        (&shown["stage"], &shown["part"], &shown["grid"]["number"]),
        (&json!("mid_term"), &json!("instruction"), &json!(1))
    );
    assert_eq!(
        order(&shown),
        in_order(&[("AMI-T-CHU", Some(1)), ("AMI-T-ASN", Some(2))])
    );
    assert_eq!(
        shown["items"][0],
        json!({
            "project": {"id": world.chu_project, "code": "AMI-T-CHU", "name": "Projet AMI-T-CHU"}, "state": "running",
            "rank": 1, "total": 10.0, "evaluations": {"known": 1, "of": 1, "recused": 0}, "missing": [],
            "criteria": [
                {"criterion": "benefits", "mean": 4.0, "min": 4.0, "max": 4.0, "known": 1, "of": 1},
                {"criterion": "data", "mean": 2.0, "min": 2.0, "max": 2.0, "known": 1, "of": 1},
            ],
        })
    );
    assert_eq!(ranking(&world, "stage=mid_term&part=instruction").await, shown);
    let shown = ranking(&world, "stage=mid_term&part=consolidation").await;
    assert_eq!(
        (&shown["part"], order(&shown)),
        (
            &json!("consolidation"),
            in_order(&[("AMI-T-ASN", Some(1)), ("AMI-T-CHU", Some(2))])
        )
    );
    let shown = ranking(&world, "stage=mid_term&part=self_assessment").await;
    assert_eq!(order(&shown), in_order(&[("AMI-T-ASN", Some(1)), ("AMI-T-CHU", None)]));
    assert_eq!(of(&shown, &world.asn_project.to_string())["total"], 15.0);
    // No application is ranked with them, nor are they with those.
    assert_eq!(ranking(&world, "stage=selection").await["items"], json!([]));
}

#[actix_web::test]
async fn those_that_lack_it_are_listed_apart_by_their_codes() {
    let world = accompanied().await;
    let project = json!({"organisation": world.chu, "title": "Radios", "code": "AMI-T-ALPHA"});
    let third = world.coordinator.post("/v1/programmes/AMI-T/projects", project).await;
    third.expect(201);
    let (chu, third) = (world.chu_project.to_string(), third.id());
    let waiting = part(&world, CHU, "instruction").await;
    // Of another part.
    let own = part(&world, ASN, "self_assessment").await;
    submitted(&world.asn_laureate, &own, marks(5.0, 5.0)).await;
    let shown = ranking(&world, "stage=mid_term").await;
    assert_eq!(
        order(&shown),
        in_order(&[("AMI-T-ALPHA", None), ("AMI-T-ASN", None), ("AMI-T-CHU", None)])
    );
    assert_eq!(
        of(&shown, &chu)["missing"],
        json!([lacking(&waiting, "not_submitted", &CRITERIA)])
    );
    for project in [&third, &world.asn_project.to_string()] {
        assert_eq!(of(&shown, project)["missing"], nobody(&CRITERIA));
    }
    submitted(&world.coordinator, &waiting, marks(0.0, 0.0)).await;
    let shown = ranking(&world, "stage=mid_term").await;
    assert_eq!(
        order(&shown),
        in_order(&[("AMI-T-CHU", Some(1)), ("AMI-T-ALPHA", None), ("AMI-T-ASN", None)])
    );
    // One that was withdrawn is not ranked, one that is complete is.
    for project in [CHU, &format!("/v1/projects/{third}")] {
        let motive = json!({"motive": "Départ de l'équipe."});
        world.coordinator.act(project, "withdraw", motive).await.expect(200);
    }
    world
        .coordinator
        .act(ASN, "complete", json!({"on": "2019-03-04"}))
        .await
        .expect(200);
    let shown = ranking(&world, "stage=mid_term").await;
    assert_eq!(order(&shown), in_order(&[("AMI-T-ASN", None)]));
    assert_eq!(shown["items"][0]["state"], "completed");
}

#[actix_web::test]
async fn a_correction_of_a_part_takes_its_place() {
    let world = accompanied().await;
    let who = &world.coordinator;
    let path = part(&world, ASN, "instruction").await;
    submitted(who, &path, marks(4.0, 3.0)).await;
    let correction = correcting(who, ASN, &path).await;
    let asn = world.asn_project.to_string();
    assert_eq!(
        figures(&ranking(&world, "stage=mid_term").await, &asn),
        json!([1, 11.0, 1, 1])
    );
    submitted(who, &correction, marks(1.0, 1.0)).await;
    let shown = ranking(&world, "stage=mid_term").await;
    assert_eq!(figures(&shown, &asn), json!([1, 3.0, 1, 1]));
}

#[actix_web::test]
async fn each_stage_is_ranked_by_itself() {
    let world = accompanied().await;
    let path = part(&world, ASN, "instruction").await;
    submitted(&world.coordinator, &path, marks(4.0, 3.0)).await;
    let shown = ranking(&world, "stage=end").await;
    assert_eq!(
        (shown.get("grid"), &shown["part"]),
        (Some(&Value::Null), &json!("instruction"))
    );
    assert_eq!(order(&shown), in_order(&[("AMI-T-ASN", None), ("AMI-T-CHU", None)]));
    gridded(&world, "end", &[("reach", 1.0)]).await;
    let shown = ranking(&world, "stage=end").await;
    assert_eq!(shown["items"][0]["missing"], nobody(&[("reach", 1.0)]));
}
