-- What a project lives through besides its milestones, and hands over: of each table that the schema has, rows as many as
-- a laureate of 2018 has of them.

select to_regclass('public.datasets') is not null as accompanied, to_regclass('public.hand_over_items') is not null as ending,
  exists (select from pg_tables where tablename = 'roadmap_items') as outlasting \gset
begin;
\if :accompanied
insert into datasets (id, project_id, programme_id, name, existence, personal_data, dpia, access, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(20, g * 3 + k), pg_temp.bid(6, g), pg_temp.bid(3, p), 'Jeu ' || k, 'exists', true,
  case when (g + k) % 3 = 0 then 'to_do' else 'done' end, case when (g + k) % 4 = 0 then 'blocked' else 'granted' end,
  at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered, generate_series(0, 2) k;
insert into risks (id, project_id, programme_id, kind, title, weight, gross, state, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(21, g * 4 + k), pg_temp.bid(6, g), pg_temp.bid(3, p),
  (array['ethical', 'data_protection', 'technical', 'adoption'])[1 + k], 'Risque ' || k, 1 + (g + k) % 4 * 4,
  jsonb_build_object('likelihood', 1 + (g + k) % 4, 'severity', 4), case when (g + k) % 3 = 0 then 'closed' else 'open' end,
  at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered, generate_series(0, 3) k;
insert into prototypes (id, project_id, programme_id, version_name, maturity, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(22, g * 3 + k), pg_temp.bid(6, g), pg_temp.bid(3, p), '0.' || k,
  (array['mock_up', 'proof_of_concept', 'functional'])[1 + k], at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered, generate_series(0, 2) k;
insert into trials (id, project_id, programme_id, prototype_id, audience, protocol, from_on, until_on, participants, measures, maturity,
  verdict, state, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(23, g), pg_temp.bid(6, g), pg_temp.bid(3, p), pg_temp.bid(22, g * 3 + 2), 'agents', 'Dix agents, un mois.',
  start + 100, start + 130, 10, '[]', 'functional', 'conclusive', 'completed', at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered where g % 2 = 0;
insert into team_members (id, project_id, programme_id, function, account_id, from_on, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(24, g * 4 + k), pg_temp.bid(6, g), pg_temp.bid(3, p), (array['sponsor', 'business_lead', 'data', 'it'])[1 + k],
  pg_temp.bid(2, 1), start, at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered, generate_series(0, 3) k;
insert into mission_months (id, project_id, programme_id, mission_id, month, state, closed_days, closed_entries, created_at, created_by,
  updated_at, updated_by)
select pg_temp.bid(25, g * 12 + k), pg_temp.bid(6, g), pg_temp.bid(3, p), pg_temp.bid(9, g),
  (date_trunc('month', start) + k * interval '1 month')::date, 'countersigned', 4, '', at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered, generate_series(0, 7) k;
\endif
\if :outlasting
insert into roadmap_items (id, project_id, programme_id, kind, title, horizon, position, state, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(26, g * 6 + k), pg_temp.bid(6, g), pg_temp.bid(3, p), 'data', 'Action ' || k,
  (array['short', 'medium', 'long'])[1 + k % 3], 1 + k, case when (g + k) % 2 = 0 then 'adopted' else 'proposed' end,
  at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered, generate_series(0, 5) k;
\endif
\if :ending
insert into hand_over_items (id, project_id, programme_id, kind, evidence, provided_on, verified_on, state, created_at, created_by,
  updated_at, updated_by)
select pg_temp.bid(27, g * 12 + k), pg_temp.bid(6, g), pg_temp.bid(3, p),
  (array['source_code', 'model', 'data_documentation', 'evaluation_report', 'architecture', 'operations_guide', 'licence_and_rights',
    'dpia', 'security_plan', 'cost_estimate', 'algorithm_notice', 'training_material'])[1 + k],
  '[]', case when k < 8 then current_date - 20 end, case when k < 8 then current_date - 10 end,
  case when k < 8 then 'verified' else 'missing' end, at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered, generate_series(0, 11) k;
\endif
commit;
