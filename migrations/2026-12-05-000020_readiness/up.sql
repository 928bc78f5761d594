-- A gate that need not be satisfied, and why.
create table readiness_waivers (
  id uuid primary key,
  project_id uuid not null constraint readiness_waivers_project_fkey references projects,
  programme_id uuid not null,
  gate text not null constraint readiness_waivers_gate
    check (gate in ('prototype', 'milestones', 'data', 'ethics', 'hand_over', 'team', 'orders', 'roadmap')),
  motive text not null constraint readiness_waivers_motive check (motive <> ''),
  until_on date,
  state text not null constraint readiness_waivers_state check (state in ('standing', 'revoked')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null
);
create index readiness_waivers_by_age on readiness_waivers (project_id, created_at desc, id desc);
create index readiness_waivers_of_programme on readiness_waivers (programme_id, state);
select hist.child('readiness_waivers', 'readiness_waiver', 'motive');

-- Whether a project is ready to launch, and every gate as it stood.
create table verdicts (
  id uuid primary key,
  project_id uuid not null constraint verdicts_project_fkey references projects,
  programme_id uuid not null,
  verdict text not null constraint verdicts_verdict check (verdict in ('ready', 'ready_with_reservations', 'not_ready')),
  motive text not null constraint verdicts_motive check (motive <> ''),
  gates jsonb not null,
  pronounced_on date not null,
  created_at timestamptz not null,
  created_by uuid not null constraint verdicts_author_fkey references accounts
);
create index verdicts_by_age on verdicts (project_id, created_at desc, id desc);
create index verdicts_of_programme on verdicts (programme_id, created_at desc, id desc);
create index verdicts_of_programme_by_verdict on verdicts (programme_id, verdict, created_at desc, id desc);
create index verdicts_author on verdicts (created_by);
select hist.child('verdicts', 'verdict', 'motive');
select hist.append_only('verdicts');

-- Which gates a programme does without, and which do not stand in the way of a verdict.
alter table programmes
  add column gates_off text[] not null default '{}' constraint programmes_gates_off
    check (gates_off <@ array['prototype', 'milestones', 'data', 'ethics', 'hand_over', 'team', 'orders', 'roadmap']),
  add column gates_advisory text[] not null default '{}' constraint programmes_gates_advisory
    check (gates_advisory <@ array['prototype', 'milestones', 'data', 'ethics', 'hand_over', 'team', 'orders', 'roadmap']),
  add constraint programmes_gates check (not gates_off && gates_advisory);
alter table hist.programmes
  add column gates_off text[] not null default '{}',
  add column gates_advisory text[] not null default '{}';
alter table hist.programmes alter column gates_off drop default, alter column gates_advisory drop default;
select hist.track('programmes', 'programme');

-- Why more was logged on a mission than was ordered.
alter table missions add column overrun_motive text constraint missions_overrun_motive check (overrun_motive <> '');
alter table hist.missions add column overrun_motive text;
alter table missions alter column overrun_motive set statistics 0;
alter table hist.missions alter column overrun_motive set statistics 0;
select hist.track('missions', 'mission');

-- What the orders gate asks of a programme.
create index mission_months_of_programme on mission_months (programme_id, state);
select hist.track('mission_months', 'mission_month');

-- What was logged, corrected entries aside, by month and mission.
create view logged_months as
select e.project_id, e.programme_id, e.mission_id, date_trunc('month', e.occurred_on)::date as month,
  sum(e.person_days) as person_days, count(e.person_days) as known, count(*) as entries
from progress_entries e
where not exists (select from progress_entries c
  where c.programme_id = e.programme_id and c.corrects_id is not null and c.corrects_id = e.id)
group by e.project_id, e.programme_id, e.mission_id, date_trunc('month', e.occurred_on)::date;

-- What a gate's reasons name, and what it is called.
create view readiness_subjects as
select id, project_id, name from datasets
union all select id, project_id, title from risks
union all select id, project_id, coalesce(title, '') from hand_over_items
union all select id, project_id, code from milestones
union all select o.id, m.project_id, o.name from missions m join organisations o on o.id = m.provider_id;
