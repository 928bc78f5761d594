-- Refused while there is a redacted file: the older schema knows no file without bytes.
drop function hist.redact_file(uuid);
alter table hist.evidence alter column file_name set statistics -1;
alter table evidence
  alter column file_name set statistics -1,
  drop constraint evidence_file_key,
  drop constraint evidence_file_or_link,
  drop constraint evidence_file_whole,
  add constraint evidence_file_or_link check (num_nonnulls(url, file_key) = 1),
  add constraint evidence_file_whole check (num_nonnulls(file_name, file_media_type, file_size, file_sha256, file_key) in (0, 5));
