//! What those of the programme met for: who signed up, who came, what came of it and what its committees decided.
//!
//! Public facts: the information meeting of 27 June 2018, its hours and its place; the bodies of the programme; what outcomes
//! tell of annotations and of what is in production. Everything else is plausible, and outcomes and motives say so: the other
//! meetings, their days and places, how many came, what was decided. Who owns a decision is a role.

mod committees;
mod meetings;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::PROGRAMME;
use super::accounts::{self, Cast, Player};
use super::facts::{Facts, Meeting};
use super::storyteller::{Event, day};

/// An exchange, as it was planned on a day, and what followed.
pub struct Exchange<'a> {
    on: &'static str,
    kind: &'static str,
    title: &'static str,
    starts_at: &'a str,
    ends_at: &'a str,
    place: Option<&'a str>,
    link: Option<&'static str>,
    /// For how many people; for anybody where it has none.
    places: Option<u32>,
    /// The codes of the projects that it is about.
    projects: &'static [&'static str],
    /// Who gives it, by their short names.
    organisations: &'static [&'static str],
    then: &'static [(&'static str, Then)],
}

/// What was done on a day.
pub enum Then {
    /// Who signed up, with how many.
    SignedUp(Player, u32),
    /// An organisation of which nobody has an account: a coordinator signs it up.
    SignedUpFor(&'static str, u32),
    /// Who took a sign-up back.
    GaveUp(Player),
    /// To how many places.
    Enlarged(u32),
    /// Who came, with how many, and what came of it.
    Held(&'static [(&'static str, u32)], &'static str),
    /// Why.
    Cancelled(&'static str),
    /// By a committee. Their numbers are in the order of their days.
    Decided(Decision),
}

/// What a committee decided.
pub struct Decision {
    text: &'static str,
    owner: Option<Player>,
    due_on: Option<&'static str>,
    /// The day on which it was settled.
    settled: Option<&'static str>,
}

/// Planned on a day, by its kind, without a bound, and no more so far.
const fn exchange<'a>(
    on: &'static str,
    kind: &'static str,
    title: &'static str,
    (starts_at, ends_at): (&'a str, &'a str),
) -> Exchange<'a> {
    Exchange {
        on,
        kind,
        title,
        starts_at,
        ends_at,
        place: None,
        link: None,
        places: None,
        projects: &[],
        organisations: &[],
        then: &[],
    }
}

/// Every exchange of the programme, told by its coordinators and by those who signed up.
pub fn all(facts: &Facts, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let opening = information_meeting(&facts.programme.call.information_meeting);
    let exchanges = [&opening].into_iter().chain(meetings::MEETINGS);
    let exchanges = (0..).zip(exchanges.chain(committees::COMMITTEES));
    let told: anyhow::Result<Vec<_>> = exchanges
        .map(|(place, exchange)| exchange.events(place, cast))
        .collect();
    Ok(told?.concat())
}

/// The one that is a fact, told as of the day on which the call opened.
fn information_meeting(meeting: &Meeting) -> Exchange<'_> {
    Exchange {
        place: Some(&meeting.place),
        organisations: &["DITP", "DINSIC"],
        then: &[(
            "2018-06-27",
            Then::Held(
                &[
                    ("DITP", 4),
                    ("DINSIC", 3),
                    ("SGPI", 1),
                    ("CDC", 1),
                    ("ACOSS", 2),
                    ("AFB", 1),
                    ("ASN", 2),
                    ("CHU de Toulouse", 1),
                    ("DGAL", 2),
                ],
                "Plausible : le calendrier, les six critères et l'accompagnement ont été présentés. Les présents sont \
                 vraisemblables, et comptés pour les seuls organismes de la démonstration.",
            ),
        )],
        ..exchange(
            "2018-06-14",
            "information_meeting",
            "Réunion d'information sur l'appel à manifestation d'intérêt",
            (&meeting.starts_at, &meeting.ends_at),
        )
    }
}

/// What is done on one day is done in the order of this page, after the meeting; what is settled, at the day's end.
const MINUTE: u32 = 17 * 60;
const EVENING: u32 = 18 * 60 + 30;

