do $$
declare
  view record;
  views text[] := '{}';
begin
  -- A column that a view shows cannot change; the views are the same afterwards.
  for view in
    select c.oid::regclass::text as name, pg_get_viewdef(c.oid) as definition from pg_class c
    where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace order by c.oid desc
  loop
    views := format('create view %s as %s', view.name, view.definition) || views;
    execute format('drop view %s', view.name);
  end loop;
  alter table programmes alter column code type text collate "default";
  alter table projects alter column code type text collate "default";
  alter table milestones alter column code type text collate "default";
  alter table hist.programmes alter column code type text collate "default";
  alter table hist.projects alter column code type text collate "default";
  alter table hist.milestones alter column code type text collate "default";
  for at in 1 .. cardinality(views) loop
    execute views[at];
  end loop;
end $$;
