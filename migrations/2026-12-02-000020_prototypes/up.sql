create table prototypes (
  id uuid primary key,
  project_id uuid not null constraint prototypes_project_fkey references projects,
  programme_id uuid not null,
  version_name text not null constraint prototypes_version check (version_name <> ''),
  maturity text not null constraint prototypes_maturity check (maturity in ('mock_up', 'proof_of_concept', 'functional', 'in_production')),
  description text,
  source_url text,
  licence text,
  motive text,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint prototypes_version_key unique (project_id, version_name)
);
create index prototypes_by_age on prototypes (project_id, created_at desc, id desc);
create index prototypes_of_programme on prototypes (programme_id, created_at desc, id desc);
create index prototypes_of_programme_by_maturity on prototypes (programme_id, maturity, created_at desc, id desc);
create index prototypes_by_change on prototypes (programme_id, updated_at);
select hist.child('prototypes', 'prototype', 'description', 'source_url', 'motive');
