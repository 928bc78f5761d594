drop table skill_assessments;
drop table hist.skill_assessments;
drop function hist.versions_of_skill_assessments();
-- As `hist.redact`, of a field that is an object or a list of them: the texts in members of these names.
create or replace function hist.redact_members(subject text, field text, members text[], resource uuid, marker text, editor uuid, edited_at timestamptz)
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
