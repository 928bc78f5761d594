create table roadmap_items (
  id uuid primary key,
  project_id uuid not null constraint roadmap_items_project_fkey references projects,
  programme_id uuid not null,
  kind text not null constraint roadmap_items_kind
    check (kind in ('organisation', 'skills', 'data', 'tool', 'governance', 'funding', 'deployment')),
  title text not null constraint roadmap_items_title check (title <> ''),
  horizon text not null constraint roadmap_items_horizon check (horizon in ('short', 'medium', 'long')),
  due_on date,
  owner_id uuid constraint roadmap_items_owner_fkey references accounts,
  -- Its place, by hand, from 1.
  position integer not null constraint roadmap_items_position check (position >= 1),
  state text not null constraint roadmap_items_state check (state in ('proposed', 'adopted', 'done', 'dropped')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint roadmap_items_place unique (project_id, position) deferrable initially deferred
);
create index roadmap_items_in_order on roadmap_items (project_id, position, id);
create index roadmap_items_by_age on roadmap_items (project_id, created_at desc, id desc);
create index roadmap_items_of_programme_in_order on roadmap_items (programme_id, position, id);
create index roadmap_items_of_programme on roadmap_items (programme_id, created_at desc, id desc);
create index roadmap_items_of_programme_by_state on roadmap_items (programme_id, state, position, id);
create index roadmap_items_by_change on roadmap_items (programme_id, updated_at);
create index roadmap_items_owner on roadmap_items (owner_id);
select hist.child('roadmap_items', 'roadmap_item', 'title');
