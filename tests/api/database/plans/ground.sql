-- Of which `plans.rs` says what it is; the words in capitals stand for ids of the test's own.
create function pg_temp.id(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
create temp table places as
  select n, case when n <= 1000 then 'PROGRAMME' when n <= 2000 then 'other' else 'small' end as name from generate_series(1, 2020) n;
alter table programmes disable trigger user; alter table projects disable trigger user;
alter table milestones disable trigger user; alter table progress_entries disable trigger user;
alter table status_reports disable trigger user; alter table missions disable trigger user;
alter table mission_months disable trigger user; alter table skill_assessments disable trigger user;
alter table suspensions disable trigger user; alter table risks disable trigger user; alter table datasets disable trigger user;
alter table prototypes disable trigger user; alter table trials disable trigger user; alter table team_members disable trigger user;
alter table roadmap_items disable trigger user; alter table reuses disable trigger user;
alter table topics disable trigger user;
alter table hand_over_items disable trigger user;
alter table readiness_waivers disable trigger user; alter table verdicts disable trigger user;
alter table exchanges disable trigger user; alter table sign_ups disable trigger user;
alter table committee_decisions disable trigger user;
alter table accounts disable trigger user; alter table grids disable trigger user; alter table applications disable trigger user;
alter table evaluations disable trigger user; alter table evidence disable trigger user;
alter table journal disable trigger user; alter table grants disable trigger user;
insert into programmes select (p).* from programmes old, lateral (select jsonb_populate_record(old, jsonb_build_object('id', pg_temp.id(name), 'code', name)) as p
  from unnest(array['other', 'small']) name) copies where old.id = 'PROGRAMME';
insert into grants (id, account_id, role, programme_id, created_at, updated_at, updated_by)
  values (gen_random_uuid(), 'COORDINATOR', 'coordinator', pg_temp.id('small'), now(), now(), 'COORDINATOR');
create function pg_temp.programme(name text) returns uuid language sql immutable as $$
  select case name when 'PROGRAMME' then name::uuid else pg_temp.id(name) end $$;
alter table organisations disable trigger user;
insert into organisations (id, name, kind, created_at, updated_at, updated_by)
  select pg_temp.id('o' || n), 'Préfecture n° ' || n, 'other', now(), now(), 'COORDINATOR' from generate_series(1, 5000) n order by md5(n::text);
insert into projects (id, programme_id, code, organisation_id, title, useful_months, state, started_on, created_at, updated_at, updated_by)
  select pg_temp.id('p' || n), pg_temp.programme(name), 'G-' || to_char(n, 'FM0000'), 'ORGANISATION', 'x', 10, 'running', '2018-06-01', now(), now(), 'COORDINATOR'
  from places order by md5(n::text);
insert into missions (id, project_id, provider_id, tracks, from_on, until_on, accounts, created_at, updated_at, updated_by)
  select pg_temp.id('w' || n), pg_temp.id('p' || n), case when n % 100 = 0 then 'PROVIDER'::uuid else pg_temp.id('o' || n) end, '{prototype}',
    '2018-06-01', '2020-06-01', '{}', now(), now(), 'COORDINATOR'
  from places where n % 5 = 0 and name <> 'small' order by md5(n::text);
insert into mission_months (id, project_id, programme_id, mission_id, month, state, closed_days, closed_entries, created_at, created_by,
    updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), pg_temp.id('w' || n), date '2018-05-01' + k * interval '1 month', state,
    case when state <> 'open' then 0 end, case when state <> 'open' then 'x' end, now(), 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 50) k,
    lateral (select case when n % 50 = 0 and k = 1 then 'closed' when n % 50 = 5 and k = 1 then 'open' else 'countersigned' end as state) led
  where n % 5 = 0 and name <> 'small' order by md5(n::text || k);
insert into suspensions (id, project_id, from_on, until_on, motive, shift_forecasts, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), '2018-09-01', '2018-10-01', 'x', false, now(), 'COORDINATOR', now(), 'COORDINATOR' from places where n % 5 = 0;
insert into milestones (id, project_id, programme_id, number, code, track, title, acceptance_criteria, weight, required_evidence, state, forecast_on, resubmit_by, created_at, updated_at, updated_by)
  select pg_temp.id('m' || n || '-' || k), pg_temp.id('p' || n), pg_temp.programme(name), k, 'G-' || to_char(n, 'FM0000') || '-M' || to_char(k, 'FM00'),
    case when n % 50 = 0 and k = 1 then 'hand_over' else 'prototype' end, 'x', '{}', 1, '{}',
    case when n % 50 = 0 and k = 1 then 'deferred' when k <= 14 then 'accepted' else 'planned' end,
    date '2018-07-01' + (n * 7919 % 30 + k * 20), '2019-06-01', now(), now(), 'COORDINATOR'
  from places, generate_series(1, 20) k order by md5(n::text || k);
