create table reuses (
  id uuid primary key,
  project_id uuid not null constraint reuses_project_fkey references projects,
  programme_id uuid not null,
  by_id uuid constraint reuses_by_fkey references organisations,
  by_name text,
  what text not null constraint reuses_what check (what in ('code', 'data', 'method', 'model', 'training')),
  url text,
  state text not null constraint reuses_state check (state in ('contact', 'trial', 'adopted', 'abandoned')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint reuses_by check (num_nonnulls(by_id, by_name) = 1)
);
create index reuses_by_age on reuses (project_id, created_at desc, id desc);
create index reuses_of_programme on reuses (programme_id, created_at desc, id desc);
create index reuses_of_programme_by_state on reuses (programme_id, state, created_at desc, id desc);
create index reuses_by_change on reuses (programme_id, updated_at);
create index reuses_by on reuses (by_id);
select hist.child('reuses', 'reuse', 'by_name', 'url');
