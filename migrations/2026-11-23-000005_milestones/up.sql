-- Milestones and everything that happens to one.

create table milestones (
  id uuid primary key,
  project_id uuid not null constraint milestones_project_fkey references projects,
  number integer not null,
  code text not null constraint milestones_code_key unique,
  track text not null,
  title text not null,
  description text,
  acceptance_criteria text[] not null,
  weight double precision not null constraint milestones_weight check (weight > 0),
  required_evidence text[] not null,
  state text not null constraint milestones_state check (state in ('planned', 'in_progress', 'submitted', 'accepted',
    'accepted_with_reduction', 'deferred', 'rejected', 'cancelled')),
  baseline_on date,
  forecast_on date not null,
  started_on date,
  submitted_on date,
  decided_on date,
  resubmit_by date,
  reduction_percent integer constraint milestones_reduction check (reduction_percent between 1 and 100),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint milestones_number_key unique (project_id, number),
  constraint milestones_reduction_says_how_much check ((state = 'accepted_with_reduction') = (reduction_percent is not null)),
  constraint milestones_deferral_says_until_when check (state <> 'deferred' or resubmit_by is not null)
);
create index milestones_by_date on milestones (project_id, forecast_on, id);
select hist.track('milestones', 'milestone');

create table milestone_dependencies (
  id uuid primary key,
  milestone_id uuid not null constraint milestone_dependencies_milestone_fkey references milestones on delete cascade,
  depends_on_id uuid not null constraint milestone_dependencies_depends_on_fkey references milestones,
  constraint milestone_dependencies_key unique (milestone_id, depends_on_id),
  constraint milestone_dependencies_not_itself check (milestone_id <> depends_on_id)
);
create index milestone_dependencies_depends_on on milestone_dependencies (depends_on_id);
select hist.track('milestone_dependencies', 'milestone', 'milestone_id');

-- Invariant 2: inside one project, and acyclic. The project's row is locked by the writer, so two
-- writers cannot each close half of a cycle.
create function check_milestone_dependency() returns trigger language plpgsql as $$
begin
  if (select project_id from milestones where id = new.milestone_id)
     is distinct from (select project_id from milestones where id = new.depends_on_id) then
    raise exception 'a dependency on a milestone of another project' using errcode = 'check_violation',
      constraint = 'milestone_dependencies_same_project';
  end if;
  if exists (
    with recursive reached(id) as (
      select new.depends_on_id
      union
      select d.depends_on_id from milestone_dependencies d join reached r on d.milestone_id = r.id)
    select from reached where id = new.milestone_id) then
    raise exception 'a dependency that closes a cycle' using errcode = 'check_violation',
      constraint = 'milestone_dependencies_acyclic';
  end if;
  return null;
end $$;
create constraint trigger acyclic after insert or update on milestone_dependencies
  deferrable initially deferred for each row execute function check_milestone_dependency();

create table forecasts (
  id uuid primary key,
  milestone_id uuid not null constraint forecasts_milestone_fkey references milestones on delete cascade,
  forecast_on date not null,
  motive text not null,
  recorded_by uuid not null constraint forecasts_recorded_by_fkey references accounts,
  recorded_at timestamptz not null
);
create index forecasts_milestone on forecasts (milestone_id, recorded_at);
create index forecasts_recorded_by on forecasts (recorded_by);
select hist.track('forecasts', 'milestone', 'milestone_id');

create table baselines (
  id uuid primary key,
  project_id uuid not null constraint baselines_project_fkey references projects,
  number integer not null,
  motive text,
  approved_by uuid not null constraint baselines_approved_by_fkey references accounts,
  approved_on date not null,
  approved_at timestamptz not null,
  constraint baselines_number_key unique (project_id, number),
  constraint baselines_motive check (number = 1 or motive is not null)
);
create index baselines_approved_by on baselines (approved_by);
select hist.track('baselines', 'baseline');
select hist.append_only('baselines');

create table baseline_dates (
  id uuid primary key,
  baseline_id uuid not null constraint baseline_dates_baseline_fkey references baselines,
  milestone_id uuid not null constraint baseline_dates_milestone_fkey references milestones,
  baseline_on date not null,
  constraint baseline_dates_key unique (baseline_id, milestone_id)
);
create index baseline_dates_milestone on baseline_dates (milestone_id);
select hist.track('baseline_dates', 'baseline', 'baseline_id');
select hist.append_only('baseline_dates');

