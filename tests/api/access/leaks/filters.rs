//! Filters and bodies that name what is hidden are answered as those that name nothing.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{find_nothing, laid, told};
use crate::access::caller::Caller::{self, *};
use crate::access::cast::Cast;
use crate::access::place::Target;
use crate::access::stage::Stage;

/// Something on a project of programme B.
async fn foreign(cast: &mut Cast, operation: &str) -> Stage {
    laid(cast, operation, Target::Foreign).await
}

#[actix_web::test]
async fn a_filter_by_what_is_hidden_finds_what_a_filter_by_nothing_does() {
    let mut cast = Cast::assembled().await;
    let milestone = foreign(&mut cast, "get_milestone").await;
    let prototype = foreign(&mut cast, "get_prototype").await;
    let never = Uuid::now_v7().to_string();
    let (own, another) = (cast.side(Target::Own).clone(), cast.side(Target::Anothers).clone());
    let foreign = cast.side(Target::Foreign).clone();
    let log = format!("/v1/projects/{}/progress-entries", own.home.1);
    let missions = format!("/v1/projects/{}/missions", own.home.1);
    let gamma = cast.organisation_of(OtherTrack);
    let cases: Vec<(Caller, &str, &str, String, &str)> = vec![
        (Authority, "/v1/projects", "programme", "AMI-U".to_owned(), "AMI-X"),
        (
            Authority,
            "/v1/projects",
            "programme",
            foreign.programme.to_string(),
            &never,
        ),
        (
            Authority,
            "/v1/projects",
            "organisation",
            foreign.laureate.to_string(),
            &never,
        ),
        (
            Laureate,
            "/v1/projects",
            "organisation",
            another.laureate.to_string(),
            &never,
        ),
        (
            Provider,
            "/v1/programmes/AMI-T/projects",
            "organisation",
            another.laureate.to_string(),
            &never,
        ),
        (
            Authority,
            "/v1/programmes/AMI-T/milestones",
            "project",
            foreign.home.1.clone(),
            "AMI-X-P1",
        ),
        (
            Laureate,
            "/v1/programmes/AMI-T/milestones",
            "project",
            another.home.0.to_string(),
            &never,
        ),
        (
            Laureate,
            "/v1/programmes/AMI-T/milestones",
            "provider",
            another.provider.organisation.to_string(),
            &never,
        ),
        (
            Provider,
            "/v1/programmes/AMI-T/milestones",
            "provider",
            gamma.to_string(),
            &never,
        ),
        (
            Observer,
            "/v1/programmes/AMI-T/milestones",
            "provider",
            own.provider.organisation.to_string(),
            &never,
        ),
        (
            Authority,
            "/v1/accounts",
            "organisation",
            foreign.laureate.to_string(),
            &never,
        ),
        (Laureate, "/v1/organisations", "name", "Omega".to_owned(), "Xyz"),
        (Provider, "/v1/organisations", "name", "Gamma".to_owned(), "Xyz"),
        (Provider, &log, "milestone", milestone.id("begun").to_owned(), &never),
        (Provider, &log, "author", foreign.provider.account.to_string(), &never),
        (
            Provider,
            &log,
            "organisation",
            foreign.provider.organisation.to_string(),
            &never,
        ),
        (Provider, &missions, "provider", gamma.to_string(), &never),
        (
            Provider,
            "/v1/programmes/AMI-T/status-reports",
            "author",
            foreign.provider.account.to_string(),
            &never,
        ),
        (
            Authority,
            "/v1/programmes/AMI-T/trials",
            "prototype",
            prototype.id("prototype").to_owned(),
            &never,
        ),
        (
            Authority,
            "/v1/programmes/AMI-T/roadmap-items",
            "owner",
            foreign.provider.account.to_string(),
            &never,
        ),
        (
            Provider,
            "/v1/programmes/AMI-T/topics",
            "owner",
            foreign.provider.account.to_string(),
            &never,
        ),
        (
            Laureate,
            "/v1/programmes/AMI-T/reuses",
            "organisation",
            another.provider.organisation.to_string(),
            &never,
        ),
    ];
    find_nothing(&cast, cases).await;
}

