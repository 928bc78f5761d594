//! The jury: who was assigned which shortlisted application, and what each of them found of it.
//!
//! Nothing of it is a public fact: who judged, how applications were scored and why is plausible.

mod reasons;
mod scores;

use serde_json::{Value, json};

use super::{grids, key, path};
use crate::demonstration::accounts::{self, Cast, Player};
use crate::demonstration::storyteller::{Event, day};
use reasons::reason;

/// What a juror makes of an application, criterion by criterion.
type Scores = [u8; 6];

/// What became of what a juror was assigned.
pub enum Found {
    Scored(Scores),
    /// First like this; then it looked again.
    Corrected(Scores, Scores),
    /// For a conflict of interest: whoever comes after it takes its place.
    Recused(&'static str),
    /// Nothing was heard of it.
    Nothing,
}

/// The day on which jurors were assigned, that on which one recused itself, and that on which another took its place.
const ASSIGNED: &str = "2018-10-15";
const RECUSED: &str = "2018-10-16";
const REPLACED: &str = "2018-10-17";
/// That on which a juror corrected itself.
const CORRECTED: &str = "2018-11-06";
/// The days on which jurors write.
const SESSIONS: [(Player, &str); 4] = [
    (accounts::JURY_1, "2018-10-23"),
    (accounts::JURY_2, "2018-10-25"),
    (accounts::JURY_3, "2018-10-30"),
    (accounts::JURY_4, "2018-11-05"),
];

/// Every evaluation of an application.
pub fn all(cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let mut events = Vec::new();
    for (place, (number, jurors)) in (0..).zip(scores::HEARD) {
        let mut assigned = ASSIGNED;
        for (juror, found) in *jurors {
            let evaluation = Evaluation {
                number,
                place,
                juror: *juror,
            };
            events.push(evaluation.assigned(assigned, cast)?);
            events.extend(evaluation.then(found)?);
            if let Found::Recused(_) = found {
                assigned = REPLACED;
            }
        }
    }
    Ok(events)
}

/// Of an application by a juror.
struct Evaluation {
    number: &'static str,
    /// Of the application, among those that the jury heard.
    place: u32,
    juror: Player,
}

impl Evaluation {
    fn assigned(&self, on: &str, cast: &Cast) -> anyhow::Result<Event> {
        let body = json!({"juror": cast.account(self.juror)?});
        let made = Event::post(day(on), 9 * 60 + self.place, accounts::DITP, self.collection(), body);
        Ok(made.known_as(self.name()))
    }

    fn then(&self, found: &Found) -> anyhow::Result<Vec<Event>> {
        Ok(match found {
            Found::Scored(scores) => self.written(&self.name(), self.session()?, scores),
            Found::Corrected(first, scores) => {
                let written = self.written(&self.name(), self.session()?, first);
                [written, self.corrected(scores)].concat()
            }
            Found::Recused(why) => {
                let body = json!({"reason": "conflict_of_interest", "motive": why});
                let recuse = format!("{}/recuse", own(&self.name()));
                vec![Event::post(day(RECUSED), 11 * 60, self.juror, recuse, body)]
            }
            Found::Nothing => Vec::new(),
        })
    }

    /// Written, then submitted.
    fn written(&self, name: &str, on: &str, scores: &Scores) -> Vec<Event> {
        let (on, minute) = (day(on), 9 * 60 + 12 * self.place);
        vec![
            Event::patch(on, minute, self.juror, own(name), opinion(scores)),
            Event::post(on, minute + 6, self.juror, format!("{}/submit", own(name)), json!({})),
        ]
    }

    /// A new one in the place of what was submitted.
    fn corrected(&self, scores: &Scores) -> Vec<Event> {
        let name = format!("correction of {}", self.name());
        let body = json!({"corrects": format!("{{{}}}", self.name())});
        let made = Event::post(day(CORRECTED), 8 * 60, self.juror, self.collection(), body);
        let made = made.known_as(name.clone());
        [vec![made], self.written(&name, CORRECTED, scores)].concat()
    }

    fn session(&self) -> anyhow::Result<&'static str> {
        let own = SESSIONS.iter().find(|(juror, _)| *juror == self.juror);
        own.map(|(_, on)| *on)
            .ok_or_else(|| anyhow::anyhow!("{} has no day to write", self.juror.email))
    }

    fn collection(&self) -> String {
        format!("{}/evaluations", path(self.number))
    }

    fn name(&self) -> String {
        format!("evaluation of {} by {}", key(self.number), self.juror.email)
    }
}

/// Where an evaluation is.
fn own(name: &str) -> String {
    format!("/v1/evaluations/{{{name}}}")
}

/// What a juror writes: a score and a reason for each criterion, and what it would do.
fn opinion(scores: &Scores) -> Value {
    let scored = grids::codes().zip(scores);
    let scored: Vec<Value> = scored
        .map(|(criterion, score)| json!({"criterion": criterion, "score": score, "reason": reason(criterion, *score)}))
        .collect();
    let recommendation = match scores.iter().sum::<u8>() {
        24.. => "favourable",
        20..=23 => "reserved",
        _ => "unfavourable",
    };
    let comment = "Évaluation de démonstration : notes et raisons vraisemblables, non réelles.";
    json!({"scores": scored, "comment": comment, "recommendation": recommendation})
}