create table evidence (
  id uuid primary key,
  milestone_id uuid not null constraint evidence_milestone_fkey references milestones,
  type text not null,
  title text not null,
  url text not null,
  added_by uuid not null constraint evidence_added_by_fkey references accounts,
  organisation_id uuid constraint evidence_organisation_fkey references organisations,
  added_at timestamptz not null
);
create index evidence_milestone on evidence (milestone_id, added_at);
create index evidence_added_by on evidence (added_by);
create index evidence_organisation on evidence (organisation_id);
select hist.track('evidence', 'evidence');
select hist.append_only('evidence');

create table submissions (
  id uuid primary key,
  milestone_id uuid not null constraint submissions_milestone_fkey references milestones,
  number integer not null,
  submitted_by uuid not null constraint submissions_submitted_by_fkey references accounts,
  organisation_id uuid constraint submissions_organisation_fkey references organisations,
  evidence uuid[] not null,
  submitted_on date not null,
  submitted_at timestamptz not null,
  withdrawn_on date,
  version integer not null default 1,
  constraint submissions_number_key unique (milestone_id, number)
);
create index submissions_submitted_by on submissions (submitted_by);
create index submissions_organisation on submissions (organisation_id);
select hist.track('submissions', 'submission');

create table decisions (
  id uuid primary key,
  milestone_id uuid not null constraint decisions_milestone_fkey references milestones,
  submission_id uuid not null constraint decisions_submission_fkey references submissions,
  outcome text not null constraint decisions_outcome check (outcome in ('accepted', 'accepted_with_reduction', 'deferred', 'rejected')),
  motive text,
  reduction_percent integer constraint decisions_reduction check (reduction_percent between 1 and 100),
  resubmit_by date,
  tacit boolean not null,
  decided_by uuid not null constraint decisions_decided_by_fkey references accounts,
  organisation_id uuid constraint decisions_organisation_fkey references organisations,
  decided_on date not null,
  decided_at timestamptz not null,
  constraint decisions_submission_key unique (submission_id),
  constraint decisions_motive check (outcome = 'accepted' or motive is not null),
  constraint decisions_reduction_says_how_much check ((outcome = 'accepted_with_reduction') = (reduction_percent is not null)),
  constraint decisions_deferral_says_until_when check ((outcome = 'deferred') = (resubmit_by is not null)),
  constraint decisions_tacit_accepts check (not tacit or outcome = 'accepted')
);
create index decisions_milestone on decisions (milestone_id, decided_at);
create index decisions_decided_by on decisions (decided_by);
create index decisions_organisation on decisions (organisation_id);
select hist.track('decisions', 'decision');
select hist.append_only('decisions');

-- Invariant 4: the decider is not the submitter, and belongs to the track's authority.
create function check_decision() returns trigger language plpgsql as $$
begin
  if new.tacit then return new; end if;
  if exists (select from submissions where id = new.submission_id and submitted_by = new.decided_by) then
    raise exception 'the decider is the submitter' using errcode = 'check_violation', constraint = 'decisions_not_by_submitter';
  end if;
  if not exists (
    select from milestones m join projects p on p.id = m.project_id
      join programme_tracks t on t.programme_id = p.programme_id and t.code = m.track
      join accounts a on a.id = new.decided_by
    where m.id = new.milestone_id and t.authority_id = a.organisation_id) then
    raise exception 'the decider does not belong to the authority over the track' using errcode = 'check_violation',
      constraint = 'decisions_by_authority';
  end if;
  return new;
end $$;
create trigger by_authority before insert on decisions for each row execute function check_decision();

create table observations (
  id uuid primary key,
  decision_id uuid not null constraint observations_decision_fkey references decisions,
  text text not null,
  author_id uuid not null constraint observations_author_fkey references accounts,
  organisation_id uuid constraint observations_organisation_fkey references organisations,
  created_at timestamptz not null
);
create index observations_decision on observations (decision_id, created_at);
create index observations_author on observations (author_id);
create index observations_organisation on observations (organisation_id);
select hist.track('observations', 'observation');
select hist.append_only('observations');

create table comments (
  id uuid primary key,
  milestone_id uuid not null constraint comments_milestone_fkey references milestones,
  text text not null,
  author_id uuid not null constraint comments_author_fkey references accounts,
  organisation_id uuid constraint comments_organisation_fkey references organisations,
  created_at timestamptz not null
);
create index comments_milestone on comments (milestone_id, created_at);
create index comments_author on comments (author_id);
create index comments_organisation on comments (organisation_id);
select hist.track('comments', 'comment');
select hist.append_only('comments');
