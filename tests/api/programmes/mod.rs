//! Programmes.

mod editing;
mod ending;
mod opening;
mod seeing;

use serde_json::{Value, json};

use crate::support::World;

/// A programme with other rules than 2018's: 12 useful months, a sixth track with an authority of
/// its own, tacit acceptance.
pub fn second_call(world: &World, scientific: &str) -> Value {
    let track = |code: &str, fr: &str, en: &str, authority: &str| json!({"code": code, "label": {"fr": fr, "en": en}, "authority": authority});
    let (ditp, dinsic) = (world.ditp.to_string(), world.dinsic.to_string());
    json!({
        "code": "AMI-IA-2019",
        "title": "AMI IA, deuxième session",
        "useful_months": 12,
        "call_opens_at": "2019-06-03T00:00:00+02:00",
        "call_closes_at": "2019-09-15T00:00:00+02:00",
        "ends_on": "2021-12-31",
        "bodies": [{"organisation": ditp, "role": "pilot"}, {"organisation": dinsic, "role": "pilot"}],
        "tracks": [
            track("technical_support", "Accompagnement technique", "Technical support", &dinsic),
            track("strategic_support", "Accompagnement stratégique", "Strategic support", &ditp),
            track("scientific_support", "Accompagnement scientifique", "Scientific support", scientific),
            track("prototype", "Prototype", "Prototype", &dinsic),
            track("roadmap", "Feuille de route", "Roadmap", &ditp),
            track("hand_over", "Passation", "Hand-over", &ditp),
        ],
        "template": [
            {"key": "kick_off", "track": "technical_support", "title": "Lancement", "after_useful_days": 10, "weight": 1},
            {"key": "state_of_the_art", "track": "scientific_support", "title": "État de l'art", "after_useful_days": 60, "weight": 1.5,
             "required_evidence": ["report"], "depends_on": ["kick_off"]},
            {"key": "prototype", "track": "prototype", "title": "Prototype essayé", "after_useful_days": 250, "weight": 3,
             "required_evidence": ["source_code", "user_trial_report"], "depends_on": ["kick_off", "state_of_the_art"]},
        ],
        "verification_days": 20,
        "tacit_acceptance": true,
        "reporting_cadence_days": 14,
    })
}
