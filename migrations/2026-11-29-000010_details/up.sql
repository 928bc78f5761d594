-- What a row is shown with besides itself, as one JSON value, so that it comes with the row whether one is
-- read or a page of them. Names of fields are those of `MilestoneDetails` and `ProjectDetails` in src.

-- What moves the useful-months clock of a project: its start, its months with those that extensions added,
-- its end, the suspensions that count.
create view project_clocks as
select
  p.id as project_id,
  json_build_object(
    'start', p.started_on,
    'months', p.useful_months + coalesce((
      select sum(x.useful_months) from extensions x where x.project_id = p.id and x.cancelled_at is null), 0),
    'end', p.ended_on,
    'suspended', coalesce((
      select json_agg(json_build_object('from', s.from_on, 'until', s.until_on) order by s.from_on)
      from suspensions s where s.project_id = p.id and s.cancelled_at is null), '[]')
  ) as clock
from projects p;

create view milestone_details as
select
  m.id as milestone_id,
  json_build_object(
    'project', json_build_object('id', p.id, 'code', p.code, 'name', p.title),
    'clock', (select c.clock from project_clocks c where c.project_id = m.project_id),
    'evidence', array(select distinct e.type from evidence e where e.milestone_id = m.id),
    'depends_on', coalesce((
      select json_agg(json_build_object('id', d.id, 'code', d.code, 'name', d.title) order by d.number)
      from milestone_dependencies x join milestones d on d.id = x.depends_on_id
      where x.milestone_id = m.id), '[]'),
    -- Of the latest progress entry that gives one, corrected entries aside; read from the index that has it.
    'percent', (
      select e.percent from progress_entries e
      where e.programme_id = m.programme_id and e.milestone_id = m.id and e.percent is not null
        and not exists (select from progress_entries c where c.corrects_id = e.id)
      order by e.occurred_on desc, e.recorded_at desc, e.id desc
      limit 1),
    'editor', (select i.name from identities i where i.account_id = m.updated_by)
  ) as details
from milestones m join projects p on p.id = m.project_id;

create view project_details as
select
  p.id as project_id,
  json_build_object(
    'programme', json_build_object('id', g.id, 'code', g.code, 'name', g.title),
    'laureate', json_build_object('id', o.id, 'name', o.name),
    'months', p.useful_months + coalesce((
      select sum(x.useful_months) from extensions x where x.project_id = p.id and x.cancelled_at is null), 0),
    'editor', (select i.name from identities i where i.account_id = p.updated_by)
  ) as details
from projects p
join programmes g on g.id = p.programme_id
join organisations o on o.id = p.organisation_id;
