-- Redaction: a free text goes from its row, its versions and the journal; its hash stays
-- (domain.md, invariant 6; docs/adr/0007-redaction-erasure-keys.md).

create table redactions (
  id uuid primary key,
  programme_id uuid not null constraint redactions_programme_fkey references programmes,
  project_id uuid constraint redactions_project_fkey references projects,
  milestone_id uuid,
  entity text not null,
  entity_id uuid not null,
  field text not null,
  sha256 text[] not null constraint redactions_sha256 check (cardinality(sha256) > 0),
  motive text not null,
  redacted_by uuid not null constraint redactions_redacted_by_fkey references accounts,
  redacted_at timestamptz not null
);
create index redactions_programme on redactions (programme_id, redacted_at desc);
create index redactions_project on redactions (project_id);
create index redactions_redacted_by on redactions (redacted_by);
create index redactions_entity on redactions (entity, entity_id);
select hist.track('redactions', 'redaction');
select hist.append_only('redactions');

-- The one exception to "kept as they were written": while `hist.redact` or `hist.redact_journal`
-- runs, the columns it names may change, and nothing else of the row.
create or replace function hist.refuse() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  named text := current_setting('jalon.redacting', true);
begin
  if tg_op = 'UPDATE' and named <> '' then
    if to_jsonb(new) - string_to_array(named, ',') = to_jsonb(old) - string_to_array(named, ',') then
      return new;
    end if;
  end if;
  raise exception '% on % is refused: rows of this table are kept as they were written', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end $$;

-- What stands where a text was: `redactions::Marker` in the code.
create function hist.is_marker(text text) returns boolean
language sql immutable set search_path = pg_catalog as $$
  select text ~ '^(\[redacted [0-9a-f-]{36}\]|https://redacted\.invalid/[0-9a-f-]{36})$'
$$;

-- Puts `marker` for every text that a field of a row has or had, in the row and in its versions;
-- gives the texts, oldest first. A row that edits number is edited by it.
create function hist.redact(subject text, field text, resource uuid, marker text, editor uuid, edited_at timestamptz) returns text[]
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
    marked := format('case when hist.is_marker(%1$I) then %1$I else $2 end', field);
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

-- `value` with `marker` for each of the texts that stands in a member of one of these names.
create function hist.without(value jsonb, fields text[], texts text[], marker text, named boolean default false) returns jsonb
language plpgsql immutable set search_path = pg_catalog as $$
begin
  return case jsonb_typeof(value)
    when 'object' then coalesce((
      select jsonb_object_agg(m.key, hist.without(m.value, fields, texts, marker, m.key = any (fields))) from jsonb_each(value) m), '{}')
    when 'array' then coalesce((
      select jsonb_agg(hist.without(e.item, fields, texts, marker, named) order by e.n)
      from jsonb_array_elements(value) with ordinality as e(item, n)), '[]')
    when 'string' then case when named and value #>> '{}' = any (texts) then to_jsonb(marker) else value end
    else value end;
end $$;

-- Puts `marker` for the texts in the journal: in the entries of the resource, under the field's name
-- or as their motive; in the other entries of the same changes, as their motive.
create function hist.redact_journal(about text, resource uuid, field text, texts text[], marker text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('jalon.redacting', 'before,after', true);
  update public.journal j set
    before = hist.without(j.before, array[field, 'motive'], texts, marker),
    after = hist.without(j.after, array[field, 'motive'], texts, marker)
  where j.entity = about and j.entity_id = resource
    and (j.before, j.after) is distinct from
      (hist.without(j.before, array[field, 'motive'], texts, marker), hist.without(j.after, array[field, 'motive'], texts, marker));
  update public.journal j set
    before = hist.without(j.before, array['motive'], texts, marker),
    after = hist.without(j.after, array['motive'], texts, marker)
  where j.at in (select k.at from public.journal k where k.entity = about and k.entity_id = resource)
    and (j.before, j.after) is distinct from
      (hist.without(j.before, array['motive'], texts, marker), hist.without(j.after, array['motive'], texts, marker));
  perform set_config('jalon.redacting', '', true);
end $$;

-- The planner's statistics are samples of values, kept in `pg_statistic`: none of names, addresses
-- and free texts, which would outlive their erasure and redaction there.
do $$
declare
  c record;
begin
  for c in
    select a.attrelid::regclass as relation, a.attname
    from pg_attribute a join pg_class r on r.oid = a.attrelid
    where r.relnamespace in ('public'::regnamespace, 'hist'::regnamespace) and r.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and (a.atttypid in ('jsonb'::regtype, 'bytea'::regtype) or a.attname in ('name', 'email', 'title', 'summary', 'motive',
        'cancel_motive', 'purchase_order', 'description', 'acceptance_criteria', 'url', 'text', 'done', 'next', 'blockers',
        'support_needed'))
  loop
    execute format('alter table %s alter column %I set statistics 0', c.relation, c.attname);
  end loop;
end $$;
alter index identities_email_key alter column 1 set statistics 0;
