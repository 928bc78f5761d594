-- Lists read what they show: a copy of the programme where a list of it needs one, an index for each
-- order, and the same indexes on the versions.

-- A milestone and an entry stand in their project's programme. The copy is the database's own: it is
-- filled whoever inserts (replicas and bulk loads too), and neither a project nor a milestone moves.
create function programme_of_project() returns trigger language plpgsql as $$
begin
  select p.programme_id into new.programme_id from public.projects p where p.id = new.project_id;
  return new;
end $$;

alter table milestones add column programme_id uuid;
alter table hist.milestones add column programme_id uuid;
alter table progress_entries add column programme_id uuid;
alter table hist.progress_entries add column programme_id uuid;

alter table milestones disable trigger user;
update milestones m set programme_id = p.programme_id from projects p where p.id = m.project_id;
alter table milestones enable trigger user;
update hist.milestones m set programme_id = p.programme_id from projects p where p.id = m.project_id;
alter table progress_entries disable trigger user;
update progress_entries e set programme_id = p.programme_id from projects p where p.id = e.project_id;
alter table progress_entries enable trigger user;
update hist.progress_entries e set programme_id = p.programme_id from projects p where p.id = e.project_id;

alter table milestones alter column programme_id set not null;
alter table hist.milestones alter column programme_id set not null;
alter table progress_entries alter column programme_id set not null;
alter table hist.progress_entries alter column programme_id set not null;

create trigger programme before insert on milestones for each row execute function programme_of_project();
alter table milestones enable always trigger programme;
create trigger programme before insert on progress_entries for each row execute function programme_of_project();
alter table progress_entries enable always trigger programme;
create trigger stays before update on projects for each row
  when (old.programme_id is distinct from new.programme_id) execute function hist.refuse();
create trigger stays before update on milestones for each row
  when ((old.project_id, old.programme_id) is distinct from (new.project_id, new.programme_id)) execute function hist.refuse();

-- Whether a milestone is still owed (`MilestoneState::is_being_worked_on`), for the index of late ones.
alter table milestones add column owed boolean not null generated always as (state in ('planned', 'in_progress', 'deferred')) stored;
alter table hist.milestones add column owed boolean;
update hist.milestones set owed = state in ('planned', 'in_progress', 'deferred');
alter table hist.milestones alter column owed set not null;

-- The milestones of a programme in both orders: all of them, of one state, of one track; those owed,
-- for the late ones.
create index milestones_by_forecast on milestones (programme_id, forecast_on, id);
create index milestones_by_code on milestones (programme_id, code, id);
create index milestones_by_state on milestones (programme_id, state, forecast_on, id);
create index milestones_by_state_and_code on milestones (programme_id, state, code, id);
create index milestones_by_track on milestones (programme_id, track, forecast_on, id);
create index milestones_by_track_and_code on milestones (programme_id, track, code, id);
create index milestones_owed on milestones (programme_id, owed, forecast_on, id);

-- The projects of a programme: all of them, of one state.
drop index projects_by_code;
create index projects_by_code on projects (programme_id, code, id);
create index projects_by_state on projects (programme_id, state, code, id);

-- The clock of a project, which lateness asks for: the constraint's own index is slow to ask.
create index suspensions_in_force on suspensions (project_id, from_on) include (until_on) where cancelled_at is null;

-- What a programme's portfolio is summed up from, without reading the entries themselves.
create index progress_entries_programme on progress_entries
  (programme_id, milestone_id, occurred_on desc, recorded_at desc, id desc) include (project_id, percent, person_days);
create index progress_entries_corrections on progress_entries (programme_id, corrects_id) where corrects_id is not null;

-- The orders of these lists to their end, the id.
drop index progress_entries_milestone;
create index progress_entries_milestone on progress_entries (milestone_id, occurred_on desc, recorded_at desc, id desc);
drop index health_reports_project;
create index health_reports_project on health_reports (project_id, reported_at desc, id desc);
create index accounts_by_creation on accounts (created_at, id);

-- Gives the versions of `subject` the indexes of its rows, each with both bounds after its columns:
-- a list of a past day then reads as little as today's. Uniqueness does not hold over time; what is
-- no B-tree serves constraints alone.
create function hist.mirror_indexes(subject text) returns void language plpgsql as $$
declare
  i record;
