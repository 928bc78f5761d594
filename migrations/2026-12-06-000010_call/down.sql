create or replace view project_details as
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
drop trigger cited on grids;
drop table evaluations;
drop table hist.evaluations;
drop function hist.versions_of_evaluations();
drop function refuse_change_of_cited_grid();
drop table applications;
drop table hist.applications;
drop function hist.versions_of_applications();
drop table grids;
drop table hist.grids;
drop function hist.versions_of_grids();
alter table projects drop constraint projects_replaces_key, drop column replaces_id;
alter table hist.projects drop column replaces_id;
select hist.track('projects', 'project');
