drop index journal_application;
create or replace function hist.write_journal(entries jsonb) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  insert into public.journal (id, position, change_id, actor_id, action, entity, entity_id,
      programme_id, project_id, milestone_id, before, after)
    select e.id, e.position, e.change_id, e.actor_id, e.action, e.entity, e.entity_id,
      e.programme_id, e.project_id, e.milestone_id, e.before, e.after
    from jsonb_populate_recordset(null::public.journal, entries) e
    order by e.position;
end $$;
alter table journal drop column application_id;