insert into progress_entries (id, project_id, programme_id, track, milestone_id, author_id, person_id, occurred_on, percent, person_days, done, recorded_at)
  select pg_temp.id('e' || n || '-' || k), pg_temp.id('p' || n), pg_temp.programme(name), 'prototype', pg_temp.id('m' || n || '-' || 1 + k % 20),
    'COORDINATOR', 'COORDINATOR', date '2018-07-01' + k, 50, 0.25, 'x', now()
  from places, generate_series(1, 30) k order by k, md5(n::text);
insert into progress_entries (id, project_id, programme_id, track, milestone_id, author_id, person_id, occurred_on, done, recorded_at)
  select pg_temp.id('busy' || k), pg_temp.id('p1'), 'PROGRAMME', 'prototype', pg_temp.id('m1-1'), 'COORDINATOR', 'COORDINATOR', date '2018-07-01' + k % 200, 'x', now()
  from generate_series(1, 3000) k;
insert into status_reports (id, project_id, programme_id, from_on, until_on, overall, tracks, text, organisation_id, published_on, published_at,
    published_by, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), date '2018-07-01' + k, date '2018-07-02' + k, 'sunny', '{}', 'x', 'PROVIDER',
    date '2018-07-01' + k, timestamptz '2018-07-01' + k * interval '1 day', 'COORDINATOR', 'published',
    timestamptz '2018-07-01' + k * interval '1 day', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 10) k order by md5(n::text || k);
insert into status_reports (id, project_id, programme_id, from_on, until_on, overall, tracks, text, organisation_id, published_on, published_at,
    published_by, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', date '2018-06-01', date '2018-06-02', 'sunny', '{}', 'x', 'PROVIDER',
    date '2018-06-01', timestamptz '2018-06-01' - k * interval '1 hour', 'COORDINATOR', 'published',
    timestamptz '2018-06-01' - k * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into status_reports (id, project_id, programme_id, from_on, until_on, overall, tracks, done, next, support_needed, organisation_id, endorsed_by,
    published_on, published_at, published_by, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), date '2018-07-01' + 30 * k, date '2018-08-01' + 30 * k,
    case when n % 50 = 0 and k = 1 then 'stormy' else 'overcast' end, '{}', 'x', 'x', 'x', 'PROVIDER', 'COORDINATOR',
    date '2018-08-01' + 30 * k, timestamptz '2018-08-01' + k * interval '30 day', 'COORDINATOR', 'published',
    timestamptz '2018-08-01' + k * interval '30 day', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 6) k order by md5(n::text || k);
insert into status_reports (id, project_id, programme_id, from_on, until_on, overall, tracks, done, next, organisation_id, state,
    created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), date '2019-02-01', date '2019-03-01', 'sunny', '{}', 'x', 'x', 'PROVIDER',
    'draft', now(), 'COORDINATOR', now(), 'COORDINATOR'
  from places where n % 50 = 0 order by md5(n::text);
insert into skill_assessments (id, project_id, programme_id, moment, assessed_on, levels, corrects_id, created_at, created_by)
  select pg_temp.id('s' || k), pg_temp.id('p1'), 'PROGRAMME', 'start', date '2018-06-01', '[{"domain": "x", "counts": [1, 0, 0, 0, 0]}]',
    case when k > 1 then pg_temp.id('s' || (k - 1)) end, timestamptz '2018-06-01' + k * interval '1 hour', 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into skill_assessments (id, project_id, programme_id, moment, assessed_on, levels, created_at, created_by)
  select pg_temp.id('s-' || n || moment), pg_temp.id('p' || n), pg_temp.programme(name), moment, date '2018-06-01',
    '[{"domain": "x", "counts": [1, 0, 0, 0, 0]}]', now(), 'COORDINATOR'
  from places, unnest(array['start', 'middle', 'end']) moment where n > 1 order by md5(n || moment);
