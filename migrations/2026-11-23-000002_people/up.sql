-- Organisations, accounts, who they are, what they are granted, how they sign in.

create table organisations (
  id uuid primary key,
  name text not null,
  short_name text,
  kind text not null,
  siren text constraint organisations_siren_key unique,
  siret text constraint organisations_siret_key unique,
  parent_id uuid constraint organisations_parent_fkey references organisations,
  former_names jsonb not null default '[]',
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint organisations_siren_digits check (siren ~ '^[0-9]{9}$'),
  constraint organisations_siret_digits check (siret ~ '^[0-9]{14}$'),
  constraint organisations_not_own_parent check (parent_id <> id)
);
create index organisations_parent on organisations (parent_id);
create index organisations_by_name on organisations (name, id);
select hist.track('organisations', 'organisation');

create table accounts (
  id uuid primary key,
  kind text not null constraint accounts_kind check (kind in ('person', 'service', 'system')),
  organisation_id uuid constraint accounts_organisation_fkey references organisations,
  scopes text[] not null default '{}',
  deactivated_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint accounts_of_an_organisation check (organisation_id is not null or kind = 'system')
);
create index accounts_organisation on accounts (organisation_id);
select hist.track('accounts', 'account');

-- The one place where names and e-mail addresses stand: erasing a row here erases the person
-- (domain.md, invariant 6). Not versioned, on purpose.
create table identities (
  account_id uuid primary key constraint identities_account_fkey references accounts,
  name text not null,
  email text,
  secret_hash text
);
create unique index identities_email_key on identities (lower(email));

create table one_time_secrets (
  id uuid primary key,
  account_id uuid not null constraint one_time_secrets_account_fkey references accounts,
  secret_hash bytea not null constraint one_time_secrets_hash_key unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_secrets_account on one_time_secrets (account_id);

-- A family is one sign-in; its tokens replace one another.
create table sessions (
  id uuid primary key,
  account_id uuid not null constraint sessions_account_fkey references accounts,
  created_at timestamptz not null,
  ended_at timestamptz
);
create index sessions_account on sessions (account_id);
create table refresh_tokens (
  token_hash bytea primary key,
  session_id uuid not null constraint refresh_tokens_session_fkey references sessions,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index refresh_tokens_session on refresh_tokens (session_id);