/// An exchange that was made: where it is, what later events name it, and who is who.
struct Own<'a> {
    path: String,
    name: String,
    cast: &'a Cast,
}

impl Exchange<'_> {
    fn events(&self, place: u32, cast: &Cast) -> anyhow::Result<Vec<Event>> {
        let exchanges = format!("/v1/programmes/{PROGRAMME}/exchanges");
        let name = format!("exchange {place}");
        let known = self.organisations.iter();
        let known = known.map(|short_name| cast.organisation(short_name));
        let organisations: Vec<_> = known.collect::<anyhow::Result<_>>()?;
        let body = json!({
            "kind": self.kind, "title": self.title, "starts_at": self.starts_at, "ends_at": self.ends_at,
            "place": self.place, "link": self.link, "places": self.places,
            "projects": self.projects, "organisations": organisations,
        });
        let path = format!("{exchanges}/{{{name}}}");
        let made = Event::post(day(self.on), 9 * 60 + 5 + place, accounts::DITP, exchanges, body);
        let made = made.known_as(name.clone());
        let own = Own { path, name, cast };
        let then = (1..).zip(self.then);
        let then: anyhow::Result<Vec<_>> = then
            .map(|(step, (on, then))| then.events(step, day(on), &own))
            .collect();
        Ok([vec![made], then?.concat()].concat())
    }
}

impl Then {
    fn events(&self, step: u32, on: NaiveDate, own: &Own<'_>) -> anyhow::Result<Vec<Event>> {
        let told = |by, path, body| Event::post(on, MINUTE + step, by, path, body);
        let sign_ups = format!("{}/sign-ups", own.path);
        let sign_up = |short_name: &str| format!("sign-up of {short_name} for {}", own.name);
        let event = match self {
            Self::SignedUp(by, people) => {
                told(*by, sign_ups, json!({"people": people})).known_as(sign_up(by.organisation))
            }
            Self::SignedUpFor(short_name, people) => {
                let body = json!({"organisation": own.cast.organisation(short_name)?, "people": people});
                told(accounts::DITP, sign_ups, body).known_as(sign_up(short_name))
            }
            Self::GaveUp(by) => {
                let cancel = format!("{sign_ups}/{{{}}}/cancel", sign_up(by.organisation));
                told(*by, cancel, json!({}))
            }
            Self::Enlarged(places) => {
                let body = json!({"places": places});
                Event::patch(on, MINUTE + step, accounts::DITP, own.path.clone(), body)
            }
            Self::Held(present, outcomes) => {
                let body = json!({"attendance": attendance(present, own.cast)?, "outcomes": outcomes});
                told(accounts::DITP, format!("{}/hold", own.path), body)
            }
            Self::Cancelled(motive) => {
                let body = json!({"motive": motive});
                told(accounts::DITP, format!("{}/cancel", own.path), body)
            }
            Self::Decided(decision) => return decision.events(step, on, own),
        };
        Ok(vec![event])
    }
}

/// How many came, organisation by organisation.
fn attendance(present: &[(&str, u32)], cast: &Cast) -> anyhow::Result<Vec<Value>> {
    let counted = present.iter().map(|(short_name, people)| {
        anyhow::Ok(json!({"organisation": cast.organisation(short_name)?, "people": people}))
    });
    counted.collect()
}

impl Decision {
    fn events(&self, step: u32, on: NaiveDate, own: &Own<'_>) -> anyhow::Result<Vec<Event>> {
        let decisions = format!("{}/decisions", own.path);
        let name = format!("decision {step} of {}", own.name);
        let owner = self.owner.map(|owner| own.cast.account(owner)).transpose()?;
        let body = json!({"text": self.text, "owner": owner, "due_on": self.due_on});
        let settled = self.settled.map(|on| {
            let settle = format!("{decisions}/{{{name}}}/settle");
            Event::post(day(on), EVENING + step, accounts::DITP, settle, json!({}))
        });
        let made = Event::post(on, MINUTE + step, accounts::DITP, decisions.clone(), body).known_as(name.clone());
        Ok([made].into_iter().chain(settled).collect())
    }
}