insert into risks (id, project_id, programme_id, kind, title, gross, weight, review_on, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), 'technical', 'x', jsonb_build_object('likelihood', 1 + k % 4, 'severity', 1 + n % 4),
    (1 + k % 4) * (1 + n % 4), date '2018-07-01' + n, case when k % 10 = 0 then 'occurred' else 'open' end,
    timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 10) k order by md5(n::text || k);
insert into datasets (id, project_id, programme_id, name, existence, personal_data, dpia, holder_id, access, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), 'x', 'exists', k % 2 = 0, 'done', pg_temp.id('o' || n),
    case when n % 50 = 0 and k = 1 then 'blocked' else 'granted' end,
    timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 10) k order by md5(n::text || k);
insert into datasets (id, project_id, programme_id, name, existence, personal_data, dpia, holder_name, access, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'x', 'partial', false, 'not_needed', 'x', 'open',
    timestamptz '2018-06-01' - k * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into prototypes (id, project_id, programme_id, version_name, maturity, created_at, created_by, updated_at, updated_by)
  select pg_temp.id('v' || n || '-' || k), pg_temp.id('p' || n), pg_temp.programme(name), '0.' || k,
    case when n % 50 = 0 and k = 1 then 'in_production' else 'functional' end,
    timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 10) k order by md5(n::text || k);
insert into prototypes (id, project_id, programme_id, version_name, maturity, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', '1.' || k, 'mock_up', timestamptz '2018-06-01' - k * interval '1 hour',
    'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into trials (id, project_id, programme_id, prototype_id, audience, protocol, from_on, measures, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), pg_temp.id('v' || n || '-' || k), 'agents', 'x',
    date '2018-07-01' + n % 300 + k, '[]', case when n % 50 = 0 and k = 1 then 'running' when n % 50 = 1 and k = 1 then 'planned' else 'cancelled' end,
    now(), 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 10) k order by md5(n::text || k);
insert into trials (id, project_id, programme_id, prototype_id, audience, protocol, from_on, measures, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', pg_temp.id('v1-1'), 'public', 'x', date '2018-06-01' - k % 500, '[]', 'cancelled',
    now(), 'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into persons (id, name) select pg_temp.id('person' || n || '-' || k), 'x' from places, generate_series(1, 10) k order by md5(n::text || k);
insert into persons (id, name) select pg_temp.id('busy person' || k), 'x' from generate_series(1, 3000) k order by md5(k::text);
insert into team_members (id, project_id, programme_id, function, person_id, share, from_on, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), case when n % 50 = 0 and k = 1 then 'legal' else 'data' end,
    pg_temp.id('person' || n || '-' || k), 10 * k, date '2018-07-01' + n % 300 + k, now(), 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 10) k order by md5(n::text || k);
insert into team_members (id, project_id, programme_id, function, person_id, from_on, until_on, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'it', pg_temp.id('busy person' || k), date '2018-06-01' - k % 500, date '2019-06-01',
    now(), 'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into roadmap_items (id, project_id, programme_id, kind, title, horizon, due_on, owner_id, position, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), case when n % 2 = 0 then 'data' else 'tool' end, 'x',
    case when n % 3 = 0 then 'long' else 'short' end, case when n % 5 > 0 then date '2018-07-01' + n % 300 + k end,
    case when n % 100 = 0 and k = 1 then 'COORDINATOR'::uuid end, k,
    case when n % 50 = 0 and k = 1 then 'done' when n % 50 = 1 and k = 1 then 'proposed' else 'adopted' end,
    timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 10) k order by md5(n::text || k);
insert into roadmap_items (id, project_id, programme_id, kind, title, horizon, position, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'skills', 'x', 'medium', 10 + k, 'dropped',
    timestamptz '2018-06-01' - k * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into reuses (id, project_id, programme_id, by_id, what, url, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), case when n % 100 = 0 and k = 1 then 'PROVIDER'::uuid else pg_temp.id('o' || n) end,
    case when n % 2 = 0 then 'data' else 'code' end, 'https://code.example/x',
    case when n % 50 = 0 and k = 1 then 'trial' when n % 50 = 1 and k = 1 then 'contact' else 'adopted' end,
    timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 10) k order by md5(n::text || k);
