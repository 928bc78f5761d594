//! The row of a reuse: how it is written, found, listed and shown.

use chrono::{DateTime, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::AsyncPgConnection;
use futures_util::future::try_join;
use serde::Serialize;
use uuid::Uuid;

use super::dto::{NewReuse, ReuseContent, ReuseFilter, ReusePatch, ReuseView};
use super::life::ReuseState;
use crate::database::schema::reuses;
use crate::fault::Fault;
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Place, record};
use crate::organisations::{OrganisationReferences, Party, PartyView, organisations_among};
use crate::projects::child::{
    Asked, Child, CreationOrder, Editable, Edits, Origin, Viewer, Which, child_rows, editable, listed, lived, made,
};
use crate::projects::{ProjectContext, Work, may_lead};
use crate::reference::{Names, names_among};

/// What somebody takes over from a project.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = reuses, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Reuse {
    pub id: Uuid,
    pub project_id: Uuid,
    pub by_id: Option<Uuid>,
    pub by_name: Option<String>,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: ReuseContent,
    pub state: ReuseState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Reuse in reuses as Reuse, |row| Place::in_project(row.project_id), versioned);
listed!(Reuse in reuses, observed);
lived!(Reuse: ReuseState);

impl Editable for Reuse {
    editable!(reuses from NewReuse, ReusePatch, as Work::HandOver, by may_lead);

    fn new(origin: Origin, body: NewReuse) -> Self {
        let (by_id, by_name) = body.by.clone().named();
        made!(Reuse from origin {
            by_id,
            by_name,
            content: body.into(),
            state: ReuseState::Contact,
        })
    }

    fn patched(mut self, patch: ReusePatch) -> Result<Self, Vec<Fault>> {
        if let Some(by) = patch.by.sent().cloned() {
            (self.by_id, self.by_name) = by.apply((self.by_id, self.by_name));
        }
        self.content = patch.apply(self.content)?;
        Ok(self)
    }

    fn frozen(&self) -> Option<Fault> {
        Fault::unless_in(self.state, ReuseState::is_open)
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        _: &ProjectContext,
    ) -> ApiResult<Vec<Fault>> {
        Party::faults(change, before.map(Self::by), self.by(), "/by").await
    }
}

impl Reuse {
    /// By whom.
    fn by(&self) -> (Option<Uuid>, Option<&str>) {
        (self.by_id, self.by_name.as_deref())
    }
}

impl Child for Reuse {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "reuses";
    type Filter = ReuseFilter;
    type View = ReuseView;
    type Related = (Names, OrganisationReferences);
    child_rows!(reuses of project_id in programme_id, with version, observed in ReuseState::OBSERVED, those filtered,
        sorted by sort as CreationOrder { Newest(DateTime<Utc>): desc created_at });

    async fn related(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let (creators, editors) = (rows()?.select(reuses::created_by), rows()?.select(reuses::updated_by));
        let takers = rows()?.select(reuses::by_id.assume_not_null());
        let names = names_among!(conn, creators, editors);
        Ok(try_join(names, organisations_among!(conn, takers)).await?)
    }

    fn view(self, context: &ProjectContext, (names, organisations): &Self::Related, _: Viewer<'_>) -> ReuseView {
        ReuseView {
            id: self.id,
            project: context.project.reference(),
            by: PartyView::of(self.by_id, self.by_name.clone(), organisations),
            state: self.state,
            edits: Edits::told(&self, names, context),
            content: self.content,
        }
    }
}

type Rows = reuses::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, Reuse>) -> Rows {
    let rows = any_of!(rows, reuses::what, filter.what, |it| *it);
    let rows = any_of!(rows, reuses::state, filter.state, |it| *it);
    let rows = any_of!(rows, reuses::by_id, filter.organisation, |it| it.0);
    edited_since!(rows, reuses::updated_at, filter.updated_since)
}
