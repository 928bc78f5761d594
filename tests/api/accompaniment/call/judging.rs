//! Who judges: each by itself, until its own is submitted.

use serde_json::{Value, json};

use super::{Applications, CRITERIA, Jury};
use crate::accompaniment::faults;
use crate::accompaniment::year::day::edited;
use crate::evaluations::marks_of;
use crate::support::{Client, World};

/// Has a juror judge an application, and gives the evaluation's path.
async fn asked(world: &World, application: &str, juror: &Client) -> String {
    let body = json!({"juror": juror.account()});
    let made = world
        .coordinator
        .post(&format!("{application}/evaluations"), body)
        .await;
    assert_eq!(made.expect(201)["state"], "assigned");
    format!("/v1/evaluations/{}", made.id())
}

/// A score and a reason for each criterion.
fn marks(scores: [f64; 6]) -> Value {
    marks_of(&CRITERIA, &scores)
}

/// How many evaluations of an application somebody is shown.
async fn shown_to(reader: &Client, application: &str) -> usize {
    let page = reader.get(&format!("{application}/evaluations")).await.expect(200);
    page["items"].as_array().unwrap().len()
}

pub async fn three_are_asked_to_judge(world: &World, applications: &Applications, jurors: [Client; 3]) -> Jury {
    let mut evaluations = Vec::new();
    for juror in &jurors {
        juror.get(&applications.own).await.refused(404, "not_found");
        evaluations.push(asked(world, &applications.own, juror).await);
        assert_eq!(juror.get(&applications.own).await.expect(200)["state"], "admissible");
    }
    let [first, second, third] = jurors;
    let of_other = asked(world, &applications.other, &third).await;
    edited(&third, &of_other, marks([3.0, 4.0, 2.0, 3.0, 3.0, 2.0])).await;
    third.act(&of_other, "submit", json!({})).await.expect(200);
    Jury {
        first,
        second,
        third,
        evaluations: evaluations.try_into().unwrap(),
    }
}

pub async fn two_score_it_unseen_by_each_other(world: &World, applications: &Applications, jury: &Jury) {
    let [first, second, _] = &jury.evaluations;
    edited(&jury.first, first, marks([5.0, 4.0, 4.0, 4.0, 3.0, 5.0])).await;
    jury.first.act(first, "submit", json!({})).await.expect(200);
    jury.second.get(first).await.refused(404, "not_found");
    assert_eq!(shown_to(&jury.second, &applications.own).await, 1, "its own");

    // One reason short.
    let mut some = marks([5.0, 4.0, 4.0, 5.0, 4.0, 2.0]);
    some["scores"][4]["reason"] = Value::Null;
    edited(&jury.second, second, some).await;
    let early = jury.second.act(second, "submit", json!({})).await;
    assert_eq!(early.faults(409, "conflict"), faults(&[("", "reason_missing")]));
    assert_eq!(early.json()["errors"][0]["params"], json!({"criterion": "ethics"}));
    edited(&jury.second, second, marks([5.0, 4.0, 4.0, 5.0, 4.0, 2.0])).await;
    jury.second.act(second, "submit", json!({})).await.expect(200);
    let read = jury.second.get(first).await;
    assert_eq!(
        (&read.expect(200)["state"], read.json().get("juror")),
        (&json!("submitted"), None)
    );
    assert_eq!(
        shown_to(&jury.second, &applications.own).await,
        2,
        "what the third has not begun is not there"
    );
    assert_eq!(shown_to(&world.coordinator, &applications.own).await, 3);
}

pub async fn one_leaves_it_to_the_others(world: &World, applications: &Applications, jury: &Jury) {
    let [.., third] = &jury.evaluations;
    let why = json!({"reason": "conflict_of_interest", "motive": "A travaillé deux ans à l'inspection."});
    let left = jury.third.act(third, "recuse", why.clone()).await.expect(200);
    assert_eq!((&left["state"], &left["recusal"]), (&json!("recused"), &why));
    let told = world.coordinator.get(&applications.own).await.expect(200);
    assert_eq!(
        told["evaluations"],
        json!({"assigned": 0, "submitted": 2, "recused": 1})
    );
}
