//! The statements of the portfolio: `$1` the programme.

/// The programme and its projects.
pub fn projects(rights: &str) -> String {
    format!(
        "select r.code, r.title, r.verification_days, r.reporting_cadence_days, p.id, p.code, p.title, p.state, p.started_on, \
         p.ended_on, p.useful_months, o.id, o.name from projects p join programmes r on r.id = p.programme_id \
         join organisations o on o.id = p.organisation_id where p.programme_id = $1{rights} order by p.code"
    )
}

/// All the rest, in the order in which it is read: tracks, suspensions, months added, milestones,
/// percents, approvals of dates, health, days logged, days ordered.
pub const REST: [&str; 9] = [
    "select code from programme_tracks where programme_id = $1 order by position",
    "select s.project_id, s.id, s.from_on, s.until_on, s.motive from suspensions s join projects p on p.id = s.project_id \
     where p.programme_id = $1 and s.cancelled_at is null order by s.from_on, s.id",
    "select x.project_id, sum(x.useful_months) from extensions x join projects p on p.id = x.project_id \
     where p.programme_id = $1 and x.cancelled_at is null group by x.project_id",
    "select m.project_id, m.id, m.code, m.title, m.track, m.state, m.forecast_on, m.baseline_on, m.submitted_on, m.weight \
     from milestones m join projects p on p.id = m.project_id where p.programme_id = $1 order by m.forecast_on, m.number",
    "select distinct on (e.milestone_id) e.milestone_id, e.percent from progress_entries e join projects p on p.id = e.project_id \
     where p.programme_id = $1 and e.milestone_id is not null and e.percent is not null \
     and not exists (select from progress_entries c where c.corrects_id = e.id) \
     order by e.milestone_id, e.occurred_on desc, e.recorded_at desc, e.id desc",
    "select distinct on (d.milestone_id) d.milestone_id, b.approved_on from baseline_dates d join baselines b on b.id = d.baseline_id \
     join projects p on p.id = b.project_id where p.programme_id = $1 order by d.milestone_id, b.number desc",
    "select distinct on (h.project_id) h.project_id, h.overall, h.published_on from status_reports h join projects p on p.id = h.project_id \
     where p.programme_id = $1 and h.state = 'published' \
     and not exists (select from status_reports r where r.rectifies_id = h.id and r.state = 'published') \
     order by h.project_id, h.until_on desc, h.published_at desc, h.id desc",
    "select e.project_id, sum(e.person_days), count(e.person_days), count(*) from progress_entries e join projects p on p.id = e.project_id \
     where p.programme_id = $1 and not exists (select from progress_entries c where c.corrects_id = e.id) group by e.project_id",
    "select w.project_id, sum(w.ordered_days), count(w.ordered_days), count(*) from missions w join projects p on p.id = w.project_id \
     where p.programme_id = $1 group by w.project_id",
];
