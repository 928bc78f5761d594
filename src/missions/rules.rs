//! What a mission must be: every fault, each at its place.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::model::Mission;
use crate::civil::DateRange;
use crate::fault::{Fault, FaultCode, Unit};
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
    /// Those of the accounts it names that belong to the provider, and whether each is in use.
    pub accounts: HashMap<Uuid, bool>,
}

/// Every fault of a mission as it would be; `before` is what it is.
pub fn faults(mission: &Mission, before: Option<&Mission>, related: &MissionFacts) -> Vec<Fault> {
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
    let named = before.map_or(&[][..], |before| &before.accounts);
    faults.extend(account_faults(mission, named, related));
    faults
}

fn track_faults(mission: &Mission, related: &MissionFacts) -> Vec<Fault> {
    if mission.tracks.is_empty() {
        return vec![Fault::too_short(1, Unit::Items).at("/tracks")];
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

/// Accounts are the provider's and in use; one that was `named` already and has left since may stay.
fn account_faults(mission: &Mission, named: &[Uuid], related: &MissionFacts) -> Vec<Fault> {
    if mission.accounts.len() > MOST_ACCOUNTS {
        return vec![Fault::too_long(MOST_ACCOUNTS, Unit::Items).at("/accounts")];
    }
    let mut seen = HashSet::new();
    let mut faults = Vec::new();
    for (index, account) in mission.accounts.iter().enumerate() {
        let code = match related.accounts.get(account) {
            _ if !seen.insert(account) => FaultCode::Duplicate,
            None => FaultCode::UnknownReference,
            Some(false) if !named.contains(account) => FaultCode::AccountDeactivated,
            Some(_) => continue,
        };
        faults.push(Fault::new(code).at(format!("/accounts/{index}")));
    }
    faults
}
