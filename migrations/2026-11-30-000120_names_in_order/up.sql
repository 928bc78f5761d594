-- Organisations in French alphabetical order, and by their names however they are written.

-- As before; what is computed from a row is computed from each of its versions too, so that it goes with the text
-- it is made of (`generated always` in both tables).
create or replace function hist.track(subject text, entity text, entity_key text default 'id') returns void
language plpgsql as $$
declare
  columns text;
  news text;
begin
  if to_regclass('hist.' || quote_ident(subject)) is null then
    execute format('create table hist.%I (like public.%I including generated, valid_from timestamptz not null, valid_to timestamptz not null, check (valid_from < valid_to))', subject, subject);
    execute format('create unique index on hist.%I (id, valid_from) include (valid_to)', subject);
    execute format('create unique index on hist.%I (id) where valid_to = ''infinity''', subject);
    execute format('create index on hist.%I (valid_to, valid_from)', subject);
  end if;
  select string_agg(quote_ident(attname), ', ' order by attnum), string_agg('new.' || quote_ident(attname), ', ' order by attnum)
    into columns, news
    from pg_attribute a where attrelid = ('public.' || quote_ident(subject))::regclass and attnum > 0 and not attisdropped
      and not exists (select from pg_attribute v where v.attrelid = ('hist.' || quote_ident(subject))::regclass
        and v.attname = a.attname and v.attgenerated <> '');
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

-- Not null by construction; said so that a page can begin after them.
alter table organisations
  add column name_order text collate "C" not null generated always as (hist.french_order(name)) stored,
  add column folded_names text collate "C" not null generated always as (hist.fold(name) || E'\n' || coalesce(hist.fold(short_name), '')) stored;
alter table hist.organisations
  add column name_order text collate "C" not null generated always as (hist.french_order(name)) stored,
  add column folded_names text collate "C" not null generated always as (hist.fold(name) || E'\n' || coalesce(hist.fold(short_name), '')) stored;
-- No samples of names in `pg_statistic`, as of the names themselves.
alter table organisations alter column name_order set statistics 0, alter column folded_names set statistics 0;
alter table hist.organisations alter column name_order set statistics 0, alter column folded_names set statistics 0;

drop index organisations_by_name;
drop index hist.organisations_by_name;
create index organisations_by_name on organisations (name_order, id);
select hist.track('organisations', 'organisation');
