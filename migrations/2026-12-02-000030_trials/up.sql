create table trials (
  id uuid primary key,
  project_id uuid not null constraint trials_project_fkey references projects,
  programme_id uuid not null,
  prototype_id uuid not null constraint trials_prototype_fkey references prototypes,
  audience text not null constraint trials_audience check (audience in ('agents', 'public')),
  protocol text not null constraint trials_protocol check (protocol <> ''),
  from_on date not null,
  until_on date,
  participants integer constraint trials_participants check (participants >= 0),
  measures jsonb not null,
  -- How mature the prototype was when the trial was completed.
  maturity text constraint trials_maturity check (maturity in ('mock_up', 'proof_of_concept', 'functional', 'in_production')),
  verdict text constraint trials_verdict check (verdict in ('conclusive', 'mixed', 'inconclusive')),
  state text not null constraint trials_state check (state in ('planned', 'running', 'completed', 'cancelled')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint trials_dates check (until_on > from_on),
  constraint trials_complete check (state <> 'completed' or (participants is not null and verdict is not null and until_on is not null and maturity is not null))
);
create index trials_by_start on trials (project_id, from_on desc, id desc);
create index trials_of_programme on trials (programme_id, from_on desc, id desc);
create index trials_of_programme_by_state on trials (programme_id, state, from_on desc, id desc);
create index trials_by_change on trials (programme_id, updated_at);
create index trials_prototype on trials (prototype_id);
select hist.child('trials', 'trial', 'protocol', 'measures');

-- What is kept as it was written once `condition` holds of a row; a redaction alone may change it.
create function hist.refuse_frozen() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  redacted text[] := array[nullif(current_setting('jalon.redacting', true), ''), 'version', 'updated_at', 'updated_by'];
begin
  if tg_op = 'UPDATE' and redacted[1] is not null and to_jsonb(new) - redacted = to_jsonb(old) - redacted then
    return new;
  end if;
  raise exception '% on % is refused: this row is kept as it was written', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end $$;

create function hist.freeze(subject text, condition text) returns void language plpgsql as $$
begin
  execute format('create trigger frozen before update or delete on public.%I for each row when (%s) execute function hist.refuse_frozen()',
    subject, condition);
  execute format('alter table public.%I enable always trigger frozen', subject);
end $$;

select hist.freeze('trials', $$old.state = 'completed'$$);

-- Whether a milestone of the track `prototype` waits for a trial: of the programmes that come.
alter table programmes add column requires_trial boolean not null default false;
alter table programmes alter column requires_trial drop default;
alter table hist.programmes add column requires_trial boolean not null default false;
alter table hist.programmes alter column requires_trial drop default;
select hist.track('programmes', 'programme');