insert into reuses (id, project_id, programme_id, by_name, what, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'x', 'method', 'abandoned', timestamptz '2018-06-01' - k * interval '1 hour',
    'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into topics (id, project_id, programme_id, title, benefit, maturity, owner_id, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), 'x', 'x', case when n % 50 = 0 and k = 1 then 'ready' else 'idea' end,
    case when n % 50 = 0 and k = 2 then 'COORDINATOR'::uuid end, case when n % 50 = 0 and k = 3 then 'open' else 'retained' end,
    timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 10) k order by md5(n::text || k);
insert into topics (id, project_id, programme_id, title, benefit, maturity, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'x', 'x', 'studied', 'set_aside', timestamptz '2018-06-01' - k * interval '1 hour',
    'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into hand_over_items (id, project_id, programme_id, kind, evidence, provided_on, verified_on, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name),
    (array['dpia', 'model', 'source_code', 'architecture', 'security_plan', 'cost_estimate', 'operations_guide', 'evaluation_report',
      'algorithm_notice', 'training_material'])[k],
    case when state = 'missing' then '[]'::jsonb
      else '[{"evidence": null, "title": "x", "url": "https://depot.example/x"}]'::jsonb end,
    case when state <> 'missing' then date '2018-07-01' + n % 300 + k end, case when state = 'verified' then date '2019-06-01' end, state,
    timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 10) k,
    lateral (select case when n % 50 = 0 and k = 1 then 'provided' when n % 50 = 1 and k = 1 then 'missing' else 'verified' end as state) led
  order by md5(n::text || k);
insert into hand_over_items (id, project_id, programme_id, kind, title, evidence, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'other', 'x', '[]', 'waived', timestamptz '2018-06-01' - k * interval '1 hour',
    'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into readiness_waivers (id, project_id, programme_id, gate, motive, until_on, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name), case when k = 1 then 'team' else 'data' end, 'x',
    case when k = 2 then date '2019-01-01' end, case when n % 50 = 0 then 'revoked' else 'standing' end,
    timestamptz '2018-07-01' + (n + k) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 3) k order by md5(n::text || k);
insert into readiness_waivers (id, project_id, programme_id, gate, motive, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'orders', 'x', 'revoked', timestamptz '2018-06-01' - k * interval '1 hour',
    'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into verdicts (id, project_id, programme_id, verdict, motive, gates, pronounced_on, created_at, created_by)
  select gen_random_uuid(), pg_temp.id('p' || n), pg_temp.programme(name),
    case when k = 2 and n % 50 = 0 then 'ready' when k < 3 or n % 50 = 0 then 'not_ready' when n % 50 = 1 then 'ready_with_reservations'
      else 'ready' end,
    'x', '[]', date '2018-07-01', timestamptz '2018-07-01' + (3 * n + k) * interval '1 hour', 'COORDINATOR'
  from places, generate_series(1, 3) k order by md5(n::text || k);
insert into verdicts (id, project_id, programme_id, verdict, motive, gates, pronounced_on, created_at, created_by)
  select gen_random_uuid(), pg_temp.id('p1'), 'PROGRAMME', 'not_ready', 'x', '[]', date '2018-06-01', timestamptz '2018-06-01' - k * interval '1 hour', 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into exchanges (id, programme_id, kind, title, starts_at, ends_at, places, projects, organisations, attendance, state,
    created_at, created_by, updated_at, updated_by)
  select pg_temp.id('x' || n || '-' || k), pg_temp.programme(name), case when n % 50 = 0 and k = 1 then 'restitution' else 'workshop' end, 'x',
    timestamptz '2018-07-01 08:00Z' + (3 * n + k) * interval '1 hour', timestamptz '2018-07-01 10:00Z' + (3 * n + k) * interval '1 hour', 900,
    array[pg_temp.id('p' || n)], array[pg_temp.id('o' || n)],
    jsonb_build_array(jsonb_build_object('organisation', pg_temp.id('o' || n), 'people', 3)),
    case when n % 50 = 1 and k = 1 then 'planned' when n % 50 = 2 and k = 1 then 'cancelled' else 'held' end,
    now(), 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 3) k order by md5(n::text || k);
insert into exchanges (id, programme_id, kind, title, starts_at, ends_at, projects, organisations, attendance, state,
    created_at, created_by, updated_at, updated_by)
  select pg_temp.id(called), pg_temp.programme(name), 'steering_committee', 'x', '2019-02-04 08:00Z', '2019-02-04 10:00Z', '{}', '{}', '[]', 'held',
    now(), 'COORDINATOR', now(), 'COORDINATOR'
  from (values ('committee', 'PROGRAMME'), ('quiet committee', 'PROGRAMME'), ('other committee', 'other')) committees (called, name);
