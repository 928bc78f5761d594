//! What a programme's exchanges name is told to nobody who may not know of it, by no filter and no body.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{find_nothing, laid, told};
use crate::access::caller::Caller::{self, *};
use crate::access::cast::Cast;
use crate::access::place::Target;

const EXCHANGES: &str = "/v1/programmes/AMI-T/exchanges";
const DECISIONS: &str = "/v1/programmes/AMI-T/committee-decisions";

#[actix_web::test]
async fn a_filter_by_what_is_hidden_finds_what_a_filter_by_nothing_does() {
    let mut cast = Cast::assembled().await;
    // It names another's project; another organisation signed up for it.
    let exchange = laid(&mut cast, "list_sign_ups", Target::Own).await;
    laid(&mut cast, "list_programme_decisions", Target::Own).await;
    let elsewhere = laid(&mut cast, "get_committee_decision", Target::Foreign).await;
    let (another, foreign) = (cast.side(Target::Anothers).clone(), cast.side(Target::Foreign).clone());
    let sign_ups = format!("{EXCHANGES}/{}/sign-ups", exchange.id("exchange"));
    let never = Uuid::now_v7().to_string();
    let guest = exchange.id("guest").to_owned();
    let cases: Vec<(Caller, &str, &str, String, &str)> = vec![
        (Provider, EXCHANGES, "project", another.home.1.clone(), "AMI-X-P1"),
        (Laureate, EXCHANGES, "project", another.home.0.to_string(), &never),
        (Juror, EXCHANGES, "project", another.home.0.to_string(), &never),
        (Authority, EXCHANGES, "project", foreign.home.1.clone(), "AMI-X-P1"),
        (Authority, EXCHANGES, "project", foreign.home.0.to_string(), &never),
        (Provider, &sign_ups, "organisation", guest.clone(), &never),
        (Observer, &sign_ups, "organisation", guest, &never),
        (
            Authority,
            &sign_ups,
            "organisation",
            foreign.laureate.to_string(),
            &never,
        ),
        (
            Authority,
            DECISIONS,
            "owner",
            foreign.provider.account.to_string(),
            &never,
        ),
        (
            Authority,
            DECISIONS,
            "exchange",
            elsewhere.id("committee").to_owned(),
            &never,
        ),
    ];
    find_nothing(&cast, cases).await;
}

#[actix_web::test]
async fn a_body_that_names_what_is_hidden_is_refused_as_one_that_names_nothing() {
    let mut cast = Cast::assembled().await;
    let stage = laid(&mut cast, "list_exchange_decisions", Target::Own).await;
    let meeting = laid(&mut cast, "update_exchange", Target::Own).await;
    let foreign = cast.side(Target::Foreign).clone();
    let decisions = format!("{EXCHANGES}/{}/decisions", stage.id("committee"));
    let decision = format!("{decisions}/{}", stage.id("committee decision"));
    let meeting = format!("{EXCHANGES}/{}", meeting.id("exchange"));
    let (project, account) = (foreign.home.0.to_string(), foreign.provider.account.to_string());
    let about = json!({"kind": "workshop", "title": "Atelier", "starts_at": "2019-06-27T12:00:00Z",
        "ends_at": "2019-06-27T15:00:00Z", "projects": ["HERE"]});
    let owned = json!({"text": "Prolonger.", "owner": "HERE"});
    let cases: Vec<(&str, &str, Value, &str)> = vec![
        ("POST", EXCHANGES, about, &project),
        ("PATCH", &meeting, json!({"projects": ["HERE"]}), &project),
        ("POST", &decisions, owned, &account),
        ("PATCH", &decision, json!({"owner": "HERE"}), &account),
    ];
    let never = Uuid::now_v7().to_string();
    let client = cast.client(Authority).with("If-Match", "*");
    for (method, path, body, hidden) in cases {
        let send = async |what: &str| {
            let body: Value = serde_json::from_str(&body.to_string().replace("HERE", what)).unwrap();
            client.send(method.parse().unwrap(), path, Some(body)).await
        };
        let (by_hidden, by_nothing) = (send(hidden).await, send(&never).await);
        assert_eq!(by_hidden.status, 422, "{path}: {}", by_hidden.text);
        assert_eq!(
            told(&by_hidden, &[hidden]),
            told(&by_nothing, &[&never]),
            "{path} {body}"
        );
    }
    // Who may not sign another organisation up is told the same of one that is there and one that is not.
    let sign_ups = format!("{meeting}/sign-ups");
    for caller in [Laureate, Provider, Juror, Observer] {
        let send = async |what: &str| {
            let body = json!({"organisation": what});
            cast.client(caller).post(&sign_ups, body).await
        };
        let hidden = foreign.laureate.to_string();
        let (by_hidden, by_nothing) = (send(&hidden).await, send(&never).await);
        assert_eq!(by_hidden.status, 403, "{caller:?}: {}", by_hidden.text);
        assert_eq!(told(&by_hidden, &[&hidden]), told(&by_nothing, &[&never]), "{caller:?}");
    }
}
