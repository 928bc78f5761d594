//! What was found of projects at their ends: by their laureate, by the coordinators, by who has authority over a track.
//!
//! A public fact: that DGAL's tool is in production with inspectors since November 2019. Everything else is plausible, and
//! comments say so.

use serde_json::{Value, json};

use super::grids;
use crate::demonstration::accounts::{self, Cast, Player};
use crate::demonstration::storyteller::{Event, day};

/// A part of a project's evaluation.
struct Part {
    project: &'static str,
    part: &'static str,
    /// The day on which it was asked for.
    asked: &'static str,
    by: Player,
    /// Whether nobody else may write it.
    alone: bool,
    /// The day on which it was written.
    written: &'static str,
    /// Scores and their reasons, in the order of the grid's criteria; fewer where it is under way.
    scores: &'static [(u8, &'static str)],
    comment: &'static str,
    recommendation: Option<&'static str>,
    /// Whether it was submitted then.
    submitted: bool,
}

const PARTS: &[Part] = &[
    Part {
        project: "AMI-IA-2018-DGAL",
        part: "self_assessment",
        asked: "2019-11-12",
        by: accounts::DGAL,
        alone: false,
        written: "2019-11-19",
        scores: &[
            (
                5,
                "L'outil est en production : les inspecteurs choisissent mieux leurs visites.",
            ),
            (4, "Le classement des établissements est compris et vérifié."),
            (4, "Deux agents font évoluer le modèle, un troisième se forme."),
            (
                4,
                "Les contrôles passés sont documentés, les avis en ligne relevés chaque mois.",
            ),
            (
                4,
                "Aucune décision n'est automatique, et les restaurants sont informés.",
            ),
            (5, "Sans accompagnement, l'outil n'aurait pas quitté la maquette."),
        ],
        comment: "Plausible : l'équipe juge son projet prêt, et demande un appui pour les régions.",
        recommendation: Some("favourable"),
        submitted: true,
    },
    Part {
        project: "AMI-IA-2018-DGAL",
        part: "consolidation",
        asked: "2019-11-25",
        by: accounts::DITP,
        alone: false,
        written: "2019-11-27",
        scores: &[
            (5, "Usage constaté en novembre dans les services."),
            (4, "Méthode simple, tenue par l'équipe."),
            (4, "Relais en place, formation à poursuivre."),
            (4, "Données décrites ; conditions d'accès aux avis à surveiller."),
            (4, "Notice publique rédigée, analyse d'impact achevée."),
            (4, "Apport net sur le métier, moindre sur la technique."),
        ],
        comment: "Plausible : la coordination partage l'avis de l'équipe, à l'effet incitatif près.",
        recommendation: Some("favourable"),
        submitted: true,
    },
    Part {
        project: "AMI-IA-2018-DGAL",
        part: "instruction",
        asked: "2019-12-11",
        by: accounts::DINSIC,
        alone: true,
        written: "2019-12-13",
        scores: &[
            (5, "Les visites sans suite diminuent."),
            (5, "Modèle sobre, mesuré, repris sans le prestataire."),
            (4, "Équipe stable, exploitation assurée par la direction."),
            (4, "Jeu de données documenté et rejouable."),
            (4, "Biais des avis en ligne mesuré et corrigé."),
            (4, "L'accompagnement a servi de levier."),
        ],
        comment: "Plausible : rien ne s'oppose au lancement.",
        recommendation: Some("favourable"),
        submitted: true,
    },
    // Under way: its laureate alone writes it.
    Part {
        project: "AMI-IA-2018-ACOSS",
        part: "self_assessment",
        asked: "2020-01-13",
        by: accounts::ACOSS,
        alone: true,
        written: "2020-01-14",
        scores: &[
            (
                4,
                "Les associations obtiennent une réponse en dehors des heures ouvrées.",
            ),
            (4, "La compréhension des questions dépasse ce qui était visé."),
            (3, "L'équipe attend l'arrivée d'un second profil technique."),
        ],
        comment: "Plausible : à compléter après le comité.",
        recommendation: None,
        submitted: false,
    },
];

/// All of them, told by those who ask for them and those who write them.
pub fn all(cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let parts: anyhow::Result<Vec<_>> = PARTS.iter().map(|part| part.events(cast)).collect();
    Ok(parts?.concat())
}

impl Part {
    fn events(&self, cast: &Cast) -> anyhow::Result<Vec<Event>> {
        let name = format!("{} of {}", self.part, self.project);
        let evaluations = format!("/v1/projects/{}/evaluations", self.project);
        let alone = self.alone.then(|| cast.account(self.by)).transpose()?;
        let body = json!({"stage": "end", "part": self.part, "juror": alone});
        let asked = Event::post(day(self.asked), 10 * 60, accounts::DITP, evaluations, body);
        let own = format!("/v1/evaluations/{{{name}}}");
        let (on, minute) = (day(self.written), 15 * 60);
        let written = Event::patch(on, minute, self.by, own.clone(), self.opinion());
        let submitted = self
            .submitted
            .then(|| Event::post(on, minute + 10, self.by, format!("{own}/submit"), json!({})));
        let asked = asked.known_as(name);
        Ok([asked, written].into_iter().chain(submitted).collect())
    }

    fn opinion(&self) -> Value {
        let scores = grids::codes().zip(self.scores);
        let scores: Vec<Value> = scores
            .map(|(criterion, (score, reason))| json!({"criterion": criterion, "score": score, "reason": reason}))
            .collect();
        json!({"scores": scores, "comment": self.comment, "recommendation": self.recommendation})
    }
}
