\set g :first_small + random(0, 199)
\set k random(4, 10)
\set m (:g - 1) * 10 + :k
\set firm 1001 + (:g - 1) / 10
\set day random(0, 59)
\startpipeline
begin;
select p.id, p.code, p.title, p.started_on from projects p where p.id = @project for no key update of p;
select id, code, title, track from milestones where id = @milestone and project_id = @project;
select o.id, o.name, o.short_name, i.name, w.id from accounts a join organisations o on o.id = a.organisation_id left join identities i on i.account_id = a.id left join missions w on w.provider_id = o.id and w.project_id = @project where a.id = @account;
\endpipeline
\startpipeline
with entry as (insert into progress_entries (id, project_id, track, milestone_id, mission_id, author_id, person_id, organisation_id, occurred_on, percent, done, key, request_hash, recorded_at) values (@new, @project, 'prototype', @milestone, @mission, @account, @account, @organisation, current_date - :day::int, 50, 'Atelier tenu avec les agents, releve partage.', encode(sha256(random()::text::bytea), 'hex'), sha256('said'), now()) on conflict (author_id, project_id, key) do nothing returning *) insert into journal (id, position, change_id, actor_id, action, entity, entity_id, project_id, milestone_id, after) select @new, 0, @new, author_id, 'created', 'progress_entry', id, project_id, milestone_id, @entry from entry;
commit;
\endpipeline
