-- A number of something, as JSON says it: whole, from a least one on.
create function is_count(value jsonb, lowest bigint) returns boolean
language sql immutable as $$
  select coalesce(jsonb_typeof(value) = 'number' and (value #>> '{}')::numeric >= lowest and (value #>> '{}')::numeric % 1 = 0, false)
$$;

create table datasets (
  id uuid primary key,
  project_id uuid not null constraint datasets_project_fkey references projects,
  programme_id uuid not null,
  name text not null constraint datasets_name check (name <> ''),
  existence text not null constraint datasets_existence check (existence in ('exists', 'partial', 'to_build', 'absent')),
  personal_data boolean not null,
  dpia text not null constraint datasets_dpia check (dpia in ('not_needed', 'to_do', 'in_progress', 'done')),
  volume jsonb constraint datasets_volume check (volume is null or is_count(volume -> 'count', 0)),
  annotation jsonb constraint datasets_annotation check (annotation is null or
    (is_count(annotation -> 'wanted', 1) and is_count(annotation -> 'done', 0))),
  holder_id uuid constraint datasets_holder_fkey references organisations,
  holder_name text,
  access text not null constraint datasets_access check (access in ('not_requested', 'requested', 'granted', 'blocked', 'open')),
  requested_on date,
  granted_on date,
  blocked_on date,
  opened_on date,
  block_motive text constraint datasets_block_motive check (block_motive is null or access = 'blocked'),
  reachable boolean not null generated always as (existence in ('exists', 'partial') and access in ('granted', 'open')) stored,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint datasets_holder check (num_nonnulls(holder_id, holder_name) = 1),
  constraint datasets_needs_dpia check (not personal_data or dpia <> 'not_needed')
);
create index datasets_by_age on datasets (project_id, created_at desc, id desc);
create index datasets_of_programme on datasets (programme_id, created_at desc, id desc);
create index datasets_of_programme_by_access on datasets (programme_id, access, created_at desc, id desc);
create index datasets_of_programme_by_reach on datasets (programme_id, reachable, created_at desc, id desc);
create index datasets_by_change on datasets (programme_id, updated_at);
create index datasets_holder on datasets (holder_id);
select hist.child('datasets', 'dataset', 'name', 'holder_name', 'block_motive', 'volume', 'annotation');

-- The objects of a field that is one, or a list of them.
create function hist.objects(value jsonb) returns jsonb
language sql immutable set search_path = pg_catalog as $$
  select case jsonb_typeof(value) when 'array' then value when 'object' then jsonb_build_array(value) else '[]' end
$$;

-- `value` with `marker` for the texts in members of these names.
create function hist.marked(value jsonb, members text[], marker text) returns jsonb
language sql immutable set search_path = pg_catalog as $$
  select case jsonb_typeof(value) when 'array' then whole.items when 'object' then whole.items -> 0 else value end
  from (
    select coalesce(jsonb_agg(i.item || coalesce((
      select jsonb_object_agg(m.name, marker) from unnest(members) as m(name)
      where i.item ->> m.name is not null and not hist.is_marker(i.item ->> m.name)), '{}') order by i.n), '[]') as items
    from jsonb_array_elements(hist.objects(value)) with ordinality as i(item, n)
  ) as whole
$$;

-- As `hist.redact`, of a field that is an object or a list of them: the texts in members of these names.
create function hist.redact_members(subject text, field text, members text[], resource uuid, marker text, editor uuid, edited_at timestamptz)
returns text[]
language plpgsql security definer set search_path = pg_catalog as $$
declare
  texts text[];
begin
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
  execute format('update public.%1$I set %2$I = hist.marked(%2$I, $2, $3), version = version + 1, updated_by = $4, updated_at = $5
      where id = $1 and %2$I is distinct from hist.marked(%2$I, $2, $3)', subject, field)
    using resource, members, marker, editor, edited_at;
  perform set_config('jalon.redacting', '', true);
  return texts;
end $$;
