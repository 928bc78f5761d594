//! The row of a trial: how it is written, found, listed and shown.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::dsl::exists;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use serde::Serialize;
use uuid::Uuid;

use super::dto::{NewTrial, TrialCompletion, TrialContent, TrialFilter, TrialPatch, TrialSort, TrialView};
use super::life::{TrialState, TrialVerdict};
use super::measures::Measures;
use crate::accompaniment::prototypes::{Maturity, Prototype};
use crate::database::schema::{prototypes, trials};
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::projects::child::{
    Asked, Child, Editable, Edits, Origin, Step, Viewer, Which, child_rows, editable, listed, lived, made,
};
use crate::projects::{ProjectContext, Within, Work, may_build, may_read_work, within};
use crate::reference::{Names, Reference, names_among};

/// A prototype, tried.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = trials, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Trial {
    pub id: Uuid,
    pub project_id: Uuid,
    pub prototype_id: Uuid,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: TrialContent,
    pub from_on: NaiveDate,
    pub until_on: Option<NaiveDate>,
    pub measures: Measures,
    pub maturity: Option<Maturity>,
    pub verdict: Option<TrialVerdict>,
    pub state: TrialState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Trial in trials as Trial, |row| Place::in_project(row.project_id), versioned);
listed!(Trial in trials);
lived!(Trial: TrialState);

impl Editable for Trial {
    editable!(trials from NewTrial, TrialPatch, as Work::Substance, by may_build);

    fn new(origin: Origin, body: NewTrial) -> Self {
        made!(Trial from origin {
            prototype_id: body.prototype.into(),
            from_on: body.from.into(),
            until_on: body.until.map(NaiveDate::from),
            measures: body.measures.clone().into(),
            content: body.into(),
            maturity: None,
            verdict: None,
            state: TrialState::Planned,
        })
    }

    fn patched(self, patch: TrialPatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            prototype_id: patch.prototype.apply(self.prototype_id),
            from_on: patch.from.apply(self.from_on),
            until_on: patch.until.apply(self.until_on),
            measures: patch.measures.clone().apply(self.measures),
            content: patch.apply(self.content)?,
            ..self
        })
    }

    /// It tells for ever how mature the prototype was when it was completed.
    async fn settled(mut self, _: Option<&Self>, change: &mut Admitted<'_>, _: &ProjectContext) -> ApiResult<Self> {
        if self.state == TrialState::Completed && self.maturity.is_none() {
            let prototype = Prototype::find(change.conn(), self.project_id, self.prototype_id).await?;
            self.maturity = prototype.map(|prototype| prototype.content.maturity);
        }
        Ok(self)
    }

    fn frozen(&self) -> Option<Fault> {
        Fault::unless_in(self.state, TrialState::is_open)
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ProjectContext,
    ) -> ApiResult<Vec<Fault>> {
        let mut faults = Vec::new();
        if before.is_none_or(|before| before.prototype_id != self.prototype_id) {
            let prototype = Prototype::find(change.conn(), context.project.id, self.prototype_id).await?;
            faults.extend(
                prototype
                    .is_none()
                    .then(|| Fault::new(FaultCode::UnknownReference).at("/prototype")),
            );
        }
        let changed = before.filter(|before| before.prototype_id != self.prototype_id);
        let tried = changed.and_then(|before| Fault::unless_in(before.state, |state| state == TrialState::Planned));
        faults.extend(tried.map(|fault| fault.at("/prototype")));
        let today = change.today(context.programme.zone());
        let ahead = self.state == TrialState::Running && self.from_on > today;
        faults.extend(ahead.then(|| Fault::new(FaultCode::TrialAhead).with("from", self.from_on)));
        let reversed = self.until_on.is_some_and(|until| until <= self.from_on);
        faults.extend(reversed.then(|| Fault::new(FaultCode::RangeReversed).at("/until")));
        faults.extend(self.measures.ambiguous());
        // Redacted names are all the same one: those that stand stay.
        if before.is_none_or(|before| before.measures.names() != self.measures.names()) {
            faults.extend(self.measures.faults());
        }
        Ok(faults)
    }
}

impl Step<Trial> for TrialCompletion {
    fn faults(&self, before: &Trial, _: Action, _: NaiveDate) -> Vec<Fault> {
        let measures = &before.measures;
        let mut faults = measures.faults_of(&self.measures);
        let unsaid = measures.clone().with(&self.measures).unsaid();
        let fault = || {
            Fault::new(FaultCode::MeasureUnsaid)
                .at("/measures")
                .with("measures", unsaid.clone())
        };
        faults.extend((!unsaid.is_empty()).then(fault));
        faults
    }

    fn apply(self, mut row: Trial, _: Action, today: NaiveDate) -> Trial {
        row.content.participants = Some(self.participants);
        row.measures = row.measures.with(&self.measures);
        row.verdict = Some(self.verdict);
        let ends = today.max(row.from_on) + Days::new(1);
        row.until_on = Some(row.until_on.map_or(ends, |until| until.min(ends)));
        row
    }
}

/// Whether a project was proven by a trial: one that is complete and had participants, of a prototype that worked then.
pub async fn is_proven(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<bool> {
    diesel::select(exists(proving(Within::Project(project))))
        .get_result(&mut conn)
        .await
}

/// The projects that were: each once for each such trial.
pub async fn proven(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<Uuid>> {
    proving(within)
        .select(trials::project_id)
        .distinct()
        .load(&mut conn)
        .await
}

fn proving(within: Within<'_>) -> Rows {
    within!(trials, within)
        .filter(trials::state.eq(TrialState::Completed).and(trials::participants.ge(1)))
        .filter(trials::maturity.eq_any(Maturity::WORKING))
}

impl Child for Trial {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "trials";
    type Filter = TrialFilter;
    type View = TrialView;
    type Related = (Names, HashMap<Uuid, String>);
    child_rows!(trials of project_id in programme_id, with version, read by may_read_work, those filtered,
        sorted by sort as TrialSort { Latest(NaiveDate): desc from_on });

    async fn related(mut conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let names = names_among!(
            conn,
            rows()?.select(trials::created_by),
            rows()?.select(trials::updated_by)
        );
        let tried = diesel::dsl::array(rows()?.select(trials::prototype_id));
        let tried = prototypes::table.filter(prototypes::id.eq_any(tried));
        let tried = tried
            .select((prototypes::id, prototypes::version_name))
            .load::<(Uuid, String)>(&mut conn);
        let (names, tried) = try_join(names, tried).await?;
        Ok((names, tried.into_iter().collect()))
    }

    fn view(self, context: &ProjectContext, (names, versions): &Self::Related, _: Viewer<'_>) -> TrialView {
        let version = versions.get(&self.prototype_id).map_or("—", String::as_str);
        TrialView {
            edits: Edits::of(&self, names),
            id: self.id,
            project: context.project.reference(),
            prototype: Reference::new(self.prototype_id, version),
            from: self.from_on,
            until: self.until_on,
            measures: self.measures.0,
            maturity: self.maturity,
            verdict: self.verdict,
            state: self.state,
            content: self.content,
        }
    }
}

type Rows = trials::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, Trial>) -> Rows {
    let rows = any_of!(rows, trials::state, filter.state, |it| *it);
    let rows = any_of!(rows, trials::audience, filter.audience, |it| *it);
    let rows = any_of!(rows, trials::verdict, filter.verdict, |it| *it);
    let rows = any_of!(rows, trials::prototype_id, filter.prototype, |it| it.0);
    edited_since!(rows, trials::updated_at, filter.updated_since)
}
