//! Once it has judged, and while it has not judged all of the same application.

use serde_json::json;

use super::{
    COMMENT, EVALUATIONS, Jury, applied, assigned, correcting, edited, id_of, just, listed, marks, recused, submitted,
    without,
};

/// What is not told to whoever neither coordinates nor judges in that evaluation.
const UNTOLD: [&str; 4] = ["juror", "recusal", "created_by", "updated_by"];

#[actix_web::test]
async fn those_of_others_are_told_without_names() {
    for state in ["submitted", "recused"] {
        for own in ["submitted", "recused"] {
            let jury = Jury::with_other(state).await;
            let whole = jury.world.coordinator.get(&jury.others).await.expect(200);
            assert_eq!((&whole["state"], &whole["comment"]), (&json!(state), &json!(COMMENT)));
            jury.juror.get(&jury.others).await.refused(404, "not_found");
            match own {
                "submitted" => jury.judged().await,
                _ => recused(&jury.juror, &jury.own).await,
            };
            let mut told = without(&whole, &UNTOLD);
            if state == "recused" {
                // Nor what was drafted before.
                for (field, nothing) in [
                    ("scores", json!([])),
                    ("comment", json!(null)),
                    ("recommendation", json!(null)),
                ] {
                    told[field] = nothing;
                }
            }
            let read = jury.juror.get(&jury.others).await;
            assert_eq!(read.expect(200), told, "{own} {state}");
            let page = jury.juror.get(&jury.list()).await.expect(200);
            let mine = jury.world.coordinator.get(&jury.own).await.expect(200);
            assert_eq!(page["items"], json!([mine, told]), "its own is told whole");
            for unknown in ["Juré Deux", &jury.other.account().to_string(), "Institut de Juré Deux"] {
                assert!(
                    !page.to_string().contains(unknown) && !read.text.contains(unknown),
                    "{unknown}"
                );
            }
            // Nor by asking for a column.
            let columns = format!("{}?fields=id,juror,recusal", jury.list());
            let columns = jury.juror.get(&columns).await.expect(200);
            assert_eq!(columns["items"][1], json!({"id": id_of(&jury.others)}));
            assert_eq!(
                listed(&jury.juror, EVALUATIONS).await,
                just(&[&jury.own]),
                "a programme's are its own"
            );
        }
    }
}

/// What another still writes is nobody's to read but coordinators'.
#[actix_web::test]
async fn drafts_of_others_are_not_told() {
    let jury = Jury::with_other("assigned").await;
    jury.judged().await;
    jury.juror.get(&jury.others).await.refused(404, "not_found");
    for query in ["", "?state=assigned", "?updated_since=2000-01-01T00:00:00Z"] {
        let told = listed(&jury.juror, &format!("{}{query}", jury.list())).await;
        let own = if query == "?state=assigned" {
            just(&[])
        } else {
            just(&[&jury.own])
        };
        assert_eq!(told, own, "{query}");
    }
    jury.other.act(&jury.others, "submit", json!({})).await.expect(200);
    jury.juror.get(&jury.others).await.expect(200);
}

/// Which of them is whose, no filter tells.
#[actix_web::test]
async fn a_filter_by_jurors_finds_its_own_alone() {
    let jury = Jury::with_other("submitted").await;
    jury.judged().await;
    let (own, other) = (jury.juror.account(), jury.other.account());
    let both = just(&[&jury.own, &jury.others]);
    for (query, expected) in [
        ("", both.clone()),
        ("?state=submitted", both.clone()),
        ("?state=assigned", just(&[])),
        ("?stage=selection&updated_since=2000-01-01T00:00:00Z", both),
        (&format!("?juror={own}"), just(&[&jury.own])),
        (&format!("?juror={other}"), just(&[])),
        (&format!("?juror={}", jury.third.account()), just(&[])),
        (&format!("?juror={own}&juror={other}"), just(&[&jury.own])),
    ] {
        assert_eq!(
            listed(&jury.juror, &format!("{}{query}", jury.list())).await,
            expected,
            "{query}"
        );
    }
    let by_other = format!("{}?juror={other}", jury.list());
    assert_eq!(listed(&jury.world.coordinator, &by_other).await, just(&[&jury.others]));
    assert_eq!(listed(&jury.other, &by_other).await, just(&[&jury.others]));
}

