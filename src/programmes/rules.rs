//! What a programme must be: every fault of what was sent, each at its place.

use std::collections::HashSet;
use std::hash::Hash;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::dto::{NewBody, NewTemplateMilestone, NewTrack};
use crate::cycles::edges_on_cycles;
use crate::fault::{Fault, FaultCode, Unit};
use crate::vocabulary::{EvidenceType, Gate, HandOverKind};

const MOST_BODIES: usize = 100;
const MOST_TRACKS: usize = 50;
const MOST_TEMPLATE_MILESTONES: usize = 500;

/// The parts of a programme that were sent; what was not stays as it was.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent<'a> {
    /// Who steers and funds it.
    pub bodies: Option<&'a [NewBody]>,
    /// Its tracks.
    pub tracks: Option<&'a [NewTrack]>,
    /// Its plan template.
    pub template: Option<&'a [NewTemplateMilestone]>,
}

impl<'a> Sent<'a> {
    /// The organisations it names.
    pub fn organisations(&self) -> Vec<Uuid> {
        let bodies = self.bodies.unwrap_or_default().iter().map(|body| body.organisation.0);
        let authorities = self.tracks.unwrap_or_default().iter().map(|track| track.authority.0);
        bodies.chain(authorities).collect()
    }

    /// The codes of the tracks there will be: those sent, else those `standing`.
    pub fn track_codes(&self, standing: &'a [String]) -> Vec<&'a str> {
        match self.tracks {
            Some(tracks) => tracks.iter().map(|track| track.code.as_str()).collect(),
            None => standing.iter().map(String::as_str).collect(),
        }
    }

    /// Every fault, given which organisations there are and which tracks there will be.
    pub fn faults(&self, organisations: &[Uuid], tracks: &[&str]) -> Vec<Fault> {
        let mut faults = Vec::new();
        if let Some(sent) = self.bodies {
            faults.extend(body_faults(sent, organisations));
        }
        if let Some(sent) = self.tracks {
            faults.extend(track_faults(sent, organisations));
        }
        if let Some(sent) = self.template {
            faults.extend(template_faults(sent, tracks));
        }
        faults
    }
}

/// The call closes after it opens.
pub fn call_fault(opens_at: Option<DateTime<Utc>>, closes_at: Option<DateTime<Utc>>) -> Option<Fault> {
    let reversed = opens_at.zip(closes_at).is_some_and(|(opens, closes)| closes <= opens);
    reversed.then(|| Fault::new(FaultCode::RangeReversed).at("/call_closes_at"))
}

/// What is handed over is named once, and by its kind; a gate is off, advisory or neither.
pub fn ending_faults(asked: &[HandOverKind], off: &[Gate], advisory: &[Gate]) -> Vec<Fault> {
    let duplicate = |list: &str, place: usize| Fault::new(FaultCode::Duplicate).at(format!("/{list}/{place}"));
    let is_other = |kind: &HandOverKind| *kind == HandOverKind::Other;
    let others = asked.iter().enumerate().filter(|(_, kind)| is_other(kind));
    let others = others.map(|(place, _)| Fault::new(FaultCode::NotInList).at(format!("/hand_over_items/{place}")));
    let both = off.iter().chain(advisory).copied().collect::<Vec<_>>();
    let gates = repeated(both.iter()).map(|place| match place.checked_sub(off.len()) {
        None => duplicate("gates_off", place),
        Some(place) => duplicate("gates_advisory", place),
    });
    let twice = repeated(asked.iter()).map(|place| duplicate("hand_over_items", place));
    others.chain(twice).chain(gates).collect()
}

/// A track that would go although something still stands on it.
pub fn in_use_fault(track: &String) -> Fault {
    Fault::new(FaultCode::InUse).at("/tracks").with("track", track)
}

fn body_faults(bodies: &[NewBody], organisations: &[Uuid]) -> Vec<Fault> {
    let mut faults = too_many("/bodies", bodies.len(), MOST_BODIES);
    let parts = bodies.iter().map(|body| (body.organisation.0, body.role.as_str()));
    faults.extend(repeated(parts).map(|index| Fault::new(FaultCode::Duplicate).at(format!("/bodies/{index}"))));
    for (index, body) in bodies.iter().enumerate() {
        if !organisations.contains(&body.organisation.0) {
            faults.push(Fault::new(FaultCode::UnknownReference).at(format!("/bodies/{index}/organisation")));
        }
    }
    faults
}

fn track_faults(tracks: &[NewTrack], organisations: &[Uuid]) -> Vec<Fault> {
    let mut faults = too_many("/tracks", tracks.len(), MOST_TRACKS);
    if tracks.is_empty() {
        faults.push(Fault::too_short(1, Unit::Items).at("/tracks"));
    }
    let codes = tracks.iter().map(|track| track.code.as_str());
    faults.extend(repeated(codes).map(|index| Fault::new(FaultCode::Duplicate).at(format!("/tracks/{index}/code"))));
    for (index, track) in tracks.iter().enumerate() {
        if !organisations.contains(&track.authority.0) {
            faults.push(Fault::new(FaultCode::UnknownReference).at(format!("/tracks/{index}/authority")));
        }
    }
    faults
}

fn template_faults(template: &[NewTemplateMilestone], tracks: &[&str]) -> Vec<Fault> {
    let mut faults = too_many("/template", template.len(), MOST_TEMPLATE_MILESTONES);
    let keys: Vec<&str> = template.iter().map(|milestone| milestone.key.as_str()).collect();
    for index in repeated(keys.iter()) {
        faults.push(Fault::new(FaultCode::Duplicate).at(format!("/template/{index}/key")));
    }
    for (index, milestone) in template.iter().enumerate() {
        let track = milestone.track.as_str();
        if !tracks.contains(&track) {
            let pointer = format!("/template/{index}/track");
            faults.push(Fault::new(FaultCode::UnknownTrack).at(pointer).with("track", track));
        }
        let evidence = milestone.required_evidence.as_deref().unwrap_or_default();
        faults.extend(required_evidence_faults(
            evidence,
            &format!("/template/{index}/required_evidence"),
        ));
    }
    faults.extend(dependency_faults(template, &keys));
    faults
}

/// What is wrong with the types of evidence that a milestone asks for, at this pointer: one given twice, one that is an
/// application's.
pub fn required_evidence_faults(types: &[EvidenceType], pointer: &str) -> Vec<Fault> {
    let faults = types.iter().enumerate().filter_map(|(place, kind)| {
        let code = match kind {
            EvidenceType::ApplicationFile => FaultCode::NotInList,
            _ if types[..place].contains(kind) => FaultCode::Duplicate,
            _ => return None,
        };
        let fault = Fault::new(code).at(format!("{pointer}/{place}"));
        Some(fault.with("evidence_type", kind))
    });
    faults.collect()
}

/// Of each dependency the first that holds: given twice, of no milestone here, on a cycle.
fn dependency_faults(template: &[NewTemplateMilestone], keys: &[&str]) -> Vec<Fault> {
    let mut edges = Vec::new();
    let mut places = Vec::new();
    for (index, milestone) in template.iter().enumerate() {
        let depends_on = milestone.depends_on.as_deref().unwrap_or_default();
        let twice: Vec<usize> = repeated(depends_on.iter().map(|key| key.as_str())).collect();
        for (place, on) in depends_on.iter().enumerate() {
            edges.push((milestone.key.as_str(), on.as_str()));
            places.push((format!("/template/{index}/depends_on/{place}"), twice.contains(&place)));
        }
    }
    let cyclic: HashSet<usize> = edges_on_cycles(&edges).into_iter().collect();
    let mut faults = Vec::new();
    for (edge, ((_, on), (pointer, twice))) in edges.iter().zip(places).enumerate() {
        let code = if twice {
            FaultCode::Duplicate
        } else if !keys.contains(on) {
            FaultCode::UnknownReference
        } else if cyclic.contains(&edge) {
            FaultCode::CyclicDependency
        } else {
            continue;
        };
        faults.push(Fault::new(code).at(pointer).with("key", on));
    }
    faults
}

/// The places of what was given before.
fn repeated<T: Eq + Hash>(items: impl Iterator<Item = T>) -> impl Iterator<Item = usize> {
    let mut seen = HashSet::new();
    items
        .enumerate()
        .filter_map(move |(index, item)| (!seen.insert(item)).then_some(index))
}

fn too_many(pointer: &str, count: usize, most: usize) -> Vec<Fault> {
    let fault = || Fault::too_long(most, Unit::Items).at(pointer);
    (count > most).then(fault).into_iter().collect()
}
