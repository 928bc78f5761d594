//! Who is no juror any more is shown nothing of it, its own evaluations included.

use serde_json::json;

use super::{APPLICATIONS, EVALUATIONS, Jury, edited, id_of, listed, marks};
use crate::evaluations::{account_of, assigned, faults, grant_ends, granted, recusal};

#[actix_web::test]
async fn a_juror_whose_grant_has_ended_finds_nothing() {
    let jury = Jury::with_other("submitted").await;
    edited(&jury.juror, &jury.own, marks(4.0, 3.0)).await;
    // One has judged, one has not.
    for client in [&jury.juror, &jury.other] {
        grant_ends(&jury.world, client).await;
    }
    for (client, own, others) in [
        (&jury.juror, &jury.own, &jury.others),
        (&jury.other, &jury.others, &jury.own),
    ] {
        let who = client.with("If-Match", "*");
        for path in [
            &jury.application,
            &jury.list(),
            own,
            others,
            &EVALUATIONS.to_owned(),
            &APPLICATIONS.to_owned(),
        ] {
            let refused = who.get(path).await;
            refused.refused(404, "not_found");
            assert!(refused.etag().is_empty(), "{path}");
        }
        for reply in [
            who.patch(own, marks(5.0, 5.0)).await,
            who.post(&format!("{own}/submit"), json!({})).await,
            who.post(&format!("{own}/recuse"), recusal()).await,
            who.post(&jury.list(), json!({"corrects": id_of(own)})).await,
        ] {
            reply.refused(404, "not_found");
        }
    }
    // What it wrote stays, for coordinators and the others.
    let page = jury.world.coordinator.get(&jury.list()).await.expect(200);
    assert_eq!(
        (&page["items"][0]["scores"], &page["items"][0]["state"]),
        (&marks(4.0, 3.0)["scores"], &json!("assigned"))
    );
    assert_eq!(listed(&jury.world.coordinator, &jury.list()).await.1, json!(2));
}

/// A grant of another kind shows what that shows, and nothing of the jury.
#[actix_web::test]
async fn one_that_goes_on_observing_is_an_observer() {
    let jury = Jury::with_other("submitted").await;
    grant_ends(&jury.world, &jury.other).await;
    granted(&jury.world, &jury.other, "observer").await;
    for path in [APPLICATIONS, EVALUATIONS] {
        jury.other.get(path).await.refused(403, "forbidden");
    }
    for path in [&jury.application, &jury.list(), &jury.others, &jury.own] {
        jury.other.get(path).await.refused(404, "not_found");
    }
}

/// Who came to coordinate the programme since sees what the others find, and judges no more.
#[actix_web::test]
async fn one_that_came_to_coordinate_can_only_recuse_itself() {
    let jury = Jury::with_other("submitted").await;
    let world = &jury.world;
    let juror = account_of(world, "Jurée du siège", "juror", world.programme).await;
    let own = assigned(world, &jury.application, &juror).await;
    edited(&juror, &own, marks(4.0, 3.0)).await;
    granted(world, &juror, "coordinator").await;
    let who = juror.with("If-Match", "*");
    who.get(&jury.others).await.expect(200);
    for reply in [
        who.patch(&own, marks(5.0, 5.0)).await,
        who.act(&own, "submit", json!({})).await,
    ] {
        assert_eq!(reply.faults(403, "forbidden"), faults(&[("", "juror_coordinates")]));
    }
    let recused = who.act(&own, "recuse", recusal()).await.expect(200);
    assert_eq!(
        (&recused["state"], &recused["scores"]),
        (&json!("recused"), &marks(4.0, 3.0)["scores"])
    );
}

/// Who asked is known to it as long as it judges, and not by another part in the programme.
#[actix_web::test]
async fn one_that_judges_no_more_knows_no_applicant() {
    let jury = Jury::with_other("submitted").await;
    let application = jury.world.coordinator.get(&jury.application).await.expect(200);
    let applicant = &application["organisation"];
    let path = format!("/v1/organisations/{}", applicant["id"].as_str().unwrap());
    assert_eq!(jury.other.get(&path).await.expect(200)["name"], applicant["name"]);
    grant_ends(&jury.world, &jury.other).await;
    granted(&jury.world, &jury.other, "provider").await;
    jury.other.get(&path).await.refused(404, "not_found");
}