/// It judged once, unseen: what it corrects since, it may know of.
#[actix_web::test]
async fn an_open_correction_of_its_own_hides_nothing_again() {
    let jury = Jury::with_other("submitted").await;
    jury.judged().await;
    let before = jury.juror.get(&jury.others).await.expect(200);
    let correction = correcting(&jury.juror, &jury.application, &jury.own).await;
    let all = just(&[&jury.own, &jury.others, &correction]);
    let told = async || {
        assert_eq!(jury.juror.get(&jury.others).await.expect(200), before);
        assert_eq!(listed(&jury.juror, &jury.list()).await, all);
    };
    told().await;
    edited(&jury.juror, &correction, marks(2.0, 2.0)).await;
    told().await;
    // Until it is submitted the other knows of none.
    let done = just(&[&jury.own, &jury.others]);
    assert_eq!(listed(&jury.other, &jury.list()).await, done);
    jury.juror.act(&correction, "submit", json!({})).await.expect(200);
    told().await;
    assert_eq!(listed(&jury.other, &jury.list()).await, all);
    // Whose correction it is shows in what it corrects, not who that is.
    let told = jury.other.get(&correction).await.expect(200);
    assert_eq!(told["corrects"], json!(id_of(&jury.own)));
    assert!(UNTOLD.iter().all(|field| told.get(field).is_none()), "{told}");
}

#[actix_web::test]
async fn each_application_is_judged_by_itself() {
    let jury = Jury::with_other("submitted").await;
    let second = applied(&jury.world, "Autre candidature").await;
    let mine = assigned(&jury.world, &second, &jury.juror).await;
    let theirs = assigned(&jury.world, &second, &jury.third).await;
    submitted(&jury.third, &theirs, marks(2.0, 2.0)).await;
    // Who judges one application knows of no other.
    for (stranger, application, evaluation) in [
        (&jury.other, &second, &theirs),
        (&jury.other, &second, &mine),
        (&jury.third, &jury.application, &jury.others),
        (&jury.third, &jury.application, &jury.own),
    ] {
        for path in [application, evaluation, &format!("{application}/evaluations")] {
            stranger.get(path).await.refused(404, "not_found");
        }
    }
    // What it has judged of one tells it nothing of the other.
    jury.judged().await;
    assert_eq!(
        listed(&jury.juror, &jury.list()).await,
        just(&[&jury.own, &jury.others])
    );
    assert_eq!(
        listed(&jury.juror, &format!("{second}/evaluations")).await,
        just(&[&mine])
    );
    jury.juror.get(&theirs).await.refused(404, "not_found");
    submitted(&jury.juror, &mine, marks(3.0, 3.0)).await;
    jury.juror.get(&theirs).await.expect(200);
    assert_eq!(listed(&jury.juror, EVALUATIONS).await, just(&[&jury.own, &mine]));
    assert_eq!(listed(&jury.other, EVALUATIONS).await, just(&[&jury.others]));
}

#[actix_web::test]
async fn coordinators_are_told_all_at_any_time() {
    let jury = Jury::with_other("submitted").await;
    let left = assigned(&jury.world, &jury.application, &jury.third).await;
    recused(&jury.third, &left).await;
    for client in [&jury.world.coordinator, &jury.world.technical_coordinator] {
        for list in [jury.list(), EVALUATIONS.to_owned()] {
            let page = client.get(&list).await.expect(200);
            let told: Vec<_> = page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|it| json!([it["juror"]["name"], it["state"], it["comment"], it["recusal"]["motive"]]))
                .collect();
            assert_eq!(
                json!(told),
                json!([
                    ["Jurée Une", "assigned", null, null],
                    ["Juré Deux", "submitted", COMMENT, null],
                    ["Jurée Trois", "recused", null, "Ancien de la maison."],
                ])
            );
        }
    }
}
