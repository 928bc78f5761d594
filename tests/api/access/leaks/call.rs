//! What came of a call is told to nobody who may not know of it: by no filter, no body, no reference and no tag, and no
//! juror by its name.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{find_nothing, laid, told};
use crate::access::caller::Caller::{self, *};
use crate::access::cast::{Cast, SYSTEM};
use crate::access::place::{Place, Target};
use crate::access::rooms;
use crate::access::row::{Expected, Row};
use crate::access::stage::{self, MOTIVE, Stage};
use crate::access::trial::{operations, send};

const APPLICATIONS: &str = "/v1/programmes/AMI-T/applications";
const EVALUATIONS: &str = "/v1/programmes/AMI-T/evaluations";

/// An application of programme A with that besides, which the juror reads.
async fn judged(cast: &mut Cast, application: &'static [&'static str], besides: &'static [&'static str]) -> Stage {
    let ground = Row::of("ground", Place::Programme, application, &[]).with(besides);
    stage::lay(cast, &ground, Target::Own, None).await
}

#[actix_web::test]
async fn a_filter_by_what_is_hidden_finds_what_a_filter_by_nothing_does() {
    let mut cast = Cast::assembled().await;
    // Both on one application have no more to say: the juror reads the other one's, without the name.
    let done = judged(
        &mut cast,
        &["application"],
        &["submitted evaluation", "another's evaluation"],
    )
    .await;
    // One of another organisation, which the juror does not judge.
    let unjudged = laid(&mut cast, "delete_application", Target::Anothers).await;
    let reference = format!("AMI-{}", unjudged.number);
    let project = laid(&mut cast, "list_project_evaluations", Target::Own).await;
    let elsewhere = judged_elsewhere(&mut cast).await;
    let (own, another, foreign) = (
        cast.side(Target::Own).clone(),
        cast.side(Target::Anothers).clone(),
        cast.side(Target::Foreign).clone(),
    );
    let never = Uuid::now_v7().to_string();
    let evaluations = format!("/v1/applications/{}/evaluations", done.id("application"));
    let of_project = format!("/v1/projects/{}/evaluations", project.id("project"));
    let (other, decider) = (done.id("another juror").to_owned(), own.decider.account.to_string());
    let stranger = elsewhere.id("juror").to_owned();
    let cases: Vec<(Caller, &str, &str, String, &str)> = vec![
        (
            Authority,
            APPLICATIONS,
            "organisation",
            foreign.laureate.to_string(),
            &never,
        ),
        (
            Juror,
            APPLICATIONS,
            "organisation",
            another.laureate.to_string(),
            &never,
        ),
        (Juror, APPLICATIONS, "reference", reference, &never),
        (Authority, EVALUATIONS, "juror", stranger, &never),
        (Juror, EVALUATIONS, "juror", other.clone(), &never),
        (Juror, &evaluations, "juror", other, &never),
        (Laureate, &of_project, "juror", decider.clone(), &never),
        (Provider, &of_project, "juror", decider, &never),
    ];
    find_nothing(&cast, cases).await;
}

/// What programme B's juror submitted.
async fn judged_elsewhere(cast: &mut Cast) -> Stage {
    let ground = Row::of("ground", Place::Programme, &["application"], &[]).with(&["submitted evaluation"]);
    stage::lay(cast, &ground, Target::Foreign, None).await
}

#[actix_web::test]
async fn a_body_that_names_what_is_hidden_is_refused_as_one_that_names_nothing() {
    let mut cast = Cast::assembled().await;
    let open = judged(
        &mut cast,
        &["admissible application"],
        &["submitted evaluation", "another's evaluation"],
    )
    .await;
    let project = laid(&mut cast, "create_project_evaluation", Target::Own).await;
    let elsewhere = judged_elsewhere(&mut cast).await;
    let withdrawn = laid(&mut cast, "reopen_project", Target::Foreign).await;
    let application = format!("/v1/applications/{}", open.id("admissible application"));
    let authority = cast.client(Authority).clone();
    authority
        .act(&application, "reserve", json!({"rank": 1}))
        .await
        .expect(200);
    let evaluations = format!("{application}/evaluations");
    let of_project = format!("/v1/projects/{}/evaluations", project.id("project"));
    let instruction = json!({"stage": "end", "part": "instruction", "juror": "HERE"});
    let (juror, corrected) = (elsewhere.id("juror"), elsewhere.id("submitted evaluation"));
    let cases: Vec<(&str, Value, &str)> = vec![
        (&evaluations, json!({"juror": "HERE"}), juror),
        (&evaluations, json!({"corrects": "HERE"}), corrected),
        (&of_project, instruction, juror),
        (&of_project, json!({"corrects": "HERE"}), corrected),
    ];
    let select = format!("{application}/select");
    let replacing = (&*select, json!({"replaces": "HERE"}), withdrawn.id("withdrawn"));
    let client = authority.with("If-Match", "*");
    for (path, body, hidden) in cases.into_iter().chain([replacing]) {
        let never = Uuid::now_v7().to_string();
        let send = async |what: &str| {
            let body: Value = serde_json::from_str(&body.to_string().replace("HERE", what)).unwrap();
            client.post(path, body).await
        };
        let (by_hidden, by_nothing) = (send(hidden).await, send(&never).await);
        assert_eq!(by_hidden.status, 422, "{path} {body}: {}", by_hidden.text);
        assert_eq!(
            told(&by_hidden, &[hidden]),
            told(&by_nothing, &[&never]),
            "{path} {body}"
        );
    }
}

