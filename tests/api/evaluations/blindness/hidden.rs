//! Before it has judged.

use serde_json::json;

use super::{APPLICATIONS, EVALUATIONS, Jury, RANKING, applied, assigned, just, listed, marks};
use crate::evaluations::{GRIDS, recusal};

#[actix_web::test]
async fn a_juror_is_told_its_own_alone() {
    for state in ["assigned", "submitted", "recused"] {
        let jury = Jury::with_other(state).await;
        let (own, other) = (jury.juror.account(), jury.other.account());
        let mine = just(&[&jury.own]);
        let none = just(&[]);
        for list in [jury.list(), EVALUATIONS.to_owned()] {
            for (query, expected) in [
                ("", &mine),
                ("?limit=1", &mine),
                ("?state=assigned", &mine),
                ("?state=submitted", &none),
                ("?state=recused", &none),
                ("?state=assigned&state=submitted&state=recused", &mine),
                ("?stage=selection", &mine),
                ("?part=instruction", &none),
                ("?updated_since=2000-01-01T00:00:00Z", &mine),
                ("?updated_since=2100-01-01T00:00:00Z", &none),
                (&format!("?juror={own}"), &mine),
                (&format!("?juror={other}"), &none),
                (&format!("?juror={own}&juror={other}"), &mine),
                (&format!("?juror={other}&state={state}"), &none),
            ] {
                let asked = format!("{list}{query}");
                assert_eq!(listed(&jury.juror, &asked).await, *expected, "{state}: {asked}");
            }
            let page = jury.juror.get(&format!("{list}?limit=1")).await.expect(200);
            assert_eq!(page["next"], json!(null), "{state}: nothing follows");
        }
        assert_eq!(listed(&jury.world.coordinator, &jury.list()).await.1, json!(2));
    }
}

#[actix_web::test]
async fn anothers_is_answered_as_what_never_was() {
    for state in ["assigned", "submitted", "recused"] {
        let jury = Jury::with_other(state).await;
        let who = jury.juror.with("If-Match", "*");
        let never = format!("/v1/evaluations/{}", uuid::Uuid::now_v7());
        let mut answers = Vec::new();
        for path in [&jury.others, &never] {
            let mut told = Vec::new();
            for reply in [
                who.get(path).await,
                who.with("If-None-Match", "*").get(path).await,
                who.patch(path, marks(5.0, 5.0)).await,
                who.patch(path, json!({"scores": [{"criterion": "team", "score": 9}]}))
                    .await,
                who.post(&format!("{path}/submit"), json!({})).await,
                who.post(&format!("{path}/recuse"), recusal()).await,
                who.delete(path).await,
            ] {
                reply.refused(404, "not_found");
                assert!(reply.etag().is_empty(), "{state}");
                let text = reply.text.replace(path.as_str(), "…");
                let mut body: serde_json::Value = serde_json::from_str(&text).unwrap();
                body.as_object_mut().unwrap().remove("request_id");
                told.push(body);
            }
            answers.push(told);
        }
        assert_eq!(answers[0], answers[1], "{state}");
    }
}

#[actix_web::test]
async fn nor_is_it_told_by_the_application_or_the_ranking() {
    for state in ["assigned", "submitted", "recused"] {
        let jury = Jury::with_other(state).await;
        // A second one on which it is the only juror: what is shown of both is the same.
        let alone = applied(&jury.world, "Lettres de suites").await;
        assigned(&jury.world, &alone, &jury.juror).await;
        let shown = async |path: &str| {
            let mut shown = jury.juror.get(path).await.expect(200);
            shown.as_object_mut().unwrap().remove("id");
            shown
        };
        assert_eq!(shown(&jury.application).await, shown(&alone).await, "{state}");
        for told in [
            "motive",
            "evaluations",
            "version",
            "created_at",
            "updated_at",
            "updated_by",
        ] {
            assert!(shown(&jury.application).await.get(told).is_none(), "{state}: {told}");
        }
        let grids = jury.world.coordinator.get(GRIDS).await.expect(200);
        let grid = grids["items"][0]["id"].as_str().unwrap();
        let never = uuid::Uuid::now_v7().to_string();
        for asked in ["", &format!("&grid={grid}"), &format!("&grid={never}")] {
            let refused = jury.juror.get(&format!("{RANKING}?stage=selection{asked}")).await;
            refused.refused(403, "forbidden");
            assert!(refused.etag().is_empty());
        }
        let page = jury.juror.get(APPLICATIONS).await.expect(200);
        assert_eq!(page["items"].as_array().map(Vec::len), Some(2));
    }
}
