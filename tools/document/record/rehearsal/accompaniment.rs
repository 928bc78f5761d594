//! What a project lives through besides its milestones.

use jalon::demonstration::{PROGRAMME, accounts};
use serde_json::json;

use super::{RUNNING, Rehearsal, id};

pub(super) async fn risks(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (expert, coordinator) = (accounts::ATELIER, accounts::DINSIC);
    let body = json!({
        "kind": "data_protection", "title": "Des courriers nomment des tiers", "gross": {"likelihood": 3, "severity": 4},
        "description": "Les courriers annotés citent des employeurs et des proches.", "review_on": "2020-02-14",
    });
    let risks = format!("{RUNNING}/risks");
    let made = rehearsal.post(expert, &risks, body).await?;
    let risk = format!("{risks}/{}", id(&made));
    rehearsal
        .patch(expert, &risk, json!({"response": "Pseudonymisation avant annotation."}))
        .await?;
    let residual = json!({"residual": {"likelihood": 1, "severity": 4}});
    rehearsal.post(expert, &format!("{risk}/mitigate"), residual).await?;
    for path in [&risks, &risk, &format!("{risks}/matrix")] {
        rehearsal.get(coordinator, path).await?;
    }
    for list in ["risks", "risks/matrix"] {
        let path = format!("/v1/programmes/{PROGRAMME}/{list}");
        rehearsal.get(coordinator, &path).await?;
    }
    for (verb, motive) in [
        ("occur", "Un lot a été transmis sans pseudonymes."),
        ("reopen", "Le lot est détruit, la vigilance reste."),
        ("close", "Tous les courriers sont pseudonymisés à la source."),
    ] {
        let body = json!({"motive": motive});
        rehearsal.post(coordinator, &format!("{risk}/{verb}"), body).await?;
    }
    Ok(())
}

pub(super) async fn datasets(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (expert, coordinator) = (accounts::ATELIER, accounts::DINSIC);
    let datasets = format!("{RUNNING}/datasets");
    let body = json!({
        "name": "Courriers des associations", "existence": "exists", "personal_data": true, "dpia": "to_do",
        "volume": {"count": 12_000, "unit": "courriers"},
        "annotation": {"wanted": 1_500, "done": 300, "unit": "courriers"}, "holder": {"name": "Urssaf régionales"},
    });
    let made = rehearsal.post(expert, &datasets, body).await?;
    let dataset = format!("{datasets}/{}", id(&made));
    let organisation = rehearsal.cast.organisation("ACOSS")?;
    let edit = json!({"dpia": "in_progress", "holder": {"organisation": organisation, "name": null}});
    rehearsal.patch(expert, &dataset, edit).await?;
    for (verb, body) in [
        ("request", json!({"on": "2020-01-09"})),
        (
            "block",
            json!({"on": "2020-01-13", "motive": "Le producteur a suspendu les transmissions."}),
        ),
        (
            "grant",
            json!({"on": "2020-01-14", "motive": "Courriers pseudonymisés avant leur transmission."}),
        ),
        (
            "open",
            json!({"motive": "Courriers types publiés en données ouvertes."}),
        ),
    ] {
        rehearsal.post(expert, &format!("{dataset}/{verb}"), body).await?;
    }
    let across = format!("/v1/programmes/{PROGRAMME}/datasets");
    for path in [&datasets, &dataset, &across] {
        rehearsal.get(coordinator, path).await?;
    }
    let mistake = json!({
        "name": "Courriers", "existence": "absent", "personal_data": false, "dpia": "not_needed",
        "holder": {"name": "À préciser"},
    });
    let mistake = rehearsal.post(expert, &datasets, mistake).await?;
    let mistake = format!("{datasets}/{}", id(&mistake));
    rehearsal.delete(expert, &mistake).await.map(drop)
}

