do $$
declare
  c record;
begin
  for c in
    select a.attrelid::regclass as relation, a.attname
    from pg_attribute a join pg_class r on r.oid = a.attrelid
    where r.relnamespace in ('public'::regnamespace, 'hist'::regnamespace) and r.relkind = 'r' and a.attnum > 0 and a.attstattarget = 0
  loop
    execute format('alter table %s alter column %I set statistics -1', c.relation, c.attname);
  end loop;
end $$;
alter index identities_email_key alter column 1 set statistics -1;

drop function hist.redact_journal(text, uuid, text, text[], text);
drop function hist.without(jsonb, text[], text[], text, boolean);
drop function hist.redact(text, text, uuid, text, uuid, timestamptz);
drop function hist.is_marker(text);

create or replace function hist.refuse() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '% on % is refused: rows of this table are kept as they were written', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end $$;

drop table redactions;
drop table hist.redactions;
drop function hist.versions_of_redactions();