insert into sign_ups (id, programme_id, exchange_id, organisation_id, people, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.programme(name), pg_temp.id('x' || n || '-' || k), pg_temp.id('o' || n + j), 2, 'confirmed',
    timestamptz '2018-06-01' + (n + j) * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from places, generate_series(1, 3) k, generate_series(1, 5) j order by md5(n::text || k || j);
insert into sign_ups (id, programme_id, exchange_id, organisation_id, people, state, created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), 'PROGRAMME', pg_temp.id('x777-1'), case when k % 300 = 0 then 'PROVIDER'::uuid else pg_temp.id('o' || k) end, 1,
    case when k % 100 = 50 then 'cancelled' when k <= 900 then 'confirmed' else 'waiting' end,
    timestamptz '2018-06-02' + k * interval '1 minute', 'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into committee_decisions (id, programme_id, exchange_id, number, text, owner_id, due_on, settled_on, state,
    created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.programme(name),
    pg_temp.id(case when name = 'other' then 'other committee' when k % 100 = 0 then 'quiet committee' else 'committee' end), k, 'x',
    case when k % 300 = 0 then 'COORDINATOR'::uuid end,
    case k % 100 when 1 then date '2019-02-01' when 2 then date '2019-09-01' when 4 then date '2019-02-01' end,
    case when k % 100 not in (1, 2, 3) then date '2019-02-15' end, case when k % 100 in (1, 2, 3) then 'open' else 'settled' end,
    now(), 'COORDINATOR', now(), 'COORDINATOR'
  from unnest(array['PROGRAMME', 'other']) name, generate_series(1, 3000) k order by md5(name || k);
insert into accounts (id, kind, organisation_id, created_at, updated_at, updated_by)
  select pg_temp.id('juror' || j), 'person', 'PROVIDER', now(), now(), 'COORDINATOR' from generate_series(1, 300) j;
insert into identities (account_id, name) select pg_temp.id('juror' || j), 'x' from generate_series(1, 300) j;
insert into grids (id, programme_id, stage, number, criteria, scale_min, scale_max, created_at, created_by, updated_at, updated_by)
  select pg_temp.id('grid ' || name || stage || k), pg_temp.programme(name), stage, k,
    '[{"code": "data", "label": {"fr": "x", "en": "x"}, "weight": 1}]', 0, 5,
    timestamptz '2018-01-01' + k * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from unnest(array['PROGRAMME', 'other', 'small']) name, (values ('selection', 3000), ('mid_term', 30), ('end', 30)) stages (stage, many),
    lateral generate_series(1, many) k order by md5(name || stage || k);
insert into applications (id, programme_id, organisation_id, title, submitted_at, reference, state, rank,
    created_at, created_by, updated_at, updated_by)
  select pg_temp.id('a' || name || k), pg_temp.programme(name), case when k % 300 = 0 then 'PROVIDER'::uuid else pg_temp.id('o' || k) end, 'x',
    timestamptz '2018-07-01' + k * interval '1 hour', 'R-' || k,
    case k % 100 when 1 then 'received' when 2 then 'shortlisted' when 3 then 'reserve' else 'refused' end, case when k % 100 = 3 then k end,
    timestamptz '2018-07-01' + k * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from unnest(array['PROGRAMME', 'other']) name, generate_series(1, 3000) k order by md5(name || k);
insert into evaluations (id, programme_id, subject_id, application_id, stage, grid_id, juror_id, scores, recommendation, state, submitted_at,
    created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.programme(name), pg_temp.id('a' || name || k), pg_temp.id('a' || name || k), 'selection',
    pg_temp.id('grid ' || name || 'selection3000'), pg_temp.id('juror' || 1 + (3 * k + j) % 300),
    '[{"criterion": "data", "score": 3, "reason": "x"}]', 'favourable', state, case when state = 'submitted' then now() end,
    timestamptz '2018-08-01' + (3 * k + j) * interval '1 minute', 'COORDINATOR', now(), 'COORDINATOR'
  from unnest(array['PROGRAMME', 'other']) name, generate_series(1, 3000) k, generate_series(1, 3) j,
    lateral (select case when k % 50 = 1 and j = 1 then 'assigned' else 'submitted' end as state) led
  order by md5(name || k || j);
insert into evaluations (id, programme_id, subject_id, application_id, stage, grid_id, juror_id, scores, recommendation, state, submitted_at,
    corrects_id, created_at, created_by, updated_at, updated_by)
  select pg_temp.id('busy evaluation' || k), 'PROGRAMME', pg_temp.id('a' || 'PROGRAMME' || 1777), pg_temp.id('a' || 'PROGRAMME' || 1777), 'selection',
    pg_temp.id('grid ' || 'PROGRAMME' || 'selection3000'), 'COORDINATOR', '[{"criterion": "data", "score": 3, "reason": "x"}]', 'reserved',
    'submitted', now(), case when k > 1 then pg_temp.id('busy evaluation' || (k - 1)) end,
    timestamptz '2018-08-01' + k * interval '1 minute', 'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into evaluations (id, programme_id, subject_id, project_id, stage, part, grid_id, scores, recommendation, state, submitted_at,
    created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), pg_temp.programme(name), pg_temp.id('p' || n), pg_temp.id('p' || n), stage, part,
    pg_temp.id('grid ' || name || stage || 30), '[{"criterion": "data", "score": 3, "reason": "x"}]', 'favourable', 'submitted', now(),
    timestamptz '2019-06-01' + n * interval '1 hour', 'COORDINATOR', now(), 'COORDINATOR'
  from places, unnest(array['self_assessment', 'consolidation', 'instruction']) part,
    lateral (select case when n % 50 = 0 and name <> 'small' then 'mid_term' else 'end' end as stage) staged
  where n > 1 order by md5(n || part);
insert into evaluations (id, programme_id, subject_id, project_id, stage, part, grid_id, scores, state, recusal_reason, motive,
    created_at, created_by, updated_at, updated_by)
  select gen_random_uuid(), 'PROGRAMME', pg_temp.id('p1'), pg_temp.id('p1'), 'end', 'consolidation',
    pg_temp.id('grid ' || 'PROGRAMME' || 'end30'), '[]', 'recused', 'other', 'x',
    timestamptz '2019-06-01' + k * interval '1 minute', 'COORDINATOR', now(), 'COORDINATOR'
  from generate_series(1, 3000) k order by md5(k::text);
insert into evidence (id, application_id, programme_id, type, title, url, added_by, added_at)
  select gen_random_uuid(), pg_temp.id('a' || name || k), pg_temp.programme(name), 'application_file', 'x', 'https://depot.example/x',
    'COORDINATOR', timestamptz '2018-08-01' + (3 * k + j) * interval '1 minute'
  from unnest(array['PROGRAMME', 'other']) name, generate_series(1, 3000) k, generate_series(1, 2) j order by md5(name || k || j);
insert into evidence (id, application_id, programme_id, type, title, url, added_by, added_at)
  select gen_random_uuid(), pg_temp.id('a' || 'PROGRAMME' || 1777), 'PROGRAMME', 'application_file', 'x', 'https://depot.example/x',
    'COORDINATOR', timestamptz '2018-08-01' + k * interval '1 minute'
  from generate_series(1, 3000) k order by md5(k::text);
insert into journal (id, seq, at, position, change_id, actor_id, action, entity, entity_id, programme_id, project_id, milestone_id, after)
  select gen_random_uuid(), 1000000 + row_number() over (), now() + row_number() over () * interval '1 us', 0, id, 'COORDINATOR', 'created', 'progress_entry',
    id, programme_id, project_id, milestone_id, '{}' from progress_entries;
insert into journal (id, seq, at, position, change_id, actor_id, action, entity, entity_id, programme_id, application_id, after)
  select gen_random_uuid(), 10000000 + place, now() + interval '1 hour' + place * interval '1 us', 0, id, 'COORDINATOR', action, entity,
    id, programme_id, case entity when 'application' then id else (after ->> 'application_id')::uuid end, after
  from (select row_number() over (order by md5(id::text || k)) as place, told.* from (
    select id, 0 as k, 'created' as action, 'application' as entity, programme_id, '{}'::jsonb as after from applications
    union all select pg_temp.id('a' || 'PROGRAMME' || 1777), k, 'updated', 'application', 'PROGRAMME'::uuid, '{}'::jsonb
      from generate_series(1, 3000) k
    union all select id, 0, 'created', 'evaluation', programme_id, jsonb_build_object('application_id', application_id)
      from evaluations where application_id is not null
    union all select id, 0, 'created', 'evidence', programme_id, jsonb_build_object('application_id', application_id)
      from evidence where application_id is not null) told) placed;