/// Before its own is submitted, what another juror said is nothing that exists, whatever a correction names.
#[actix_web::test]
async fn a_juror_finds_nothing_out_by_a_correction() {
    let mut cast = Cast::assembled().await;
    let open = judged(
        &mut cast,
        &["application"],
        &["open evaluation", "another's evaluation"],
    )
    .await;
    let path = format!("/v1/applications/{}/evaluations", open.id("application"));
    let never = Uuid::now_v7().to_string();
    let another = open.id("another's evaluation");
    let client = cast.client(Juror);
    let by_hidden = client.post(&path, json!({"corrects": another})).await;
    let by_nothing = client.post(&path, json!({"corrects": never})).await;
    assert!(by_hidden.status.is_client_error(), "{}", by_hidden.text);
    assert_eq!(told(&by_hidden, &[another]), told(&by_nothing, &[&never]));
}

#[actix_web::test]
async fn what_a_juror_reads_of_the_call_names_nobody_and_tells_no_motive() {
    let mut cast = Cast::assembled().await;
    let operations = operations();
    judged(
        &mut cast,
        &["refused application"],
        &["submitted evaluation", "another's evaluation", "another's recusal"],
    )
    .await;
    let own = cast.client(Juror).account();
    let system: Uuid = SYSTEM.parse().unwrap();
    let of_the_call = rooms::ALL
        .iter()
        .filter(|room| room.title.starts_with("The call") || room.title == "Evaluations");
    let mut read = Vec::new();
    for row in of_the_call.flat_map(|room| (room.rows)()) {
        if operations[row.operation].method != "GET" || row.expected(Target::Own, Juror) != Expected::Done {
            continue;
        }
        let stage = stage::lay(&mut cast, &row, Target::Own, Some(Juror)).await;
        let reply = send(cast.client(Juror), &row, operations[row.operation], &stage).await;
        let (text, name) = (reply.expect(200).to_string(), row.name(Target::Own));
        assert!(!text.contains(MOTIVE), "{name} tells a motive: {text}");
        let others = cast.identities().await;
        for (account, known) in others.iter().filter(|(account, _)| ![own, system].contains(account)) {
            let told = text.contains(&account.to_string()) || text.contains(known.as_str());
            assert!(!told, "{name} tells of {known}: {text}");
        }
        read.push(row.operation);
    }
    for operation in [
        "list_grids",
        "get_grid",
        "list_applications",
        "get_application",
        "list_application_evidence",
        "list_application_evaluations",
        "list_programme_evaluations",
        "get_evaluation",
    ] {
        assert!(read.contains(&operation), "{operation} is not among {read:?}");
    }
}

/// Nor does the laureate learn who judged its project.
#[actix_web::test]
async fn who_judged_a_project_is_told_to_coordinators_alone() {
    let mut cast = Cast::assembled().await;
    let stage = laid(&mut cast, "list_project_evaluations", Target::Own).await;
    let list = format!("/v1/projects/{}/evaluations", stage.id("project"));
    let one = format!("/v1/evaluations/{}", stage.id("submitted instruction"));
    let decider = cast.side(Target::Own).decider.account.to_string();
    for path in [&list, &one] {
        for caller in [Laureate, Provider, OtherTrack] {
            let reply = cast.client(caller).get(path).await;
            let text = reply.expect(200).to_string();
            assert!(!text.contains(&decider), "{path} to {caller:?}: {text}");
            assert!(!text.contains("Coordination DINSIC"), "{path} to {caller:?}: {text}");
        }
        let told = cast.client(Coordinator).get(path).await.expect(200).to_string();
        assert!(told.contains(&decider), "{path}: {told}");
    }
}

