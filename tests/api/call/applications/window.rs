//! When the call is open: from the instant at which it opens on, until one before that at which it closes.

use serde_json::{Value, json};

use crate::call::{APPLICATIONS, acted, application, applied, count, is_told, open_call};
use crate::support::{Client, World};

/// A call, and hours before it, inside it and after it.
struct Call {
    zone: &'static str,
    /// When it opens: as it is sent, the instant, the minute of the programme's clocks.
    opens: [&'static str; 3],
    /// When it closes: the same, with the last minute before it.
    closes: [&'static str; 3],
    early: &'static [&'static str],
    inside: &'static [&'static str],
    late: &'static [&'static str],
}

/// Summer and winter, the hours of other clocks, the nights in which those of Paris change, and programmes far from there.
const CALLS: [Call; 7] = [
    Call {
        zone: "Europe/Paris",
        opens: ["2018-06-19T00:00:00+02:00", "2018-06-18T22:00:00Z", "2018-06-19T00:00"],
        closes: ["2018-09-15T00:00:00+02:00", "2018-09-14T22:00:00Z", "2018-09-14T23:59"],
        early: &["2018-06-18T23:59:59+02:00", "2018-06-18T21:59:59.999999Z"],
        inside: &[
            "2018-06-19T00:00:00+02:00",
            "2018-06-18T18:00:00-04:00",
            "2018-09-14T23:59:59+02:00",
            "2018-09-14T21:59:59Z",
            "2018-09-14T17:59:59-04:00",
            "2018-09-15T08:59:59+11:00",
            "2018-09-14T23:59:59.999999+02:00",
        ],
        late: &[
            "2018-09-15T00:00:00+02:00",
            "2018-09-14T22:00:00Z",
            "2018-09-14T18:00:00-04:00",
            "2018-09-15T09:00:00+11:00",
            "2019-03-04T12:00:00Z",
        ],
    },
    Call {
        zone: "Europe/Paris",
        opens: ["2018-12-03T00:00:00+01:00", "2018-12-02T23:00:00Z", "2018-12-03T00:00"],
        closes: ["2019-01-16T00:00:00+01:00", "2019-01-15T23:00:00Z", "2019-01-15T23:59"],
        early: &["2018-12-02T23:59:59+01:00", "2018-12-03T00:30:00+02:00"],
        inside: &[
            "2018-12-02T23:00:00Z",
            "2019-01-15T23:59:59+01:00",
            "2019-01-15T22:59:59Z",
        ],
        late: &[
            "2019-01-16T00:00:00+01:00",
            "2019-01-15T23:00:00Z",
            "2019-01-15T18:00:00-05:00",
        ],
    },
    // It closes at the second half past two of the night that has two of them.
    Call {
        zone: "Europe/Paris",
        opens: ["2018-10-28T00:00:00+02:00", "2018-10-27T22:00:00Z", "2018-10-28T00:00"],
        closes: ["2018-10-28T02:30:00+01:00", "2018-10-28T01:30:00Z", "2018-10-28T02:29"],
        early: &["2018-10-27T23:59:59+02:00", "2018-10-27T22:59:59+01:00"],
        inside: &[
            "2018-10-28T02:30:00+02:00",
            "2018-10-28T02:59:59+02:00",
            "2018-10-28T02:00:00+01:00",
            "2018-10-28T02:29:59+01:00",
        ],
        late: &["2018-10-28T02:30:00+01:00", "2018-10-28T01:30:00Z"],
    },
    // At the first: what the clocks show a quarter of an hour before that, for the second time, is after it.
    Call {
        zone: "Europe/Paris",
        opens: ["2018-10-01T00:00:00+02:00", "2018-09-30T22:00:00Z", "2018-10-01T00:00"],
        closes: ["2018-10-28T02:30:00+02:00", "2018-10-28T00:30:00Z", "2018-10-28T02:29"],
        early: &["2018-09-30T21:59:59Z"],
        inside: &["2018-10-28T02:29:59+02:00"],
        late: &["2018-10-28T02:15:00+01:00", "2018-10-28T00:30:00Z"],
    },
    // From the hour that is left out on, to the hour after it.
    Call {
        zone: "Europe/Paris",
        opens: ["2019-03-31T02:00:00+01:00", "2019-03-31T01:00:00Z", "2019-03-31T03:00"],
        closes: ["2019-03-31T04:00:00+02:00", "2019-03-31T02:00:00Z", "2019-03-31T03:59"],
        early: &["2019-03-31T01:59:59+01:00", "2019-03-31T02:59:59+02:00"],
        inside: &[
            "2019-03-31T03:00:00+02:00",
            "2019-03-31T03:59:59+02:00",
            "2019-03-31T02:59:59+01:00",
        ],
        late: &["2019-03-31T04:00:00+02:00", "2019-03-31T03:00:00+01:00"],
    },
    Call {
        zone: "America/Cayenne",
        opens: ["2018-06-19T00:00:00-03:00", "2018-06-19T03:00:00Z", "2018-06-19T00:00"],
        closes: ["2018-09-15T00:00:00-03:00", "2018-09-15T03:00:00Z", "2018-09-14T23:59"],
        early: &["2018-06-19T00:00:00Z", "2018-06-19T04:59:59+02:00"],
        inside: &[
            "2018-06-19T05:00:00+02:00",
            "2018-09-15T00:30:00+02:00",
            "2018-09-15T02:59:59Z",
        ],
        late: &["2018-09-15T03:00:00Z", "2018-09-15T05:00:00+02:00"],
    },
    Call {
        zone: "Pacific/Noumea",
        opens: ["2018-06-19T00:00:00+11:00", "2018-06-18T13:00:00Z", "2018-06-19T00:00"],
        closes: ["2018-09-15T00:00:00+11:00", "2018-09-14T13:00:00Z", "2018-09-14T23:59"],
        early: &["2018-06-18T14:59:59+02:00"],
        inside: &["2018-06-18T15:00:00+02:00", "2018-09-14T14:59:59+02:00"],
        late: &["2018-09-14T15:00:00+02:00", "2018-09-14T23:59:59+02:00"],
    },
];

