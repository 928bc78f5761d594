//! What differs between a project at two instants. Pure.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use uuid::Uuid;

use super::dto::{
    ComparedProject, DateChange, DecisionTaken, EffortChange, HealthChange, ReadinessChange, RiskChange, Slip,
    StateChange,
};
use super::moment::{ProjectThen, RiskThen};
use super::words;
use crate::access::Visibility;
use crate::reference::Reference;
use crate::vocabulary::Sentence;

/// What changed; None where nothing did. Of a project that was not there before all is told that it has.
pub fn compared(before: Option<&ProjectThen>, after: &ProjectThen, visibility: Visibility) -> Option<ComparedProject> {
    let (was, is) = (before.map(|before| &before.shown), &after.shown);
    let told = visibility == Visibility::Full;
    let health = was.and_then(|was| was.health.overall);
    let state = was.map(|was| was.state);
    let (logged, days) = (was.map_or(0.0, |was| was.effort.logged_days), is.effort.logged_days);
    let readiness = was.map(|was| was.readiness);
    let compared = ComparedProject {
        project: Reference::coded(is.id, &is.code, &is.title),
        state: (state != Some(is.state)).then(|| StateChange {
            before: state,
            after: is.state,
            sentence: words::of_state(state, is.state),
        }),
        health: (health != is.health.overall).then(|| HealthChange {
            before: health,
            after: is.health.overall,
            sentence: words::of_health(health, is.health.overall),
        }),
        planned_end: moved(
            was.and_then(|was| was.clock.planned_end),
            is.clock.planned_end,
            words::of_planned_end,
        ),
        forecast_end: moved(
            was.and_then(|was| was.forecast_end),
            is.forecast_end,
            words::of_forecast_end,
        ),
        slips: before.map(|before| slips(before, after)).unwrap_or_default(),
        decisions: told.then(|| decisions(before, after)),
        new_risks: told.then(|| new_risks(before, after)),
        reopened_risks: told.then(|| reopened_risks(before, after)),
        closed_risks: told.then(|| closed_risks(before, after)),
        effort: (logged.to_bits() != days.to_bits() && logged != days).then(|| EffortChange {
            before: logged,
            after: days,
            sentence: words::of_effort(logged, days),
        }),
        readiness: (readiness != Some(is.readiness)).then(|| ReadinessChange {
            before: readiness,
            after: is.readiness,
            sentence: words::of_readiness(readiness.unwrap_or_default(), is.readiness),
        }),
    };
    (!compared.is_empty()).then_some(compared)
}

impl ComparedProject {
    fn is_empty(&self) -> bool {
        let lists = [&self.new_risks, &self.reopened_risks, &self.closed_risks];
        let dates = [&self.planned_end, &self.forecast_end];
        self.state.is_none()
            && self.health.is_none()
            && dates.into_iter().all(Option::is_none)
            && self.slips.is_empty()
            && self.decisions.as_ref().is_none_or(Vec::is_empty)
            && lists.into_iter().flatten().all(Vec::is_empty)
            && self.effort.is_none()
            && self.readiness.is_none()
    }
}

impl ComparedProject {
    /// What is told of it, in the order of its fields.
    pub fn sentences(&self) -> Vec<&Sentence> {
        let ends = [&self.planned_end, &self.forecast_end].into_iter().flatten();
        let risks = [&self.new_risks, &self.reopened_risks, &self.closed_risks];
        let state = self.state.iter().map(|change| &change.sentence);
        state
            .chain(self.health.iter().map(|change| &change.sentence))
            .chain(ends.map(|change| &change.sentence))
            .chain(self.slips.iter().map(|slip| &slip.sentence))
            .chain(self.decisions.iter().flatten().map(|decision| &decision.sentence))
            .chain(risks.into_iter().flatten().flatten().map(|risk| &risk.sentence))
            .chain(self.effort.iter().map(|change| &change.sentence))
            .chain(self.readiness.iter().map(|change| &change.sentence))
            .collect()
    }
}

