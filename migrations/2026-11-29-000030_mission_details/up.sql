-- What missions, progress entries and programmes are shown with, as one JSON value each, so that it comes with the
-- row. Names of fields are those of `MissionDetails`, `EntryDetails` and `ProgrammeDetails` in src.

create view mission_details as
select
  m.id as mission_id,
  json_build_object(
    'provider', json_build_object('id', o.id, 'name', o.name, 'short_name', o.short_name),
    -- Of the accounts that work on it, and of whoever edited it last.
    'names', coalesce((
      select json_object_agg(i.account_id, i.name) from identities i
      where i.account_id = any(m.accounts || m.updated_by)), '{}'),
    -- Corrected entries aside.
    'logged_days', coalesce((
      select sum(e.person_days) from progress_entries e
      where e.mission_id = m.id and not exists (select from progress_entries c where c.corrects_id = e.id)), 0)
  ) as details
from missions m join organisations o on o.id = m.provider_id;

create view progress_entry_details as
select
  e.id as entry_id,
  json_build_object(
    'milestone', (
      select json_build_object('id', m.id, 'code', m.code, 'name', m.title)
      from milestones m where m.id = e.milestone_id),
    'mission', (
      select json_build_object('id', m.id, 'name', o.name, 'provider', o.id)
      from missions m join organisations o on o.id = m.provider_id where m.id = e.mission_id),
    'names', coalesce((
      select json_object_agg(i.account_id, i.name) from identities i
      where i.account_id = any(array[e.author_id, e.person_id])), '{}'),
    'organisation', (
      select json_build_object('id', o.id, 'name', o.name, 'short_name', o.short_name)
      from organisations o where o.id = e.organisation_id),
    'corrected_by', (select c.id from progress_entries c where c.corrects_id = e.id)
  ) as details
from progress_entries e;

create view programme_details as
select
  p.id as programme_id,
  json_build_object(
    'bodies', coalesce((
      select json_agg(json_build_object(
        'organisation', json_build_object('id', o.id, 'name', o.name, 'short_name', o.short_name),
        'role', b.role) order by b.position)
      from programme_bodies b join organisations o on o.id = b.organisation_id
      where b.programme_id = p.id), '[]'),
    'tracks', coalesce((
      select json_agg(json_build_object(
        'code', t.code,
        'label', json_build_object('fr', t.label_fr, 'en', t.label_en),
        'authority', json_build_object('id', o.id, 'name', o.name, 'short_name', o.short_name)) order by t.position)
      from programme_tracks t join organisations o on o.id = t.authority_id
      where t.programme_id = p.id), '[]'),
    'template', coalesce((
      select json_agg(json_build_object(
        'key', t.key,
        'track', t.track,
        'title', t.title,
        'after_useful_days', t.after_useful_days,
        'weight', t.weight,
        'required_evidence', t.required_evidence,
        'depends_on', t.depends_on) order by t.position)
      from template_milestones t
      where t.programme_id = p.id), '[]'),
    'editor', (select i.name from identities i where i.account_id = p.updated_by)
  ) as details
from programmes p;
