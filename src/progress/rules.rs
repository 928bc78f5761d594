//! What refuses an entry. Pure.

use chrono::NaiveDate;
use uuid::Uuid;

use super::NewProgressEntry;
use crate::fault::{Fault, FaultCode};

/// What an entry stands in.
#[derive(Clone, Debug)]
pub struct EntryFacts {
    /// The civil date of the recording.
    pub today: NaiveDate,
    /// The day on which the project started or will.
    pub project_start: Option<NaiveDate>,
    /// Whether the programme has the entry's track.
    pub track_is_known: bool,
    /// The track of the milestone that the entry names; `None` where the project has no such one.
    pub milestone_track: Option<String>,
    /// The mission that covers the work, if one is needed.
    pub mission: Result<Option<Uuid>, Fault>,
    /// Whether the person whose time it is belongs to the author's organisation.
    pub person_is_colleague: bool,
    /// Whether that person works on the mission, where it says who does.
    pub person_is_on_mission: bool,
    /// Why the entry that it names may not be replaced: it is not the author's or its organisation's,
    /// of the same project and not replaced yet, or its own work is not the author's to tell any more.
    pub correction: Result<(), FaultCode>,
    /// The person-days of that person on that day over all projects, in entries that count; the
    /// one being replaced aside.
    pub logged: f64,
}

/// Every rule that the entry breaks.
pub fn faults(entry: &NewProgressEntry, facts: &EntryFacts) -> Vec<Fault> {
    let dates = dates(*entry.occurred_on, facts);
    let mut faults: Vec<Fault> = dates.into_iter().chain(track(entry, facts)).collect();
    if facts.track_is_known {
        faults.extend(facts.mission.as_ref().err().cloned());
    }
    if entry.person.is_some() && !facts.person_is_colleague {
        faults.push(Fault::new(FaultCode::PersonElsewhere).at("/person"));
    } else if !facts.person_is_on_mission {
        faults.push(Fault::new(FaultCode::OutsideMission).at("/person"));
    }
    if let (Some(_), Err(code)) = (&entry.corrects, facts.correction) {
        faults.push(Fault::new(code).at("/corrects"));
    }
    faults.extend(person_days(entry, facts));
    faults
}

fn dates(on: NaiveDate, facts: &EntryFacts) -> Option<Fault> {
    match facts.project_start {
        _ if on > facts.today => Some(Fault::new(FaultCode::DateInFuture).at("/occurred_on")),
        None => Some(Fault::new(FaultCode::NotStarted)),
        Some(start) if on < start => Some(
            Fault::new(FaultCode::DateBefore)
                .at("/occurred_on")
                .with("earliest", start),
        ),
        Some(_) => None,
    }
}

fn track(entry: &NewProgressEntry, facts: &EntryFacts) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !facts.track_is_known {
        let fault = Fault::new(FaultCode::UnknownTrack).at("/track");
        faults.push(fault.with("track", entry.track.as_str()));
    }
    let milestone = entry.milestone.as_ref().map(|_| &facts.milestone_track);
    match milestone {
        Some(None) => faults.push(Fault::new(FaultCode::UnknownReference).at("/milestone")),
        Some(Some(track)) if *track != *entry.track && facts.track_is_known => {
            let fault = Fault::new(FaultCode::MilestoneOfOtherTrack).at("/milestone");
            faults.push(fault.with("track", track));
        }
        _ => {}
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
