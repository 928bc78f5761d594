//! What a mission must be: every fault, each at its place.

use std::collections::HashSet;

use uuid::Uuid;

use super::model::Mission;
use crate::civil::DateRange;
use crate::fault::{Fault, FaultCode};
use crate::organisations::OrganisationKind;

/// The kinds of organisations that experts come from.
const PROVIDERS: [OrganisationKind; 4] = [
    OrganisationKind::ResearchInstitute,
    OrganisationKind::Association,
    OrganisationKind::PrivateFirm,
    OrganisationKind::Other,
];

/// How many accounts a mission names at most.
const MOST_ACCOUNTS: usize = 500;

/// What a mission must fit.
#[derive(Debug)]
pub struct MissionFacts {
    /// The kind of the provider it names; `None`: there is no such organisation.
    pub provider: Option<OrganisationKind>,
    /// The codes of the programme's tracks.
    pub tracks: Vec<String>,
    /// Those of the accounts it names that belong to the provider.
    pub accounts: Vec<Uuid>,
}

/// Every fault of a mission as it would be.
pub fn faults(mission: &Mission, related: &MissionFacts) -> Vec<Fault> {
    let mut faults = Vec::new();
    match related.provider {
        None => faults.push(Fault::new(FaultCode::UnknownReference).at("/provider")),
        Some(kind) if !PROVIDERS.contains(&kind) => {
            faults.push(
                Fault::new(FaultCode::WrongOrganisationKind)
                    .at("/provider")
                    .with("kind", kind),
            );
        }
        Some(_) => {}
    }
    faults.extend(track_faults(mission, related));
    faults.extend(DateRange::closed(mission.from_on, mission.until_on).order_fault("/until"));
    faults.extend(account_faults(mission, related));
    faults
}

fn track_faults(mission: &Mission, related: &MissionFacts) -> Vec<Fault> {
    if mission.tracks.is_empty() {
        return vec![Fault::new(FaultCode::TooShort).at("/tracks").with("min", 1)];
    }
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    for (index, track) in mission.tracks.iter().enumerate() {
        let code = if !seen.insert(track) {
            FaultCode::Duplicate
        } else if !related.tracks.contains(track) {
            FaultCode::UnknownTrack
        } else {
            continue;
        };
        faults.push(Fault::new(code).at(format!("/tracks/{index}")).with("track", track));
    }
    faults
}

fn account_faults(mission: &Mission, related: &MissionFacts) -> Vec<Fault> {
    if mission.accounts.len() > MOST_ACCOUNTS {
        return vec![
            Fault::new(FaultCode::TooLong)
                .at("/accounts")
                .with("max", MOST_ACCOUNTS),
        ];
    }
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    for (index, account) in mission.accounts.iter().enumerate() {
        let code = if !seen.insert(account) {
            FaultCode::Duplicate
        } else if !related.accounts.contains(account) {
            FaultCode::UnknownReference
        } else {
            continue;
        };
        faults.push(Fault::new(code).at(format!("/accounts/{index}")));
    }
    faults
}
