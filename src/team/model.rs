//! The row of a member of a team: how it is written, found, listed and shown.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::future::try_join;
use serde::Serialize;
use uuid::Uuid;

use super::dto::{
    NewTeamMember, TeamFilter, TeamMemberContent, TeamMemberIdentity, TeamMemberPatch, TeamMemberView, TeamSort,
};
use super::persons::Persons;
use crate::access::Visibility;
use crate::database::schema::{persons, team_members};
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::http::{Admitted, ApiResult};
use crate::journal::{Place, record};
use crate::projects::child::{
    Asked, Child, Editable, Edits, Origin, Viewer, Which, child_rows, editable, listed, made,
};
use crate::projects::{ProjectContext, Within, Work, may_lead, people, within};
use crate::reference::{Names, names_among};
use crate::vocabulary::code_list;

code_list! {
    /// What somebody does in a project.
    pub enum TeamFunction {
        Sponsor "sponsor" "Commanditaire" "Sponsor";
        BusinessLead "business_lead" "Responsable métier" "Business lead";
        Data "data" "Données" "Data";
        It "it" "Informatique" "IT";
        Legal "legal" "Juridique" "Legal";
        DataProtection "data_protection" "Protection des données" "Data protection";
        Change "change" "Conduite du changement" "Change";
        Communication "communication" "Communication" "Communication";
    }
}

/// A function of a project, and who holds it: by id alone.
#[derive(Clone, Debug, Serialize, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = team_members, check_for_backend(Pg))]
#[diesel(treat_none_as_null = true, treat_none_as_default_value = false)]
pub struct TeamMember {
    pub id: Uuid,
    pub project_id: Uuid,
    #[diesel(embed)]
    #[serde(flatten)]
    pub content: TeamMemberContent,
    pub person_id: Option<Uuid>,
    pub account_id: Option<Uuid>,
    pub from_on: NaiveDate,
    pub until_on: Option<NaiveDate>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub created_by: Uuid,
    pub updated_at: DateTime<Utc>,
    pub updated_by: Uuid,
}

record!(TeamMember in team_members as TeamMember, |row| Place::in_project(row.project_id), versioned);
listed!(TeamMember in team_members, observed);

/// The person is kept before the row that names it: see the handlers.
impl Editable for TeamMember {
    editable!(team_members from NewTeamMember, TeamMemberPatch, as Work::Substance, by may_lead);

    fn new(origin: Origin, body: NewTeamMember) -> Self {
        made!(TeamMember from origin {
            person_id: None,
            account_id: body.account.map(Uuid::from),
            from_on: body.from.into(),
            until_on: body.until.map(NaiveDate::from),
            content: body.into(),
        })
    }

    fn patched(self, patch: TeamMemberPatch) -> Result<Self, Vec<Fault>> {
        Ok(Self {
            account_id: patch.account.apply(self.account_id),
            from_on: patch.from.apply(self.from_on),
            until_on: patch.until.apply(self.until_on),
            content: patch.apply(self.content)?,
            ..self
        })
    }

    async fn faults(
        &self,
        before: Option<&Self>,
        change: &mut Admitted<'_>,
        context: &ProjectContext,
    ) -> ApiResult<Vec<Fault>> {
        let known = before.and_then(|before| before.account_id);
        let mut faults = people::faults(change.conn(), context, known, self.account_id, "/account").await?;
        let one = self.person_id.is_some() != self.account_id.is_some();
        faults.extend((!one).then(|| Fault::new(FaultCode::OneOfTwo).with("members", ["person", "account"])));
        let reversed = self.until_on.is_some_and(|until| until <= self.from_on);
        faults.extend(reversed.then(|| Fault::new(FaultCode::RangeReversed).at("/until")));
        Ok(faults)
    }
}

impl Child for TeamMember {
    type Parent = ProjectContext;
    const COLLECTION: &'static str = "team";
    type Filter = TeamFilter;
    type View = TeamMemberView;
    type Related = (Names, Persons);
    child_rows!(team_members of project_id in programme_id, with version, those filtered,
        sorted by sort as TeamSort { From(NaiveDate): asc from_on });

    async fn related(mut conn: &AsyncPgConnection, parent: Uuid, which: Which<'_, Self>) -> ApiResult<Self::Related> {
        let rows = || Self::rows(parent, which);
        let names = names_among!(
            conn,
            rows()?.select(team_members::created_by),
            rows()?.select(team_members::updated_by),
            rows()?.select(team_members::account_id.assume_not_null())
        );
        let named = diesel::dsl::array(rows()?.select(team_members::person_id.assume_not_null()));
        let persons = persons::table.filter(persons::id.eq_any(named));
        let persons = persons
            .select((persons::id, persons::name, persons::email))
            .load::<(Uuid, String, Option<String>)>(&mut conn);
        let (names, persons) = try_join(names, persons).await?;
        Ok((names, persons.into_iter().collect()))
    }

    fn view(self, context: &ProjectContext, (names, persons): &Self::Related, _: Viewer<'_>) -> TeamMemberView {
        let identity = TeamMemberIdentity {
            person: self.person_id.map(|id| persons.view(id)),
            account: self.account_id.map(|id| names.account(id)),
            share: self.content.share,
            edits: Edits::of(&self, names),
        };
        TeamMemberView {
            id: self.id,
            project: context.project.reference(),
            function: self.content.function,
            from: self.from_on,
            until: self.until_on,
            identity: (context.visibility == Visibility::Full).then_some(identity),
        }
    }
}

/// The functions that somebody holds on a day, of each project: each once for each member.
pub async fn held(
    mut conn: &AsyncPgConnection,
    within: Within<'_>,
    day: NaiveDate,
) -> QueryResult<Vec<(Uuid, TeamFunction)>> {
    let members = holding_on(within!(team_members, within), day);
    members
        .select((team_members::project_id, team_members::function))
        .load(&mut conn)
        .await
}

/// Those whose dates hold a day.
fn holding_on(rows: Rows, day: NaiveDate) -> Rows {
    let until = team_members::until_on;
    let ends_later = until.is_null().or(until.assume_not_null().gt(day));
    rows.filter(team_members::from_on.le(day)).filter(ends_later)
}

type Rows = team_members::BoxedQuery<'static, Pg>;

fn filtered(rows: Rows, Asked { filter, .. }: Asked<'_, TeamMember>) -> Rows {
    let rows = any_of!(rows, team_members::function, filter.function, |it| *it);
    let rows = edited_since!(rows, team_members::updated_at, filter.updated_since);
    match filter.on {
        None => rows,
        Some(day) => holding_on(rows, day.0),
    }
}
