//! The programme of 2018, with its bodies, tracks and plan template.

use serde_json::{Value, json};

use super::accounts::Cast;
use super::facts::Facts;
use super::plan;

/// What kind each body is.
pub fn body_kind(role: &str) -> &'static str {
    if role == "pilot" { "steering_body" } else { "fund_body" }
}

/// The body of `POST /v1/programmes`.
pub fn programme(facts: &Facts, cast: &Cast) -> anyhow::Result<Value> {
    let call = &facts.programme;
    let bodies: Vec<Value> = call
        .bodies
        .iter()
        .map(|body| Ok(json!({"organisation": cast.organisation(&body.short_name)?, "role": body.role})))
        .collect::<anyhow::Result<_>>()?;
    let tracks: Vec<Value> = call
        .tracks
        .iter()
        .map(|track| {
            let (fr, en) = label(&track.code);
            Ok(json!({"code": track.code, "label": {"fr": fr, "en": en}, "authority": cast.organisation(&track.authority)?}))
        })
        .collect::<anyhow::Result<_>>()?;
    Ok(json!({
        "code": call.code,
        "title": call.title.fr,
        "useful_months": 10,
        "time_zone": "Europe/Paris",
        "call_opens_at": "2018-06-14T00:00:00+02:00",
        "call_closes_at": "2018-09-15T00:00:00+02:00",
        "ends_on": "2020-06-30",
        "bodies": bodies,
        "tracks": tracks,
        "template": plan::template(),
        "verification_days": 15,
        "reporting_cadence_days": 30,
        // A later rule: in 2019 first models were presented before anybody had tried them.
        "requires_trial": false,
    }))
}

fn label(track: &str) -> (&'static str, &'static str) {
    match track {
        "technical_support" => ("Accompagnement technique", "Technical support"),
        "strategic_support" => ("Accompagnement stratégique", "Strategic support"),
        "prototype" => ("Prototype", "Prototype"),
        "roadmap" => ("Feuille de route", "Roadmap"),
        _ => ("Passation", "Hand-over"),
    }
}