#[actix_web::test]
async fn an_application_and_its_project_are_named_to_those_who_see_both() {
    let mut cast = Cast::assembled().await;
    let made = judged(&mut cast, &["laureate application"], &["submitted evaluation"]).await;
    let (home, code) = cast.side(Target::Own).home.clone();
    let id = made.id("laureate application");
    let (project, application) = (format!("/v1/projects/{home}"), format!("/v1/applications/{id}"));
    let undisclosed = json!({"undisclosed": true});
    let authority = cast.client(Authority);
    assert_eq!(authority.get(&project).await.expect(200)["application"]["id"], id);
    assert_eq!(authority.get(&application).await.expect(200)["project"]["code"], code);
    for caller in [Laureate, Provider, OtherTrack] {
        let shown = cast.client(caller).get(&project).await;
        assert_eq!(shown.expect(200)["application"], undisclosed, "{caller:?}");
        assert!(!shown.text.contains(id), "{caller:?}: {}", shown.text);
    }
    let observed = cast.client(Observer).get(&project).await.expect(200);
    assert!(observed.get("application").is_none(), "{observed}");
    let judged = cast.client(Juror).get(&application).await;
    assert_eq!(judged.expect(200)["project"], undisclosed);
    for hidden in [home.to_string(), code] {
        assert!(!judged.text.contains(&hidden), "{}", judged.text);
    }
    // Nor is it told of in what the laureate reads of its project's past.
    let history = format!("{project}/history?limit=200");
    let told = cast.client(Laureate).get(&history).await;
    told.expect(200);
    assert!(!told.text.contains(id), "{}", told.text);
}

/// What is there when a tag is given, and when it is asked again after this was done.
async fn same_tag(cast: &Cast, caller: Caller, path: &str, done: impl AsyncFnOnce()) {
    let (client, authority) = (cast.client(caller), cast.client(Authority));
    let (before, known) = (client.get(path).await, authority.get(path).await);
    before.expect(200);
    done().await;
    assert_ne!(authority.get(path).await.etag(), known.etag(), "{path} is another one");
    assert_eq!(client.get(path).await.etag(), before.etag(), "{path} to {caller:?}");
    let again = client.with("If-None-Match", before.etag()).get(path).await;
    assert_eq!(again.status, 304, "{path} to {caller:?}");
}

#[actix_web::test]
async fn a_tag_tells_neither_who_else_judges_nor_by_what() {
    let mut cast = Cast::assembled().await;
    let open = laid(&mut cast, "create_application_evaluation", Target::Own).await;
    // The latest, which new evaluations cite.
    let grid = laid(&mut cast, "get_grid", Target::Own).await;
    let grid = format!("/v1/programmes/AMI-T/grids/{}", grid.id("grid"));
    let application = format!("/v1/applications/{}", open.id("application"));
    let evaluations = format!("{application}/evaluations");
    let authority = cast.client(Authority).clone();
    let assign = async || {
        let made = authority
            .post(&evaluations, json!({"juror": open.id("free juror")}))
            .await;
        made.expect(201);
    };
    same_tag(&cast, Observer, &grid, assign).await;
    let kept = authority.get(&grid).await.expect(200);
    assert_eq!(kept["cited"], true);
    let given_up = async || {
        let page = authority.get(&evaluations).await.expect(200);
        let mut all = page["items"].as_array().unwrap().iter();
        let free = all.find(|one| one["juror"]["id"] == open.id("free juror")).unwrap();
        let path = format!("/v1/evaluations/{}", free["id"].as_str().unwrap());
        authority.with("If-Match", "*").delete(&path).await.expect(204);
    };
    same_tag(&cast, Juror, &application, given_up).await;
}

/// Whoever is not shown when an application was edited cannot ask for it either.
#[actix_web::test]
async fn a_juror_cannot_ask_for_what_was_edited() {
    let mut cast = Cast::assembled().await;
    judged(&mut cast, &["application"], &["open evaluation"]).await;
    let since = "updated_since=2100-01-01T00:00:00Z&count=true";
    for list in [APPLICATIONS, "/v1/programmes/AMI-T/grids"] {
        let asked = format!("{list}?{since}");
        assert_eq!(cast.client(Authority).get(&asked).await.expect(200)["total"], 0);
        let told = cast.client(Juror).get(&asked).await.expect(200);
        assert_eq!(told["total"], 1, "{list}: {told}");
    }
}
