-- By what is judged, stage by stage; what an evaluation cites never changes.
create table grids (
  id uuid primary key,
  programme_id uuid not null constraint grids_programme_fkey references programmes,
  stage text not null constraint grids_stage check (stage in ('selection', 'mid_term', 'end')),
  number integer not null constraint grids_number check (number >= 1),
  -- Each with its code, its label in both languages, its weight.
  criteria jsonb not null constraint grids_criteria check (jsonb_array_length(criteria) >= 1),
  scale_min integer not null,
  scale_max integer not null,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint grids_number_key unique (programme_id, stage, number),
  constraint grids_scale check (scale_max > scale_min)
);
create index grids_by_age on grids (programme_id, created_at desc, id desc);
create index grids_by_stage on grids (programme_id, stage, created_at desc, id desc);
create index grids_by_change on grids (programme_id, updated_at);
select hist.track('grids', 'grid');

-- Who asks to be accompanied, and what became of it.
create table applications (
  id uuid primary key,
  programme_id uuid not null constraint applications_programme_fkey references programmes,
  organisation_id uuid not null constraint applications_organisation_fkey references organisations,
  title text not null constraint applications_title check (title <> ''),
  summary text,
  submitted_at timestamptz not null,
  reference text,
  -- Where it was sent, and under which number there.
  source jsonb,
  state text not null constraint applications_state check (state in ('received', 'admissible', 'inadmissible', 'shortlisted',
    'reserve', 'laureate', 'refused', 'withdrawn')),
  rank integer constraint applications_rank check (rank >= 1),
  motive text,
  project_id uuid constraint applications_project_fkey references projects,
  -- Under which key it was sent, by whoever sent it.
  key text,
  request_hash text,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint applications_reference_key unique (programme_id, reference),
  constraint applications_rank_key unique (programme_id, rank),
  constraint applications_project_key unique (project_id),
  constraint applications_key unique (programme_id, created_by, key),
  constraint applications_laureate check ((state = 'laureate') = (project_id is not null)),
  constraint applications_ranked check (rank is null or state in ('reserve', 'laureate')),
  constraint applications_in_reserve check (state <> 'reserve' or rank is not null)
);
create index applications_by_arrival on applications (programme_id, submitted_at, id);
create index applications_by_state on applications (programme_id, state, submitted_at, id);
create index applications_organisation on applications (organisation_id);
create index applications_by_change on applications (programme_id, updated_at);
select hist.track('applications', 'application');

-- Which withdrawn project another one takes the place of.
alter table projects add column replaces_id uuid constraint projects_replaces_fkey references projects,
  add constraint projects_replaces_key unique (replaces_id);
alter table hist.projects add column replaces_id uuid;
select hist.track('projects', 'project');

-- What a juror, or whoever a part of a project's evaluation is of, finds of an application or a project.
create table evaluations (
  id uuid primary key,
  programme_id uuid not null constraint evaluations_programme_fkey references programmes,
  -- The application or the project.
  subject_id uuid not null,
  application_id uuid constraint evaluations_application_fkey references applications,
  project_id uuid constraint evaluations_project_fkey references projects,
  stage text not null constraint evaluations_stage check (stage in ('selection', 'mid_term', 'end')),
  part text constraint evaluations_part check (part in ('self_assessment', 'consolidation', 'instruction')),
  grid_id uuid not null constraint evaluations_grid_fkey references grids,
  juror_id uuid constraint evaluations_juror_fkey references accounts,
  -- Each with its criterion, its score, its reason.
  scores jsonb not null,
  comment text,
  recommendation text constraint evaluations_recommendation check (recommendation in ('favourable', 'reserved', 'unfavourable')),
  state text not null constraint evaluations_state check (state in ('assigned', 'submitted', 'recused')),
  recusal_reason text constraint evaluations_recusal_reason check (recusal_reason in ('conflict_of_interest', 'unavailable', 'other')),
  motive text,
  submitted_at timestamptz,
  corrects_id uuid constraint evaluations_corrects_fkey references evaluations,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint evaluations_subject check ((application_id is null) <> (project_id is null)
    and subject_id = coalesce(application_id, project_id)),
  constraint evaluations_of_stage check ((stage = 'selection') = (application_id is not null)
    and (part is null) = (application_id is not null) and (application_id is null or juror_id is not null)),
  constraint evaluations_submitted check ((state = 'submitted') = (submitted_at is not null)),
  constraint evaluations_recused check ((state = 'recused') = (recusal_reason is not null)),
  constraint evaluations_corrected_once unique (corrects_id)
);
create unique index evaluations_juror_once on evaluations (subject_id, stage, juror_id) where part is null and corrects_id is null;
create index evaluations_by_age on evaluations (subject_id, created_at, id);
create index evaluations_of_programme on evaluations (programme_id, created_at, id);
create index evaluations_by_state on evaluations (programme_id, state, created_at, id);
create index evaluations_by_stage on evaluations (programme_id, stage, created_at, id);
create index evaluations_by_part on evaluations (programme_id, part, created_at, id);
create index evaluations_application on evaluations (application_id);
create index evaluations_project on evaluations (project_id);
create index evaluations_grid on evaluations (grid_id);
create index evaluations_juror on evaluations (juror_id, created_at, id);
create index evaluations_by_change on evaluations (programme_id, updated_at);
select hist.track('evaluations', 'evaluation');
select hist.freeze('evaluations', $$old.state = 'submitted'$$);

create function refuse_change_of_cited_grid() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if exists (select from public.evaluations where grid_id = old.id) then
    raise exception '% on grids is refused: an evaluation cites this grid', tg_op
      using errcode = 'restrict_violation', constraint = 'grids_cited';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger cited before update or delete on grids for each row execute function refuse_change_of_cited_grid();
alter table grids enable always trigger cited;

do $$
declare
  free record;
begin
  for free in select * from (values ('applications', 'title'), ('applications', 'summary'), ('applications', 'reference'), ('applications', 'source'),
      ('applications', 'motive'), ('evaluations', 'scores'), ('evaluations', 'comment'), ('evaluations', 'motive')) texts (subject, field) loop
    execute format('alter table public.%I alter column %I set statistics 0', free.subject, free.field);
    execute format('alter table hist.%I alter column %I set statistics 0', free.subject, free.field);
  end loop;
end $$;

-- A project is shown with the application it came of, the one it replaces and the one that replaces it.
create or replace view project_details as
select
  p.id as project_id,
  json_build_object(
    'programme', json_build_object('id', g.id, 'code', g.code, 'name', g.title),
    'laureate', json_build_object('id', o.id, 'name', o.name),
    'months', p.useful_months + coalesce((
      select sum(x.useful_months) from extensions x where x.project_id = p.id and x.cancelled_at is null), 0),
    'editor', (select i.name from identities i where i.account_id = p.updated_by),
    'application', (select json_build_object('id', a.id, 'name', a.title) from applications a where a.project_id = p.id),
    'replaces', (select json_build_object('id', r.id, 'code', r.code, 'name', r.title) from projects r where r.id = p.replaces_id),
    'replaced_by', (select json_build_object('id', r.id, 'code', r.code, 'name', r.title) from projects r where r.replaces_id = p.id)
  ) as details
from projects p
join programmes g on g.id = p.programme_id
join organisations o on o.id = p.organisation_id;
