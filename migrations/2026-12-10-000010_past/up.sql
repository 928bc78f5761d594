-- The database as it was known at an instant, for the same queries (docs/adr/0019-as-of.md): a session whose search path is `past` finds
-- everything under its usual name, as it was at `jalon.as_of`, and nothing where that is not set. What is not here is not found.

-- Whoever evaluates an application or a project, and how far: rights that hang from it are those of today, whatever is read.
create view jurors as
select e.id as evaluation_id, e.subject_id, e.juror_id, e.state from evaluations e where e.juror_id is not null;

-- How far the journal is.
create view newest_entry as select j.seq, j.id, j.at from journal j order by j.at desc, j.position desc limit 1;

-- Makes the schema `past` anew from what there is. Runs after each migration; before one, the schema goes, since nothing that its views
-- name could be altered.
create function hist.show_past() returns void language plpgsql set client_min_messages = warning as $$
declare
  -- Who asks, what they may, and names, which no history keeps: as they are.
  present constant text[] := array['callers', 'identities', 'jurors', 'persons', 'sessions'];
  -- What no reading of the programme's data shows.
  unseen constant text[] := array['__diesel_schema_migrations', 'answer_removals', 'installation', 'kept_answers', 'one_time_secrets',
    'refresh_tokens', 'removals'];
  before text := current_setting('search_path');
  relation record;
  columns text;
  reader record;
  waiting text[] := '{}';
  put_off text[];
  view_name text;
  definition text;
begin
  drop schema if exists past cascade;
  create schema past;
  create function past.at() returns timestamptz language sql stable as $f$ select current_setting('jalon.as_of')::timestamptz $f$;

  for relation in
    select c.relname::text as name, c.relkind as kind, to_regclass('hist.' || quote_ident(c.relname)) as versions from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and c.relname <> all (unseen)
    order by c.relname
  loop
    if relation.name = any (present) then
      execute format('create view past.%1$I as select * from public.%1$I', relation.name);
    elsif relation.kind in ('v', 'm') then
      waiting := waiting || relation.name;
    elsif relation.versions is not null then
      select string_agg(quote_ident(attname), ', ' order by attnum) into columns
        from pg_attribute where attrelid = ('public.' || quote_ident(relation.name))::regclass and attnum > 0 and not attisdropped;
      -- The instant stands in subqueries: read once, and unknown to the planner, so that one plan is good for every instant.
      execute format('create view past.%1$I as select %2$s from hist.%1$I
        where valid_from <= (select past.at()) and valid_to > (select past.at())', relation.name, columns);
    elsif relation.name = 'journal' then
      create view past.journal as select * from public.journal where at <= (select past.at());
    else
      raise exception 'the table % has no past: hist.track it, or say in hist.show_past that it has none', relation.name;
    end if;
  end loop;

  -- What reads tables by their names reads those of the session.
  for reader in
    select p.oid from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace = 'public'::regnamespace and p.provolatile = 's' and l.lanname = 'sql' and p.proconfig is null
  loop
    execute replace(pg_get_functiondef(reader.oid), ' FUNCTION public.', ' FUNCTION past.');
  end loop;

  -- Views are told by the names that their session finds. Those of views wait for what they name.
  while waiting <> '{}' loop
    put_off := '{}';
    foreach view_name in array waiting loop
      perform set_config('search_path', 'public', true);
      definition := pg_get_viewdef(('public.' || quote_ident(view_name))::regclass);
      perform set_config('search_path', 'past', true);
      begin
        execute format('create view past.%I as %s', view_name, definition);
      exception when undefined_table then
        put_off := put_off || view_name;
      end;
    end loop;
    if put_off = waiting then raise exception 'these views name what has no past: %', put_off; end if;
    waiting := put_off;
  end loop;
  perform set_config('search_path', before, true);
end $$;

-- What shows all of a resource in one statement says with it how far the journal was.
do $$
declare
  shown text;
begin
  foreach shown in array array['milestone_details', 'programme_details', 'project_details'] loop
    execute format('create or replace view %I as ', shown) || regexp_replace(pg_get_viewdef(shown::regclass), 'json_build_object\(',
      'json_build_object(''shown_at'', (select n.at from newest_entry n), ');
  end loop;
end $$;

-- A version is found by its row and its instant in the index alone, however many there are of the row.
do $$
declare
  versions regclass;
begin
  execute replace(pg_get_functiondef('hist.track(text, text, text)'::regprocedure), '(id, valid_from) include (valid_to)',
    '(id, valid_from, valid_to)');
  for versions in select oid from pg_class where relnamespace = 'hist'::regnamespace and relkind = 'r' loop
    execute (select format('drop index %s', x.indexrelid::regclass) from pg_index x
      where x.indrelid = versions and x.indisunique and x.indnatts = 3 and x.indnkeyatts = 2);
    execute format('create unique index on %s (id, valid_from, valid_to)', versions);
  end loop;
end $$;
