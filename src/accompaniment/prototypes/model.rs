//! The row of a version of the prototype: how it is written, found, listed and shown.

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use uuid::Uuid;

use super::dto::{NewPrototype, PrototypeContent, PrototypeFilter, PrototypePatch, PrototypeView};
use crate::database::schema::{prototypes, trials};
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Place, record};
use crate::projects::child::{
    Asked, Child, CreationOrder, Editable, Origin, Stamps, Viewer, child_rows, editable, listed, made,
};
use crate::projects::{ProjectContext, Within, Work, may_build, may_read_work, within};
use crate::reference::Names;
use crate::vocabulary::code_list;

code_list! {
    /// How mature a prototype is.
    pub enum Maturity {
        MockUp "mock_up" "Maquette" "Mock-up";
        ProofOfConcept "proof_of_concept" "Preuve de concept" "Proof of concept";
        Functional "functional" "Fonctionnel" "Functional";
        InProduction "in_production" "En production" "In production";
    }
}

impl Maturity {
    /// Those of a prototype that works.
    pub const WORKING: [Self; 2] = [Self::Functional, Self::InProduction];
}

/// A version of what a project builds.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = prototypes, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Prototype {
    pub id: Uuid,
    pub project_id: Uuid,
    pub version_name: String,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: PrototypeContent,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Prototype in prototypes as Prototype, |row| Place::in_project(row.project_id), versioned);
listed!(Prototype in prototypes);

impl Editable for Prototype {
    editable!(prototypes from NewPrototype, PrototypePatch, as Work::Substance, by may_build, unless is_tried);

    fn new(origin: Origin, body: NewPrototype) -> Self {
        made!(Prototype from origin {
            version_name: body.version.clone().into(),
            content: body.into(),
        })
    }

    fn patched(self, patch: PrototypePatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            version_name: patch.version.clone().apply(self.version_name),
            content: patch.apply(self.content)?,
            ..self
        })
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        _: &ProjectContext,
    ) -> ApiResult<Vec<Fault>> {
        let said = |row: &Self| (row.content.maturity, row.content.motive.clone());
        let is_new = before.is_none_or(|before| said(before) != said(self));
        let last = self.last_before(change.conn()).await?;
        let was = before.map(|before| before.content.maturity).max(last);
        let unsaid = is_new && was > Some(self.content.maturity) && self.content.motive.is_none();
        let unsaid = unsaid.then(|| Fault::new(FaultCode::MotiveRequired).at("/motive"));
        let renamed = before.is_some_and(|before| before.version_name != self.version_name);
        // A trial tells the version that was tried.
        let renamed = renamed && is_tried(change.conn(), self.id).await?;
        let renamed = renamed.then(|| Fault::new(FaultCode::InUse).at("/version"));
        Ok(unsaid.into_iter().chain(renamed).collect())
    }
}

/// Whether a trial names it.
async fn is_tried(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<bool> {
    let trials = trials::table.filter(trials::prototype_id.eq(id));
    diesel::select(exists(trials)).get_result(&mut conn).await
}

impl Prototype {
    /// How mature the version before it is.
    async fn last_before(&self, mut conn: &AsyncPgConnection) -> QueryResult<Option<Maturity>> {
        let earlier = prototypes::table
            .filter(prototypes::project_id.eq(self.project_id))
            .filter(prototypes::created_at.lt(self.created_at));
        let last = earlier.order((prototypes::created_at.desc(), prototypes::id.desc()));
        last.select(prototypes::maturity).first(&mut conn).await.optional()
    }
}

/// The projects that have a prototype that works: each once for each version.
pub async fn working(mut conn: &AsyncPgConnection, within: Within<'_>) -> QueryResult<Vec<Uuid>> {
    let working = within!(prototypes, within).filter(prototypes::maturity.eq_any(Maturity::WORKING));
    working.select(prototypes::project_id).distinct().load(&mut conn).await
}

impl Child for Prototype {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "prototypes";
    type Filter = PrototypeFilter;
    type View = PrototypeView;
    child_rows!(prototypes of project_id in programme_id, with version, read by may_read_work, those filtered,
        sorted by sort as CreationOrder { Newest(DateTime<Utc>): desc created_at }, named by created_by, updated_by);

    fn view(self, context: &ProjectContext, names: &Names, _: Viewer<'_>) -> PrototypeView {
        PrototypeView {
            id: self.id,
            project: context.project.reference(),
            stamps: Stamps::of(&self, names),
            edit: self.version,
            version: self.version_name,
            content: self.content,
        }
    }
}

type Rows = prototypes::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, Prototype>) -> Rows {
    let rows = any_of!(rows, prototypes::maturity, filter.maturity, |it| *it);
    edited_since!(rows, prototypes::updated_at, filter.updated_since)
}
