//! Before the laureates: organisations, accounts, the programme, who may do what on it.

use chrono::{DateTime, Utc};
use diesel_async::AsyncConnection;
use secrecy::SecretString;
use serde_json::{Value, json};
use uuid::Uuid;

use super::accounts::{self, Cast};
use super::facts::Facts;
use super::storyteller::{Event, Storyteller, day, instant};
use super::{PROGRAMME, programme};
use crate::access::password;
use crate::accounts::{Founded, Founder, found, queries};
use crate::database::propose_stamp;
use crate::http::ApiError;
use crate::organisations::OrganisationKind;

/// The steering body that runs the platform.
const DINSIC: &str =
    "Direction interministérielle du numérique et du système d'information et de communication de l'État";

/// The providers, of whom only one is a public fact, and those from whom the jury comes: name, short name, kind.
const EXPERTS: [(&str, &str, &str); 5] = [
    (
        "Atelier Données (prestataire de démonstration)",
        "Atelier Données",
        "private_firm",
    ),
    ("Quantmetry", "Quantmetry", "private_firm"),
    (
        "Conseil Métiers (prestataire de démonstration)",
        "Conseil Métiers",
        "private_firm",
    ),
    (
        "Institut d'apprentissage et de décision (jury de démonstration)",
        "Institut d'apprentissage",
        "research_institute",
    ),
    (
        "Laboratoire des usages du numérique public (jury de démonstration)",
        "Laboratoire des usages",
        "research_institute",
    ),
];

/// Organisations, accounts, the programme and who may do what on it: June to November 2018.
pub async fn open_programme(storyteller: &Storyteller<'_>, facts: &Facts, cast: &mut Cast) -> anyhow::Result<()> {
    let founding = day("2018-06-01");
    let mut clock = Minutes(9 * 60);
    let administrator = founder(storyteller, instant(founding.and_hms_opt(8, 0, 0).unwrap_or_default())).await?;
    cast.engage(accounts::ADMINISTRATOR, administrator.account);
    cast.know("DINSIC", administrator.organisation);
    for (short_name, body) in organisations(facts) {
        let event = Event::post(
            founding,
            clock.next(),
            accounts::ADMINISTRATOR,
            "/v1/organisations".to_owned(),
            body,
        );
        let made = storyteller.tell(event, administrator.account).await?;
        cast.know(&short_name, id_of(&made)?);
    }
    let password = password_hash()?;
    for player in accounts::ALL
        .iter()
        .filter(|player| **player != accounts::ADMINISTRATOR)
    {
        let body = json!({"name": player.name, "email": player.email, "organisation": cast.organisation(player.organisation)?});
        let event = Event::post(
            founding,
            clock.next(),
            accounts::ADMINISTRATOR,
            "/v1/accounts".to_owned(),
            body,
        );
        let account = id_of(&storyteller.tell(event, administrator.account).await?)?;
        let conn = storyteller.services.pool.get().await?;
        queries::set_secret(&conn, account, &password).await?;
        cast.engage(*player, account);
    }
    let opening = day("2018-06-11");
    let body = programme::programme(facts, cast)?;
    storyteller
        .tell(
            Event::post(opening, 600, accounts::DITP, "/v1/programmes".to_owned(), body),
            cast.account(accounts::DITP)?,
        )
        .await?;
    for (position, player) in accounts::ALL.iter().enumerate() {
        let granted_already = [accounts::DITP, accounts::ADMINISTRATOR].contains(player);
        if !granted_already {
            let body = json!({"role": player.role, "programme": PROGRAMME});
            let minute = 660 + u32::try_from(position).unwrap_or_default();
            let path = format!("/v1/accounts/{}/grants", cast.account(*player)?);
            storyteller
                .tell(
                    Event::post(opening, minute, accounts::ADMINISTRATOR, path, body),
                    administrator.account,
                )
                .await?;
        }
    }
    Ok(())
}

/// The administrator, whom no request can make.
async fn founder(storyteller: &Storyteller<'_>, at: DateTime<Utc>) -> anyhow::Result<Founded> {
    let founder = Founder {
        name: accounts::ADMINISTRATOR.name.to_owned(),
        email: accounts::ADMINISTRATOR.email.to_owned(),
        organisation: DINSIC.to_owned(),
        short_name: Some("DINSIC".to_owned()),
        kind: OrganisationKind::SteeringBody,
        administrator: true,
        password_hash: Some(password_hash()?),
    };
    let mut conn = storyteller.services.pool.get().await?;
    conn.transaction(async |conn| {
        propose_stamp(conn, at).await?;
        found(conn, &founder, at).await
    })
    .await
    .map_err(|error: ApiError| anyhow::anyhow!("{error}"))
}

fn password_hash() -> anyhow::Result<String> {
    password::hash(&SecretString::from(accounts::PASSWORD))
}

struct Minutes(u32);

impl Minutes {
    fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

fn organisations(facts: &Facts) -> Vec<(String, Value)> {
    let bodies = facts
        .programme
        .bodies
        .iter()
        .filter(|body| body.short_name != "DINSIC")
        .map(|body| {
            let kind = programme::body_kind(&body.role);
            (
                body.short_name.clone(),
                json!({"name": body.name, "short_name": body.short_name, "kind": kind, "siret": body.siret}),
            )
        });
    let laureates = facts.laureates.iter().map(|laureate| {
        let (name, short_name) = match laureate.operator_short.as_str() {
            "AFB/OFB" => ("Agence française pour la biodiversité", "AFB"),
            short_name => (laureate.operator.as_str(), short_name),
        };
        // The numbers in the facts are those of the OFB, which did not exist yet.
        let (siren, siret) = if short_name == "AFB" {
            (&None, &None)
        } else {
            (&laureate.siren, &laureate.siret)
        };
        let kind = laureate_kind(short_name);
        (
            short_name.to_owned(),
            json!({"name": name, "short_name": short_name, "kind": kind, "siren": siren, "siret": siret}),
        )
    });
    let experts = EXPERTS.iter().map(|(name, short_name, kind)| {
        (
            (*short_name).to_owned(),
            json!({"name": name, "short_name": short_name, "kind": kind}),
        )
    });
    bodies.chain(laureates).chain(experts).collect()
}

fn laureate_kind(short_name: &str) -> &'static str {
    match short_name {
        "ACOSS" | "AFB" => "national_operator",
        "ASN" => "independent_authority",
        "CHU de Toulouse" => "hospital",
        "DDTM 34" => "decentralised_service",
        _ => "ministry",
    }
}

fn id_of(made: &Value) -> anyhow::Result<Uuid> {
    made["id"]
        .as_str()
        .and_then(|id| id.parse().ok())
        .ok_or_else(|| anyhow::anyhow!("no id in {made}"))
}
