//! The row of a risk: how it is found, listed and shown.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;

use super::dto::{NewRisk, RiskContent, RiskFilter, RiskMitigation, RiskPatch, RiskSort, RiskView};
use super::life::{Criticality, RiskState, Score};
use crate::database::schema::risks;
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Action, Place, record};
use crate::projects::child::{Asked, Child, Editable, Origin, Step, Viewer, child_rows, editable, listed, lived, made};
use crate::projects::{ProjectContext, Work, may_contribute, may_read_work, people};
use crate::reference::Names;
use crate::vocabulary::code_list;

code_list! {
    /// What a risk is about.
    pub enum RiskKind {
        Ethical "ethical" "Éthique" "Ethical";
        DataAccess "data_access" "Accès aux données" "Access to data";
        DataProtection "data_protection" "Protection des données" "Data protection";
        Technical "technical" "Technique" "Technical";
        Organisational "organisational" "Organisation" "Organisational";
        Adoption "adoption" "Adoption" "Adoption";
        Schedule "schedule" "Calendrier" "Schedule";
        Security "security" "Sécurité" "Security";
    }
}

/// What may go wrong in a project.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = risks, check_for_backend(Pg), treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct Risk {
    pub id: Uuid,
    pub project_id: Uuid,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: RiskContent,
    pub owner_id: Option<Uuid>,
    /// Of the score that counts; 0 where there is none.
    pub weight: i32,
    pub state: RiskState,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(Risk in risks as Risk, |row| Place::in_project(row.project_id), versioned);
listed!(Risk in risks);
lived!(Risk: RiskState);

impl Editable for Risk {
    editable!(risks from NewRisk, RiskPatch, as Work::Substance, by may_contribute);

    fn new(origin: Origin, body: NewRisk) -> Self {
        made!(Risk from origin {
            owner_id: body.owner.map(Uuid::from),
            content: body.into(),
            weight: 0,
            state: RiskState::Open,
        })
    }

    fn patched(self, patch: RiskPatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            owner_id: patch.owner.apply(self.owner_id),
            content: patch.apply(self.content)?,
            ..self
        })
    }

    async fn settled(self, _: Option<&Self>, _: &mut Admitted<'_>, _: &ProjectContext) -> ApiResult<Self> {
        let counts = self.content.residual.or(self.content.gross);
        let weight = counts.map_or(0, Score::weight);
        Ok(Self { weight, ..self })
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ProjectContext,
    ) -> ApiResult<Vec<Fault>> {
        let known = before.and_then(|before| before.owner_id);
        let mut faults = people::faults(change.conn(), context, known, self.owner_id, "/owner").await?;
        if self.state == RiskState::Mitigated {
            let missing = |code, pointer| Fault::new(code).at(pointer);
            let (residual, response) = (&self.content.residual, &self.content.response);
            faults.extend(
                residual
                    .is_none()
                    .then(|| missing(FaultCode::ResidualRequired, "/residual")),
            );
            faults.extend(
                response
                    .is_none()
                    .then(|| missing(FaultCode::ResponseRequired, "/response")),
            );
        }
        Ok(faults)
    }
}

impl Step<Risk> for RiskMitigation {
    fn apply(self, mut risk: Risk, _: Action, _: NaiveDate) -> Risk {
        risk.content.residual = self.residual.or(risk.content.residual);
        risk.content.response = self.response.or(risk.content.response);
        risk
    }
}

impl Child for Risk {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "risks";
    type Filter = RiskFilter;
    type View = RiskView;
    child_rows!(risks of project_id in programme_id, with version, read by may_read_work, those filtered,
        sorted by sort as RiskSort {
            MostCritical(i32): desc weight,
            Newest(DateTime<Utc>): desc created_at,
        }, named by created_by, updated_by, maybe owner_id);

    fn view(self, context: &ProjectContext, names: &Names, viewer: Viewer<'_>) -> RiskView {
        RiskView::new(self, context, names, viewer.today)
    }
}

type Rows = risks::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, today, .. }: Asked<'_, Risk>) -> Rows {
    let rows = any_of!(rows, risks::kind, filter.kind, |kind| *kind);
    let rows = any_of!(rows, risks::state, filter.state, |state| *state);
    let weights = |criticality: &Criticality| criticality.weights().collect::<Vec<_>>();
    let weights = filter.criticality.as_ref().map(|any| any.map(weights).concat());
    let rows = match weights
        .as_ref()
        .and_then(|weights| weights.iter().min().zip(weights.iter().max()))
    {
        // The bounds are where the index of the order begins and ends.
        Some((least, most)) => rows
            .filter(risks::weight.between(*least, *most))
            .filter(risks::weight.eq_any(weights.clone().unwrap_or_default())),
        None => rows,
    };
    let rows = any_of!(rows, risks::owner_id, filter.owner, |id| id.0);
    let rows = edited_since!(rows, risks::updated_at, filter.updated_since);
    let stands = risks::state.eq_any([RiskState::Open, RiskState::Mitigated]);
    let overdue = stands.and(risks::review_on.lt(today));
    match filter.overdue_review.map(|flag| flag.0) {
        Some(true) => rows.filter(overdue.assume_not_null()),
        Some(false) => rows.filter(
            diesel::dsl::not(overdue)
                .assume_not_null()
                .or(risks::review_on.is_null()),
        ),
        None => rows,
    }
}
