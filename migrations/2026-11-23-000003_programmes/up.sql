-- Programmes with their bodies, tracks and plan template; grants on them.

create table programmes (
  id uuid primary key,
  code text not null constraint programmes_code_key unique,
  title text not null,
  useful_months integer not null constraint programmes_useful_months check (useful_months between 1 and 120),
  time_zone text not null,
  call_opens_at timestamptz,
  call_closes_at timestamptz,
  ends_on date,
  verification_days integer not null constraint programmes_verification_days check (verification_days between 1 and 365),
  tacit_acceptance boolean not null,
  reporting_cadence_days integer not null constraint programmes_reporting_cadence check (reporting_cadence_days between 1 and 365),
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint programmes_call_ordered check (call_opens_at < call_closes_at)
);
select hist.track('programmes', 'programme');

create table programme_bodies (
  id uuid primary key,
  programme_id uuid not null constraint programme_bodies_programme_fkey references programmes,
  organisation_id uuid not null constraint programme_bodies_organisation_fkey references organisations,
  role text not null,
  position integer not null,
  constraint programme_bodies_key unique (programme_id, organisation_id, role)
);
create index programme_bodies_organisation on programme_bodies (organisation_id);
select hist.track('programme_bodies', 'programme', 'programme_id');

create table programme_tracks (
  id uuid primary key,
  programme_id uuid not null constraint programme_tracks_programme_fkey references programmes,
  code text not null,
  label_fr text not null,
  label_en text not null,
  authority_id uuid not null constraint programme_tracks_authority_fkey references organisations,
  position integer not null,
  constraint programme_tracks_code_key unique (programme_id, code)
);
create index programme_tracks_authority on programme_tracks (authority_id);
select hist.track('programme_tracks', 'programme', 'programme_id');

create table template_milestones (
  id uuid primary key,
  programme_id uuid not null constraint template_milestones_programme_fkey references programmes,
  key text not null,
  track text not null,
  title text not null,
  after_useful_days integer not null constraint template_milestones_after check (after_useful_days >= 0),
  weight double precision not null constraint template_milestones_weight check (weight > 0),
  required_evidence text[] not null,
  depends_on text[] not null,
  position integer not null,
  constraint template_milestones_key unique (programme_id, key),
  constraint template_milestones_track_fkey foreign key (programme_id, track) references programme_tracks (programme_id, code) deferrable initially deferred
);
create index template_milestones_track on template_milestones (programme_id, track);
select hist.track('template_milestones', 'programme', 'programme_id');

create table grants (
  id uuid primary key,
  account_id uuid not null constraint grants_account_fkey references accounts,
  role text not null constraint grants_role check (role in ('administrator', 'coordinator', 'provider', 'laureate', 'juror', 'observer')),
  programme_id uuid constraint grants_programme_fkey references programmes,
  from_on date,
  until_on date,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint grants_scope check ((role = 'administrator') = (programme_id is null)),
  constraint grants_range check (from_on < until_on)
);
create index grants_account on grants (account_id);
create index grants_programme on grants (programme_id);
select hist.track('grants', 'grant');