pub(super) async fn prototypes(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (expert, coordinator) = (accounts::ATELIER, accounts::DINSIC);
    let prototypes = format!("{RUNNING}/prototypes");
    let body = json!({
        "version": "1.2-rc.1", "maturity": "functional", "licence": "eupl-1.2",
        "description": "Répond aussi aux questions sur les embauches de courte durée.",
        "source_url": "https://code.example/acoss/agent-vocal",
    });
    let made = rehearsal.post(expert, &prototypes, body).await?;
    let prototype = format!("{prototypes}/{}", id(&made));
    let edit = json!({"maturity": "proof_of_concept", "motive": "Les nouvelles réponses restent à vérifier."});
    rehearsal.patch(expert, &prototype, edit).await?;
    let across = format!("/v1/programmes/{PROGRAMME}/prototypes");
    for path in [&prototypes, &prototype, &across] {
        rehearsal.get(coordinator, path).await?;
    }
    let mistake = json!({"version": "2.1", "maturity": "in_production"});
    let mistake = rehearsal.post(expert, &prototypes, mistake).await?;
    let mistake = format!("{prototypes}/{}", id(&mistake));
    rehearsal.delete(expert, &mistake).await.map(drop)
}

pub(super) async fn trials(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (expert, coordinator) = (accounts::ATELIER, accounts::DINSIC);
    let working = format!("{RUNNING}/prototypes?maturity=functional");
    let versions = rehearsal.get(expert, &working).await?;
    let version = id(&versions["items"][0]).to_owned();
    let trials = format!("{RUNNING}/trials");
    let body = json!({
        "prototype": version, "audience": "public", "from": "2020-01-06",
        "protocol": "Des associations volontaires appellent l'agent vocal ; un conseiller écoute et note.",
        "measures": [
            {"name": "Questions comprises", "unit": "%", "direction": "higher", "target": 80},
            {"name": "Durée d'un appel", "unit": "minutes", "direction": "lower", "baseline": 6.5, "target": 4},
        ],
    });
    let made = rehearsal.post(expert, &trials, body.clone()).await?;
    let trial = format!("{trials}/{}", id(&made));
    rehearsal.patch(expert, &trial, json!({"participants": 20})).await?;
    rehearsal.post(expert, &format!("{trial}/begin"), json!({})).await?;
    let done = json!({
        "participants": 17, "verdict": "mixed",
        "measures": [
            {"name": "Questions comprises", "observed": 76.5},
            {"name": "Durée d'un appel", "not_observed": "Le standard n'a pas relevé la durée des appels."},
        ],
    });
    rehearsal.post(expert, &format!("{trial}/complete"), done).await?;
    let across = format!("/v1/programmes/{PROGRAMME}/trials");
    for path in [&trials, &trial, &across] {
        rehearsal.get(coordinator, path).await?;
    }
    let given_up = rehearsal.post(expert, &trials, body.clone()).await?;
    let given_up = format!("{trials}/{}", id(&given_up));
    rehearsal.post(expert, &format!("{given_up}/cancel"), json!({})).await?;
    let mistake = rehearsal.post(expert, &trials, body).await?;
    let mistake = format!("{trials}/{}", id(&mistake));
    rehearsal.delete(expert, &mistake).await.map(drop)
}

pub(super) async fn topics(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let (expert, coordinator) = (accounts::ATELIER, accounts::DITP);
    let topics = format!("{RUNNING}/topics");
    let owner = rehearsal.cast.account(accounts::ACOSS)?;
    let body = json!({
        "title": "Questions posées hors des heures ouvrées", "maturity": "idea", "owner": owner,
        "benefit": "Les associations appellent surtout le soir, quand aucun conseiller ne répond.",
    });
    let made = rehearsal.post(expert, &topics, body).await?;
    let topic = format!("{topics}/{}", id(&made));
    rehearsal.patch(expert, &topic, json!({"maturity": "studied"})).await?;
    rehearsal
        .post(coordinator, &format!("{topic}/retain"), json!({}))
        .await?;
    let other = json!({
        "title": "Agent vocal pour les embauches à l'étranger", "maturity": "idea",
        "benefit": "Les rares associations qui embauchent hors de France auraient une première réponse.",
    });
    let other = rehearsal.post(expert, &topics, other).await?;
    let other = format!("{topics}/{}", id(&other));
    let motive = json!({"motive": "Trop peu d'appels pour un modèle."});
    rehearsal
        .post(coordinator, &format!("{other}/set_aside"), motive)
        .await?;
    let across = format!("/v1/programmes/{PROGRAMME}/topics");
    for path in [&topics, &topic, &across] {
        rehearsal.get(coordinator, path).await?;
    }
    let mistake = json!({"title": "Sujet", "benefit": "À préciser.", "maturity": "idea"});
    let mistake = rehearsal.post(expert, &topics, mistake).await?;
    let mistake = format!("{topics}/{}", id(&mistake));
    rehearsal.delete(expert, &mistake).await.map(drop)
}
