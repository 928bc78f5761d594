-- The months of missions that were closed once; one that is not here is open.
create table mission_months (
  id uuid primary key,
  project_id uuid not null constraint mission_months_project_fkey references projects,
  programme_id uuid not null,
  mission_id uuid not null constraint mission_months_mission_fkey references missions,
  month date not null constraint mission_months_month check (extract(day from month) = 1),
  state text not null constraint mission_months_state check (state in ('open', 'closed', 'countersigned')),
  -- When it was closed: the person-days that were logged, a digest of the entries that counted, the part of the order.
  closed_days double precision,
  closed_entries text,
  closed_order double precision,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint mission_months_closed check (num_nonnulls(closed_days, closed_entries) = case state when 'open' then 0 else 2 end),
  constraint mission_months_key unique (mission_id, month)
);
create index mission_months_project on mission_months (project_id);
select hist.child('mission_months', 'mission_month', variadic '{}');

-- A countersigned month is reopened, or stays as it is.
create trigger countersigned before update on mission_months for each row
  when (old.state = 'countersigned' and (new.state <> 'open' or (new.id, new.project_id, new.programme_id, new.mission_id, new.month,
    new.created_at, new.created_by) is distinct from (old.id, old.project_id, old.programme_id, old.mission_id, old.month, old.created_at,
    old.created_by))) execute function hist.refuse_frozen();
create trigger kept before delete on mission_months for each row
  when (old.state = 'countersigned') execute function hist.refuse_frozen();
alter table mission_months enable always trigger countersigned, enable always trigger kept;

-- A reversing entry takes back, in an open month, what another says in a countersigned one.
alter table progress_entries add column reverses_id uuid constraint progress_entries_reverses_fkey references progress_entries;
alter table hist.progress_entries add column reverses_id uuid;
alter table progress_entries drop constraint progress_entries_person_days;
alter table progress_entries add constraint progress_entries_person_days check (person_days * 4 = floor(person_days * 4)
  and case when reverses_id is null then person_days between 0 and 1 else person_days between -1 and 0 end);
alter table progress_entries add constraint progress_entries_reversal check (reverses_id is null or (percent is null and corrects_id is null));
create unique index progress_entries_reverses_key on progress_entries (reverses_id);
create index progress_entries_reversals on progress_entries (programme_id) where reverses_id is not null;
select hist.track('progress_entries', 'progress_entry');

-- One person-day per person and day, as before; what takes time back is none, and what was taken back is none any more.
create or replace function check_person_day() returns trigger language plpgsql as $$
begin
  if new.person_days is null or new.person_days <= 0 then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended(new.person_id::text || new.occurred_on::text, 0));
  if (select sum(e.person_days) from progress_entries e
      where e.person_id = new.person_id and e.occurred_on = new.occurred_on and e.person_days > 0
        and not exists (select from progress_entries c where c.corrects_id = e.id or c.reverses_id = e.id)) > 1 then
    raise exception 'more than one person-day' using errcode = 'check_violation', constraint = 'progress_entries_one_person_day';
  end if;
  return null;
end $$;

-- A countersigned month takes no entry, and no correction of one; what takes one back says the same of it, negatively.
create function check_month_open() returns trigger language plpgsql as $$
begin
  if exists (select from mission_months m
      join (select new.mission_id as mission_id, new.occurred_on as occurred_on
        union all select c.mission_id, c.occurred_on from progress_entries c where c.id = new.corrects_id) e on e.mission_id = m.mission_id
      where m.state = 'countersigned' and m.month = e.occurred_on - (extract(day from e.occurred_on)::integer - 1)) then
    raise exception 'the month is countersigned' using errcode = 'check_violation', constraint = 'progress_entries_month_open';
  end if;
  if new.reverses_id is not null and not exists (select from progress_entries e
      join mission_months m on m.mission_id = e.mission_id and m.month = e.occurred_on - (extract(day from e.occurred_on)::integer - 1)
      where e.id = new.reverses_id and e.reverses_id is null and m.state = 'countersigned'
        and (e.project_id, e.track, e.mission_id, e.person_id) = (new.project_id, new.track, new.mission_id, new.person_id)
        and new.person_days is not distinct from -e.person_days) then
    raise exception 'it takes another entry back' using errcode = 'check_violation', constraint = 'progress_entries_reverses_another';
  end if;
  return new;
end $$;
create trigger month_open before insert on progress_entries for each row execute function check_month_open();
alter table progress_entries enable always trigger month_open;

create or replace view progress_entry_details as
select
  e.id as entry_id,
  json_build_object(
    'milestone', (
      select json_build_object('id', m.id, 'code', m.code, 'name', m.title)
      from milestones m where m.id = e.milestone_id),
    'mission', (
      select json_build_object('id', m.id, 'name', o.name, 'provider', o.id)
      from missions m join organisations o on o.id = m.provider_id where m.id = e.mission_id),
    'names', coalesce((
      select json_object_agg(i.account_id, i.name) from identities i
      where i.account_id = any(array[e.author_id, e.person_id])), '{}'),
    'organisation', (
      select json_build_object('id', o.id, 'name', o.name, 'short_name', o.short_name)
      from organisations o where o.id = e.organisation_id),
    'corrected_by', (select c.id from progress_entries c where c.corrects_id = e.id),
    'reversed_by', (select c.id from progress_entries c where c.reverses_id = e.id)
  ) as details
from progress_entries e;

-- What was taken back tells no progress any more.
create or replace view milestone_details as
select
  m.id as milestone_id,
  json_build_object(
    'project', json_build_object('id', p.id, 'code', p.code, 'name', p.title),
    'clock', (select c.clock from project_clocks c where c.project_id = m.project_id),
    'evidence', array(select distinct e.type from evidence e where e.milestone_id = m.id),
    'depends_on', coalesce((
      select json_agg(json_build_object('id', d.id, 'code', d.code, 'name', d.title) order by d.number)
      from milestone_dependencies x join milestones d on d.id = x.depends_on_id
      where x.milestone_id = m.id), '[]'),
    -- Of the latest progress entry that gives one, corrected entries aside; read from the index that has it.
    'percent', (
      select e.percent from progress_entries e
      where e.programme_id = m.programme_id and e.milestone_id = m.id and e.percent is not null
        and not exists (select from progress_entries c where c.corrects_id = e.id or c.reverses_id = e.id)
      order by e.occurred_on desc, e.recorded_at desc, e.id desc
      limit 1),
    'editor', (select i.name from identities i where i.account_id = m.updated_by)
  ) as details
from milestones m join projects p on p.id = m.project_id;
