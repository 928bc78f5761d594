//! The row of a dataset: how it is written, found, listed and shown.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use serde::Serialize;
use uuid::Uuid;

use super::dto::{AccessMove, DatasetContent, DatasetFilter, DatasetPatch, DatasetView, Moves, NewDataset};
use super::life::{DatasetAccess, DatasetExistence, Dpia};
use crate::database::schema::datasets;
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since, equal};
use crate::http::wire::CivilDate;
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::organisations::{OrganisationReferences, Party, PartyView, organisations_among};
use crate::projects::child::{
    Asked, Child, CreationOrder, Editable, Edits, Origin, Step, Viewer, Which, child_rows, editable, listed, lived,
    made,
};
use crate::projects::{ProjectContext, Within, Work, may_contribute, may_read_work, within};
use crate::reference::{Names, names_among};

/// Data that a project lives on.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = datasets, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Dataset {
    pub id: Uuid,
    pub project_id: Uuid,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: DatasetContent,
    pub holder_id: Option<Uuid>,
    pub holder_name: Option<String>,
    #[diesel(column_name = access)]
    #[serde(rename = "access")]
    pub state: DatasetAccess,
    #[diesel(embed)]
    #[serde(flatten)]
    pub moves: Moves,
    pub block_motive: Option<String>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Dataset in datasets as Dataset, |row| Place::in_project(row.project_id), versioned);
listed!(Dataset in datasets);
lived!(Dataset: DatasetAccess);

impl Editable for Dataset {
    editable!(datasets from NewDataset, DatasetPatch, as Work::Substance, by may_contribute);

    fn new(origin: Origin, body: NewDataset) -> Self {
        let (holder_id, holder_name) = body.holder.clone().named();
        made!(Dataset from origin {
            holder_id,
            holder_name,
            content: body.into(),
            state: DatasetAccess::NotRequested,
            moves: Moves::default(),
            block_motive: None,
        })
    }

    fn patched(mut self, patch: DatasetPatch) -> Result<Self, Vec<Fault>> {
        if let Some(holder) = patch.holder.sent().cloned() {
            (self.holder_id, self.holder_name) = holder.apply((self.holder_id, self.holder_name));
        }
        self.content = patch.apply(self.content)?;
        Ok(self)
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        _: &ProjectContext,
    ) -> ApiResult<Vec<Fault>> {
        let mut faults = Vec::new();
        if self.content.personal_data && self.content.dpia == Dpia::NotNeeded {
            faults.push(Fault::new(FaultCode::DpiaNeeded).at("/dpia"));
        }
        faults.extend(Party::faults(change, before.map(Self::holder), self.holder(), "/holder").await?);
        Ok(faults)
    }
}

impl Dataset {
    /// Who holds it.
    fn holder(&self) -> (Option<Uuid>, Option<&str>) {
        (self.holder_id, self.holder_name.as_deref())
    }
}

impl Step<Dataset> for AccessMove {
    fn motive(&self) -> Option<&str> {
        self.motive.as_deref().map(String::as_str)
    }

    fn faults(&self, before: &Dataset, action: Action, today: NaiveDate) -> Vec<Fault> {
        let dated = self.on.and_then(|CivilDate(on)| match before.moves.last() {
            _ if on > today => Some(Fault::new(FaultCode::DateInFuture)),
            Some(last) if on < last => Some(Fault::new(FaultCode::DateBefore).with("earliest", last)),
            _ => None,
        });
        let unsaid = action == Action::Blocked && self.motive.is_none();
        let unsaid = unsaid.then(|| Fault::new(FaultCode::MotiveRequired).at("/motive"));
        dated.map(|fault| fault.at("/on")).into_iter().chain(unsaid).collect()
    }

    fn apply(self, mut row: Dataset, action: Action, today: NaiveDate) -> Dataset {
        let moved = match action {
            Action::Requested => &mut row.moves.requested_on,
            Action::Granted => &mut row.moves.granted_on,
            Action::Blocked => &mut row.moves.blocked_on,
            _ => &mut row.moves.opened_on,
        };
        row.block_motive = self.motive.filter(|_| action == Action::Blocked).map(String::from);
        *moved = Some(self.on.map_or(today, NaiveDate::from));
        row
    }
}

impl Moves {
    /// The day of the last one.
    fn last(&self) -> Option<NaiveDate> {
        [self.requested_on, self.granted_on, self.blocked_on, self.opened_on]
            .into_iter()
            .flatten()
            .max()
    }
}

impl Child for Dataset {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "datasets";
    type Filter = DatasetFilter;
    type View = DatasetView;
    type Related = (Names, OrganisationReferences);
    child_rows!(datasets of project_id in programme_id, with version, read by may_read_work, those filtered,
        sorted by sort as CreationOrder { Newest(DateTime<Utc>): desc created_at });

    async fn related(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let (creators, editors) = (
            rows()?.select(datasets::created_by),
            rows()?.select(datasets::updated_by),
        );
        let holders = rows()?.select(datasets::holder_id.assume_not_null());
        let related = try_join(
            names_among!(conn, creators, editors),
            organisations_among!(conn, holders),
        );
        Ok(related.await?)
    }

    fn view(self, context: &ProjectContext, (names, organisations): &Self::Related, _: Viewer<'_>) -> DatasetView {
        let there = matches!(
            self.content.existence,
            DatasetExistence::Exists | DatasetExistence::Partial
        );
        DatasetView {
            id: self.id,
            project: context.project.reference(),
            holder: PartyView::of(self.holder_id, self.holder_name.clone(), organisations),
            access: self.state,
            reachable: there && matches!(self.state, DatasetAccess::Granted | DatasetAccess::Open),
            edits: Edits::of(&self, names),
            moves: self.moves,
            block_motive: self.block_motive,
            content: self.content,
        }
    }
}

/// A dataset, as far as a project can count on it.
#[derive(Clone, Copy, Debug, Queryable, Selectable)]
#[diesel(table_name = datasets, check_for_backend(Pg))]
pub struct DatasetReach {
    pub id: Uuid,
    pub project_id: Uuid,
    pub reachable: bool,
    pub dpia: Dpia,
    pub access: DatasetAccess,
}

/// How far datasets can be counted on; those of one project the oldest first.
pub async fn reach(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<DatasetReach>> {
    let datasets = within!(datasets, within);
    let datasets = match within {
        Within::Project(_) => datasets.order((datasets::created_at, datasets::id)),
        Within::Projects(_) | Within::Programme(_) => datasets,
    };
    datasets.select(DatasetReach::as_select()).load(&mut conn).await
}

type Rows = datasets::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, Dataset>) -> Rows {
    let rows = any_of!(rows, datasets::existence, filter.existence, |it| *it);
    let rows = any_of!(rows, datasets::access, filter.access, |it| *it);
    let rows = any_of!(rows, datasets::dpia, filter.dpia, |it| *it);
    let rows = equal!(rows, datasets::personal_data, filter.personal_data.map(|flag| flag.0));
    let rows = equal!(rows, datasets::reachable, filter.reachable.map(|flag| flag.0));
    let rows = any_of!(rows, datasets::holder_id, filter.organisation, |it| it.0);
    edited_since!(rows, datasets::updated_at, filter.updated_since)
}
