-- A file that was redacted: its bytes are gone and no key leads to them any more. What it was (its type,
-- size and hash) stays, as what was submitted and decided on (docs/adr/0007-redaction-erasure-keys.md).

alter table evidence
  drop constraint evidence_file_or_link,
  drop constraint evidence_file_whole,
  add constraint evidence_file_or_link check (num_nonnulls(url, file_sha256) = 1),
  add constraint evidence_file_whole check (num_nonnulls(file_name, file_media_type, file_size, file_sha256) in (0, 4)),
  add constraint evidence_file_key check (file_key is null or file_sha256 is not null);

-- A file's name is a free text from now on: no samples of it among the planner's statistics.
alter table evidence alter column file_name set statistics 0;
alter table hist.evidence alter column file_name set statistics 0;

-- Takes the way to a file's bytes from its row and its versions; gives the keys that led there.
create function hist.redact_file(resource uuid) returns text[]
language plpgsql security definer set search_path = pg_catalog as $$
declare
  keys text[];
begin
  select array_agg(distinct v.file_key) into keys from hist.evidence v where v.id = resource and v.file_key is not null;
  if keys is null then return '{}'; end if;
  update hist.evidence set file_key = null where id = resource and file_key is not null;
  perform set_config('jalon.redacting', 'file_key', true);
  update public.evidence set file_key = null where id = resource and file_key is not null;
  perform set_config('jalon.redacting', '', true);
  return keys;
end $$;
