create table topics (
  id uuid primary key,
  project_id uuid not null constraint topics_project_fkey references projects,
  programme_id uuid not null,
  title text not null constraint topics_title check (title <> ''),
  benefit text not null constraint topics_benefit check (benefit <> ''),
  maturity text not null constraint topics_maturity check (maturity in ('idea', 'studied', 'ready')),
  owner_id uuid constraint topics_owner_fkey references accounts,
  state text not null constraint topics_state check (state in ('open', 'retained', 'set_aside')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null
);
create index topics_by_age on topics (project_id, created_at desc, id desc);
create index topics_of_programme on topics (programme_id, created_at desc, id desc);
create index topics_of_programme_by_state on topics (programme_id, state, created_at desc, id desc);
create index topics_of_programme_by_maturity on topics (programme_id, maturity, created_at desc, id desc);
create index topics_by_change on topics (programme_id, updated_at);
create index topics_owner on topics (owner_id);
select hist.child('topics', 'topic', 'title', 'benefit');

select hist.freeze('topics', $$old.state <> 'open'$$);
