-- What people know, by domain: how many are at each level from 0 to 4.
create table skill_assessments (
  id uuid primary key,
  project_id uuid not null constraint skill_assessments_project_fkey references projects,
  programme_id uuid not null,
  moment text not null constraint skill_assessments_moment check (moment in ('start', 'middle', 'end')),
  assessed_on date not null,
  levels jsonb not null constraint skill_assessments_levels check (jsonb_typeof(levels) = 'array' and jsonb_array_length(levels) > 0),
  corrects_id uuid constraint skill_assessments_corrects_fkey references skill_assessments,
  created_at timestamptz not null,
  created_by uuid not null constraint skill_assessments_author_fkey references accounts
);
create index skill_assessments_by_age on skill_assessments (project_id, created_at desc, id desc);
create unique index skill_assessments_moment_key on skill_assessments (project_id, moment) where corrects_id is null;
create unique index skill_assessments_corrects_key on skill_assessments (corrects_id);
create index skill_assessments_author on skill_assessments (created_by);
select hist.child('skill_assessments', 'skill_assessment', 'levels');
select hist.append_only('skill_assessments');

-- As before, also of rows that are never edited: as `hist.redact`, of a field that is an object or a list of them: the texts in members of these names.
create or replace function hist.redact_members(subject text, field text, members text[], resource uuid, marker text, editor uuid, edited_at timestamptz)
returns text[]
language plpgsql security definer set search_path = pg_catalog as $$
declare
  edit text := '';
  texts text[];
begin
  if exists (select from pg_attribute where attrelid = ('public.' || quote_ident(subject))::regclass and attname = 'updated_by') then
    edit := ', version = version + 1, updated_by = $4, updated_at = $5';
  end if;
  execute format('select array_agg(t order by since, t) from (
      select i.item ->> m.name as t, min(v.valid_from) as since
      from hist.%1$I v, jsonb_array_elements(hist.objects(v.%2$I)) as i(item), unnest($2) as m(name)
      where v.id = $1 and i.item ->> m.name is not null and not hist.is_marker(i.item ->> m.name) group by 1) texts', subject, field)
    into texts using resource, members;
  if texts is null then return '{}'; end if;
  execute format('update hist.%1$I set %2$I = hist.marked(%2$I, $2, $3)
      where id = $1 and %2$I is distinct from hist.marked(%2$I, $2, $3)', subject, field)
    using resource, members, marker;
  perform set_config('jalon.redacting', field, true);
  execute format('update public.%1$I set %2$I = hist.marked(%2$I, $2, $3) %3$s
      where id = $1 and %2$I is distinct from hist.marked(%2$I, $2, $3)', subject, field, edit)
    using resource, members, marker, editor, edited_at;
  perform set_config('jalon.redacting', '', true);
  return texts;
end $$;
