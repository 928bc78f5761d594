//! The call: a grid, an application that comes on paper, what one is handed in with, who evaluates what, and how all that was
//! evaluated stands. What becomes of applications the story tells.

use jalon::demonstration::{PROGRAMME, accounts};
use serde_json::json;

use super::{Rehearsal, id};

pub(super) async fn grids(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let coordinator = accounts::DITP;
    let grids = format!("/v1/programmes/{PROGRAMME}/grids");
    let body = json!({
        "stage": "mid_term", "scale": {"min": 0, "max": 5},
        "criteria": [
            {"code": "progress", "label": {"fr": "Avancement", "en": "Progress"}, "weight": 1},
            {"code": "adoption", "label": {"fr": "Adhésion des agents", "en": "Support among staff"}, "weight": 1},
        ],
    });
    let made = rehearsal.post(coordinator, &grids, body).await?;
    let grid = format!("{grids}/{}", id(&made));
    let edit = json!({"scale": {"min": 0, "max": 4}});
    rehearsal.patch(coordinator, &grid, edit).await?;
    for path in [&format!("{grids}?stage=selection"), &grid] {
        rehearsal.get(coordinator, path).await?;
    }
    rehearsal.delete(coordinator, &grid).await.map(drop)
}

pub(super) async fn applications(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let coordinator = accounts::DITP;
    let applications = format!("/v1/programmes/{PROGRAMME}/applications");
    let laureates = rehearsal
        .get(coordinator, &format!("{applications}?state=laureate"))
        .await?;
    let laureate = format!("/v1/applications/{}", id(&laureates["items"][0]));
    for path in [laureate.clone(), format!("{laureate}/history")] {
        rehearsal.get(coordinator, &path).await?;
    }
    let body = json!({
        "organisation": rehearsal.cast.organisation("DGAL")?, "title": "Suivi des rappels de produits",
        "summary": "Repérer dans les avis en ligne les produits qui auraient dû être retirés de la vente.",
        "submitted_at": "2018-09-14T16:30:00+02:00", "reference": "AMI-IA-2018-A53",
        "source": {"system": "courrier", "number": "2018-0914-07"},
    });
    let made = rehearsal.post(coordinator, &applications, body).await?;
    let application = format!("/v1/applications/{}", id(&made));
    let edit =
        json!({"title": "Suivi des rappels de produits alimentaires", "submitted_at": "2018-09-14T17:05:00+02:00"});
    rehearsal.patch(coordinator, &application, edit).await?;
    // Assigned by mistake, as the application came by mistake.
    let juror = rehearsal.cast.account(accounts::JURY_1)?;
    let assigned = rehearsal
        .post(
            coordinator,
            &format!("{application}/evaluations"),
            json!({"juror": juror}),
        )
        .await?;
    let evaluation = format!("/v1/evaluations/{}", id(&assigned));
    rehearsal.delete(coordinator, &evaluation).await?;
    rehearsal.delete(coordinator, &application).await.map(drop)
}

pub(super) async fn evidence(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let coordinator = accounts::DITP;
    let reserve = format!("/v1/programmes/{PROGRAMME}/applications?state=reserve");
    let reserve = rehearsal.get(coordinator, &reserve).await?;
    let evidence = format!("/v1/applications/{}/evidence", id(&reserve["items"][0]));
    let link = json!({"type": "application_file", "title": "Lettre d'engagement",
        "url": "https://depot.example/candidatures/engagement.pdf"});
    rehearsal.post(coordinator, &evidence, link).await?;
    let fields = json!({"type": "application_file", "title": "Annexe : volumes traités"});
    let table = ("volumes.csv", "mois;dossiers\n2018-07;1204\n2018-08;987\n");
    rehearsal
        .upload(coordinator, &format!("{evidence}/files"), fields, table)
        .await?;
    rehearsal.get(coordinator, &evidence).await.map(drop)
}

pub(super) async fn evaluations(rehearsal: &mut Rehearsal<'_, '_>) -> anyhow::Result<()> {
    let coordinator = accounts::DITP;
    let programme = format!("/v1/programmes/{PROGRAMME}");
    let across = format!("{programme}/evaluations?stage=selection&state=submitted");
    let submitted = rehearsal.get(coordinator, &across).await?;
    let submitted = &submitted["items"][0];
    let application = id(&submitted["application"]);
    for path in [
        format!("/v1/evaluations/{}", id(submitted)),
        format!("/v1/applications/{application}/evaluations"),
        "/v1/projects/AMI-IA-2018-DGAL/evaluations".to_owned(),
        format!("{programme}/ranking?stage=selection"),
    ] {
        rehearsal.get(coordinator, &path).await?;
    }
    Ok(())
}
