-- A text that was taken back is erased where it stood, and does not come back as a mark: what says why data are blocked is gone with the
-- block, and no row without one may have it.
create or replace function hist.redact(subject text, field text, resource uuid, marker text, editor uuid, edited_at timestamptz) returns text[]
language plpgsql security definer set search_path = pg_catalog as $$
declare
  relation regclass := 'public.' || quote_ident(subject);
  is_list boolean := (select atttypid = 'text[]'::regtype from pg_attribute
    where attrelid = relation and attname = field and atttypid in ('text'::regtype, 'text[]'::regtype));
  is_edited boolean := exists (select from pg_attribute where attrelid = relation and attname = 'updated_by');
  marked text;
  edit text := '';
  texts text[];
begin
  if is_list is null then raise exception 'no text stands in %.%', subject, field; end if;
  if is_list then
    marked := format('coalesce((select array_agg(case when hist.is_marker(t) then t else $2 end order by n)
      from unnest(%1$I) with ordinality as u(t, n)), ''{}'')', field);
  else
    marked := format('case when %1$I is null or hist.is_marker(%1$I) then %1$I else $2 end', field);
  end if;
  if is_edited then edit := ', version = version + 1, updated_by = $3, updated_at = $4'; end if;
  execute format('select array_agg(t order by since, t) from (
      select t, min(v.valid_from) as since from hist.%1$I v, unnest(%2$s) as t
      where v.id = $1 and t is not null and not hist.is_marker(t) group by t) texts',
    subject, case when is_list then format('v.%I', field) else format('array[v.%I]', field) end)
    into texts using resource;
  if texts is null then return '{}'; end if;
  execute format('update hist.%1$I set %2$I = %3$s where id = $1 and %2$I is not null', subject, field, marked)
    using resource, marker;
  perform set_config('jalon.redacting', field, true);
  execute format('update public.%1$I set %2$I = %3$s %4$s where id = $1 and %2$I is distinct from %3$s', subject, field, marked, edit)
    using resource, marker, editor, edited_at;
  perform set_config('jalon.redacting', '', true);
  return texts;
end $$;
