\set f random(0, 19)
\set g :first_small + :f * 10
\set firm 1001 + (:g - 1) / 10
\set day random(0, 59)
\startpipeline
begin;
select p.id from projects p where p.id in (select ('018f0000-0006-7000-8000-' || lpad(to_hex(:g::bigint + n), 12, '0'))::uuid from generate_series(0, 9) n) order by p.id for no key update of p;
with entry as (insert into progress_entries (id, project_id, track, milestone_id, mission_id, author_id, person_id, organisation_id, occurred_on, percent, done, key, request_hash, recorded_at) select @new, m.project_id, m.track, m.id, w.id, @account, @account, @organisation, current_date - :day::int, 50, 'Atelier tenu avec les agents, releve partage.', encode(sha256(random()::text::bytea), 'hex'), sha256('said'), now() from generate_series(0, 99) n join milestones m on m.id = ('018f0000-000b-7000-8000-' || lpad(to_hex((:g::bigint - 1) * 10 + 1 + n), 12, '0'))::uuid join missions w on w.project_id = m.project_id and w.provider_id = @organisation, generate_series(1, 5) j on conflict (author_id, project_id, key) do nothing returning *) insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, milestone_id, after) select @new, row_number() over () - 1, @new, author_id, 'created', 'progress_entry', id, project_id, milestone_id, @entry from entry;
commit;
\endpipeline
