//! The rules of a milestone's plan: its track is the programme's, its dependencies the project's.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::dependencies::dependency_faults;
use super::queries;
use crate::fault::{Fault, FaultCode};
use crate::http::wire::Key;
use crate::http::{ApiResult, UnitOfWork};
use crate::projects::ProjectContext;
use crate::vocabulary::{CodeList, EvidenceType};

/// A fault if the programme has no such track.
pub async fn track_fault(change: &mut UnitOfWork, context: &ProjectContext, track: &str) -> ApiResult<Option<Fault>> {
    let tracks = crate::programmes::tracks(change.conn(), context.programme.id).await?;
    let known = tracks.iter().any(|known| known.code == track);
    Ok((!known).then(|| Fault::new(FaultCode::UnknownTrack).at("/track").with("track", track)))
}

/// The codes of evidence types as rows keep them; one given twice is a fault.
pub fn required_evidence(types: &[EvidenceType]) -> Result<Vec<String>, Vec<Fault>> {
    let twice = types
        .iter()
        .enumerate()
        .filter(|(index, kind)| types[..*index].contains(kind));
    let faults: Vec<Fault> = twice
        .map(|(index, kind)| {
            let fault = Fault::new(FaultCode::Duplicate).at(format!("/required_evidence/{index}"));
            fault.with("evidence_type", kind)
        })
        .collect();
    crate::fault::verdict(faults)?;
    Ok(types.iter().map(|kind| kind.code().to_owned()).collect())
}

/// The ids of the milestones that `milestone` is to depend on, given by ids or codes; or every
/// fault: not of the project, given twice, closing a cycle.
pub async fn dependencies(
    change: &mut UnitOfWork,
    context: &ProjectContext,
    milestone: Uuid,
    keys: &[Key],
) -> ApiResult<Result<Vec<Uuid>, Vec<Fault>>> {
    let peers = queries::peers(change.conn(), context.project.id).await?;
    let edges = queries::edges(change.conn(), context.project.id).await?;
    let find = |key: &Key| {
        let found = peers.iter().find(|(id, code, _)| match key {
            Key::Id(wanted) => wanted == id,
            Key::Code(wanted) => wanted == code,
        });
        found.map(|(id, ..)| *id)
    };
    // What is no milestone of the project keeps its place, as an id that no milestone has.
    let wanted: Vec<Uuid> = keys.iter().map(|key| find(key).unwrap_or_else(Uuid::now_v7)).collect();
    let project: Vec<Uuid> = peers.iter().map(|(id, ..)| *id).collect();
    let mut faults = dependency_faults(milestone, &wanted, &project, &edges, "/depends_on");
    for fault in &mut faults {
        name_as_given(fault, keys);
    }
    Ok(if faults.is_empty() { Ok(wanted) } else { Err(faults) })
}

/// The ids, unless the milestone depends on exactly these already.
pub async fn unless_same(change: &mut UnitOfWork, milestone: Uuid, ids: Vec<Uuid>) -> ApiResult<Option<Vec<Uuid>>> {
    let present: BTreeSet<Uuid> = queries::dependencies_of(change.conn(), milestone)
        .await?
        .into_iter()
        .collect();
    Ok((present != ids.iter().copied().collect()).then_some(ids))
}

/// Names the milestone of a fault as the client did.
fn name_as_given(fault: &mut Fault, keys: &[Key]) {
    let index = fault
        .pointer
        .rsplit('/')
        .next()
        .and_then(|index| index.parse::<usize>().ok());
    if let Some(key) = index.and_then(|index| keys.get(index)) {
        let given = match key {
            Key::Id(id) => id.to_string(),
            Key::Code(code) => code.clone(),
        };
        fault.params.insert("milestone", given.into());
    }
}
