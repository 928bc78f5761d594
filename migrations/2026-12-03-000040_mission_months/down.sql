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
        and not exists (select from progress_entries c where c.corrects_id = e.id)
      order by e.occurred_on desc, e.recorded_at desc, e.id desc
      limit 1),
    'editor', (select i.name from identities i where i.account_id = m.updated_by)
  ) as details
from milestones m join projects p on p.id = m.project_id;
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
    'corrected_by', (select c.id from progress_entries c where c.corrects_id = e.id)
  ) as details
from progress_entries e;
drop trigger month_open on progress_entries;
drop function check_month_open();
create or replace function check_person_day() returns trigger language plpgsql as $$
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
alter table progress_entries drop constraint progress_entries_reversal, drop constraint progress_entries_person_days, drop column reverses_id;
alter table hist.progress_entries drop column reverses_id;
alter table progress_entries add constraint progress_entries_person_days
  check (person_days between 0 and 1 and person_days * 4 = floor(person_days * 4)) not valid;
select hist.track('progress_entries', 'progress_entry');
drop table mission_months;
drop table hist.mission_months;
drop function hist.versions_of_mission_months();
