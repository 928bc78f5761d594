//! What refuses an entry. Pure.

use chrono::NaiveDate;
use uuid::Uuid;

use super::NewProgressEntry;
use crate::civil::Month;
use crate::fault::{Fault, FaultCode};
use crate::milestones::MilestoneState;
use crate::programmes::Track;
use crate::projects::{Standing, Work};

/// What an entry stands in.
#[derive(Clone, Debug)]
pub struct EntryFacts {
    /// How the project stands on the civil date of the recording.
    pub project: Standing,
    /// Whether the programme has the entry's track.
    pub track_is_known: bool,
    /// The milestone that the entry names; `None` where the project has no such one.
    pub milestone: Option<NamedMilestone>,
    /// The mission that covers the work, if one is needed.
    pub mission: Result<Option<Uuid>, Fault>,
    /// What the person whose time it is, is to the author.
    pub person: Person,
    /// Whether that person works on the mission, where it says who does.
    pub person_is_on_mission: bool,
    /// Why the entry that it names may not be replaced: it is not the author's or its organisation's,
    /// of the same project and not replaced yet, or its own work is not the author's to tell any more.
    pub correction: Result<(), FaultCode>,
    /// Whose time it is.
    pub person_id: Uuid,
    /// The countersigned month in which it would count, or in which the entry counts that it replaces, and at which field.
    pub closed: Option<(Month, &'static str)>,
    /// Why the entry that it names may not be taken back.
    pub reversal: Result<(), FaultCode>,
    /// The day of the entry that it takes back.
    pub reversed_on: Option<NaiveDate>,
    /// What an entry that takes another back counts.
    pub reversed_days: Option<f64>,
    /// The person-days of that person on that day over all projects, in entries that count; the
    /// one being replaced aside.
    pub logged: f64,
}

/// A milestone that an entry names.
#[derive(Clone, Debug)]
pub struct NamedMilestone {
    /// Its code.
    pub code: String,
    /// The code of its track.
    pub track: String,
    /// The track, as its programme has it.
    pub programme_track: Option<Track>,
    /// Its state.
    pub state: MilestoneState,
}

/// What a person is to whoever logs its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// The author, or someone else of its organisation.
    Colleague,
    /// One of them whose account is deactivated.
    Deactivated,
    /// Of another organisation, or nobody.
    Elsewhere,
}

/// Every rule that the entry breaks.
pub fn faults(entry: &NewProgressEntry, facts: &EntryFacts) -> Vec<Fault> {
    let mut faults = dates(*entry.occurred_on, &facts.project);
    faults.extend(milestone(entry, facts));
    if facts.track_is_known {
        faults.extend(facts.mission.as_ref().err().cloned());
    }
    let person = match facts.person {
        Person::Elsewhere => Some(FaultCode::PersonElsewhere),
        Person::Deactivated => Some(FaultCode::AccountDeactivated),
        Person::Colleague => (!facts.person_is_on_mission).then_some(FaultCode::OutsideMission),
    };
    faults.extend(person.map(|code| Fault::new(code).at("/person")));
    if let (Some(_), Err(code)) = (&entry.corrects, facts.correction) {
        faults.push(Fault::new(code).at("/corrects"));
    }
    faults.extend(reversal(entry, facts));
    let closed = facts.closed.map(|(month, pointer)| {
        Fault::new(FaultCode::MonthClosed)
            .at(pointer)
            .with("month", month.to_string())
    });
    faults.extend(closed);
    faults.extend(person_days(entry, facts));
    faults
}

/// What takes another entry back names one that can be, and says nothing that is that entry's.
fn reversal(entry: &NewProgressEntry, facts: &EntryFacts) -> Vec<Fault> {
    if entry.reverses.is_none() {
        return Vec::new();
    }
    let elsewhere = facts.reversal.err().map(|code| Fault::new(code).at("/reverses"));
    let told = [
        (entry.percent.is_some(), "/percent"),
        (entry.person_days.is_some(), "/person_days"),
        (entry.corrects.is_some(), "/corrects"),
    ];
    let told = told.into_iter().filter(|(is_told, _)| *is_told);
    let told = told.map(|(_, pointer)| Fault::new(FaultCode::NotWithReversal).at(pointer));
    let early = facts.reversed_on.filter(|day| *entry.occurred_on < *day);
    let early = early.map(|day| {
        Fault::new(FaultCode::DateBefore)
            .at("/occurred_on")
            .with("earliest", day)
    });
    elsewhere.into_iter().chain(told).chain(early).collect()
}

/// Work that was done, from the project's start on, and while its state allowed it.
fn dates(on: NaiveDate, project: &Standing) -> Vec<Fault> {
    let mut faults = project.refusals(Work::Log(on));
    if on > project.today {
        faults.push(Fault::new(FaultCode::DateInFuture));
    } else if let Some(start) = project.start.filter(|start| on < *start) {
        faults.push(Fault::new(FaultCode::DateBefore).with("earliest", start));
    }
    faults.into_iter().map(|fault| fault.at("/occurred_on")).collect()
}

/// The track is the programme's, the milestone the project's and on that track; what is cancelled moves no more.
fn milestone(entry: &NewProgressEntry, facts: &EntryFacts) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !facts.track_is_known {
        let fault = Fault::new(FaultCode::UnknownTrack).at("/track");
        faults.push(fault.with("track", entry.track.as_str()));
    }
    let Some(milestone) = &facts.milestone else {
        let named = entry.milestone.is_some();
        faults.extend(named.then(|| Fault::new(FaultCode::UnknownReference).at("/milestone")));
        return faults;
    };
    if milestone.track != *entry.track && facts.track_is_known {
        let fault = Fault::new(FaultCode::MilestoneOfOtherTrack).at("/milestone");
        faults.push(match &milestone.programme_track {
            Some(track) => fault.with("track", track),
            None => fault.with("track", &milestone.track),
        });
    }
    if milestone.state == MilestoneState::Cancelled && entry.percent.is_some() {
        let fault = Fault::new(FaultCode::MilestoneCancelled).at("/percent");
        faults.push(fault.with("milestone", &milestone.code));
    }
    faults
}

/// At most one person-day per person and day. What remains is told, never where the rest went.
fn person_days(entry: &NewProgressEntry, facts: &EntryFacts) -> Option<Fault> {
    let days = **entry.person_days.as_ref()?;
    let remaining = (1.0 - facts.logged).max(0.0);
    (days > remaining).then(|| {
        Fault::new(FaultCode::OverOnePersonDay)
            .at("/person_days")
            .with("remaining", remaining)
    })
}
