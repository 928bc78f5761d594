//! Which gates of a project's readiness need not be satisfied, and until when.
//!
//! No waiver is a public fact: all of them are plausible, and their motives say so.

use serde_json::json;

use super::accounts;
use super::projects::ProjectStory;
use super::storyteller::{Event, day};

/// A waiver of a gate, as it was given on a day.
struct Waiver {
    project: &'static str,
    on: &'static str,
    gate: &'static str,
    motive: &'static str,
    /// The day from which it is no more in force.
    until: Option<&'static str>,
    /// The day on which it was revoked, and why.
    revoked: Option<(&'static str, &'static str)>,
}

const WAIVERS: &[Waiver] = &[
    Waiver {
        project: "AMI-IA-2018-ACOSS",
        on: "2020-01-09",
        gate: "orders",
        motive: "Plausible : les mois seront contresignés ensemble, avec le solde du bon de commande.",
        until: Some("2020-07-15"),
        revoked: None,
    },
    Waiver {
        project: "AMI-IA-2018-AFB",
        on: "2019-12-18",
        gate: "prototype",
        motive: "Plausible : l'essai de terrain attend la fin janvier ; la suite se prépare sans lui.",
        until: Some("2020-03-16"),
        revoked: None,
    },
    Waiver {
        project: "AMI-IA-2018-ASN",
        on: "2019-12-10",
        gate: "prototype",
        motive: "Plausible : l'essai est en cours, et son bilan attendu sous quelques jours.",
        until: None,
        revoked: Some((
            "2020-01-10",
            "Plausible : le bilan n'a pas été rendu ; rien ne remplace l'essai.",
        )),
    },
    Waiver {
        project: "AMI-IA-2018-CHU-DE-TOULOUSE",
        on: "2019-12-17",
        gate: "data",
        motive: "Plausible : l'accès aux dossiers reprend d'office une fois le système d'information migré.",
        until: Some("2020-03-02"),
        revoked: None,
    },
    // Its day has come: it is in force no more.
    Waiver {
        project: "AMI-IA-2018-DDTM-34",
        on: "2019-12-13",
        gate: "data",
        motive: "Plausible : les images des années passées sont demandées, la réponse est promise pour janvier.",
        until: Some("2020-01-13"),
        revoked: None,
    },
];

/// The waivers of a project, told by its coordinators.
pub fn of(story: &ProjectStory) -> Vec<Event> {
    let own = (0..).zip(WAIVERS);
    let own = own.filter(|(_, waiver)| waiver.project == story.code);
    own.flat_map(|(place, waiver)| waiver.events(place)).collect()
}

impl Waiver {
    fn events(&self, place: u32) -> Vec<Event> {
        let waivers = format!("/v1/projects/{}/readiness/waivers", self.project);
        let name = format!("waiver {place}");
        let body = json!({"gate": self.gate, "motive": self.motive, "until": self.until});
        let minute = 16 * 60 + 50 + place;
        let made = Event::post(day(self.on), minute, accounts::DITP, waivers.clone(), body).known_as(name.clone());
        let revoked = self.revoked.map(|(on, motive)| {
            let revoke = format!("{waivers}/{{{name}}}/revoke");
            Event::post(day(on), minute, accounts::DITP, revoke, json!({"motive": motive}))
        });
        [made].into_iter().chain(revoked).collect()
    }
}