#[actix_web::test]
async fn one_second_before_the_close_is_in_and_the_instant_itself_is_out() {
    let world = World::new().await;
    let mut applications = 0;
    for call in &CALLS {
        let [opens, opens_at, first] = call.opens;
        let [closes, closes_at, last] = call.closes;
        open_call(&world, call.zone, json!(opens), json!(closes)).await;
        for at in call.inside {
            applied(&world, json!({"submitted_at": at})).await;
            applications += 1;
        }
        let not_open = (
            "call_not_open",
            json!({"opens_at": opens_at, "shown_as": first, "time_zone": call.zone}),
        );
        let closed = (
            "call_closed",
            json!({"closes_at": closes_at, "shown_as": last, "time_zone": call.zone}),
        );
        for (hours, (code, params)) in [(call.early, not_open), (call.late, closed)] {
            for at in hours {
                let body = application(&world, json!({"submitted_at": at}));
                let sent = async |who: &Client| who.post(APPLICATIONS, body.clone()).await;
                is_told(&world.coordinator, sent, ("/submitted_at", code, params.clone())).await;
            }
        }
        assert_eq!(count(&world, "applications").await, applications.to_string());
    }
}

#[actix_web::test]
async fn a_bound_that_the_programme_does_not_have_does_not_bind() {
    let world = World::new().await;
    let (opens, closes) = (json!("2018-06-19T00:00:00+02:00"), json!("2018-09-15T00:00:00+02:00"));
    let (before, after) = ("1999-12-31T23:59:59Z", "2150-01-01T00:00:00Z");
    for (opens, closes, expected) in [
        (Value::Null, Value::Null, [201, 201]),
        (opens, Value::Null, [409, 201]),
        (Value::Null, closes, [201, 409]),
    ] {
        open_call(&world, "Europe/Paris", opens, closes).await;
        for (at, status) in [before, after].into_iter().zip(expected) {
            let body = application(&world, json!({"submitted_at": at}));
            let reply = world.coordinator.post(APPLICATIONS, body).await;
            assert_eq!(reply.status, status, "{}", reply.text);
        }
    }
}

/// A call whose dates were moved turns nobody away who came before, until somebody says that it came at another hour.
#[actix_web::test]
async fn an_edit_is_asked_for_its_hour_only_where_it_gives_one() {
    let world = World::new().await;
    let path = applied(&world, json!({})).await;
    open_call(&world, "Europe/Paris", Value::Null, json!("2018-09-01T00:00:00+02:00")).await;
    let who = world.coordinator.with("If-Match", "*");
    let edited = who
        .patch(&path, json!({"title": "Lettres", "summary": "Un essai."}))
        .await;
    assert_eq!(edited.expect(200)["submitted_at"], "2018-09-14T20:59:59Z");
    let edit = json!({"submitted_at": "2018-09-01T00:00:00+02:00", "title": "Autre"});
    let params =
        json!({"closes_at": "2018-08-31T22:00:00Z", "shown_as": "2018-08-31T23:59", "time_zone": "Europe/Paris"});
    let sent = async |who: &Client| who.patch(&path, edit.clone()).await;
    is_told(&who, sent, ("/submitted_at", "call_closed", params)).await;
    assert_eq!(who.get(&path).await.expect(200)["title"], "Lettres");
    let inside = json!({"submitted_at": "2018-08-31T23:59:59+02:00"});
    let edited = who.patch(&path, inside).await.expect(200);
    assert_eq!(edited["submitted_local"], "2018-08-31T23:59");
    // Nor is a verb.
    open_call(&world, "Europe/Paris", Value::Null, json!("2018-08-01T00:00:00+02:00")).await;
    assert_eq!(acted(&world, &path, "admit").await["state"], "admissible");
}
