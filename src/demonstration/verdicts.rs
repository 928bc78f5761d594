//! Which projects were found ready to launch, which were not, and why.
//!
//! Public facts: that DGAL's tool is in production with inspectors since November 2019; that DDTM 34's detection satisfied and
//! its comparison over time was not reached. No verdict is one: all of them are plausible, and their motives say so.

use serde_json::json;

use super::accounts;
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// A verdict, as it was given on a day.
struct Verdict {
    project: &'static str,
    on: &'static str,
    verdict: &'static str,
    motive: &'static str,
}

const VERDICTS: &[Verdict] = &[
    Verdict {
        project: "AMI-IA-2018-ACOSS",
        on: "2020-01-14",
        verdict: "ready_with_reservations",
        motive: "Plausible : l'essai auprès des associations est concluant et les agents sont formés. Réserves : la feuille de \
                 route n'a rien d'arrêté à long terme, la passation est en cours et deux jalons restent à admettre.",
    },
    Verdict {
        project: "AMI-IA-2018-DDTM-34",
        on: "2019-12-18",
        verdict: "not_ready",
        motive: "Plausible : la détection satisfait, mais la comparaison dans le temps n'est pas atteinte et le prototype est \
                 ajourné. À revoir après la présentation de février.",
    },
    Verdict {
        project: "AMI-IA-2018-DGAL",
        on: "2019-11-26",
        verdict: "ready_with_reservations",
        motive: "Plausible : l'outil est en production et la passation est faite. Réserve : les mois de novembre ne sont pas \
                 encore contresignés.",
    },
    Verdict {
        project: "AMI-IA-2018-DGAL",
        on: "2019-12-17",
        verdict: "ready",
        motive: "Plausible : tous les mois sont contresignés ; la direction exploite l'outil elle-même et sait le faire évoluer.",
    },
];

/// The verdicts on a project, told by who has authority over its hand-over.
pub fn of(story: &ProjectStory) -> Vec<Event> {
    let own = VERDICTS.iter().filter(|verdict| verdict.project == story.code);
    own.map(Verdict::event).collect()
}

impl Verdict {
    fn event(&self) -> Event {
        let verdicts = format!("/v1/projects/{}/verdicts", self.project);
        let body = json!({"verdict": self.verdict, "motive": self.motive});
        Event::post(day(self.on), 17 * 60 + 50, accounts::DITP, verdicts, body)
    }
}
