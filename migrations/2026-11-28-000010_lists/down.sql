drop function hist.last_milestone_number(uuid);

do $$
declare
  i record;
begin
  for i in
    select h.relname as name from pg_class h join pg_class p on p.relname = h.relname and p.relnamespace = 'public'::regnamespace
    where h.relkind = 'i' and h.relnamespace = 'hist'::regnamespace
  loop
    execute format('drop index hist.%I', i.name);
  end loop;
end $$;
drop index accounts_by_creation;
drop index health_reports_project;
create index health_reports_project on health_reports (project_id, reported_at desc);
drop index progress_entries_milestone;
create index progress_entries_milestone on progress_entries (milestone_id, occurred_on desc, recorded_at desc);
drop index suspensions_in_force;
drop index projects_by_state;
drop index projects_by_code;
create index projects_by_code on projects (programme_id, code);

drop trigger stays on projects;
drop trigger stays on milestones;
drop trigger programme on milestones;
drop trigger programme on progress_entries;
drop function programme_of_project();
-- The indexes over these columns go with them.
alter table milestones drop column programme_id;
alter table hist.milestones drop column programme_id;
alter table progress_entries drop column programme_id;
alter table hist.progress_entries drop column programme_id;
alter table milestones drop column owed;
alter table hist.milestones drop column owed;

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
end $$;
drop function hist.mirror_indexes(text);

select hist.track('milestones', 'milestone');
select hist.track('progress_entries', 'progress_entry');
