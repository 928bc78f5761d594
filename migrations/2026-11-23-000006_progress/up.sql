-- What experts log and how projects fare.

create table progress_entries (
  id uuid primary key,
  project_id uuid not null constraint progress_entries_project_fkey references projects,
  track text not null,
  milestone_id uuid constraint progress_entries_milestone_fkey references milestones,
  mission_id uuid constraint progress_entries_mission_fkey references missions,
  author_id uuid not null constraint progress_entries_author_fkey references accounts,
  person_id uuid not null constraint progress_entries_person_fkey references accounts,
  organisation_id uuid constraint progress_entries_organisation_fkey references organisations,
  occurred_on date not null,
  percent integer constraint progress_entries_percent check (percent between 0 and 100),
  person_days double precision constraint progress_entries_person_days
    check (person_days between 0 and 1 and person_days * 4 = floor(person_days * 4)),
  done text not null,
  next text,
  blockers text,
  corrects_id uuid constraint progress_entries_corrects_fkey references progress_entries
    constraint progress_entries_corrected_once unique,
  key text,
  request_hash bytea,
  recorded_at timestamptz not null,
  constraint progress_entries_key unique (author_id, project_id, key)
);
create index progress_entries_log on progress_entries (project_id, occurred_on desc, recorded_at desc, id desc);
create index progress_entries_milestone on progress_entries (milestone_id, occurred_on desc, recorded_at desc);
create index progress_entries_mission on progress_entries (mission_id);
create index progress_entries_person on progress_entries (person_id, occurred_on);
create index progress_entries_organisation on progress_entries (organisation_id);
select hist.track('progress_entries', 'progress_entry');
select hist.append_only('progress_entries');

-- Invariant 5: one person-day per person and calendar day over all projects, corrected entries
-- aside. The lock is per person and day, so that two projects cannot each take the last half.
create function check_person_day() returns trigger language plpgsql as $$
begin
  if new.person_days is null or new.person_days = 0 then return null; end if;
  perform pg_advisory_xact_lock(hashtextextended(new.person_id::text || new.occurred_on::text, 0));
  if (select sum(e.person_days) from progress_entries e
      where e.person_id = new.person_id and e.occurred_on = new.occurred_on
        and not exists (select from progress_entries c where c.corrects_id = e.id)) > 1 then
    raise exception 'more than one person-day' using errcode = 'check_violation', constraint = 'progress_entries_one_person_day';
  end if;
  return null;
end $$;
create trigger one_person_day after insert on progress_entries for each row execute function check_person_day();

create table health_reports (
  id uuid primary key,
  project_id uuid not null constraint health_reports_project_fkey references projects,
  overall text not null constraint health_reports_overall check (overall in ('sunny', 'overcast', 'cloudy', 'stormy')),
  tracks jsonb not null,
  text text not null,
  support_needed text,
  reported_by uuid not null constraint health_reports_reported_by_fkey references accounts,
  reported_on date not null,
  reported_at timestamptz not null
);
create index health_reports_project on health_reports (project_id, reported_at desc);
create index health_reports_reported_by on health_reports (reported_by);
select hist.track('health_reports', 'health_report');
select hist.append_only('health_reports');
