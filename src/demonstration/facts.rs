//! The public facts, as they are kept in `ami-ia-2018.json`.

use serde::Deserialize;

const FACTS: &str = include_str!("ami-ia-2018.json");

/// What the file holds, as far as the story tells it.
#[derive(Deserialize)]
pub struct Facts {
    pub programme: Call,
    pub laureates: Vec<Laureate>,
}

/// The call.
#[derive(Deserialize)]
pub struct Call {
    pub code: String,
    pub title: Title,
    pub bodies: Vec<SteeringBody>,
    pub tracks: Vec<TrackFact>,
    pub call: Opening,
}

/// How the call was made known.
#[derive(Deserialize)]
pub struct Opening {
    pub information_meeting: Meeting,
}

/// A meeting that is a fact.
#[derive(Deserialize)]
pub struct Meeting {
    pub starts_at: String,
    pub ends_at: String,
    pub place: String,
}

/// A title in both languages.
#[derive(Deserialize)]
pub struct Title {
    pub fr: String,
}

/// A body of the programme.
#[derive(Deserialize)]
pub struct SteeringBody {
    pub short_name: String,
    pub name: String,
    pub role: String,
    pub siret: Option<String>,
}

/// A track and who decides on it.
#[derive(Deserialize)]
pub struct TrackFact {
    pub code: String,
    pub authority: String,
}

/// A laureate and its project.
#[derive(Deserialize)]
pub struct Laureate {
    pub operator: String,
    pub operator_short: String,
    pub title: String,
    pub summary: Summary,
    pub siren: Option<String>,
    pub siret: Option<String>,
}

/// A summary in both languages.
#[derive(Deserialize)]
pub struct Summary {
    pub fr: String,
}

/// Reads the facts.
pub fn read() -> anyhow::Result<Facts> {
    Ok(serde_json::from_str(FACTS)?)
}
