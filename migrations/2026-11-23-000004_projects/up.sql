-- Projects, what moves their clock, and the missions of the experts.

create extension if not exists btree_gist;

create table projects (
  id uuid primary key,
  programme_id uuid not null constraint projects_programme_fkey references programmes,
  code text not null constraint projects_code_key unique,
  organisation_id uuid not null constraint projects_organisation_fkey references organisations,
  title text not null,
  summary text,
  useful_months integer not null constraint projects_useful_months check (useful_months between 1 and 120),
  state text not null constraint projects_state check (state in ('selected', 'running', 'completed', 'withdrawn')),
  started_on date,
  ended_on date,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint projects_running_since check (state not in ('running', 'completed') or started_on is not null),
  constraint projects_completed_on check (state <> 'completed' or ended_on is not null)
);
create index projects_by_code on projects (programme_id, code);
create index projects_organisation on projects (organisation_id);
select hist.track('projects', 'project');

create table suspensions (
  id uuid primary key,
  project_id uuid not null constraint suspensions_project_fkey references projects,
  from_on date not null,
  until_on date,
  motive text not null constraint suspensions_motive check (motive <> ''),
  shift_forecasts boolean not null,
  cancelled_at timestamptz,
  cancel_motive text,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint suspensions_range check (from_on < until_on),
  constraint suspensions_cancel_motive check ((cancelled_at is null) = (cancel_motive is null)),
  constraint suspensions_disjoint exclude using gist
    (project_id with =, daterange(from_on, until_on) with &&) where (cancelled_at is null)
);
create unique index suspensions_one_open on suspensions (project_id) where (until_on is null and cancelled_at is null);
create index suspensions_project on suspensions (project_id, from_on);
select hist.track('suspensions', 'suspension');

create table extensions (
  id uuid primary key,
  project_id uuid not null constraint extensions_project_fkey references projects,
  useful_months integer not null constraint extensions_useful_months check (useful_months between 1 and 120),
  motive text not null constraint extensions_motive check (motive <> ''),
  cancelled_at timestamptz,
  cancel_motive text,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint extensions_cancel_motive check ((cancelled_at is null) = (cancel_motive is null))
);
create index extensions_project on extensions (project_id);
select hist.track('extensions', 'extension');

create table missions (
  id uuid primary key,
  project_id uuid not null constraint missions_project_fkey references projects,
  provider_id uuid not null constraint missions_provider_fkey references organisations,
  tracks text[] not null constraint missions_tracks check (cardinality(tracks) > 0),
  from_on date not null,
  until_on date not null,
  accounts uuid[] not null,
  purchase_order text,
  ordered_days double precision constraint missions_ordered_days check (ordered_days >= 0),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint missions_range check (from_on < until_on)
);
create index missions_project on missions (project_id);
create index missions_provider on missions (provider_id);
select hist.track('missions', 'mission');

-- The useful days in [since, before) of a project: after its start and not suspended. The same rule
-- as `useful_months::UsefulMonths::useful_days_between`, for filters that must run in SQL.
create function useful_days_between(project uuid, started_on date, since date, before date) returns integer
language sql stable as $$
  select greatest(0, before - greatest(since, started_on))
    - coalesce((
        select sum(greatest(0, least(coalesce(s.until_on, before), before) - greatest(s.from_on, since, started_on)))
        from suspensions s where s.project_id = project and s.cancelled_at is null), 0)::integer
$$;
