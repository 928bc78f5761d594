-- Writes the entries of one change, in their order: one statement that goes in one message with the
-- commit, because it takes the stamp's lock (docs/adr/0010-one-write-path.md).
create function hist.write_journal(entries jsonb) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  insert into public.journal (id, position, change_id, actor_id, action, entity, entity_id,
      programme_id, project_id, milestone_id, before, after)
    select e.id, e.position, e.change_id, e.actor_id, e.action, e.entity, e.entity_id,
      e.programme_id, e.project_id, e.milestone_id, e.before, e.after
    from jsonb_populate_recordset(null::public.journal, entries) e
    order by e.position;
end $$;