begin
  for i in
    select c.relname as name, pg_get_indexdef(c.oid) as definition
    from pg_index x join pg_class c on c.oid = x.indexrelid join pg_am a on a.oid = c.relam
    where x.indrelid = ('public.' || quote_ident(subject))::regclass and not x.indisprimary and a.amname = 'btree'
  loop
    if to_regclass('hist.' || quote_ident(i.name)) is null then
      execute regexp_replace(i.definition,
        '^CREATE (?:UNIQUE )?INDEX (.+) ON public\.(.+) USING btree \((.+?)\)( INCLUDE \([^)]+\))?( WHERE .+)?$',
        'CREATE INDEX \1 ON hist.\2 USING btree (\3, valid_from, valid_to)\4\5');
    end if;
  end loop;
end $$;

-- Keeps every version of `subject` in hist.<subject>, with the indexes that `subject` has, and asks of
-- every commit a journal entry for the resource that the row belongs to: `entity`, whose id stands in
-- the row's column `entity_key`. Call it again after `alter table` on both and after `create index`: it
-- makes the trigger function anew, and the indexes that are missing.
create or replace function hist.track(subject text, entity text, entity_key text default 'id') returns void
language plpgsql as $$
declare
  columns text;
  news text;
begin
  if to_regclass('hist.' || quote_ident(subject)) is null then
    execute format('create table hist.%I (like public.%I, valid_from timestamptz not null, valid_to timestamptz not null, check (valid_from < valid_to))', subject, subject);
    execute format('create unique index on hist.%I (id, valid_from) include (valid_to)', subject);
    execute format('create unique index on hist.%I (id) where valid_to = ''infinity''', subject);
    execute format('create index on hist.%I (valid_to, valid_from)', subject);
  end if;
  select string_agg(quote_ident(attname), ', ' order by attnum), string_agg('new.' || quote_ident(attname), ', ' order by attnum)
    into columns, news
    from pg_attribute where attrelid = ('public.' || quote_ident(subject))::regclass and attnum > 0 and not attisdropped;
  execute format($f$
    create or replace function hist.%2$I() returns trigger
    language plpgsql security definer set search_path = pg_catalog as $body$
    declare
      s timestamptz := hist.stamp();
      resource uuid;
    begin
      if tg_op = 'DELETE' then resource := old.%4$I; else resource := new.%4$I; end if;
      if not exists (select from public.journal j where j.at = s and j.entity = %3$L and j.entity_id = resource) then
        raise exception 'a change of %% without a journal entry for %% %%', %1$L, %3$L, resource
          using errcode = 'integrity_constraint_violation';
      end if;
      if tg_op <> 'INSERT' then
        delete from hist.%1$I where id = old.id and valid_from = s;
        if not found then
          update hist.%1$I set valid_to = s where id = old.id and valid_to = 'infinity';
        end if;
      end if;
      if tg_op <> 'DELETE' then
        insert into hist.%1$I (%5$s, valid_from, valid_to) values (%6$s, s, 'infinity');
      end if;
      return null;
    end $body$ $f$, subject, 'versions_of_' || subject, entity, entity_key, columns, news);
  execute format('drop trigger if exists versions on public.%I', subject);
  execute format('create constraint trigger versions after insert or update or delete on public.%I deferrable initially deferred for each row execute function hist.%I()', subject, 'versions_of_' || subject);
  execute format('drop trigger if exists kept_whole on public.%I', subject);
  execute format('create trigger kept_whole before truncate on public.%I for each statement execute function hist.refuse()', subject);
  perform hist.mirror_indexes(subject);
end $$;

select hist.track('milestones', 'milestone');
select hist.track('progress_entries', 'progress_entry');
select hist.mirror_indexes(tablename) from pg_tables where schemaname = 'hist';

-- The last number that a milestone of a project ever had, deleted ones included.
create function hist.last_milestone_number(project uuid) returns integer
language sql stable security definer set search_path = pg_catalog as $$
  select greatest(0, (select max(m.number) from public.milestones m where m.project_id = project),
    (select max(m.number) from hist.milestones m where m.project_id = project))
$$;
