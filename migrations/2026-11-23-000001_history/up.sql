-- The journal and the versions of every business row (docs/adr/0002-history.md).
--
-- Three promises, kept by the database whatever the code does:
--   1. every committed change of a tracked row leaves its version in hist.<table>;
--   2. a commit that changes a tracked row without a journal entry for its resource is refused;
--   3. all that one transaction changes carries one stamp, and stamps are ordered as commits become
--      visible, because the stamp is taken under a lock held until the commit is visible.

create schema hist;

-- The last stamp in microseconds, in a sequence because a sequence stands outside MVCC.
create sequence hist.clock as bigint minvalue 0 start 0;
create sequence hist.seq as bigint;

-- The stamp of this transaction. The first call waits for the transactions that hold a stamp and
-- have not committed yet, so call it last. `jalon.story_at`, set by the demonstration's seed alone,
-- proposes a past instant; the stamps ascend all the same.
create function hist.stamp() returns timestamptz
language plpgsql volatile set search_path = pg_catalog as $$
declare
  taken text := current_setting('jalon.stamp', true);
  story text := current_setting('jalon.story_at', true);
  proposed timestamptz := clock_timestamp();
  last bigint;
  us bigint;
  at timestamptz;
begin
  if taken <> '' then return taken::timestamptz; end if;
  perform pg_advisory_xact_lock(7237131201);
  if story <> '' then proposed := story::timestamptz; end if;
  select last_value into last from hist.clock;
  us := greatest((extract(epoch from proposed) * 1000000)::bigint, last + 1);
  perform setval('hist.clock', us);
  at := timestamptz 'epoch' + us * interval '1 microsecond';
  perform set_config('jalon.stamp', at::text, true);
  return at;
end $$;

create table journal (
  id uuid primary key,
  seq bigint not null constraint journal_seq_key unique,
  at timestamptz not null,
  position integer not null,
  change_id uuid not null,
  actor_id uuid not null,
  action text not null,
  entity text not null,
  entity_id uuid not null,
  programme_id uuid,
  project_id uuid,
  milestone_id uuid,
  before jsonb,
  after jsonb,
  constraint journal_position_key unique (at, position),
  constraint journal_one_entry_per_resource unique (at, entity, entity_id),
  constraint journal_says_something check (before is not null or after is not null)
);
create index journal_entity on journal (entity, entity_id, seq desc);
create index journal_project on journal (project_id, seq desc);
create index journal_milestone on journal (milestone_id, seq desc);
create index journal_programme on journal (programme_id, seq desc);
create index journal_actor on journal (actor_id);

-- Completes where the resource stands, and stamps the entry.
create function hist.stamp_journal() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if new.project_id is null and new.milestone_id is not null then
    select m.project_id into new.project_id from public.milestones m where m.id = new.milestone_id;
  end if;
  if new.programme_id is null and new.project_id is not null then
    select p.programme_id into new.programme_id from public.projects p where p.id = new.project_id;
  end if;
  new.at := hist.stamp();
  new.seq := nextval('hist.seq');
  return new;
end $$;
create trigger stamp before insert on journal for each row execute function hist.stamp_journal();

create function hist.refuse() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '% on % is refused: rows of this table are kept as they were written', tg_op, tg_table_name
    using errcode = 'restrict_violation';
end $$;
create trigger kept before update or delete on journal for each row execute function hist.refuse();
create trigger kept_whole before truncate on journal for each statement execute function hist.refuse();

-- Refuses later changes of the rows of `subject` (domain.md, invariant 3).
create function hist.append_only(subject text) returns void language plpgsql as $$
begin
  execute format('create trigger kept before update or delete on public.%I for each row execute function hist.refuse()', subject);
end $$;

-- Keeps every version of `subject` in hist.<subject>, and asks of every commit a journal entry for
-- the resource that the row belongs to: `entity`, whose id stands in the row's column `entity_key`.
-- Call it again after `alter table` on both: it makes the trigger function anew.
create function hist.track(subject text, entity text, entity_key text default 'id') returns void
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
