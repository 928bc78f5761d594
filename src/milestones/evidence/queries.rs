//! SQL of evidence.

use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join3;
use uuid::Uuid;

use super::dto::EvidenceView;
use super::model::Evidence;
use crate::access::{Actor, Scope, jurors};
use crate::database::schema::{applications, evidence, milestones, programmes, projects};
use crate::http::wire::Key;
use crate::http::{ApiError, ApiResult, Named, Snapshot};
use crate::milestones::queries::seen_by;
use crate::milestones::{Milestone, NamedMilestone, policy};
use crate::programmes::Programme;
use crate::projects::Project;
use crate::reference::{Names, Reference};

/// All of a milestone's evidence, oldest first.
pub async fn of_milestone(mut conn: &AsyncPgConnection, milestone: Uuid) -> QueryResult<Vec<Evidence>> {
    evidence::table
        .filter(evidence::milestone_id.eq(milestone))
        .order((evidence::added_at, evidence::id))
        .select(Evidence::as_select())
        .load(&mut conn)
        .await
}

/// A piece of evidence, and what it is of.
#[derive(Clone, Debug)]
pub struct NamedEvidence {
    evidence: Evidence,
    of: NamedOwner,
}

/// What evidence is of.
#[derive(Clone, Debug)]
enum NamedOwner {
    Milestone(Box<NamedMilestone>),
    Application {
        reference: Reference,
        programme: Uuid,
        jurors: Vec<Uuid>,
    },
}

/// What evidence is of, as a caller sees it.
#[derive(Clone, Debug)]
pub enum EvidenceOwner {
    /// A milestone.
    Milestone(Box<Milestone>),
    /// An application, and whether the caller is told by whom.
    Application { reference: Reference, is_told: bool },
}

impl EvidenceOwner {
    /// How a piece of it is shown.
    pub fn view(self, row: Evidence, names: &Names) -> EvidenceView {
        match self {
            Self::Milestone(milestone) => EvidenceView::of_milestone(row, &milestone, names),
            Self::Application { reference, is_told } => {
                EvidenceView::of_application(row, reference, is_told.then_some(names))
            }
        }
    }
}

impl Named for NamedEvidence {
    async fn find(conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        let Key::Id(id) = key else { return Ok(None) };
        let found = try_join3(
            find_of_milestone(conn, *id),
            find_of_application(conn, *id),
            jurors_of(conn, *id),
        )
        .await?;
        Ok(match found {
            (Some((evidence, milestone)), ..) => Some(Self {
                evidence,
                of: NamedOwner::Milestone(Box::new(milestone)),
            }),
            (None, Some((evidence, reference, programme)), jurors) => Some(Self {
                evidence,
                of: NamedOwner::Application {
                    reference,
                    programme,
                    jurors,
                },
            }),
            (None, None, _) => None,
        })
    }
}

async fn find_of_milestone(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Option<(Evidence, NamedMilestone)>> {
    let found: Option<(Evidence, Milestone, Project, Programme)> = evidence::table
        .inner_join(milestones::table.inner_join(projects::table.inner_join(programmes::table)))
        .filter(evidence::id.eq(id))
        .select((
            Evidence::as_select(),
            Milestone::as_select(),
            Project::as_select(),
            Programme::as_select(),
        ))
        .first(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|(evidence, milestone, project, programme)| {
        let of = NamedMilestone {
            milestone,
            project,
            programme,
        };
        (evidence, of)
    }))
}

/// The same of an application, its title and its programme.
async fn find_of_application(
    mut conn: &AsyncPgConnection,
    id: Uuid,
) -> QueryResult<Option<(Evidence, Reference, Uuid)>> {
    let found: Option<(Evidence, (Uuid, String, Uuid))> = evidence::table
        .inner_join(applications::table)
        .filter(evidence::id.eq(id))
        .select((
            Evidence::as_select(),
            (applications::id, applications::title, applications::programme_id),
        ))
        .first(&mut conn)
        .await
        .optional()?;
    Ok(found.map(|(evidence, (id, title, programme))| (evidence, Reference::new(id, title), programme)))
}

/// Who evaluates the application that a piece of evidence is of.
async fn jurors_of(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Vec<Uuid>> {
    let of = evidence::table.find(id).select(evidence::application_id);
    jurors::table
        .filter(jurors::subject_id.nullable().eq(of.single_value()))
        .select(jurors::juror_id)
        .load(&mut conn)
        .await
}

/// A piece of evidence that the actor may read: whoever sees its milestone (404), observers excepted (403); or its application
/// (404).
pub async fn read(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<(Evidence, EvidenceOwner)> {
    let found: NamedEvidence = snapshot.find(key).await?.ok_or_else(ApiError::not_found)?;
    let owner = match found.of {
        NamedOwner::Milestone(named) => {
            let (milestone, context) = seen_by(actor, Some(*named))?;
            policy::may_read_texts(&context)?;
            EvidenceOwner::Milestone(Box::new(milestone))
        }
        NamedOwner::Application {
            reference,
            programme,
            jurors,
        } => {
            if !actor.is_within(Scope::CallRead) || !actor.reads_application(programme, &jurors) {
                return Err(ApiError::not_found());
            }
            let is_told = actor.coordinates(programme);
            EvidenceOwner::Application { reference, is_told }
        }
    };
    Ok((found.evidence, owner))
}
