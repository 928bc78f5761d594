drop schema if exists past cascade;
do $$
declare
  shown text;
begin
  foreach shown in array array['milestone_details', 'programme_details', 'project_details'] loop
    execute format('create or replace view %I as ', shown)
      || regexp_replace(pg_get_viewdef(shown::regclass), '''shown_at'', \( SELECT n\.at.+?\), ', '');
  end loop;
end $$;
drop function hist.show_past();
drop view jurors;
drop view newest_entry;
do $$
declare
  versions regclass;
begin
  execute replace(pg_get_functiondef('hist.track(text, text, text)'::regprocedure), '(id, valid_from, valid_to)',
    '(id, valid_from) include (valid_to)');
  for versions in select oid from pg_class where relnamespace = 'hist'::regnamespace and relkind = 'r' loop
    execute (select format('drop index %s', x.indexrelid::regclass) from pg_index x
      where x.indrelid = versions and x.indisunique and x.indnkeyatts = 3);
    execute format('create unique index on %s (id, valid_from) include (valid_to)', versions);
  end loop;
end $$;
