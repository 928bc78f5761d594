//! SQL of status reports.

use chrono::{Days, NaiveDate};
use diesel::dsl::{array, exists, max, not};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::life::ReportState;
use super::model::StatusReport;
use super::rules::is_of_the_end;
use crate::access::{AccountKind, Actor, GRACE_DAYS, Role};
use crate::database::schema::{accounts, grants, journal, missions, status_reports};
use crate::fault::{Fault, FaultCode};
use crate::http::query::{any_of, edited_since};
use crate::journal::{Action, Entity};
use crate::projects::child::Asked;
use crate::projects::{Project, ProjectContext};

/// Whether the final report of a project was published: since it ended, on a period that ends with it. Not that
/// one which is said right.
pub async fn has_final_report(
    mut conn: &AsyncPgConnection,
    project: &Project,
    but_for: Option<Uuid>,
) -> QueryResult<bool> {
    if project.ended_on.is_none() {
        return Ok(false);
    }
    let ends = journal::table
        .filter(journal::entity.eq(Entity::Project))
        .filter(journal::entity_id.eq(project.id))
        .filter(journal::action.eq_any([Action::Completed, Action::Withdrawn]));
    let end: Option<i64> = ends.select(max(journal::seq)).first(&mut conn).await?;
    let of_line = journal::entity
        .eq(Entity::HealthReport)
        .and(journal::action.eq(Action::Created));
    let published = journal::entity
        .eq(Entity::StatusReport)
        .and(journal::action.eq(Action::Published));
    let reports = status_reports::table
        .inner_join(journal::table.on(journal::entity_id.eq(status_reports::id)))
        .filter(status_reports::project_id.eq(project.id))
        .filter(journal::seq.gt(end.unwrap_or_default()))
        .filter(of_line.or(published))
        .select(StatusReport::as_select());
    let reports = reports.load(&mut conn).await?;
    let said_right: Vec<_> = reports
        .iter()
        .filter_map(|report| report.rectifies_id)
        .chain(but_for)
        .collect();
    Ok(reports
        .iter()
        .any(|report| is_of_the_end(report, project) && !said_right.contains(&report.id)))
}

/// The last day that a published report tells of.
pub async fn last_reported(mut conn: &AsyncPgConnection, project: &Project) -> QueryResult<Option<NaiveDate>> {
    let published = status_reports::table
        .filter(status_reports::project_id.eq(project.id))
        .filter(status_reports::state.eq(ReportState::Published));
    let until: Option<NaiveDate> = published.select(max(status_reports::until_on)).first(&mut conn).await?;
    Ok(until.and_then(|until| until.pred_opt()))
}

/// Why it cannot be what says that other one right: a published one of the project, which no other published
/// one says right.
pub async fn rectification(mut conn: &AsyncPgConnection, report: &StatusReport) -> QueryResult<Option<Fault>> {
    let Some(wrong) = report.rectifies_id else {
        return Ok(None);
    };
    let published = status_reports::table
        .find(wrong)
        .filter(status_reports::project_id.eq(report.project_id))
        .filter(status_reports::state.eq(ReportState::Published));
    let others = status_reports::table
        .filter(status_reports::rectifies_id.eq(wrong))
        .filter(status_reports::state.eq(ReportState::Published))
        .filter(status_reports::id.ne(report.id));
    let (is_published, is_taken): (bool, bool) = diesel::select((exists(published), exists(others)))
        .get_result(&mut conn)
        .await?;
    let code = match (is_published, is_taken) {
        (false, _) => FaultCode::UnknownReference,
        (true, true) => FaultCode::AlreadyTaken,
        (true, false) => return Ok(None),
    };
    Ok(Some(Fault::new(code).at("/rectifies")))
}

/// Whether another report says it right.
pub async fn is_rectified(mut conn: &AsyncPgConnection, id: Uuid) -> QueryResult<bool> {
    let others = status_reports::table.filter(status_reports::rectifies_id.eq(id));
    diesel::select(exists(others)).get_result(&mut conn).await
}

diesel::alias!(accounts as named_accounts: NamedAccounts);

/// Whether the author has colleagues: other persons of the organisation, in use, who may report on the project too. They
/// hold a role in its programme; a provider's work on it, by a mission that lets them write and names them, or nobody who
/// is in use.
pub async fn has_colleagues(
    mut conn: &AsyncPgConnection,
    report: &StatusReport,
    context: &ProjectContext,
    today: NaiveDate,
) -> QueryResult<bool> {
    let in_force = grants::from_on
        .is_null()
        .or(grants::from_on.le(today))
        .and(grants::until_on.is_null().or(grants::until_on.gt(today)));
    let of_laureate = accounts::organisation_id
        .assume_not_null()
        .eq(context.project.organisation_id);
    let in_use = named_accounts
        .filter(missions::accounts.contains(array((named_accounts.field(accounts::id),))))
        .filter(named_accounts.field(accounts::deactivated_at).is_null());
    let serves = missions::table
        .filter(missions::project_id.eq(report.project_id))
        .filter(missions::provider_id.nullable().eq(accounts::organisation_id))
        .filter(missions::from_on.le(today))
        .filter(missions::until_on.gt(today - Days::new(GRACE_DAYS)))
        .filter(
            missions::accounts
                .contains(array((accounts::id,)))
                .or(not(exists(in_use))),
        );
    let held = grants::role
        .eq(Role::Coordinator)
        .or(grants::role.eq(Role::Laureate).and(of_laureate))
        .or(grants::role.eq(Role::Provider).and(exists(serves)));
    let colleagues = accounts::table
        .inner_join(grants::table)
        .filter(accounts::organisation_id.is_not_distinct_from(report.organisation_id))
        .filter(accounts::id.ne(report.created_by))
        .filter(accounts::kind.eq(AccountKind::Person))
        .filter(accounts::deactivated_at.is_null())
        .filter(grants::programme_id.eq(context.programme.id))
        .filter(in_force.assume_not_null())
        .filter(held);
    diesel::select(exists(colleagues)).get_result(&mut conn).await
}

type Rows = status_reports::BoxedQuery<'static, Pg>;

/// Those that the caller is shown: as [`Child::is_shown`] says of one.
fn shown(rows: Rows, actor: &Actor) -> Rows {
    use status_reports::{organisation_id, programme_id, project_id, state, text};
    let projects = |ids: Vec<Uuid>| project_id.eq_any(ids);
    let published = state.eq(ReportState::Published);
    let coordinated = programme_id.eq_any(actor.coordinated_programmes());
    let own = projects(actor.laureate_of.iter().map(|own| own.project).collect());
    let served = projects(actor.missions.iter().map(|mission| mission.project).collect());
    let of_organisation = organisation_id.is_not_distinct_from(actor.organisation);
    let told = coordinated.or(own).or(served.and(published.or(of_organisation)));
    rows.filter(told.or(published.and(text.is_null())))
}

/// Those of a list that the caller is shown and asks for.
pub fn filtered(rows: Rows, Asked { actor, filter, .. }: Asked<'_, StatusReport>) -> Rows {
    let rows = shown(rows, actor);
    let rows = any_of!(rows, status_reports::state, filter.state, |it| *it);
    let rows = any_of!(rows, status_reports::overall, filter.overall, |it| *it);
    let rows = any_of!(rows, status_reports::created_by, filter.author, |it| it.0);
    let rows = match filter.since {
        None => rows,
        Some(since) => rows.filter(status_reports::until_on.gt(since.0)),
    };
    edited_since!(rows, status_reports::updated_at, filter.updated_since)
}
