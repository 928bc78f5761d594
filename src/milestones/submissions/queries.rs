//! SQL of submissions, decisions and observations.

use std::convert::Infallible;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{array, exists, max, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use serde_json::json;
use uuid::Uuid;

use super::dto::{DecisionView, ObservationView, SubmissionView};
use super::model::{Decision, Observation, Submission};
use crate::access::{self, Actor, Visibility};
use crate::database::Prepared;
use crate::database::schema::{
    decisions, evidence, milestones, observations, organisations, programmes, projects, submissions,
};
use crate::http::query::NoFilter;
use crate::http::wire::{Id, Key};
use crate::http::{ApiError, ApiResult, Named, Rows, Snapshot, keyset, page_of};
use crate::milestones::evidence::{Evidence, EvidenceView, of_milestone};
use crate::milestones::log_order::LogOrder;
use crate::milestones::queries::seen_by;
use crate::milestones::{Milestone, MilestoneContext, NamedMilestone, policy};
use crate::organisations::{OrganisationReference, OrganisationReferences};
use crate::programmes::Programme;
use crate::projects::child::{Asked, Child, Parent, Viewer, Which, child_rows};
use crate::projects::{Project, ProjectContext};
use crate::reference::{Names, names_among};

/// The submission of a milestone that awaits a decision: the newest one neither withdrawn nor
/// decided on.
pub async fn pending(mut conn: &AsyncPgConnection, milestone: Uuid) -> QueryResult<Option<Submission>> {
    let decided = decisions::table.filter(decisions::submission_id.eq(submissions::id));
    submissions::table
        .filter(submissions::milestone_id.eq(milestone))
        .filter(submissions::withdrawn_on.is_null())
        .filter(not(exists(decided)))
        .order(submissions::number.desc())
        .select(Submission::as_select())
        .first(&mut conn)
        .await
        .optional()
}

/// The same of each milestone of a project that has one.
pub async fn pending_in(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Vec<Submission>> {
    let decided = decisions::table.filter(decisions::submission_id.eq(submissions::id));
    submissions::table
        .inner_join(milestones::table)
        .filter(milestones::project_id.eq(project))
        .filter(submissions::withdrawn_on.is_null())
        .filter(not(exists(decided)))
        .distinct_on(submissions::milestone_id)
        .order((submissions::milestone_id, submissions::number.desc()))
        .select(Submission::as_select())
        .load(&mut conn)
        .await
}

/// The number of a milestone's last submission; 0 where there was none.
pub async fn last_number(mut conn: &AsyncPgConnection, milestone: Uuid) -> QueryResult<i32> {
    let last: Option<i32> = submissions::table
        .filter(submissions::milestone_id.eq(milestone))
        .select(max(submissions::number))
        .first(&mut conn)
        .await?;
    Ok(last.unwrap_or(0))
}

/// The day of the last submission in a project that was not withdrawn.
pub async fn last_day(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Option<NaiveDate>> {
    submissions::table
        .inner_join(milestones::table)
        .filter(milestones::project_id.eq(project))
        .filter(submissions::withdrawn_on.is_null())
        .select(max(submissions::submitted_on))
        .first(&mut conn)
        .await
}

/// Writes that a submission was withdrawn.
pub async fn withdraw(mut conn: &AsyncPgConnection, row: &Submission) -> QueryResult<()> {
    let withdrawn = diesel::update(submissions::table.find(row.id)).set((
        submissions::withdrawn_on.eq(row.withdrawn_on),
        submissions::version.eq(row.version),
    ));
    Prepared(withdrawn).execute(&mut conn).await.map(drop)
}

/// A decision, the submission that it was taken on, and their milestone.
#[derive(Clone, Debug)]
pub struct NamedDecision {
    /// The decision.
    pub decision: Decision,
    /// What was decided on.
    pub submission: Submission,
    /// Whose they are.
    pub of: NamedMilestone,
}

impl Named for NamedDecision {
    async fn find(mut conn: &AsyncPgConnection, key: &Key) -> QueryResult<Option<Self>> {
        let Key::Id(id) = key else { return Ok(None) };
        let found: Option<(Decision, Submission, Milestone, Project, Programme)> = decisions::table
            .inner_join(submissions::table)
            .inner_join(milestones::table.inner_join(projects::table.inner_join(programmes::table)))
            .filter(decisions::id.eq(id))
            .select((
                Decision::as_select(),
                Submission::as_select(),
                Milestone::as_select(),
                Project::as_select(),
                Programme::as_select(),
            ))
            .first(&mut conn)
            .await
            .optional()?;
        Ok(found.map(|(decision, submission, milestone, project, programme)| Self {
            decision,
            submission,
            of: NamedMilestone {
                milestone,
                project,
                programme,
            },
        }))
    }
}

/// A decision, whoever may see it: its milestone decides.
pub async fn find_decision(conn: &AsyncPgConnection, id: Uuid) -> ApiResult<NamedDecision> {
    NamedDecision::find(conn, &Key::Id(id))
        .await?
        .ok_or_else(ApiError::not_found)
}

/// A decision, and the project of its milestone as one caller sees it.
pub type DecisionContext = (Decision, ProjectContext);

impl Parent for DecisionContext {
    type At = Key;
    type Below = (Key, Id);

    fn apart((decision, Id(id)): (Key, Id)) -> (Key, Uuid) {
        (decision, id)
    }

    async fn read(snapshot: &Snapshot, actor: &Actor, key: &Key) -> ApiResult<Self> {
        let found: NamedDecision = snapshot.find(key).await?.ok_or_else(ApiError::not_found)?;
        let (_, context) = seen_by(actor, Some(found.of))?;
        Ok((found.decision, context))
    }

    fn id(&self) -> Uuid {
        self.0.id
    }

    fn location(&self) -> String {
        format!("/v1/decisions/{}", self.0.id)
    }

    fn programme(&self) -> &Programme {
        &self.1.programme
    }

    fn visibility(&self) -> Visibility {
        self.1.visibility
    }
}

/// What submissions and decisions are shown with: accounts and organisations.
type Parties = (Names, OrganisationReferences);

macro_rules! parties_of {
    ($conn:expr, $rows:expr, $table:ident.$account:ident $(, $more:expr)?) => {{
        let mut conn = $conn;
        let named = organisations::id.nullable().eq_any(array($rows.select($table::organisation_id)));
        let organisations = organisations::table.filter(named).select(OrganisationReference::as_select());
        try_join(
            names_among!($conn, $rows.select($table::$account) $(, $more)?),
            async move { Ok(organisations.load::<OrganisationReference>(&mut conn).await?.into_iter().collect()) },
        )
    }};
}

impl Child for Submission {
    const COLLECTION: &'static str = "submissions";
    type View = SubmissionView;
    type Related = (Vec<Evidence>, Parties);
    type Parent = MilestoneContext;
    type Filter = NoFilter;
    child_rows!(submissions of milestone_id, read by policy::may_read_texts_of, sorted as LogOrder { NewestFirst(DateTime<Utc>): desc submitted_at });

    async fn related(conn: &AsyncPgConnection, milestone: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let given = evidence::table.filter(evidence::milestone_id.eq(milestone));
        let parties = parties_of!(
            conn,
            Self::rows(milestone, which)?,
            submissions.submitted_by,
            given.select(evidence::added_by)
        );
        Ok(try_join(of_milestone(conn, milestone), parties).await?)
    }

    fn view(
        self,
        (milestone, _): &MilestoneContext,
        (given, parties): &Self::Related,
        _: Viewer<'_>,
    ) -> SubmissionView {
        let (names, organisations) = parties;
        let own = given.iter().filter(|piece| self.evidence.contains(&piece.id));
        let evidence = own.map(|piece| EvidenceView::of_milestone(piece.clone(), milestone, names));
        let evidence = evidence.collect();
        SubmissionView::new(self, evidence, milestone, names, organisations)
    }
}

impl Child for Decision {
    const COLLECTION: &'static str = "decisions";
    type View = DecisionView;
    type Related = Parties;
    type Parent = MilestoneContext;
    type Filter = NoFilter;
    child_rows!(decisions of milestone_id, read by policy::may_read_texts_of, sorted as LogOrder { NewestFirst(DateTime<Utc>): desc decided_at });

    async fn related(conn: &AsyncPgConnection, milestone: Uuid, which: Which<'_, Self>) -> ApiResult<Parties> {
        Ok(parties_of!(conn, Self::rows(milestone, which)?, decisions.decided_by).await?)
    }

    fn view(self, (milestone, _): &MilestoneContext, (names, organisations): &Parties, _: Viewer<'_>) -> DecisionView {
        DecisionView::new(self, milestone, names, organisations)
    }
}

impl Child for Observation {
    const COLLECTION: &'static str = "observations";
    type Parent = DecisionContext;
    type Filter = NoFilter;
    type View = ObservationView;
    type Related = Names;
    type Query = observations::BoxedQuery<'static, Pg>;
    type Across = Infallible;

    fn id(&self) -> Uuid {
        self.id
    }

    async fn find(mut conn: &AsyncPgConnection, decision: Uuid, id: Uuid) -> QueryResult<Option<Self>> {
        let rows = observations::table.inner_join(decisions::table);
        rows.filter(observations::id.eq(id))
            .filter(observations::decision_id.eq(decision))
            .select(Self::as_select())
            .first(&mut conn)
            .await
            .optional()
    }

    fn those(decision: Uuid, which: Which<'_, Self>) -> Self::Query {
        let rows = observations::table.into_boxed();
        match which {
            Which::One(id) => rows.filter(observations::id.eq(id)),
            Which::Page(..) => rows.filter(observations::decision_id.eq(decision)),
            Which::Across(none, _) => match *none {},
        }
    }

    fn rows(decision: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Query> {
        Ok(Self::those(decision, which))
    }

    async fn related(conn: &AsyncPgConnection, decision: Uuid, which: Which<'_, Self>) -> ApiResult<Names> {
        Ok(names_among!(conn, Self::rows(decision, which)?.select(observations::author_id)).await?)
    }

    async fn list(conn: &AsyncPgConnection, decision: Uuid, which: Which<'_, Self>) -> ApiResult<Rows<Self>> {
        let Some(Asked { page, .. }) = which.asked() else {
            return Ok(Rows::none());
        };
        let rows = || {
            let joined = observations::table.inner_join(decisions::table);
            joined.filter(observations::decision_id.eq(decision)).into_boxed()
        };
        let sort = LogOrder::NewestFirst;
        let after: Option<(DateTime<Utc>, Uuid)> = page.after(sort)?;
        let query = keyset!(rows(), desc observations::created_at, observations::id, after);
        let found = page_of!(conn, page, query, rows(), Self);
        Ok(page.of(found, sort, |row: &Self| (json!(row.created_at), row.id)))
    }

    fn view(self, _: &DecisionContext, names: &Names, _: Viewer<'_>) -> ObservationView {
        ObservationView::new(self, names)
    }

    fn may_read((_, context): &DecisionContext) -> access::Decision {
        policy::may_read_texts(context)
    }
}
