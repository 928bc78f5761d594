//! Evaluations of an application, of a project, of a programme: the oldest first, and those that are asked for.

use serde_json::json;
use uuid::Uuid;

use super::{
    ASN, EVALUATIONS, applied, assigned, called, column, gridded, id_of, just, listed, made, marks, page_by_page,
    recused, submitted,
};

#[actix_web::test]
async fn a_list_is_asked_for_some_of_them() {
    let (world, [first, second, third]) = called().await;
    gridded(&world, "mid_term", &[("data", 1.0)]).await;
    let who = &world.coordinator;
    let application = applied(&world, "Lettres de suites").await;
    let waiting = assigned(&world, &application, &first).await;
    let part = json!({"stage": "mid_term", "part": "consolidation", "juror": who.account()});
    let part = made(who, ASN, part).await;
    let done = assigned(&world, &application, &second).await;
    submitted(&second, &done, marks(4.0, 3.0)).await;
    let other = assigned(&world, &applied(&world, "Autre candidature").await, &first).await;
    let left = assigned(&world, &application, &third).await;
    recused(&third, &left).await;
    let (one, none) = (first.account(), Uuid::now_v7());
    let of_application = format!("{application}/evaluations");
    let of_project = format!("{ASN}/evaluations");
    for (list, query, expected) in [
        (EVALUATIONS, "", &[&waiting, &part, &done, &other, &left][..]),
        (EVALUATIONS, "stage=selection", &[&waiting, &done, &other, &left]),
        (EVALUATIONS, "stage=mid_term&stage=end", &[&part]),
        (EVALUATIONS, "stage=end", &[]),
        (EVALUATIONS, "part=consolidation&part=instruction", &[&part]),
        (EVALUATIONS, "part=self_assessment", &[]),
        (EVALUATIONS, "state=assigned", &[&waiting, &part, &other]),
        (EVALUATIONS, "state=submitted&state=recused", &[&done, &left]),
        (EVALUATIONS, "state=assigned&stage=selection", &[&waiting, &other]),
        (EVALUATIONS, &format!("juror={one}"), &[&waiting, &other]),
        (
            EVALUATIONS,
            &format!("juror={one}&juror={}", who.account()),
            &[&waiting, &part, &other],
        ),
        (EVALUATIONS, &format!("juror={none}"), &[]),
        (
            EVALUATIONS,
            "updated_since=2000-01-01T00:00:00Z&state=recused",
            &[&left],
        ),
        (EVALUATIONS, "updated_since=2100-01-01T00:00:00Z", &[]),
        (&of_application, "", &[&waiting, &done, &left]),
        (&of_application, "state=submitted", &[&done]),
        (&of_application, "stage=selection", &[&waiting, &done, &left]),
        (&of_application, "part=consolidation", &[]),
        (&of_application, &format!("juror={one}"), &[&waiting]),
        (&of_project, "", &[&part]),
        (
            &of_project,
            "stage=mid_term&part=consolidation&state=assigned",
            &[&part],
        ),
        (&of_project, &format!("juror={one}"), &[]),
        ("/v1/projects/AMI-T-CHU/evaluations", "", &[]),
    ] {
        let asked = format!("{list}?{query}");
        for client in [who, &world.technical_coordinator] {
            let asked = asked.trim_end_matches('?');
            assert_eq!(listed(client, asked).await, just(expected), "{asked}");
        }
    }
    for list in [EVALUATIONS, &of_application, &of_project] {
        for query in [
            "stage=jury",
            "part=jury",
            "state=open",
            "juror=first",
            "updated_since=hier",
            "sort=juror",
            "jury=x",
        ] {
            let refused = who.get(&format!("{list}?{query}")).await;
            refused.refused(400, "invalid_parameters");
        }
    }
}

#[actix_web::test]
async fn pages_neither_repeat_nor_miss_one() {
    let (world, jurors) = called().await;
    let mut expected = Vec::new();
    for title in ["Une", "Deux"] {
        let application = applied(&world, title).await;
        for juror in &jurors {
            expected.push(json!(id_of(&assigned(&world, &application, juror).await)));
        }
    }
    assert_eq!(page_by_page(&world.coordinator, EVALUATIONS, "id").await, expected);
    // One more behind those that were read.
    let first = world
        .coordinator
        .get(&format!("{EVALUATIONS}?limit=4"))
        .await
        .expect(200);
    let late = applied(&world, "Trois").await;
    expected.push(json!(id_of(&assigned(&world, &late, &jurors[0]).await)));
    let rest = format!("{EVALUATIONS}?cursor={}", first["next"].as_str().unwrap());
    let rest = world.coordinator.get(&rest).await.expect(200);
    assert_eq!([column(&first, "id"), column(&rest, "id")].concat(), expected);
}
