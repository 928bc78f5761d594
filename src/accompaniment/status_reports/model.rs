//! The row of a status report: how it is written, found, listed and shown.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join3;
use serde::Serialize;
use uuid::Uuid;

use super::dto::{
    NewStatusReport, ReportHands, StatusReportContent, StatusReportFilter, StatusReportPatch, StatusReportSort,
    StatusReportView,
};
use super::life::ReportState;
use super::project_health::ProjectHealth;
use super::queries::filtered;
use super::{queries, rules};
use crate::access::{Actor, Decision, Visibility, allow_if};
use crate::database::schema::status_reports;
use crate::fault::{Fault, FaultCode};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::organisations::{OrganisationReferences, organisations_among};
use crate::programmes;
use crate::projects::child::{
    Child, Editable, Edits, Origin, Viewer, Which, child_rows, editable, listed, lived, made,
};
use crate::projects::{ProjectContext, Work, may_contribute, may_coordinate};
use crate::reference::{Names, names_among};

/// How a project fared over a period, as one of those who work on it says.
#[derive(Clone, Debug, PartialEq, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = status_reports, check_for_backend(Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct StatusReport {
    pub id: Uuid,
    pub project_id: Uuid,
    pub from_on: NaiveDate,
    pub until_on: NaiveDate,
    #[diesel(embed)]
    #[serde(flatten)]
    pub health: ProjectHealth,
    pub done: Option<String>,
    pub next: Option<String>,
    /// The words of a report of one line, which says neither of the two.
    pub text: Option<String>,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: StatusReportContent,
    pub rectifies_id: Option<Uuid>,
    /// The author's organisation.
    pub organisation_id: Option<Uuid>,
    pub endorsed_by: Option<Uuid>,
    pub published_on: Option<NaiveDate>,
    pub published_at: Option<DateTime<Utc>>,
    pub published_by: Option<Uuid>,
    pub state: ReportState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(StatusReport in status_reports as StatusReport, |row| Place::in_project(row.project_id), versioned);
listed!(StatusReport in status_reports, observed);
lived!(StatusReport: ReportState);

impl Editable for StatusReport {
    editable!(status_reports from NewStatusReport, StatusReportPatch, as Work::Report, by may_contribute,
        unless queries::is_rectified);

    /// The author edits, a colleague endorses, a coordinator publishes.
    fn may(&self, action: Action, actor: &Actor, context: &ProjectContext, today: NaiveDate) -> Decision {
        match action {
            Action::Published => return may_coordinate(actor, context.programme.id),
            Action::Endorsed => allow_if(actor.organisation == self.organisation_id)?,
            _ => allow_if(actor.account == self.created_by)?,
        }
        Self::may_write(actor, context, today)
    }

    fn new(origin: Origin, body: NewStatusReport) -> Self {
        made!(StatusReport from origin {
            from_on: body.from.into(),
            until_on: body.until.into(),
            health: body.health.clone().into(),
            done: Some(body.done.clone().into()),
            next: Some(body.next.clone().into()),
            text: None,
            rectifies_id: body.rectifies.map(Uuid::from),
            content: body.into(),
            organisation_id: origin.organisation,
            endorsed_by: None,
            published_on: None,
            published_at: None,
            published_by: None,
            state: ReportState::Draft,
        })
    }

    fn patched(self, mut patch: StatusReportPatch) -> Result<Self, Vec<Fault>> {
        let before = self.clone();
        let health = std::mem::take(&mut patch.health).into_option();
        let after = Self {
            from_on: patch.from.apply(self.from_on),
            until_on: patch.until.apply(self.until_on),
            health: match health {
                Some(patch) => self.health.patched(patch),
                None => self.health,
            },
            done: patch.done.clone().into_option().map(String::from).or(self.done),
            next: patch.next.clone().into_option().map(String::from).or(self.next),
            rectifies_id: patch.rectifies.apply(self.rectifies_id),
            content: patch.apply(self.content)?,
            ..self
        };
        if after == before {
            return Ok(after);
        }
        // What was endorsed is no more what is said.
        Ok(Self {
            state: ReportState::Draft,
            endorsed_by: None,
            ..after
        })
    }

    /// It tells for ever who endorsed it, and when and by whom it was published.
    async fn settled(
        mut self,
        _: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ProjectContext,
    ) -> ApiResult<Self> {
        let actor = change.actor.account;
        match self.state {
            ReportState::Draft => {}
            ReportState::Endorsed => self.endorsed_by = self.endorsed_by.or(Some(actor)),
            ReportState::Published => {
                self.published_on = Some(change.today(context.programme.zone()));
                self.published_at = Some(change.now);
                self.published_by = Some(actor);
            }
        }
        Ok(self)
    }

