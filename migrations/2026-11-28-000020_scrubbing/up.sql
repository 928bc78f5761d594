-- What is taken away goes from the tables' files without anybody waiting (docs/adr/0010-less.md).

-- A table that was vacuumed keeps its note until it is written anew (`jalon scrub --full`).
alter table removals add column vacuumed_at timestamptz;

-- What is to be taken out of the answers kept for retries; a row goes once it was taken out of all of them.
-- Of an account, its name and address; else the texts with these hashes in members of these names.
create table answer_removals (
  id bigint generated always as identity primary key,
  account_id uuid,
  members text[] not null,
  sha256 text[] not null,
  replacement text
);

-- As before, and says in how many entries the texts stood: a journal that never told them needs no vacuum.
drop function hist.redact_journal(text, uuid, text, text[], text);
create function hist.redact_journal(about text, resource uuid, field text, texts text[], marker text) returns bigint
language plpgsql security definer set search_path = pg_catalog as $$
declare
  first bigint;
  second bigint;
begin
  perform set_config('jalon.redacting', 'before,after', true);
  update public.journal j set
    before = hist.without(j.before, array[field, 'motive'], texts, marker),
    after = hist.without(j.after, array[field, 'motive'], texts, marker)
  where j.entity = about and j.entity_id = resource
    and (j.before, j.after) is distinct from
      (hist.without(j.before, array[field, 'motive'], texts, marker), hist.without(j.after, array[field, 'motive'], texts, marker));
  get diagnostics first = row_count;
  update public.journal j set
    before = hist.without(j.before, array['motive'], texts, marker),
    after = hist.without(j.after, array['motive'], texts, marker)
  where j.at in (select k.at from public.journal k where k.entity = about and k.entity_id = resource)
    and (j.before, j.after) is distinct from
      (hist.without(j.before, array['motive'], texts, marker), hist.without(j.after, array['motive'], texts, marker));
  get diagnostics second = row_count;
  perform set_config('jalon.redacting', '', true);
  return first + second;
end $$;
