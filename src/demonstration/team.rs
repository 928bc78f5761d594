//! Who was on the team of each project, on the laureate's side.
//!
//! No team is a public fact: all of it is plausible, and whoever is named is a role. Addresses are at `example.fr`, which
//! is nobody's.

use serde_json::json;
use uuid::Uuid;

use super::accounts::Cast;
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// When most teams were told.
const KICK_OFF: &str = "2018-11-28";
/// When the accompaniment began, and they with it.
const START: &str = "2018-11-21";

/// Somebody with a function, as it was recorded on a day, from a day on.
struct Member {
    project: &'static str,
    function: &'static str,
    who: Who,
    /// How much of the time, in percent.
    share: Option<u32>,
    on: &'static str,
    from: &'static str,
    /// The day on which it was known, and that from which it is no more.
    left: Option<(&'static str, &'static str)>,
}

/// Who it is.
#[derive(Clone, Copy)]
enum Who {
    /// The account of the laureate's team.
    Team,
    /// Somebody by role.
    Named(&'static str),
    /// The same, with an address.
    Reached(&'static str, &'static str),
}

/// There from the start on.
const fn member(project: &'static str, function: &'static str, who: Who, share: Option<u32>) -> Member {
    Member {
        project,
        function,
        who,
        share,
        on: KICK_OFF,
        from: START,
        left: None,
    }
}

const ACOSS: &str = "AMI-IA-2018-ACOSS";
const AFB: &str = "AMI-IA-2018-AFB";
const ASN: &str = "AMI-IA-2018-ASN";
const CHU: &str = "AMI-IA-2018-CHU-DE-TOULOUSE";
const DDTM: &str = "AMI-IA-2018-DDTM-34";
const DGAL: &str = "AMI-IA-2018-DGAL";

const MEMBERS: &[Member] = &[
    member(ACOSS, "sponsor", Who::Named("Directrice du centre national"), Some(5)),
    member(ACOSS, "business_lead", Who::Team, Some(50)),
    member(ACOSS, "data", Who::Named("Référent données"), Some(20)),
    member(
        ACOSS,
        "it",
        Who::Reached("Responsable de la téléphonie", "telephonie.acoss@example.fr"),
        Some(30),
    ),
    Member {
        on: "2019-01-10",
        from: "2019-01-14",
        ..member(
            ACOSS,
            "data_protection",
            Who::Reached("Déléguée à la protection des données", "dpo.acoss@example.fr"),
            None,
        )
    },
    member(
        AFB,
        "sponsor",
        Who::Named("Directeur de la police de l'environnement"),
        Some(5),
    ),
    member(
        AFB,
        "business_lead",
        Who::Reached("Cheffe de projet métier", "metier.afb@example.fr"),
        Some(60),
    ),
    member(AFB, "data", Who::Team, Some(40)),
    member(AFB, "it", Who::Named("Architecte des systèmes d'information"), Some(10)),
    Member {
        on: "2019-10-08",
        from: "2019-10-14",
        ..member(
            AFB,
            "change",
            Who::Named("Correspondante des départements pilotes"),
            Some(30),
        )
    },
    member(ASN, "sponsor", Who::Named("Directrice générale adjointe"), Some(5)),
    Member {
        left: Some(("2019-08-27", "2019-09-02")),
        ..member(ASN, "business_lead", Who::Named("Chef de projet métier"), Some(50))
    },
    Member {
        on: "2019-08-27",
        from: "2019-09-02",
        ..member(
            ASN,
            "business_lead",
            Who::Reached("Cheffe de projet métier", "metier.asn@example.fr"),
            Some(50),
        )
    },
    member(ASN, "data", Who::Team, Some(40)),
    member(ASN, "it", Who::Named("Responsable du système d'information"), Some(15)),
    Member {
        on: "2019-02-26",
        from: "2019-02-25",
        left: Some(("2019-05-29", "2019-06-01")),
        ..member(ASN, "communication", Who::Named("Animatrice de l'annotation"), Some(50))
    },
    member(CHU, "sponsor", Who::Named("Directeur de la recherche"), Some(5)),
    member(CHU, "business_lead", Who::Named("Pneumologue référente"), Some(20)),
    member(CHU, "data", Who::Team, Some(50)),
    member(
        CHU,
        "it",
        Who::Reached("Responsable de l'informatique médicale", "informatique.chu@example.fr"),
        Some(20),
    ),
    Member {
        on: "2019-01-10",
        from: "2019-01-14",
        ..member(
            CHU,
            "data_protection",
            Who::Named("Déléguée à la protection des données"),
            Some(10),
        )
    },
    Member {
        on: "2019-01-10",
        from: "2019-01-14",
        left: Some(("2019-05-16", "2019-06-01")),
        ..member(CHU, "legal", Who::Named("Juriste de l'établissement"), None)
    },
    member(DDTM, "sponsor", Who::Named("Directrice départementale"), Some(5)),
    member(DDTM, "business_lead", Who::Team, Some(40)),
    member(DDTM, "data", Who::Named("Géomaticien"), Some(50)),
    member(DDTM, "it", Who::Named("Correspondante informatique"), None),
    member(
        DGAL,
        "sponsor",
        Who::Named("Sous-directeur de la sécurité sanitaire"),
        Some(5),
    ),
    member(
        DGAL,
        "business_lead",
        Who::Reached("Cheffe de projet métier", "metier.dgal@example.fr"),
        Some(60),
    ),
    member(DGAL, "data", Who::Team, Some(50)),
    member(DGAL, "it", Who::Named("Responsable des applications"), Some(20)),
    Member {
        on: "2019-06-06",
        from: "2019-06-11",
        ..member(DGAL, "change", Who::Named("Formatrice des inspecteurs"), Some(40))
    },
];

/// The team of a project, told by its laureate.
pub fn of(story: &ProjectStory, cast: &Cast) -> anyhow::Result<Vec<Event>> {
    let account = cast.account(story.team)?;
    let own = (0..).zip(MEMBERS);
    let own = own.filter(|(_, member)| member.project == story.code);
    Ok(own
        .flat_map(|(place, member)| member.events(place, story, account))
        .collect())
}

impl Member {
    fn events(&self, place: u32, story: &ProjectStory, account: Uuid) -> Vec<Event> {
        let team = format!("/v1/projects/{}/team", self.project);
        let name = format!("member {place}");
        let mut body = json!({"function": self.function, "share": self.share, "from": self.from});
        match self.who {
            Who::Team => body["account"] = json!(account),
            Who::Named(role) => body["person"] = json!({"name": role}),
            Who::Reached(role, email) => body["person"] = json!({"name": role, "email": email}),
        }
        // Who is recorded at once is recorded in this order.
        let minute = 9 * 60 + 40 + place;
        let made = Event::post(day(self.on), minute, story.team, team.clone(), body).known_as(name.clone());
        let left = self.left.map(|(on, until)| {
            let own = format!("{team}/{{{name}}}");
            Event::patch(day(on), minute, story.team, own, json!({"until": until}))
        });
        [made].into_iter().chain(left).collect()
    }
}
