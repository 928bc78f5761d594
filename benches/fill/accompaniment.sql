-- What a project lives through besides its milestones, what it hands over and the call that it came of: of each table that the
-- schema has, rows as many as a laureate of 2018 has of them.

select to_regclass('public.datasets') is not null as accompanied, to_regclass('public.hand_over_items') is not null as ending,
  exists (select from pg_tables where tablename = 'roadmap_items') as outlasting,
  to_regclass('public.evaluations') is not null as called \gset
begin;
\if :accompanied
insert into datasets (id, project_id, programme_id, name, existence, personal_data, dpia, holder_name, access, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(20, g * 3 + k), pg_temp.bid(6, g), pg_temp.bid(3, p), 'Jeu ' || k, 'exists', true,
  case when (g + k) % 3 = 0 then 'to_do' else 'done' end, 'Un autre service', case when (g + k) % 4 = 0 then 'blocked' else 'granted' end,
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
\if :called
-- Two applications for each project, each judged by three of thirty jurors.
insert into accounts (id, kind, organisation_id, created_at, updated_at, updated_by)
select pg_temp.bid(2, 900000 + j), 'person', pg_temp.bid(1, 2), at, at, pg_temp.bid(2, 1) from told, generate_series(0, 29) j;
insert into identities (account_id, name) select pg_temp.bid(2, 900000 + j), 'Jure ' || j from generate_series(0, 29) j;
insert into grants (id, account_id, role, programme_id, created_at, updated_at, updated_by)
select pg_temp.bid(31, p * 30 + j), pg_temp.bid(2, 900000 + j), 'juror', pg_temp.bid(3, p), at, at, pg_temp.bid(2, 1)
from told, generate_series(1, 1 + :programmes) p, generate_series(0, 29) j;
create temp view criteria as
  select * from unnest(array['benefits', 'technical_relevance', 'team', 'data', 'ethics', 'incentive_effect']) with ordinality c(code, n);
insert into grids (id, programme_id, stage, number, criteria, scale_min, scale_max, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(28, p), pg_temp.bid(3, p), 'selection', 1,
  (select jsonb_agg(jsonb_build_object('code', code, 'label', jsonb_build_object('fr', code, 'en', code), 'weight', 1) order by n) from criteria),
  0, 5, at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, generate_series(1, 1 + :programmes) p;
insert into applications (id, programme_id, organisation_id, title, summary, submitted_at, reference, state, project_id,
  created_at, created_by, updated_at, updated_by)
select pg_temp.bid(29, g * 2 + k), pg_temp.bid(3, p), pg_temp.bid(1, 2 + g % 500), 'Projet ' || g,
  'Ce que le projet ' || g || ' veut changer dans le travail quotidien des agents.', at - interval '400 days' + g * interval '1 minute',
  'DS-' || g * 2 + k, case k when 0 then 'laureate' else 'refused' end, case k when 0 then pg_temp.bid(6, g) end,
  at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered, generate_series(0, 1) k;
insert into evaluations (id, programme_id, subject_id, application_id, stage, grid_id, juror_id, scores, recommendation, state, submitted_at,
  created_at, created_by, updated_at, updated_by)
select pg_temp.bid(30, (g * 2 + k) * 3 + j), pg_temp.bid(3, p), pg_temp.bid(29, g * 2 + k), pg_temp.bid(29, g * 2 + k), 'selection',
  pg_temp.bid(28, p), pg_temp.bid(2, 900000 + (g * 2 + k + j * 7) % 30),
  (select jsonb_agg(jsonb_build_object('criterion', code, 'score', (g + k + j + n) % 6, 'reason', 'Un besoin decrit par les agents.')
    order by n) from criteria),
  (array['favourable', 'reserved', 'unfavourable'])[1 + (g + k + j) % 3], 'submitted', at, at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered, generate_series(0, 1) k, generate_series(0, 2) j;
\endif
commit;
