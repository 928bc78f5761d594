-- What is erased or redacted is gone from a table at once, and from the database's files once the table was
-- written anew: a row for each table that waits for it (docs/adr/0007-redaction-erasure-keys.md).
create table removals (
  id bigint generated always as identity primary key,
  relation text not null
);

-- What was taken away before, from wherever that was.
insert into removals (relation)
select format('%I.%I', schemaname, tablename) from pg_tables
where schemaname in ('public', 'hist')
  and (exists (select from redactions) or exists (select from accounts a where a.kind = 'person' and not exists (select from identities i where i.account_id = a.id)))
order by schemaname, tablename;
