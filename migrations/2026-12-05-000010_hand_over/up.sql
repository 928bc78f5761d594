create table hand_over_items (
  id uuid primary key,
  project_id uuid not null constraint hand_over_items_project_fkey references projects,
  programme_id uuid not null,
  kind text not null constraint hand_over_items_kind
    check (kind in ('source_code', 'model', 'data_documentation', 'evaluation_report', 'architecture', 'operations_guide',
      'licence_and_rights', 'dpia', 'security_plan', 'cost_estimate', 'algorithm_notice', 'training_material', 'other')),
  title text constraint hand_over_items_title check (title <> ''),
  description text,
  -- What was provided last: links, and pieces of evidence by their ids.
  evidence jsonb not null,
  provided_on date,
  verified_on date,
  state text not null constraint hand_over_items_state check (state in ('missing', 'provided', 'verified', 'waived')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint hand_over_items_titled check (kind <> 'other' or title is not null),
  constraint hand_over_items_provided check (state not in ('provided', 'verified') or provided_on is not null),
  constraint hand_over_items_verified check ((state = 'verified') = (verified_on is not null))
);
create unique index hand_over_items_kinds on hand_over_items (project_id, kind) where kind <> 'other';
create index hand_over_items_by_age on hand_over_items (project_id, created_at, id);
create index hand_over_items_of_programme on hand_over_items (programme_id, created_at, id);
create index hand_over_items_of_programme_by_state on hand_over_items (programme_id, state, created_at, id);
create index hand_over_items_of_programme_by_kind on hand_over_items (programme_id, kind, created_at, id);
create index hand_over_items_by_change on hand_over_items (programme_id, updated_at);
select hist.child('hand_over_items', 'hand_over_item', 'title', 'description', 'evidence');

-- What a programme asks to be handed over.
alter table programmes add column hand_over_items text[] not null default array['source_code', 'model', 'data_documentation',
  'evaluation_report', 'architecture', 'operations_guide', 'licence_and_rights', 'dpia', 'security_plan', 'cost_estimate',
  'algorithm_notice', 'training_material']
  constraint programmes_hand_over_items check (hand_over_items <@ array['source_code', 'model', 'data_documentation',
    'evaluation_report', 'architecture', 'operations_guide', 'licence_and_rights', 'dpia', 'security_plan', 'cost_estimate',
    'algorithm_notice', 'training_material']);
alter table hist.programmes add column hand_over_items text[] not null default array['source_code', 'model', 'data_documentation',
  'evaluation_report', 'architecture', 'operations_guide', 'licence_and_rights', 'dpia', 'security_plan', 'cost_estimate',
  'algorithm_notice', 'training_material'];
alter table hist.programmes alter column hand_over_items drop default;
select hist.track('programmes', 'programme');
