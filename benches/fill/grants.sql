-- What the accounts that sign in may do: a coordinator of both programmes that are measured, and the
-- firms of the small one. An ordinary transaction, told in the journal.
\set ON_ERROR_STOP on
begin;
with given as (
  insert into grants (id, account_id, role, programme_id, created_at, updated_at, updated_by)
  select gen_random_uuid(), a.id, role, ('018f0000-0003-7000-8000-' || lpad(to_hex(p), 12, '0'))::uuid, now(), now(), a.id
  from accounts a join identities i on i.account_id = a.id,
    lateral (select 'coordinator' as role, p from generate_series(1, 2) p where i.email = 'coordinator@bench.example'
      union all select 'provider', 2 where i.email like 'provider-%@bench.example') g
  returning *)
insert into journal (id, position, change_id, actor_id, action, entity, entity_id, programme_id, after)
select gen_random_uuid(), row_number() over () - 1, gen_random_uuid(), account_id, 'created', 'grant', id, programme_id, to_jsonb(given) from given;
commit;
