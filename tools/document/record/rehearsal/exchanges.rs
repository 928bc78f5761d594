//! What those of a programme meet for: who signs up, who moves up, who came, and what a committee decides.

use jalon::demonstration::{PROGRAMME, accounts};
use serde_json::json;

use super::{Rehearsal, id};

pub(super) async fn exchanges(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let coordinator = accounts::DITP;
    let exchanges = format!("/v1/programmes/{PROGRAMME}/exchanges");
    let host = rehearsal.cast.organisation("ACOSS")?;
    let body = json!({
        "kind": "peer_exchange", "title": "Échange entre lauréats : écouter ce que dit un agent vocal",
        "starts_at": "2020-01-15T14:00:00+01:00", "ends_at": "2020-01-15T16:30:00+01:00",
        "place": "20 avenue de Ségur, Paris 7e", "link": "https://visio.example/ami-ia-2018/agent-vocal", "places": 3,
        "projects": ["AMI-IA-2018-ACOSS"], "organisations": [host],
    });
    let made = rehearsal.post(coordinator, &exchanges, body.clone()).await?;
    let exchange = format!("{exchanges}/{}", id(&made));
    sign_ups(rehearsal, &exchange).await?;
    let invited = rehearsal.cast.organisation("CDC")?;
    let held = json!({
        "attendance": [{"organisation": host, "people": 3}, {"organisation": invited, "people": 1}],
        "outcomes": "Deux services veulent entendre l'agent vocal répondre à leurs propres questions.",
    });
    rehearsal.post(coordinator, &format!("{exchange}/hold"), held).await?;
    for path in [&exchanges, &exchange] {
        rehearsal.get(coordinator, path).await?;
    }
    let given_up = rehearsal.post(coordinator, &exchanges, body.clone()).await?;
    let given_up = format!("{exchanges}/{}", id(&given_up));
    let motive = json!({"motive": "La salle n'est plus libre."});
    rehearsal
        .post(coordinator, &format!("{given_up}/cancel"), motive)
        .await?;
    let mistake = rehearsal.post(coordinator, &exchanges, body).await?;
    let mistake = format!("{exchanges}/{}", id(&mistake));
    rehearsal.delete(coordinator, &mistake).await.map(drop)
}

/// Of three places two are taken at once; who asked for two others waits until there is one more.
async fn sign_ups(rehearsal: &mut Rehearsal<'_, '_>, exchange: &str) -> anyhow::Result<()> {
    let (expert, laureate, coordinator) = (accounts::ATELIER, accounts::ACOSS, accounts::DITP);
    let sign_ups = format!("{exchange}/sign-ups");
    let two = json!({"people": 2});
    rehearsal.post(laureate, &sign_ups, two.clone()).await?;
    let waiting = rehearsal.post(expert, &sign_ups, two).await?;
    let invited = rehearsal.cast.organisation("CDC")?;
    let invited = json!({"organisation": invited, "people": 1});
    rehearsal.post(coordinator, &sign_ups, invited).await?;
    let edit = json!({"places": 4, "link": null});
    rehearsal.patch(coordinator, exchange, edit).await?;
    let sign_up = format!("{sign_ups}/{}", id(&waiting));
    for path in [&sign_ups, &sign_up] {
        rehearsal.get(coordinator, path).await?;
    }
    rehearsal
        .post(expert, &format!("{sign_up}/cancel"), json!({}))
        .await
        .map(drop)
}

pub(super) async fn committee(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let coordinator = accounts::DITP;
    let exchanges = format!("/v1/programmes/{PROGRAMME}/exchanges");
    let body = json!({
        "kind": "steering_committee", "title": "Comité de pilotage extraordinaire",
        "starts_at": "2020-01-15T17:00:00+01:00", "ends_at": "2020-01-15T18:00:00+01:00",
        "link": "https://visio.example/ami-ia-2018/comite",
    });
    let made = rehearsal.post(coordinator, &exchanges, body).await?;
    let decisions = format!("{exchanges}/{}/decisions", id(&made));
    let owner = rehearsal.cast.account(accounts::ACOSS)?;
    let body = json!({"text": "Élargir l'essai à une seconde région.", "owner": owner, "due_on": "2020-02-14"});
    let made = rehearsal.post(coordinator, &decisions, body).await?;
    let decision = format!("{decisions}/{}", id(&made));
    let edit = json!({"text": "Élargir l'essai de l'agent vocal à une seconde région.", "due_on": "2020-02-28"});
    rehearsal.patch(coordinator, &decision, edit).await?;
    let across = format!("/v1/programmes/{PROGRAMME}/committee-decisions");
    for path in [&decisions, &decision, &across] {
        rehearsal.get(coordinator, path).await?;
    }
    rehearsal
        .post(coordinator, &format!("{decision}/settle"), json!({}))
        .await
        .map(drop)
}
