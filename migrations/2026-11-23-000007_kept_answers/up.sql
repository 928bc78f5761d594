-- Answers kept for retries with an Idempotency-Key, and the account of the system itself.

create table kept_answers (
  scope bytea primary key,
  account_id uuid not null constraint kept_answers_account_fkey references accounts,
  request_hash bytea not null,
  status smallint,
  location text,
  etag text,
  body bytea,
  created_at timestamptz not null
);
create index kept_answers_age on kept_answers (created_at);
create index kept_answers_account on kept_answers (account_id);

insert into accounts (id, kind, created_at, updated_at, updated_by)
values ('00000000-0000-7000-8000-000000000001', 'system', 'epoch', 'epoch', '00000000-0000-7000-8000-000000000001');
select set_config('jalon.story_at', 'epoch', true);
insert into journal (id, position, change_id, actor_id, action, entity, entity_id, after)
values ('00000000-0000-7000-8000-000000000002', 0, '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000001',
  'created', 'account', '00000000-0000-7000-8000-000000000001', '{"kind": "system"}');
-- The stamp of this migration is the epoch; whatever is seeded or written later comes after it.
set constraints all immediate;
select set_config('jalon.stamp', '', true), set_config('jalon.story_at', '', true);
