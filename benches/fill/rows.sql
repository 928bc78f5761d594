-- The rows of the benchmark, at whatever level of the schema they are put in.
--
-- Variables of psql: programmes (small ones, of 200 projects each), large (projects of the one large
-- programme), per_project (milestones), per_milestone (entries). Ids are made of numbers, so that
-- every part of the benchmark can name a row without asking; they ascend, as the service's own do.

\set ON_ERROR_STOP on
set session_replication_role = replica;  -- no triggers, no foreign keys: what is put in keeps them
set synchronous_commit = off;
set jit = off;
set maintenance_work_mem = '512MB';
set timezone = 'UTC';

create function pg_temp.bid(kind int, n bigint) returns uuid language sql immutable as $$
  select ('018f0000-' || lpad(to_hex(kind), 4, '0') || '-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid
$$;
create temp table told as select now() - interval '30 days' as at;
create temp view tracks as
  select * from (values (0, 'technical_support'), (1, 'prototype'), (2, 'roadmap'), (3, 'handover')) t(n, code);
create temp table numbered as
  select g, case when g <= :large then 1 else 2 + (g - :large - 1) / 200 end as p,
    1 + (g - 1) / 10 as firm, current_date - 300 - (g % 60)::int as start
  from generate_series(1, :large + :programmes * 200) g;
create index on numbered (g);
analyze numbered;

begin;
insert into organisations (id, name, kind, created_at, updated_at, updated_by)
select pg_temp.bid(1, n), name, kind, at, at, pg_temp.bid(2, 1) from told, (
  select 1 as n, 'Direction pilote' as name, 'steering_body' as kind
  union all select 1 + n, 'Laureat ' || n, 'national_operator' from generate_series(1, 500) n
  union all select distinct 1000 + firm, 'Prestataire ' || firm, 'private_firm' from numbered) o;
insert into accounts (id, kind, organisation_id, created_at, updated_at, updated_by)
select pg_temp.bid(2, n), 'person', pg_temp.bid(1, n), at, at, pg_temp.bid(2, 1) from told, (
  select 1 as n union all select distinct 1000 + firm from numbered) a;
insert into identities (account_id, name)
select id, 'Personne ' || right(id::text, 6) from accounts where kind = 'person';

select exists (select from information_schema.columns
  where table_schema = 'public' and table_name = 'programmes' and column_name = 'requires_trial') as proven \gset
\if :proven
  \set proven_column ', requires_trial'
  \set proven_value ', false'
\else
  \set proven_column ''
  \set proven_value ''
\endif
insert into programmes (id, code, title, useful_months, time_zone, verification_days, tacit_acceptance,
  reporting_cadence_days, created_at, updated_at, updated_by :proven_column)
select pg_temp.bid(3, p), case p when 1 then 'BENCH-LARGE' else 'BENCH-' || p end, 'Programme ' || p, 10, 'Europe/Paris',
  30, false, 30, at, at, pg_temp.bid(2, 1) :proven_value from told, generate_series(1, 1 + :programmes) p;
insert into programme_tracks (id, programme_id, code, label_fr, label_en, authority_id, position)
select pg_temp.bid(4, p * 4 + t.n), pg_temp.bid(3, p), t.code, t.code, t.code, pg_temp.bid(1, 1), t.n
from generate_series(1, 1 + :programmes) p, tracks t;
insert into grants (id, account_id, role, programme_id, created_at, updated_at, updated_by)
select pg_temp.bid(5, row_number() over (order by firm, p)), pg_temp.bid(2, 1000 + firm), 'provider', pg_temp.bid(3, p), at, at, pg_temp.bid(2, 1)
from told, (select distinct firm, p from numbered) f;

insert into projects (id, programme_id, code, organisation_id, title, summary, useful_months, state, started_on,
  created_at, updated_at, updated_by)
select pg_temp.bid(6, g), pg_temp.bid(3, p), 'BENCH-' || p || '-' || lpad(g::text, 5, '0'), pg_temp.bid(1, 2 + g % 500),
  'Projet ' || g, 'Ce que le projet ' || g || ' veut changer dans le travail quotidien des agents.', 10, 'running', start,
  at, at, pg_temp.bid(2, 1) from told, numbered order by g;
insert into suspensions (id, project_id, from_on, until_on, motive, shift_forecasts, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(7, g), pg_temp.bid(6, g), start + 60, start + 90, 'Attente des donnees.', false, at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered where g % 5 = 0;
insert into extensions (id, project_id, useful_months, motive, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(8, g), pg_temp.bid(6, g), 2, 'Essais prolonges.', at, pg_temp.bid(2, 1), at, pg_temp.bid(2, 1)
from told, numbered where g % 10 = 0;
insert into missions (id, project_id, provider_id, tracks, from_on, until_on, accounts, ordered_days, created_at, updated_at, updated_by)
select pg_temp.bid(9, g), pg_temp.bid(6, g), pg_temp.bid(1, 1000 + firm), (select array_agg(code order by n) from tracks),
  start, current_date + 365, '{}', 40, at, at, pg_temp.bid(2, 1) from told, numbered;
insert into status_reports (id, project_id, programme_id, from_on, until_on, overall, tracks, text, organisation_id, published_on, published_at,
  published_by, state, created_at, created_by, updated_at, updated_by)
select pg_temp.bid(10, g * 2 + k), pg_temp.bid(6, g), pg_temp.bid(3, p), current_date - 60 + k * 40, current_date - 59 + k * 40,
  (array['sunny', 'overcast', 'cloudy', 'stormy'])[1 + (g + k) % 4], '{}', 'Le projet avance.', pg_temp.bid(1, 1000 + firm),
  current_date - 60 + k * 40, at, pg_temp.bid(2, 1000 + firm), 'published', at, pg_temp.bid(2, 1000 + firm), at, pg_temp.bid(2, 1000 + firm)
from told, numbered, generate_series(0, 1) k;
commit;

begin;
select exists (select from information_schema.columns
  where table_schema = 'public' and table_name = 'milestones' and column_name = 'programme_id') as placed \gset
\if :placed
  \set place_column ', programme_id'
  \set place_value ', pg_temp.bid(3, p)'
\else
  \set place_column ''
  \set place_value ''
\endif
insert into milestones (id, project_id, number, code, track, title, description, acceptance_criteria, weight, required_evidence,
  state, baseline_on, forecast_on, started_on, submitted_on, decided_on, created_at, updated_at, updated_by :place_column)
select pg_temp.bid(11, (g - 1) * :per_project + k), pg_temp.bid(6, g), k,
  'BENCH-' || p || '-' || lpad(g::text, 5, '0') || '-M' || lpad(k::text, 2, '0'),
  (array['technical_support', 'prototype', 'roadmap', 'handover'])[1 + k % 4], 'Jalon ' || k || ' du projet ' || g,
  'Ce qui doit etre atteint, avec qui et pour quand.', array['Dix agents l''ont essaye.', 'Le code est remis.'], 1 + k % 3,
  array['report'], case when k <= 2 then 'accepted' when k = 3 then 'submitted' when k = 4 then 'in_progress' else 'planned' end,
  start + 70 * k, start + 70 * k + (g % 13)::int, case when k <= 4 then start + 70 * k - 60 end,
  case when k <= 3 then start + 70 * k - 5 end, case when k <= 2 then start + 70 * k + 10 end, at, at, pg_temp.bid(2, 1) :place_value
from told, numbered, generate_series(1, :per_project) k order by g, k;
insert into evidence (id, milestone_id, type, title, url, added_by, organisation_id, added_at)
select pg_temp.bid(12, (g - 1) * :per_project + k), pg_temp.bid(11, (g - 1) * :per_project + k), 'report', 'Rapport',
  'https://pieces.example/' || g || '/' || k, pg_temp.bid(2, 1000 + firm), pg_temp.bid(1, 1000 + firm), at
from told, numbered, generate_series(1, 3) k;
insert into milestone_dependencies (id, milestone_id, depends_on_id)
select pg_temp.bid(13, (g - 1) * :per_project + k), pg_temp.bid(11, (g - 1) * :per_project + k), pg_temp.bid(11, (g - 1) * :per_project + k - 1)
from numbered, generate_series(2, :per_project, 2) k;
insert into forecasts (id, milestone_id, forecast_on, motive, recorded_by, recorded_at)
select pg_temp.bid(14, (g - 1) * :per_project + k), pg_temp.bid(11, (g - 1) * :per_project + k), start + 70 * k + (g % 13)::int, 'initial', pg_temp.bid(2, 1), at
from told, numbered, generate_series(1, :per_project) k;
insert into baselines (id, project_id, number, approved_by, approved_on, approved_at)
select pg_temp.bid(15, g), pg_temp.bid(6, g), 1, pg_temp.bid(2, 1), start + 10, at from told, numbered;
insert into baseline_dates (id, baseline_id, milestone_id, baseline_on)
select pg_temp.bid(16, (g - 1) * :per_project + k), pg_temp.bid(15, g), pg_temp.bid(11, (g - 1) * :per_project + k), start + 70 * k
from numbered, generate_series(1, :per_project) k;
commit;

-- A person logs four quarters a day, over the ten projects of its firm; one entry in fifty corrects the one before.
insert into progress_entries (id, project_id, track, milestone_id, mission_id, author_id, person_id, organisation_id, occurred_on,
  percent, person_days, done, next, corrects_id, key, request_hash, recorded_at)
select pg_temp.bid(17, n), pg_temp.bid(6, g), (array['technical_support', 'prototype', 'roadmap', 'handover'])[1 + k % 4],
  pg_temp.bid(11, (g - 1) * :per_project + k), pg_temp.bid(9, g), pg_temp.bid(2, 1000 + firm), pg_temp.bid(2, 1000 + firm),
  pg_temp.bid(1, 1000 + firm), start + (((g - 1) % 10 * :per_project * :per_milestone + (k - 1) * :per_milestone + j) / 4)::int,
  least(10 * j, 90), 0.25, 'Atelier ' || j || ' tenu avec les agents, releve partage.', case when j % 2 = 0 then 'Suite la semaine prochaine.' end,
  case when n % 50 = 0 then pg_temp.bid(17, n - 1) end, encode(sha256(n::text::bytea), 'hex'), sha256(('said' || n)::bytea),
  at + n * interval '1 microsecond'
from told, numbered, generate_series(1, :per_project) k, generate_series(1, :per_milestone) j,
  lateral (select ((g - 1) * :per_project + k - 1) * :per_milestone + j as n) s
order by n;