#[actix_web::test]
async fn a_body_that_names_what_is_hidden_is_refused_as_one_that_names_nothing() {
    let mut cast = Cast::assembled().await;
    let milestone = foreign(&mut cast, "get_milestone").await.id("begun").to_owned();
    let entry = foreign(&mut cast, "get_progress_entry").await.id("entry").to_owned();
    let prototype = foreign(&mut cast, "get_prototype").await.id("prototype").to_owned();
    let report = foreign(&mut cast, "get_status_report").await.id("report").to_owned();
    let skills = foreign(&mut cast, "get_skill_assessment").await;
    let skills = skills.id("assessment").to_owned();
    let item = foreign(&mut cast, "get_roadmap_item").await;
    let item = item.id("roadmap item").to_owned();
    let piece = foreign(&mut cast, "get_evidence").await.id("evidence").to_owned();
    let handed_over = laid(&mut cast, "get_hand_over_item", Target::Own).await;
    let handed_over = handed_over.id("hand-over item").to_owned();
    let home = cast.side(Target::Own).home.1.clone();
    let stranger = cast.side(Target::Foreign).provider.account.to_string();
    let outsider = cast.side(Target::Foreign).laureate.to_string();
    let alpha = cast.side(Target::Own).provider.organisation;
    let subject = cast.client(Observer).account();
    let log = format!("/v1/projects/{home}/progress-entries");
    let logged = |name: &str| {
        let mut body = json!({"track": "technical_support", "occurred_on": "2019-02-20", "done": "Fait"});
        body[name] = json!("HERE");
        body
    };
    let trial = json!({"prototype": "HERE", "audience": "agents", "protocol": "Trois lettres.", "from": "2019-03-01"});
    let rectification = json!({"from": "2019-02-01", "until": "2019-03-01", "health": {"overall": "sunny"}, "done": "Fait.",
        "next": "Suite.", "rectifies": "HERE"});
    let assessment = json!({"moment": "start", "on": "2019-01-10", "corrects": "HERE",
        "levels": [{"domain": "Données", "counts": [1, 0, 0, 0, 0]}]});
    let reversal = logged("reverses");
    let member = json!({"function": "it", "from": "2019-01-07", "account": "HERE"});
    let owned = json!({"kind": "skills", "title": "Former les agents", "horizon": "short", "owner": "HERE"});
    let order = json!({"items": ["HERE"]});
    let provision = json!({"evidence": ["HERE"]});
    let reuse = json!({"by": {"organisation": "HERE"}, "what": "method"});
    let topic = json!({"title": "Sujet", "benefit": "Utile.", "maturity": "idea", "owner": "HERE"});
    let planned = json!({"track": "roadmap", "title": "Jalon", "forecast_on": "2019-06-14", "depends_on": ["HERE"]});
    let mission = json!({"provider": alpha, "tracks": ["roadmap"], "from": "2019-03-01", "until": "2019-06-01",
        "accounts": ["HERE"]});
    let cases: Vec<(Caller, String, Value, &str)> = vec![
        (
            Authority,
            format!("/v1/projects/{home}/milestones"),
            planned,
            &milestone,
        ),
        (Provider, log.clone(), logged("milestone"), &milestone),
        (Provider, log.clone(), logged("corrects"), &entry),
        (Provider, log.clone(), reversal, &entry),
        (Provider, log, logged("person"), &stranger),
        (Authority, format!("/v1/projects/{home}/missions"), mission, &stranger),
        (Laureate, format!("/v1/projects/{home}/team"), member, &stranger),
        (Provider, format!("/v1/projects/{home}/trials"), trial, &prototype),
        (Provider, format!("/v1/projects/{home}/topics"), topic, &stranger),
        (
            Provider,
            format!("/v1/projects/{home}/status-reports"),
            rectification,
            &report,
        ),
        (
            Laureate,
            format!("/v1/projects/{home}/skill-assessments"),
            assessment,
            &skills,
        ),
        (Laureate, format!("/v1/projects/{home}/roadmap-items"), owned, &stranger),
        (
            Laureate,
            format!("/v1/projects/{home}/roadmap-items/reorder"),
            order,
            &item,
        ),
        (Laureate, format!("/v1/projects/{home}/reuses"), reuse, &outsider),
        (
            Provider,
            format!("/v1/projects/{home}/hand-over/{handed_over}/provide"),
            provision,
            &piece,
        ),
        (
            Authority,
            format!("/v1/accounts/{subject}/grants"),
            json!({"role": "observer", "programme": "HERE"}),
            "AMI-U",
        ),
    ];
    for (caller, path, body, hidden) in cases {
        let client = cast.client(caller).with("If-Match", "*");
        let naming = |what: &str| -> Value { serde_json::from_str(&body.to_string().replace("HERE", what)).unwrap() };
        let never = if hidden == "AMI-U" {
            "AMI-X".to_owned()
        } else {
            Uuid::now_v7().to_string()
        };
        let by_hidden = client.post(&path, naming(hidden)).await;
        let by_nothing = client.post(&path, naming(&never)).await;
        assert_eq!(by_hidden.status, 422, "{path}: {}", by_hidden.text);
        assert_eq!(
            told(&by_hidden, &[hidden]),
            told(&by_nothing, &[&never]),
            "{path} {body}"
        );
    }
}
