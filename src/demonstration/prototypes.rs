//! What each project built, version by version, and how mature it was.
//!
//! Public facts: what was built, and on what it learnt (4,000 letters annotated by 300 agents, 6,000 annotated images);
//! the two algorithms and the mock-up of AFB; that DDTM 34's detection satisfied and its comparison over time was not
//! reached; that DGAL's is in production with inspectors since November 2019. Everything else is plausible: the versions,
//! their days, what each of them left out, where sources are and under which licence.

use serde_json::json;

use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// A version, as it was recorded on a day.
struct Prototype {
    project: &'static str,
    on: &'static str,
    version: &'static str,
    maturity: &'static str,
    description: &'static str,
    /// Where its source is, and under which licence.
    source: Option<(&'static str, &'static str)>,
    /// Why it is less mature than the one before it.
    motive: Option<&'static str>,
    /// On which later days it came to be how mature.
    then: &'static [(&'static str, &'static str)],
}

const fn built(
    project: &'static str,
    on: &'static str,
    version: &'static str,
    maturity: &'static str,
    description: &'static str,
) -> Prototype {
    Prototype {
        project,
        on,
        version,
        maturity,
        description,
        source: None,
        motive: None,
        then: &[],
    }
}

const PROTOTYPES: &[Prototype] = &[
    built(
        "AMI-IA-2018-ACOSS",
        "2019-03-18",
        "0.1",
        "proof_of_concept",
        "Reconnaît à l'écrit les questions simples et fréquentes des associations.",
    ),
    built(
        "AMI-IA-2018-ACOSS",
        "2019-06-11",
        "1.0",
        "functional",
        "Comprend au téléphone les demandes simples et fréquentes, y répond ou renvoie l'appel vers le bon interlocuteur.",
    ),
    built(
        "AMI-IA-2018-ACOSS",
        "2019-12-12",
        "1.1",
        "functional",
        "Périmètre élargi à d'autres questions des associations.",
    ),
    built(
        "AMI-IA-2018-AFB",
        "2019-03-19",
        "0.1",
        "proof_of_concept",
        "Un premier algorithme : pollutions diffuses.",
    ),
    Prototype {
        source: Some(("https://code.example/afb/ciblage-des-controles", "CECILL-2.1")),
        ..built(
            "AMI-IA-2018-AFB",
            "2019-07-03",
            "0.2",
            "functional",
            "Deux algorithmes (pollutions diffuses ; couverts végétaux d'hiver) et une maquette d'interface.",
        )
    },
    built(
        "AMI-IA-2018-ASN",
        "2019-05-28",
        "0.1",
        "proof_of_concept",
        "Réseau de neurones appris sur 4 000 lettres de suites annotées par 300 agents.",
    ),
    built(
        "AMI-IA-2018-ASN",
        "2019-10-02",
        "1.0",
        "functional",
        "Moteur de recherche sur les lettres de suites ; deux domaines restent sous l'optimum d'annotation.",
    ),
    built(
        "AMI-IA-2018-CHU-DE-TOULOUSE",
        "2019-06-26",
        "0.1",
        "proof_of_concept",
        "Repère les notions médicales d'un dossier par analyse sémantique.",
    ),
    built(
        "AMI-IA-2018-CHU-DE-TOULOUSE",
        "2019-11-13",
        "1.0",
        "functional",
        "Résumés homogènes des dossiers, avant la réunion d'experts.",
    ),
    built(
        "AMI-IA-2018-DDTM-34",
        "2019-03-20",
        "0.1",
        "proof_of_concept",
        "Détection d'objets sur des vues aériennes, apprise sur 6 000 images annotées.",
    ),
    Prototype {
        source: Some(("https://code.example/ddtm34/occupation-du-sol", "EUPL-1.2")),
        ..built(
            "AMI-IA-2018-DDTM-34",
            "2019-10-14",
            "1.0",
            "functional",
            "Signale caravanes, mobil-homes, bâti et dépôts en zone sensible ; sans comparaison dans le temps.",
        )
    },
    Prototype {
        source: Some(("https://code.example/ddtm34/occupation-du-sol", "EUPL-1.2")),
        motive: Some(
            "La comparaison dans le temps, non atteinte, est reprise : ce n'est encore qu'une preuve de concept.",
        ),
        ..built(
            "AMI-IA-2018-DDTM-34",
            "2020-01-09",
            "2.0-alpha",
            "proof_of_concept",
            "Détection de la version 1.0, et première comparaison d'une année à l'autre.",
        )
    },
    built(
        "AMI-IA-2018-DGAL",
        "2019-03-13",
        "0.1",
        "proof_of_concept",
        "Analyse sémantique des avis et des notes publiés sur les plateformes.",
    ),
    Prototype {
        then: &[("2019-11-12", "in_production")],
        ..built(
            "AMI-IA-2018-DGAL",
            "2019-05-27",
            "1.0",
            "functional",
            "Classe les établissements selon leur risque sanitaire, d'après les avis et les contrôles passés.",
        )
    },
];

/// What happens to the prototypes of a project, told by its expert.
pub fn of(story: &ProjectStory) -> Vec<Event> {
    let own = (0..).zip(PROTOTYPES);
    let own = own.filter(|(_, prototype)| prototype.project == story.code);
    own.flat_map(|(place, prototype)| prototype.events(place, story))
        .collect()
}

/// What a version goes by in later events.
pub fn called(project: &str, version: &str) -> String {
    format!("prototype {project} {version}")
}

impl Prototype {
    fn events(&self, place: u32, story: &ProjectStory) -> Vec<Event> {
        let prototypes = format!("/v1/projects/{}/prototypes", self.project);
        let name = called(self.project, self.version);
        let (source_url, licence) = self.source.unzip();
        let body = json!({
            "version": self.version, "maturity": self.maturity, "description": self.description,
            "source_url": source_url, "licence": licence, "motive": self.motive,
        });
        let minute = 11 * 60 + 10 + place;
        let made = Event::post(day(self.on), minute, story.technical, prototypes.clone(), body).known_as(name.clone());
        let then = self.then.iter().map(|(on, maturity)| {
            let own = format!("{prototypes}/{{{name}}}");
            Event::patch(day(on), minute, story.team, own, json!({"maturity": maturity}))
        });
        [made].into_iter().chain(then).collect()
    }
}
