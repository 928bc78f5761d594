-- What a verdict names stays: its reasons say it by id, of a milestone by code.
create function refuse_deletion_of_named() returns trigger
language plpgsql set search_path = pg_catalog as $$
declare
  named text := to_jsonb(to_jsonb(old) ->> tg_argv[0])::text;
begin
  if exists (select from public.verdicts v where v.project_id = old.project_id and strpos(v.gates::text, named) > 0) then
    raise exception '% on % is refused: a verdict names it', tg_op, tg_table_name
      using errcode = 'restrict_violation', constraint = 'verdicts_named';
  end if;
  return old;
end $$;

create trigger named before delete on datasets for each row execute function refuse_deletion_of_named('id');
create trigger named before delete on risks for each row execute function refuse_deletion_of_named('id');
create trigger named before delete on hand_over_items for each row execute function refuse_deletion_of_named('id');
create trigger named before delete on milestones for each row execute function refuse_deletion_of_named('code');
