-- The journal and the versions of what `rows.sql` put in, as if each row had been a change of its own. What versions compute of a
-- text themselves is not copied.

create procedure pg_temp.tell(subject text, entity text, programme text, project text, milestone text)
language plpgsql as $$
declare
  columns text;
  last bigint := coalesce((select max(seq) from journal), 0);
begin
  select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
    where table_schema = 'hist' and table_name = subject and is_generated = 'NEVER' and column_name not in ('valid_from', 'valid_to');
  execute format($f$
    create temp table telling as select t.id, now() - interval '29 days' + (%2$s + row_number() over (order by t.id)) * interval '1 microsecond' as at,
      %2$s + row_number() over (order by t.id) as seq
    from public.%1$I t where not exists (select from hist.%1$I v where v.id = t.id)$f$, subject, last);
  execute 'analyze telling';
  execute format($f$
    insert into journal (id, seq, at, position, change_id, actor_id, action, entity, entity_id, programme_id, project_id, milestone_id, after)
    select pg_temp.bid(18, w.seq), w.seq, w.at, 0, pg_temp.bid(19, w.seq), pg_temp.bid(2, 1), 'created', %2$L, t.id, %3$s, %4$s, %5$s,
      to_jsonb(t) - 'key' - 'request_hash'
    from public.%1$I t join telling w on w.id = t.id order by w.seq$f$, subject, entity, programme, project, milestone);
  execute format($f$
    insert into hist.%1$I (%2$s, valid_from, valid_to) select %3$s, w.at, 'infinity' from public.%1$I t join telling w on w.id = t.id order by w.seq$f$,
    subject, columns, (select string_agg('t.' || c, ', ') from unnest(string_to_array(columns, ', ')) c));
  drop table telling;
end $$;

-- The versions of rows that belong to another resource: since that one's change.
create procedure pg_temp.tell_part(subject text, entity text, entity_key text) language plpgsql as $$
declare
  columns text;
begin
  select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
    where table_schema = 'hist' and table_name = subject and is_generated = 'NEVER' and column_name not in ('valid_from', 'valid_to');
  execute format($f$
    insert into hist.%1$I (%2$s, valid_from, valid_to) select %3$s, j.at, 'infinity'
    from public.%1$I t join journal j on j.entity = %4$L and j.entity_id = t.%5$I$f$,
    subject, columns, (select string_agg('t.' || c, ', ') from unnest(string_to_array(columns, ', ')) c), entity, entity_key);
end $$;

create function pg_temp.programme_of(project uuid) returns uuid language sql stable as $$
  select programme_id from public.projects where id = project
$$;
create function pg_temp.project_of(milestone uuid) returns uuid language sql stable as $$
  select project_id from public.milestones where id = milestone
$$;

call pg_temp.tell('organisations', 'organisation', 'null::uuid', 'null::uuid', 'null::uuid');
call pg_temp.tell('accounts', 'account', 'null::uuid', 'null::uuid', 'null::uuid');
call pg_temp.tell('programmes', 'programme', 't.id', 'null::uuid', 'null::uuid');
call pg_temp.tell('grants', 'grant', 't.programme_id', 'null::uuid', 'null::uuid');
call pg_temp.tell('projects', 'project', 't.programme_id', 't.id', 'null::uuid');
call pg_temp.tell('suspensions', 'suspension', 'pg_temp.programme_of(t.project_id)', 't.project_id', 'null::uuid');
call pg_temp.tell('extensions', 'extension', 'pg_temp.programme_of(t.project_id)', 't.project_id', 'null::uuid');
call pg_temp.tell('missions', 'mission', 'pg_temp.programme_of(t.project_id)', 't.project_id', 'null::uuid');
call pg_temp.tell('milestones', 'milestone', 'pg_temp.programme_of(t.project_id)', 't.project_id', 't.id');
call pg_temp.tell('baselines', 'baseline', 'pg_temp.programme_of(t.project_id)', 't.project_id', 'null::uuid');
call pg_temp.tell('evidence', 'evidence', 'pg_temp.programme_of(pg_temp.project_of(t.milestone_id))', 'pg_temp.project_of(t.milestone_id)', 't.milestone_id');
call pg_temp.tell('status_reports', 'health_report', 'pg_temp.programme_of(t.project_id)', 't.project_id', 'null::uuid');
call pg_temp.tell('progress_entries', 'progress_entry', 'pg_temp.programme_of(t.project_id)', 't.project_id', 't.milestone_id');
call pg_temp.tell_part('programme_tracks', 'programme', 'programme_id');
call pg_temp.tell_part('milestone_dependencies', 'milestone', 'milestone_id');
call pg_temp.tell_part('forecasts', 'milestone', 'milestone_id');
call pg_temp.tell_part('baseline_dates', 'baseline', 'baseline_id');

select setval('hist.seq', (select max(seq) from journal)),
  setval('hist.clock', (select (extract(epoch from max(at)) * 1000000)::bigint from journal));
