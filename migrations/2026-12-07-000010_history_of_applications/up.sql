-- An entry of the journal knows the application that it belongs to, as it knows the project and the milestone.
alter table journal add column application_id uuid;

create or replace function hist.write_journal(entries jsonb) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  insert into public.journal (id, position, change_id, actor_id, action, entity, entity_id,
      programme_id, project_id, milestone_id, application_id, before, after)
    select e.id, e.position, e.change_id, e.actor_id, e.action, e.entity, e.entity_id,
      e.programme_id, e.project_id, e.milestone_id, e.application_id, e.before, e.after
    from jsonb_populate_recordset(null::public.journal, entries) e
    order by e.position;
end $$;

-- What is told of a redaction does not say of which application it is: the resource's own entries do.
alter table journal disable trigger kept;
with known as (
  select distinct entity, entity_id,
    case entity when 'application' then entity_id else (coalesce(after, before) ->> 'application_id')::uuid end as application_id
  from journal
  where entity = 'application'
    or entity in ('evaluation', 'evidence') and coalesce(after, before) ->> 'application_id' is not null
)
update journal set application_id = known.application_id
  from known where (journal.entity, journal.entity_id) = (known.entity, known.entity_id);
update journal set project_id = known.project_id
  from (select distinct entity_id, (coalesce(after, before) ->> 'project_id')::uuid as project_id from journal
    where entity = 'evaluation' and coalesce(after, before) ->> 'project_id' is not null) known
  where journal.entity = 'evaluation' and journal.entity_id = known.entity_id;
alter table journal enable trigger kept;

create index journal_application on journal (application_id, seq desc) where application_id is not null;
