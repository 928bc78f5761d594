-- A project is read with where its programme is: by its dates whoever reads it may.
create or replace view project_details as
select
  p.id as project_id,
  json_build_object(
    'programme', json_build_object('id', g.id, 'code', g.code, 'name', g.title),
    'time_zone', g.time_zone,
    'laureate', json_build_object('id', o.id, 'name', o.name),
    'months', p.useful_months + coalesce((
      select sum(x.useful_months) from extensions x where x.project_id = p.id and x.cancelled_at is null), 0),
    'editor', (select i.name from identities i where i.account_id = p.updated_by),
    'application', (select json_build_object('id', a.id, 'name', a.title) from applications a where a.project_id = p.id),
    'replaces', (select json_build_object('id', r.id, 'code', r.code, 'name', r.title) from projects r where r.id = p.replaces_id),
    'replaced_by', (select json_build_object('id', r.id, 'code', r.code, 'name', r.title) from projects r where r.replaces_id = p.id)
  ) as details
from projects p
join programmes g on g.id = p.programme_id
join organisations o on o.id = p.organisation_id;
