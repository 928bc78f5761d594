-- Evidence can be a file: what the row knows of it; its bytes are kept outside the database
-- (docs/adr/0005-files.md).

alter table evidence
  alter column url drop not null,
  add column file_name text,
  add column file_media_type text,
  add column file_size bigint,
  add column file_sha256 text,
  add column file_key text;
alter table evidence
  add constraint evidence_file_or_link check (num_nonnulls(url, file_key) = 1),
  add constraint evidence_file_whole check (num_nonnulls(file_name, file_media_type, file_size, file_sha256, file_key) in (0, 5)),
  add constraint evidence_file_size check (file_size > 0),
  add constraint evidence_file_sha256 check (file_sha256 ~ '^[0-9a-f]{64}$'),
  add constraint evidence_file_key_key unique (file_key);

alter table hist.evidence
  alter column url drop not null,
  add column file_name text,
  add column file_media_type text,
  add column file_size bigint,
  add column file_sha256 text,
  add column file_key text;
select hist.track('evidence', 'evidence');

-- Who owns the files whose names begin with this id: a store can hold those of several databases,
-- and the sweep of one never touches those of another.
create table installation (id uuid primary key);
create unique index installation_single on installation ((true));
insert into installation (id) values (gen_random_uuid());
