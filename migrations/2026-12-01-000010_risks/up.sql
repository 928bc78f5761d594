-- What hangs from a project: in its programme, tracked, and without statistics of its free texts, which would outlive
-- their redaction. After its indexes were made.
create function hist.child(subject text, entity text, variadic texts text[]) returns void
language plpgsql as $$
declare
  free text;
begin
  execute format('create trigger programme before insert on %I for each row execute function programme_of_project()', subject);
  execute format('alter table %I enable always trigger programme', subject);
  execute format('create trigger stays before update on %I for each row
    when ((old.project_id, old.programme_id) is distinct from (new.project_id, new.programme_id)) execute function hist.refuse()', subject);
  perform hist.track(subject, entity);
  foreach free in array texts loop
    execute format('alter table public.%I alter column %I set statistics 0', subject, free);
    execute format('alter table hist.%I alter column %I set statistics 0', subject, free);
  end loop;
end $$;

-- A likelihood and a severity, each from 1 to 4.
create function is_score(score jsonb) returns boolean
language sql immutable as $$
  select (score ->> 'likelihood')::integer between 1 and 4 and (score ->> 'severity')::integer between 1 and 4
$$;

create table risks (
  id uuid primary key,
  project_id uuid not null constraint risks_project_fkey references projects,
  programme_id uuid not null,
  kind text not null constraint risks_kind check (kind in ('ethical', 'data_access', 'data_protection', 'technical',
    'organisational', 'adoption', 'schedule', 'security')),
  title text not null constraint risks_title check (title <> ''),
  description text,
  gross jsonb constraint risks_gross check (is_score(gross)),
  residual jsonb constraint risks_residual check (is_score(residual)),
  weight integer not null constraint risks_weight check (weight between 0 and 16),
  owner_id uuid constraint risks_owner_fkey references accounts,
  response text,
  review_on date,
  state text not null constraint risks_state check (state in ('open', 'mitigated', 'closed', 'occurred')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint risks_mitigated check (state <> 'mitigated' or (residual is not null and response is not null))
);
create index risks_by_weight on risks (project_id, weight desc, id desc);
create index risks_by_age on risks (project_id, created_at desc, id desc);
create index risks_of_programme on risks (programme_id, weight desc, id desc);
create index risks_of_programme_by_age on risks (programme_id, created_at desc, id desc);
create index risks_of_programme_by_state on risks (programme_id, state, weight desc, id desc);
create index risks_by_change on risks (programme_id, updated_at);
create index risks_owner on risks (owner_id);
select hist.child('risks', 'risk', 'title', 'description', 'response', 'gross', 'residual');