    fn frozen(&self) -> Option<Fault> {
        Fault::unless_in(self.state, ReportState::is_open)
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ProjectContext,
    ) -> ApiResult<Vec<Fault>> {
        let today = change.today(context.programme.zone());
        let Some(before) = before else {
            let mut faults = self.said_faults(None, change.conn(), context, today).await?;
            faults.extend(self.reported_faults(change.conn(), context).await?);
            return Ok(faults);
        };
        let conn = change.conn();
        match (before.state, self.state) {
            // That it was published is all there is to say.
            (ReportState::Published, _) => Ok(Vec::new()),
            (_, ReportState::Draft) => self.said_faults(Some(before), conn, context, today).await,
            (ReportState::Draft, ReportState::Endorsed) if change.actor.account == self.created_by => {
                let colleagues = queries::has_colleagues(conn, self, context, today).await?;
                let own = colleagues.then(|| Fault::new(FaultCode::EndorserIsAuthor));
                Ok(Vec::from_iter(own))
            }
            // Others may have been published since it was drafted.
            (_, ReportState::Published) => {
                let mut faults = self.reported_faults(conn, context).await?;
                faults.extend(rules::final_period_fault(self, &context.project));
                let rectified = queries::rectification(conn, self).await?;
                faults.extend(rectified.map(|_| Fault::new(FaultCode::AlreadyRectified)));
                Ok(faults)
            }
            _ => Ok(Vec::new()),
        }
    }
}

impl StatusReport {
    /// What refuses another report on a project that has ended: the final one was published, which this one does not
    /// say right. What says an earlier one right is no other report, but where it is of the end too.
    async fn reported_faults(&self, conn: &AsyncPgConnection, context: &ProjectContext) -> ApiResult<Vec<Fault>> {
        let project = &context.project;
        let is_other = self.rectifies_id.is_none() || rules::is_of_the_end(self, project);
        let reported = is_other && queries::has_final_report(conn, project, self.rectifies_id).await?;
        Ok(Vec::from_iter(
            reported.then(|| Fault::new(FaultCode::FinalReportPublished)),
        ))
    }

    /// Every fault of what it says; what it named before may stay.
    async fn said_faults(
        &self,
        before: Option<&Self>,
        conn: &AsyncPgConnection,
        context: &ProjectContext,
        today: NaiveDate,
    ) -> ApiResult<Vec<Fault>> {
        let mut faults = rules::faults(self, &context.project, today);
        let mut named = self.health.tracks.0.clone();
        named.retain(|code, _| before.is_none_or(|before| !before.health.tracks.0.contains_key(code)));
        if !named.is_empty() {
            let known = programmes::tracks(conn, context.programme.id).await?;
            faults.extend(rules::unknown_tracks(&named, &known, "/health/tracks"));
        }
        if before.is_none_or(|before| before.rectifies_id != self.rectifies_id) {
            faults.extend(queries::rectification(conn, self).await?);
        }
        Ok(faults)
    }

    /// Whether the caller is told of it before it is published: of the author's organisation, the laureate's, or a coordinator.
    fn is_told(&self, actor: &Actor, context: &ProjectContext) -> bool {
        actor.coordinates(context.programme.id)
            || actor.is_laureate_of(self.project_id)
            || actor.organisation == self.organisation_id
    }
}

impl Child for StatusReport {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "status-reports";
    type Filter = StatusReportFilter;
    type View = StatusReportView;
    /// Names, organisations, and by which report one is said right.
    type Related = (Names, OrganisationReferences, HashMap<Uuid, Uuid>);
    child_rows!(status_reports of project_id in programme_id, with version, those filtered,
        sorted by sort as StatusReportSort { Latest(NaiveDate): desc until_on });

    async fn related(mut conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let names = names_among!(
            conn,
            rows()?.select(status_reports::created_by),
            rows()?.select(status_reports::updated_by),
            rows()?.select(status_reports::endorsed_by.assume_not_null()),
            rows()?.select(status_reports::published_by.assume_not_null())
        );
        let organisations =
            organisations_among!(conn, rows()?.select(status_reports::organisation_id.assume_not_null()));
        let rectified = diesel::dsl::array(rows()?.select(status_reports::id));
        let rectifications = status_reports::table
            .filter(status_reports::rectifies_id.assume_not_null().eq_any(rectified))
            .filter(status_reports::published_at.is_not_null())
            .select((status_reports::rectifies_id.assume_not_null(), status_reports::id))
            .load::<(Uuid, Uuid)>(&mut conn);
        let (names, organisations, rectifications) = try_join3(names, organisations, rectifications).await?;
        Ok((names, organisations, rectifications.into_iter().collect()))
    }

    fn view(
        self,
        context: &ProjectContext,
        (names, organisations, rectifications): &Self::Related,
        _: Viewer<'_>,
    ) -> StatusReportView {
        let hands = ReportHands {
            endorsed_by: self.endorsed_by.map(|account| names.account(account)),
            published_by: self.published_by.map(|account| names.account(account)),
            edits: Edits::of(&self, names),
        };
        StatusReportView {
            hands: (context.visibility == Visibility::Full).then_some(hands),
            id: self.id,
            project: context.project.reference(),
            organisation: self.organisation_id.map(|id| organisations.to(id)),
            from: self.from_on,
            until: self.until_on,
            health: self.health,
            one_line: self.text.is_some(),
            done: self.text.or(self.done).unwrap_or_default(),
            next: self.next,
            rectifies: self.rectifies_id,
            rectified_by: rectifications.get(&self.id).copied(),
            state: self.state,
            published_on: self.published_on,
            published_at: self.published_at,
            content: self.content,
        }
    }

    fn is_shown(&self, actor: &Actor, context: &ProjectContext) -> bool {
        match (context.visibility, self.state) {
            (Visibility::Observer, state) => state == ReportState::Published && self.text.is_none(),
            (Visibility::Full, ReportState::Published) => true,
            (Visibility::Full, _) => self.is_told(actor, context),
        }
    }
}
