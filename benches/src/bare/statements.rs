//! The statements of the bare handler, which pgbench runs too: the fewest that give the same JSON.

pub mod portfolio;

/// Which milestones the statements around them are about.
#[derive(Clone, Copy)]
pub enum Of {
    /// One, by id.
    One,
    /// Those of a project, by its id.
    Project,
    /// Those of a list of ids.
    Several,
}

const COLUMNS: &str = "m.id, m.code, m.track, m.title, m.description, m.acceptance_criteria, m.weight, m.state, m.baseline_on, \
    m.forecast_on, m.started_on, m.submitted_on, m.decided_on, m.resubmit_by, m.reduction_percent, m.required_evidence, m.version, \
    m.updated_at, m.updated_by, p.id as project_id, p.code as project_code, p.title as project_title, p.started_on as project_start, \
    r.verification_days, i.name as editor";
const JOINED: &str = "join projects p on p.id = m.project_id join programmes r on r.id = p.programme_id \
    left join identities i on i.account_id = m.updated_by";

/// A milestone with its project: `$1` its id.
pub fn milestone(rights: &str) -> String {
    format!("select {COLUMNS} from milestones m {JOINED} where m.id = $1{rights}")
}

/// The milestones of a project: `$1` its id.
pub fn milestones_of_project(rights: &str) -> String {
    format!("select {COLUMNS} from milestones m {JOINED} where p.id = $1{rights} order by m.forecast_on, m.id limit 51")
}

/// A page of a programme's milestones in a state: `$1` the programme, `$2` the state; after a place:
/// `$3` its forecast, `$4` its id. Where milestones know their programme (`placed`), it is asked there.
pub fn page(placed: bool, after: bool, rights: &str) -> String {
    let programme = match placed {
        true => "milestones m where m.programme_id = $1",
        false => "milestones m join projects p on p.id = m.project_id where p.programme_id = $1",
    };
    let after = if after {
        " and (m.forecast_on, m.id) > ($3, $4)"
    } else {
        ""
    };
    format!(
        "select {COLUMNS} from (select m.* from {programme} and m.state = $2{after}{rights} \
         order by m.forecast_on, m.id limit 51) m {JOINED} order by m.forecast_on, m.id"
    )
}

/// What stands around milestones: evidence, dependencies, percents, suspensions of their projects.
pub fn around(of: Of) -> [String; 4] {
    let named = match of {
        Of::One => "= $1",
        Of::Project => "in (select id from milestones where project_id = $1)",
        Of::Several => "in (select unnest($1::uuid[]))",
    };
    let project = match of {
        Of::One => "= (select project_id from milestones where id = $1)",
        Of::Project => "= $1",
        Of::Several => "in (select unnest($1::uuid[]))",
    };
    [
        format!("select distinct milestone_id, type from evidence where milestone_id {named}"),
        format!(
            "select d.milestone_id, o.id, o.code, o.title from milestone_dependencies d \
             join milestones o on o.id = d.depends_on_id where d.milestone_id {named} order by o.number"
        ),
        format!(
            "select distinct on (milestone_id) milestone_id, percent from progress_entries e where milestone_id {named} \
             and percent is not null and not exists (select from progress_entries c where c.corrects_id = e.id) \
             order by milestone_id, occurred_on desc, recorded_at desc, id desc"
        ),
        format!(
            "select project_id, from_on, until_on from suspensions where project_id {project} and cancelled_at is null"
        ),
    ]
}

/// A project: `$1` its id.
pub fn project(rights: &str) -> String {
    format!(
        "select p.id, p.code, p.title, p.summary, p.state, p.started_on, p.ended_on, p.version, p.updated_at, p.updated_by, \
         p.useful_months + coalesce((select sum(x.useful_months) from extensions x \
         where x.project_id = p.id and x.cancelled_at is null), 0) as months, \
         r.id as programme_id, r.code as programme_code, r.title as programme_title, o.id as laureate_id, o.name as laureate, i.name as editor \
         from projects p join programmes r on r.id = p.programme_id join organisations o on o.id = p.organisation_id \
         left join identities i on i.account_id = p.updated_by where p.id = $1{rights}"
    )
}

/// What the rights cost where they are joined in: the account is in use, its sign-in not ended, and
/// it has the project `p` by a grant in force, its firm's mission or its own laureate. `$n` and the
/// two after it are the account, the sign-in and today.
pub fn rights(n: usize) -> String {
    rights_where(
        n,
        "g.programme_id = p.programme_id and (g.role in ('coordinator', 'observer') \
         or g.role = 'provider' and exists (select from missions w where w.project_id = p.id and w.provider_id = a.organisation_id \
         and (w.accounts = '{}' or a.id = any (w.accounts))) \
         or g.role = 'laureate' and p.organisation_id = a.organisation_id)",
    )
}

/// The same for the whole programme `$1`, of which a coordinator or an observer sees every project.
pub fn rights_on_programme(n: usize) -> String {
    rights_where(n, "g.programme_id = $1 and g.role in ('coordinator', 'observer')")
}

fn rights_where(n: usize, held: &str) -> String {
    let (account, session, today) = (n, n + 1, n + 2);
    format!(
        " and exists (select from accounts a join sessions s on s.account_id = a.id join grants g on g.account_id = a.id \
         where a.id = ${account} and s.id = ${session} and a.deactivated_at is null and s.ended_at is null \
         and (g.from_on is null or g.from_on <= ${today}) and (g.until_on is null or g.until_on > ${today}) and {held})"
    )
}
