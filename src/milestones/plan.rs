//! The rules of a milestone's plan: its track is the programme's, its dependencies the project's.

use diesel::QueryResult;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join3;
use uuid::Uuid;

use super::dependencies::dependency_faults;
use super::queries;
use crate::fault::{Fault, FaultCode};
use crate::http::wire::Key;
use crate::programmes::{self, Track};
use crate::projects::ProjectContext;
use crate::vocabulary::{CodeList, EvidenceType};

/// What a milestone is planned among: the tracks of its programme, the milestones of its project and which
/// of them depends on which.
pub struct Plan {
    tracks: Vec<Track>,
    milestones: Vec<(Uuid, String)>,
    edges: Vec<(Uuid, Uuid)>,
}

impl Plan {
    /// Reads it in one flight.
    pub async fn load(conn: &AsyncPgConnection, context: &ProjectContext) -> QueryResult<Self> {
        let (programme, project) = (context.programme.id, context.project.id);
        let tracks = programmes::tracks(conn, programme);
        let (tracks, milestones, edges) =
            try_join3(tracks, queries::peers(conn, project), queries::edges(conn, project)).await?;
        Ok(Self {
            tracks,
            milestones,
            edges,
        })
    }

    /// A fault if the programme has no such track.
    pub fn track_fault(&self, track: &str) -> Option<Fault> {
        let known = self.tracks.iter().any(|known| known.code == track);
        (!known).then(|| Fault::new(FaultCode::UnknownTrack).at("/track").with("track", track))
    }

    /// The ids of the milestones that `milestone` is to depend on, given by ids or codes; or every
    /// fault: not of the project, given twice, closing a cycle.
    pub fn dependencies(&self, milestone: Uuid, keys: &[Key]) -> Result<Vec<Uuid>, Vec<Fault>> {
        let find = |key: &Key| {
            let found = self.milestones.iter().find(|(id, code)| match key {
                Key::Id(wanted) => wanted == id,
                Key::Code(wanted) => wanted == code,
            });
            found.map(|(id, _)| *id)
        };
        // What is no milestone of the project keeps its place, as an id that no milestone has.
        let wanted: Vec<Uuid> = keys.iter().map(|key| find(key).unwrap_or_else(Uuid::now_v7)).collect();
        let project: Vec<Uuid> = self.milestones.iter().map(|(id, _)| *id).collect();
        let mut faults = dependency_faults(milestone, &wanted, &project, &self.edges, "/depends_on");
        for fault in &mut faults {
            name_as_given(fault, keys);
        }
        if faults.is_empty() { Ok(wanted) } else { Err(faults) }
    }

    /// The milestones that one depends on.
    pub fn dependencies_of(&self, milestone: Uuid) -> Vec<Uuid> {
        let own = self.edges.iter().filter(|(dependent, _)| *dependent == milestone);
        own.map(|(_, on)| *on).collect()
    }
}

/// The codes of evidence types as rows keep them; one given twice is a fault, and one that is never a milestone's.
pub fn required_evidence(types: &[EvidenceType]) -> Result<Vec<String>, Vec<Fault>> {
    crate::fault::verdict(programmes::required_evidence_faults(types, "/required_evidence"))?;
    Ok(types.iter().map(|kind| kind.code().to_owned()).collect())
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
