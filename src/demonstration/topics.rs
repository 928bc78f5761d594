//! What each project brought up for the time after its accompaniment, and what became of it. All of it is plausible: the
//! topics, their days, who looks after them and what was decided.

use serde_json::json;

use super::accounts::{self, Cast};
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// A topic, as it was recorded on a day, and what followed.
struct Topic {
    project: &'static str,
    on: &'static str,
    title: &'static str,
    benefit: &'static str,
    maturity: &'static str,
    /// Whether the laureate's team looks after it from the beginning.
    owned: bool,
    then: &'static [(&'static str, Then)],
}

/// What was done to a topic on a later day.
enum Then {
    /// Thought through so far.
    Matured(&'static str),
    Retained,
    /// Why.
    SetAside(&'static str),
}

const TOPICS: &[Topic] = &[
    Topic {
        project: "AMI-IA-2018-ACOSS",
        on: "2019-10-15",
        title: "L'agent vocal pour les particuliers employeurs",
        benefit: "Plausible : les mêmes questions sont posées au chèque emploi service, par bien plus d'usagers.",
        maturity: "idea",
        owned: true,
        then: &[("2019-11-26", Then::Matured("studied")), ("2019-12-17", Then::Retained)],
    },
    Topic {
        project: "AMI-IA-2018-ACOSS",
        on: "2019-11-05",
        title: "Réponses aux courriels",
        benefit: "Plausible : les questions reconnues au téléphone le seraient aussi par écrit.",
        maturity: "idea",
        owned: false,
        then: &[(
            "2019-12-17",
            Then::SetAside("Un autre projet de l'Acoss s'en occupe déjà."),
        )],
    },
    Topic {
        project: "AMI-IA-2018-ASN",
        on: "2019-10-29",
        title: "Les lettres de suites d'autres autorités",
        benefit: "Plausible : d'autres inspections écrivent des lettres semblables, et les chercheraient de même.",
        maturity: "idea",
        owned: false,
        then: &[],
    },
    Topic {
        project: "AMI-IA-2018-ASN",
        on: "2019-11-19",
        title: "Signaux faibles d'un site à l'autre",
        benefit: "Plausible : un écart qui se répète sur plusieurs sites se verrait avant l'inspection suivante.",
        maturity: "studied",
        owned: true,
        then: &[("2020-01-07", Then::Retained)],
    },
    Topic {
        project: "AMI-IA-2018-DGAL",
        on: "2019-09-17",
        title: "Avis en ligne pour les commerces de bouche",
        benefit: "Plausible : l'outil des restaurants orienterait aussi les contrôles des boucheries et des traiteurs.",
        maturity: "studied",
        owned: true,
        then: &[("2019-10-22", Then::Matured("ready")), ("2019-11-12", Then::Retained)],
    },
    Topic {
        project: "AMI-IA-2018-DGAL",
        on: "2019-10-01",
        title: "Réponse automatique aux avis",
        benefit: "Plausible : les usagers sauraient que leur avis a été lu.",
        maturity: "idea",
        owned: false,
        then: &[(
            "2019-11-12",
            Then::SetAside("Les avis ne sont pas adressés à l'administration."),
        )],
    },
];

/// What happens to the topics of a project, told by its expert, its laureate and its coordinators.
pub fn of(story: &ProjectStory, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let own = (0..).zip(TOPICS);
    let own = own.filter(|(_, topic)| topic.project == story.code);
    let events: anyhow::Result<Vec<_>> = own.map(|(place, topic)| topic.events(place, story, cast)).collect();
    Ok(events?.concat())
}

impl Topic {
    fn events(&self, place: u32, story: &ProjectStory, cast: &Cast) -> anyhow::Result<Vec<Event>> {
        let topics = format!("/v1/projects/{}/topics", self.project);
        let name = format!("topic {place}");
        let owner = self.owned.then(|| cast.account(story.team)).transpose()?;
        let body = json!({"title": self.title, "benefit": self.benefit, "maturity": self.maturity, "owner": owner});
        // What is recorded or decided on one day is told in this order.
        let minute = 15 * 60 + 10 + place;
        let made = Event::post(day(self.on), minute, story.strategic, topics.clone(), body).known_as(name.clone());
        let then = self.then.iter().map(|(on, then)| {
            let own = format!("{topics}/{{{name}}}");
            let acted = |verb, body| Event::post(day(on), minute + 20, accounts::DITP, format!("{own}/{verb}"), body);
            match then {
                Then::Matured(maturity) => {
                    let body = json!({"maturity": maturity});
                    Event::patch(day(on), minute + 20, story.team, own.clone(), body)
                }
                Then::Retained => acted("retain", json!({})),
                Then::SetAside(motive) => acted("set_aside", json!({"motive": motive})),
            }
        });
        Ok([made].into_iter().chain(then).collect())
    }
}
