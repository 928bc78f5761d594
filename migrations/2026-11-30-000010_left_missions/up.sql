-- The same view: of the accounts that a mission names, those in use work on it; where none of them is any more, it is
-- as if it named none, and all of its provider's do.
create or replace view callers as
select
  a.id as account_id,
  a.kind,
  a.organisation_id,
  o.kind as organisation_kind,
  a.scopes,
  i.secret_hash,
  coalesce(held.grants, '[]') as grants,
  case when held.provider then coalesce((
    select json_agg(json_build_object('mission', m.id, 'project', m.project_id, 'programme', p.programme_id,
        'tracks', m.tracks, 'accounts', case when m.accounts = '{}' then m.accounts else array(
          select named.id from accounts named where named.id = any(m.accounts) and named.deactivated_at is null
          order by named.id) end, 'from', m.from_on, 'until', m.until_on) order by m.id)
    from missions m join projects p on p.id = m.project_id
    where m.provider_id = a.organisation_id
  ), '[]') else '[]' end as missions,
  case when held.laureate then coalesce((
    select json_agg(json_build_object('project', p.id, 'programme', p.programme_id) order by p.id)
    from projects p
    where p.organisation_id = a.organisation_id
  ), '[]') else '[]' end as projects
from accounts a
left join organisations o on o.id = a.organisation_id
left join identities i on i.account_id = a.id
left join lateral (
  select
    json_agg(json_build_object('role', g.role, 'programme', g.programme_id, 'from', g.from_on,
        'until', g.until_on, 'time_zone', p.time_zone, 'ends_on', p.ends_on) order by g.id) as grants,
    bool_or(g.role = 'provider') as provider,
    bool_or(g.role = 'laureate') as laureate
  from grants g left join programmes p on p.id = g.programme_id
  where g.account_id = a.id
) held on true
where a.deactivated_at is null;
