//! What others took over from a project, while it was accompanied and since.
//!
//! No reuse is a public fact: all of it is plausible, and whoever takes something over by name is nobody in particular.

use serde_json::json;

use super::accounts::{self, Cast};
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// A reuse: the day of the first contact, and what followed.
struct Reuse {
    project: &'static str,
    on: &'static str,
    by: Taker,
    what: &'static str,
    url: Option<&'static str>,
    then: &'static [(&'static str, Then)],
}

/// Who takes it over.
enum Taker {
    /// An organisation of the story, by its short name; its laureates know nothing of each other, so a coordinator tells it.
    Organisation(&'static str),
    Named(&'static str),
}

/// What was done to a reuse on a later day.
enum Then {
    Tried,
    Adopted,
    /// Why.
    Abandoned(&'static str),
}

const REUSES: &[Reuse] = &[
    Reuse {
        project: "AMI-IA-2018-ASN",
        on: "2019-11-26",
        by: Taker::Named("Une autre autorité de contrôle"),
        what: "method",
        url: Some("https://pieces.example/asn/guide-d-annotation"),
        then: &[("2019-12-10", Then::Tried), ("2020-01-09", Then::Adopted)],
    },
    Reuse {
        project: "AMI-IA-2018-DDTM-34",
        on: "2019-12-18",
        by: Taker::Named("La direction d'un département voisin"),
        what: "model",
        url: None,
        then: &[],
    },
    Reuse {
        project: "AMI-IA-2018-DGAL",
        on: "2019-12-03",
        by: Taker::Organisation("AFB"),
        what: "method",
        url: None,
        then: &[("2019-12-17", Then::Tried)],
    },
    Reuse {
        project: "AMI-IA-2018-DGAL",
        on: "2019-12-05",
        by: Taker::Named("Un service régional de l'alimentation"),
        what: "training",
        url: Some("https://pieces.example/dgal/formation-des-inspecteurs"),
        then: &[("2019-12-12", Then::Tried), ("2020-01-08", Then::Adopted)],
    },
    Reuse {
        project: "AMI-IA-2018-DGAL",
        on: "2019-12-10",
        by: Taker::Named("Le service d'hygiène d'une ville"),
        what: "code",
        url: None,
        then: &[(
            "2020-01-10",
            Then::Abandoned("Plausible : la ville n'a pas assez de contrôles passés pour apprendre."),
        )],
    },
];

/// The reuses of a project, told by its laureate; those of an organisation, by its coordinators.
pub fn of(story: &ProjectStory, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let own = (0..).zip(REUSES);
    let own = own.filter(|(_, reuse)| reuse.project == story.code);
    let told: anyhow::Result<Vec<_>> = own.map(|(place, reuse)| reuse.events(place, story, cast)).collect();
    Ok(told?.concat())
}

impl Reuse {
    fn events(&self, place: u32, story: &ProjectStory, cast: &Cast) -> anyhow::Result<Vec<Event>> {
        let reuses = format!("/v1/projects/{}/reuses", self.project);
        let name = format!("reuse {place}");
        let (teller, by) = match self.by {
            Taker::Organisation(short_name) => {
                (accounts::DITP, json!({"organisation": cast.organisation(short_name)?}))
            }
            Taker::Named(taker) => (story.team, json!({"name": taker})),
        };
        let body = json!({"by": by, "what": self.what, "url": self.url});
        let minute = 17 * 60 + 10 + place;
        let made = Event::post(day(self.on), minute, teller, reuses.clone(), body).known_as(name.clone());
        let then = self.then.iter().map(|(on, then)| {
            let (verb, body) = match then {
                Then::Tried => ("try", json!({})),
                Then::Adopted => ("adopt", json!({})),
                Then::Abandoned(motive) => ("abandon", json!({"motive": motive})),
            };
            Event::post(
                day(on),
                minute + 20,
                teller,
                format!("{reuses}/{{{name}}}/{verb}"),
                body,
            )
        });
        Ok([made].into_iter().chain(then).collect())
    }
}
