\set g :first_small + random(0, 199)
\set k random(4, 10)
\set m (:g - 1) * 10 + :k
\set firm 1001 + (:g - 1) / 10
\set day random(1, 200)
\startpipeline
begin;
insert into kept_answers (scope, account_id, request_hash, status, location, body, created_at) values (sha256(random()::text::bytea), @account, sha256('said'), 201, '/v1/milestones/018f0000-000b-7000-8000-000000000001/forecasts/018f0000-000b-7000-8000-000000000001', convert_to(repeat('a forecast as it is shown ', 16), 'UTF8'), now()) on conflict do nothing;
select p.id from projects p where p.id = @project for no key update of p;
select m.project_id, m.code, m.title, m.version, to_jsonb(m), (select i.name from identities i where i.account_id = @account) from milestones m where m.id = @milestone and m.state in ('planned', 'in_progress', 'deferred') for update of m;
\endpipeline
\startpipeline
insert into forecasts (id, milestone_id, forecast_on, motive, recorded_by, recorded_at) values (@new, @milestone, current_date + :day::int, 'Donnees attendues.', @account, now());
with moved as (update milestones set forecast_on = current_date + :day::int, version = version + 1, updated_at = now(), updated_by = @account where id = @milestone returning *) insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, milestone_id, before, after) select @new, 0, @new, updated_by, 'forecast', 'milestone', id, project_id, id, to_jsonb(moved), to_jsonb(moved) from moved;
commit;
\endpipeline
