//! Months of progress entries: plausible log lines on whatever milestone is being worked on.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::json;

use super::accounts::Player;
use super::plan::MILESTONES;
use super::projects::{Delivery, ProjectStory};
use super::storyteller::Event;

/// The days that each player has logged so far: nobody works more than a day a day.
#[derive(Default)]
pub struct Timesheet {
    days: BTreeMap<(&'static str, NaiveDate), f64>,
}

/// How often an expert logs on a project, in days.
const TECHNICAL_RHYTHM: u64 = 9;
const STRATEGIC_RHYTHM: u64 = 19;

/// The log lines of one project. `offset` keeps the projects' days apart.
pub fn of(story: &ProjectStory, offset: u64, day: impl Fn(&str) -> NaiveDate, sheet: &mut Timesheet) -> Vec<Event> {
    let start = day("2018-11-26");
    let end = day(story.logged_until);
    let technical = lines(
        story,
        story.technical,
        TECHNICAL_RHYTHM,
        start + Days::new(offset),
        end,
        &day,
        sheet,
    );
    let strategic = lines(
        story,
        story.strategic,
        STRATEGIC_RHYTHM,
        start + Days::new(offset + 3),
        end,
        &day,
        sheet,
    );
    technical.into_iter().chain(strategic).collect()
}

fn lines(
    story: &ProjectStory,
    by: Player,
    rhythm: u64,
    start: NaiveDate,
    end: NaiveDate,
    day: impl Fn(&str) -> NaiveDate,
    sheet: &mut Timesheet,
) -> Vec<Event> {
    let strategic = by == story.strategic;
    let mut events = Vec::new();
    let mut on = start;
    while on <= end {
        let worked = story
            .deliveries
            .iter()
            .find(|delivery| covers(delivery, strategic, on, &day));
        let paused = story
            .pauses
            .iter()
            .any(|pause| day(pause.from) <= on && on < day(pause.until));
        let weekend = matches!(on.weekday(), Weekday::Sat | Weekday::Sun);
        if let (Some(delivery), false, false) = (worked, paused, weekend)
            && let Some(person_days) = sheet.book(by, on, if strategic { 0.5 } else { 0.75 })
        {
            events.push(line(story, by, delivery, on, person_days, &day));
        }
        on = on + Days::new(if weekend { 1 } else { rhythm });
    }
    events
}

/// Whether the milestone is being worked on that day, by that kind of expert.
fn covers(delivery: &Delivery, strategic: bool, on: NaiveDate, day: impl Fn(&str) -> NaiveDate) -> bool {
    let track = MILESTONES[delivery.milestone - 1].track;
    let theirs = match strategic {
        true => matches!(track, "strategic_support" | "roadmap"),
        false => matches!(track, "technical_support" | "prototype"),
    };
    theirs
        && !delivery.started.is_empty()
        && day(delivery.started) <= on
        && delivery.submitted.is_none_or(|submitted| on < day(submitted))
}

fn line(
    story: &ProjectStory,
    by: Player,
    delivery: &Delivery,
    on: NaiveDate,
    person_days: f64,
    day: impl Fn(&str) -> NaiveDate,
) -> Event {
    let plan = &MILESTONES[delivery.milestone - 1];
    let begun = day(delivery.started);
    let due = delivery.submitted.map_or(on + Days::new(30), day);
    let length = (due - begun).num_days().max(1);
    let percent = ((on - begun).num_days() * 100 / length).clamp(5, 95) / 5 * 5;
    let (done, next) = words(plan.key, percent);
    let body = json!({
        "track": plan.track,
        "milestone": format!("{}-M{:02}", story.code, delivery.milestone),
        "occurred_on": on,
        "percent": percent,
        "person_days": person_days,
        "done": done,
        "next": next,
    });
    Event::post(
        on,
        17 * 60 + 30,
        by,
        format!("/v1/projects/{}/progress-entries", story.code),
        body,
    )
}

/// What was done and what comes next (plausible).
fn words(key: &str, percent: i64) -> (&'static str, &'static str) {
    let late = percent >= 50;
    match (key, late) {
        ("kick_off", _) => (
            "Entretiens préparatoires avec l'équipe projet.",
            "Réunion de lancement.",
        ),
        ("data_access", false) => (
            "Inventaire des sources et demandes d'accès.",
            "Premier extrait de données.",
        ),
        ("data_access", true) => (
            "Contrôle de la qualité du jeu de données.",
            "Documentation du jeu de données.",
        ),
        ("job_study", false) => ("Entretiens avec les agents concernés.", "Cartographie des usages."),
        ("job_study", true) => ("Cartographie des usages rédigée.", "Restitution à l'équipe projet."),
        ("first_model", false) => ("Préparation des données d'apprentissage.", "Modèle de référence."),
        ("first_model", true) => ("Comparaison de trois modèles.", "Rapport d'évaluation."),
        ("prototype", false) => (
            "Maquette de l'interface et chaîne de traitement.",
            "Branchement du modèle.",
        ),
        ("prototype", true) => (
            "Prototype déployé sur l'environnement de recette.",
            "Corrections après revue.",
        ),
        ("user_trial", false) => ("Recrutement des utilisateurs de l'essai.", "Première séance d'essai."),
        ("user_trial", true) => ("Séances d'essai et relevé des retours.", "Rapport d'essai."),
        ("skills", _) => ("Atelier de formation avec les agents.", "Supports de formation."),
        ("change_plan", _) => ("Atelier sur les impacts métier.", "Rédaction du plan."),
        ("roadmap", _) => ("Atelier de cadrage de la feuille de route.", "Chiffrage des chantiers."),
        _ => ("Avancement des travaux.", "Suite des travaux."),
    }
}

impl Timesheet {
    /// Books so much of a player's day, or what is left of it; nothing when it is full.
    fn book(&mut self, player: Player, on: NaiveDate, wanted: f64) -> Option<f64> {
        let used = self.days.entry((player.email, on)).or_default();
        let booked = wanted.min(1.0 - *used);
        if booked < 0.25 {
            return None;
        }
        *used += booked;
        Some(booked)
    }
}