fn moved(
    before: Option<NaiveDate>,
    after: Option<NaiveDate>,
    sentence: impl FnOnce(Option<NaiveDate>, Option<NaiveDate>) -> Sentence,
) -> Option<DateChange> {
    (before != after).then(|| DateChange {
        before,
        after,
        days: before.zip(after).map(|(before, after)| (after - before).num_days()),
        sentence: sentence(before, after),
    })
}

/// The milestones that were open and are expected on another day.
fn slips(before: &ProjectThen, after: &ProjectThen) -> Vec<Slip> {
    let open = before.milestones.iter().filter(|row| row.state.is_open());
    let forecasts: HashMap<Uuid, NaiveDate> = open.map(|row| (row.id, row.forecast_on)).collect();
    let slipped = after.milestones.iter().filter_map(|row| {
        let before = *forecasts.get(&row.id)?;
        let days = (row.forecast_on - before).num_days();
        (days != 0).then(|| Slip {
            milestone: Reference::coded(row.id, &row.code, &row.title),
            before,
            after: row.forecast_on,
            days,
            sentence: words::of_slip(&row.code, before, row.forecast_on),
        })
    });
    slipped.collect()
}

fn decisions(before: Option<&ProjectThen>, after: &ProjectThen) -> Vec<DecisionTaken> {
    let known: HashSet<Uuid> = ids(before, |before| before.decisions.iter().map(|row| row.id).collect());
    let taken = after.decisions.iter().filter(|row| !known.contains(&row.id));
    let taken = taken.map(|row| DecisionTaken {
        milestone: Reference::coded(row.milestone_id, &row.code, &row.title),
        outcome: row.outcome,
        on: row.on,
        sentence: words::of_decision(&row.code, row.outcome, row.on),
    });
    taken.collect()
}

fn new_risks(before: Option<&ProjectThen>, after: &ProjectThen) -> Vec<RiskChange> {
    let known: HashSet<Uuid> = ids(before, |before| before.risks.iter().map(|row| row.id).collect());
    let new = after.risks.iter().filter(|row| !known.contains(&row.id));
    new.map(|row| risk(row, words::of_new_risk(row))).collect()
}

fn reopened_risks(before: Option<&ProjectThen>, after: &ProjectThen) -> Vec<RiskChange> {
    let closed = ids(before, closed);
    let reopened = after
        .risks
        .iter()
        .filter(|row| row.is_live() && closed.contains(&row.id));
    reopened.map(|row| risk(row, words::of_reopened_risk(row))).collect()
}

/// The risks that were feared and are not any more, also those that came in between.
fn closed_risks(before: Option<&ProjectThen>, after: &ProjectThen) -> Vec<RiskChange> {
    let closed = ids(before, closed);
    let gone = after
        .risks
        .iter()
        .filter(|row| !row.is_live() && !closed.contains(&row.id));
    gone.map(|row| risk(row, words::of_closed_risk(row))).collect()
}

fn closed(project: &ProjectThen) -> HashSet<Uuid> {
    let closed = project.risks.iter().filter(|row| !row.is_live());
    closed.map(|row| row.id).collect()
}

fn ids(before: Option<&ProjectThen>, of: impl FnOnce(&ProjectThen) -> HashSet<Uuid>) -> HashSet<Uuid> {
    before.map(of).unwrap_or_default()
}

/// The risks that are feared, the most critical first, each in words.
pub fn feared(project: &ProjectThen) -> Vec<RiskChange> {
    let mut live: Vec<&RiskThen> = project.risks.iter().filter(|row| row.is_live()).collect();
    live.sort_by_key(|row| std::cmp::Reverse(row.weight));
    live.into_iter()
        .map(|row| risk(row, words::of_feared_risk(row)))
        .collect()
}

fn risk(row: &RiskThen, sentence: Sentence) -> RiskChange {
    RiskChange {
        risk: Reference::new(row.id, &row.title),
        kind: row.kind,
        criticality: row.criticality(),
        sentence,
    }
}
