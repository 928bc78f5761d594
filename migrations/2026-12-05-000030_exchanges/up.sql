-- Where those of a programme meet.
create table exchanges (
  id uuid primary key,
  programme_id uuid not null constraint exchanges_programme_fkey references programmes,
  kind text not null constraint exchanges_kind check (kind in ('information_meeting', 'workshop', 'peer_exchange', 'research_meeting',
    'restitution', 'steering_committee')),
  title text not null constraint exchanges_title check (title <> ''),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text,
  link text,
  places integer constraint exchanges_places check (places >= 1),
  projects uuid[] not null,
  organisations uuid[] not null,
  -- Who came: organisations, each with how many people.
  attendance jsonb not null,
  outcomes text,
  state text not null constraint exchanges_state check (state in ('planned', 'held', 'cancelled')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint exchanges_dates check (ends_at > starts_at)
);
create index exchanges_by_start on exchanges (programme_id, starts_at, id);
create index exchanges_by_state on exchanges (programme_id, state, starts_at, id);
create index exchanges_by_kind on exchanges (programme_id, kind, starts_at, id);
create index exchanges_projects on exchanges using gin (projects);
create index exchanges_by_change on exchanges (programme_id, updated_at);
select hist.track('exchanges', 'exchange');

-- Who wants to come, in the order in which they said so.
create table sign_ups (
  id uuid primary key,
  programme_id uuid not null,
  exchange_id uuid not null constraint sign_ups_exchange_fkey references exchanges,
  organisation_id uuid not null constraint sign_ups_organisation_fkey references organisations,
  people integer not null constraint sign_ups_people check (people >= 1),
  state text not null constraint sign_ups_state check (state in ('confirmed', 'waiting', 'cancelled')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null
);
create index sign_ups_in_order on sign_ups (exchange_id, created_at, id);
create index sign_ups_by_state on sign_ups (exchange_id, state, created_at, id);
create index sign_ups_organisation on sign_ups (organisation_id);
select hist.track('sign_ups', 'sign_up');

-- What steering committees decided, numbered in the programme.
create table committee_decisions (
  id uuid primary key,
  programme_id uuid not null,
  exchange_id uuid not null constraint committee_decisions_exchange_fkey references exchanges,
  number integer not null,
  text text not null constraint committee_decisions_text check (text <> ''),
  owner_id uuid constraint committee_decisions_owner_fkey references accounts,
  due_on date,
  settled_on date,
  state text not null constraint committee_decisions_state check (state in ('open', 'settled')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint committee_decisions_number unique (programme_id, number),
  constraint committee_decisions_settled check ((state = 'settled') = (settled_on is not null))
);
create index committee_decisions_in_order on committee_decisions (programme_id, number, id);
create index committee_decisions_by_state on committee_decisions (programme_id, state, number, id);
create index committee_decisions_of_exchange on committee_decisions (exchange_id, number, id);
create index committee_decisions_by_change on committee_decisions (programme_id, updated_at);
create index committee_decisions_owner on committee_decisions (owner_id);
select hist.track('committee_decisions', 'committee_decision');

do $$
declare
  free record;
begin
  for free in select * from (values ('exchanges', 'title'), ('exchanges', 'place'), ('exchanges', 'link'), ('exchanges', 'outcomes'),
      ('committee_decisions', 'text')) texts (subject, field) loop
    execute format('alter table public.%I alter column %I set statistics 0', free.subject, free.field);
    execute format('alter table hist.%I alter column %I set statistics 0', free.subject, free.field);
  end loop;
end $$;

-- The organisations that exchanges name: asked to come, or come, which not everybody is told.
create view exchange_parties as
select programme_id, unnest(organisations) as organisation_id, false as came from exchanges
union all
select e.programme_id, (c.came ->> 'organisation')::uuid, true from exchanges e, jsonb_array_elements(e.attendance) c(came);
