//! The row of a skill assessment: how it is found, listed and shown.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{exists, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use serde::Serialize;
use uuid::Uuid;

use super::dto::{NewSkillAssessment, SkillAssessmentFilter, SkillAssessmentView};
use super::levels::Levels;
use crate::database::schema::skill_assessments;
use crate::fault::{Fault, FaultCode, verdict};
use crate::http::query::any_of;
use crate::http::{Admitted, ApiResult};
use crate::journal::{Place, record};
use crate::projects::child::{Asked, Child, Creatable, CreationOrder, Viewer, Which, child_rows, creatable};
use crate::projects::{ProjectContext, Work, may_lead, may_read_work};
use crate::reference::{Names, names_among};
use crate::vocabulary::{CodeList, code_list};

code_list! {
    /// When in the accompaniment skills are assessed.
    pub enum Moment {
        Start "start" "Début" "Start";
        Middle "middle" "Milieu" "Middle";
        End "end" "Fin" "End";
    }
}

/// What people know at a moment. Written once, never changed.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = skill_assessments, check_for_backend(Pg), treat_none_as_default_value = false)]
pub struct SkillAssessment {
    pub id: Uuid,
    pub project_id: Uuid,
    pub moment: Moment,
    pub assessed_on: NaiveDate,
    pub levels: Levels,
    /// The one it replaces.
    pub corrects_id: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
}

record!(SkillAssessment in skill_assessments as SkillAssessment, |row| Place::in_project(row.project_id));

impl Creatable for SkillAssessment {
    creatable!(NewSkillAssessment, as Work::Substance, by may_lead);

    async fn made_of(body: NewSkillAssessment, change: &mut Admitted<'_>, context: &ProjectContext) -> ApiResult<Self> {
        let row = Self {
            id: Uuid::now_v7(),
            project_id: context.project.id,
            moment: body.moment,
            assessed_on: body.on.into(),
            levels: Levels(body.levels),
            corrects_id: body.corrects.map(Uuid::from),
            created_at: change.now,
            created_by: change.actor.account,
        };
        let standing = Self::standing(change.conn(), row.project_id).await?;
        verdict(row.faults(&standing, change.today(context.programme.zone())))?;
        Ok(row)
    }
}

impl SkillAssessment {
    /// Every fault of it beside those that stand.
    fn faults(&self, standing: &[Self], today: NaiveDate) -> Vec<Fault> {
        let ahead = (self.assessed_on > today).then(|| Fault::new(FaultCode::DateInFuture).at("/on"));
        let same = standing.iter().find(|it| it.moment == self.moment);
        let taken = match (same, self.corrects_id) {
            (None, None) => None,
            (Some(_), None) => Some(Fault::new(FaultCode::AlreadyAssessed).with("moment", self.moment)),
            (Some(same), Some(corrected)) if same.id == corrected => None,
            (_, Some(_)) => Some(Fault::new(FaultCode::AssessmentElsewhere).at("/corrects")),
        };
        let place = |moment: Moment| Moment::ALL.iter().position(|it| *it == moment);
        let before = standing.iter().filter(|it| place(it.moment) < place(self.moment));
        let earliest = before
            .map(|it| it.assessed_on)
            .max()
            .filter(|day| self.assessed_on < *day);
        let early = earliest.map(|day| Fault::new(FaultCode::DateBefore).at("/on").with("earliest", day));
        let told = ahead.into_iter().chain(early).chain(taken);
        told.chain(self.levels.faults()).collect()
    }

    /// Those of a project that stand: nothing corrects them.
    pub async fn standing(mut conn: &AsyncPgConnection, project: Uuid) -> QueryResult<Vec<Self>> {
        skill_assessments::table
            .filter(skill_assessments::project_id.eq(project))
            .filter(not(exists(correction())))
            .select(Self::as_select())
            .load(&mut conn)
            .await
    }
}

diesel::alias!(skill_assessments as later: Later);

/// What corrects a row.
#[diesel::dsl::auto_type]
fn correction() -> _ {
    later.filter(
        later
            .field(skill_assessments::corrects_id)
            .eq(skill_assessments::id.nullable()),
    )
}

impl Child for SkillAssessment {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "skill-assessments";
    type Filter = SkillAssessmentFilter;
    type View = SkillAssessmentView;
    /// Names, and by which one another is corrected.
    type Related = (Names, HashMap<Uuid, Uuid>);
    child_rows!(skill_assessments of project_id, read by may_read_work, those filtered,
        sorted as CreationOrder { Newest(DateTime<Utc>): desc created_at });

    async fn related(mut conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let names = names_among!(conn, rows()?.select(skill_assessments::created_by));
        let corrected = diesel::dsl::array(rows()?.select(skill_assessments::id));
        let corrections = skill_assessments::table
            .filter(skill_assessments::corrects_id.assume_not_null().eq_any(corrected))
            .select((skill_assessments::corrects_id.assume_not_null(), skill_assessments::id))
            .load::<(Uuid, Uuid)>(&mut conn);
        let (names, corrections) = try_join(names, corrections).await?;
        Ok((names, corrections.into_iter().collect()))
    }

    fn view(
        self,
        context: &ProjectContext,
        (names, corrections): &Self::Related,
        _: Viewer<'_>,
    ) -> SkillAssessmentView {
        SkillAssessmentView {
            id: self.id,
            project: context.project.reference(),
            moment: self.moment,
            on: self.assessed_on,
            levels: self.levels.0.into_iter().map(Into::into).collect(),
            corrects: self.corrects_id,
            corrected_by: corrections.get(&self.id).copied(),
            created_at: self.created_at,
            created_by: names.account(self.created_by),
        }
    }
}

type Rows = skill_assessments::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, SkillAssessment>) -> Rows {
    let rows = any_of!(rows, skill_assessments::moment, filter.moment, |it| *it);
    match filter.standing.map(|flag| flag.0) {
        None => rows,
        Some(true) => rows.filter(not(exists(correction()))),
        Some(false) => rows.filter(exists(correction())),
    }
}
