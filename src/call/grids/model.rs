//! The row of a grid: how it is written, found, listed and shown.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{array, exists, max};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use uuid::Uuid;

use super::criteria::{Criteria, Scale};
use super::dto::{GridFilter, GridInside, GridPatch, GridView, NewGrid};
use crate::access::{Actor, Decision};
use crate::database::schema::{evaluations, grids};
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Place, record};
use crate::projects::child::{
    Asked, Child, CreationOrder, Editable, Edits, Origin, Viewer, Which, child_rows, editable, made,
};
use crate::projects::{ProgrammeContext, may_coordinate};
use crate::reference::{Names, Reference, names_among};
use crate::vocabulary::code_list;

code_list! {
    /// When something is evaluated.
    pub enum EvaluationStage {
        Selection "selection" "Sélection" "Selection";
        MidTerm "mid_term" "Mi-parcours" "Mid-term";
        End "end" "Fin" "End";
    }
}

/// By what is judged at a stage.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = grids, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Grid {
    pub id: Uuid,
    pub programme_id: Uuid,
    pub stage: EvaluationStage,
    pub number: i32,
    pub criteria: Criteria,
    #[diesel(embed)]
    pub scale: Scale,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Grid in grids as Grid, |row| Place::in_programme(row.programme_id), versioned);

impl Editable for Grid {
    editable!(grids from NewGrid, GridPatch, as (), by may_keep, unless is_cited);

    fn new(origin: Origin, body: NewGrid) -> Self {
        made!(Grid from origin in programme_id {
            stage: body.stage,
            number: 0,
            criteria: body.criteria.into(),
            scale: body.scale.into(),
        })
    }

    fn patched(self, patch: GridPatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            criteria: patch.criteria.apply(self.criteria),
            scale: patch.scale.apply(self.scale),
            ..self
        })
    }

    /// With the next number of its stage.
    async fn settled(
        mut self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        _: &ProgrammeContext,
    ) -> ApiResult<Self> {
        if before.is_none() {
            self.number = last_number(change.conn(), self.programme_id, self.stage).await? + 1;
        }
        Ok(self)
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        _: &ProgrammeContext,
    ) -> ApiResult<Vec<Fault>> {
        let cited = match before {
            Some(_) => is_cited(change.conn(), self.id).await?,
            None => false,
        };
        let cited = cited.then(|| Fault::new(FaultCode::InUse));
        let own = self.criteria.faults().into_iter().chain(self.scale.fault());
        Ok(own.chain(cited).collect())
    }
}

/// Coordinators keep grids.
fn may_keep(actor: &Actor, context: &ProgrammeContext, _: NaiveDate) -> Decision {
    may_coordinate(actor, context.programme.id)
}

/// The last number of a stage, under the programme's lock.
async fn last_number(mut conn: &AsyncPgConnection, programme: Uuid, stage: EvaluationStage) -> QueryResult<i32> {
    let of_stage = grids::table.filter(grids::programme_id.eq(programme).and(grids::stage.eq(stage)));
    let last: Option<i32> = of_stage.select(max(grids::number)).first(&mut conn).await?;
    Ok(last.unwrap_or_default())
}

/// Whether an evaluation uses it.
async fn is_cited(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<bool> {
    let citing = evaluations::table.filter(evaluations::grid_id.eq(id));
    diesel::select(exists(citing)).get_result(&mut conn).await
}

/// The one with that id.
pub async fn find(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<Grid> {
    grids::table.find(id).select(Grid::as_select()).first(&mut conn).await
}

/// All of a stage of a programme, the latest first.
pub async fn of_stage(mut conn: &AsyncPgConnection, programme: Uuid, stage: EvaluationStage) -> QueryResult<Vec<Grid>> {
    let of_stage = grids::table.filter(grids::programme_id.eq(programme).and(grids::stage.eq(stage)));
    let latest = of_stage.order(grids::number.desc()).select(Grid::as_select());
    latest.load(&mut conn).await
}

/// The one that new evaluations of a stage use.
pub async fn in_force(
    mut conn: &AsyncPgConnection,
    programme: Uuid,
    stage: EvaluationStage,
) -> QueryResult<Option<Grid>> {
    let of_stage = grids::table.filter(grids::programme_id.eq(programme).and(grids::stage.eq(stage)));
    let latest = of_stage.order(grids::number.desc()).select(Grid::as_select());
    latest.first(&mut conn).await.optional()
}

/// What grids are shown with.
#[derive(Debug)]
pub struct GridDetails {
    names: Names,
    /// The last number of each stage.
    latest: HashMap<EvaluationStage, i32>,
    cited: HashSet<Uuid>,
}

impl Child for Grid {
    type Parent = ProgrammeContext;
    const COLLECTION: &'static str = "grids";
    type Filter = GridFilter;
    type View = GridView;
    type Related = GridDetails;
    child_rows!(grids of programme_id, with version, those filtered,
        sorted as CreationOrder { Newest(DateTime<Utc>): desc created_at });

    async fn related(conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<GridDetails> {
        let (mut one, mut two) = (conn, conn);
        let rows = || Self::rows(parent, which);
        let names = names_among!(
            conn,
            rows()?.select(grids::created_by),
            rows()?.select(grids::updated_by)
        );
        let latest = grids::table.filter(grids::programme_id.eq(parent));
        let latest = latest
            .group_by(grids::stage)
            .select((grids::stage, max(grids::number).assume_not_null()));
        let shown = array(rows()?.select(grids::id));
        let cited = evaluations::table.filter(evaluations::grid_id.eq_any(shown));
        let cited = cited.select(evaluations::grid_id).distinct();
        let (names, latest, cited): (_, Vec<(EvaluationStage, i32)>, Vec<Uuid>) =
            tokio::try_join!(names, latest.load(&mut one), cited.load(&mut two))?;
        Ok(GridDetails {
            names,
            latest: latest.into_iter().collect(),
            cited: cited.into_iter().collect(),
        })
    }

    fn view(self, context: &ProgrammeContext, details: &GridDetails, _: Viewer<'_>) -> GridView {
        let programme = &context.programme;
        let edits = Edits::told(&self, &details.names, context);
        GridView {
            id: self.id,
            programme: Reference::coded(programme.id, &programme.code, &programme.title),
            stage: self.stage,
            number: self.number,
            in_force: details.latest.get(&self.stage) == Some(&self.number),
            inside: edits.map(|edits| GridInside {
                cited: details.cited.contains(&self.id),
                edits,
            }),
            criteria: self.criteria.0,
            scale: self.scale,
        }
    }
}

type Rows = grids::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, Grid>) -> Rows {
    let rows = any_of!(rows, grids::stage, filter.stage, |it| *it);
    edited_since!(rows, grids::updated_at, filter.updated_since)
}
