-- Who somebody is that has no account: as of `identities`, this is the one row that says so. It has no versions, and no row
-- of the journal tells it; what points to it stays when it goes.
create table persons (
  id uuid primary key,
  name text not null constraint persons_name check (name <> ''),
  email text
);
alter table persons alter column name set statistics 0, alter column email set statistics 0;

create table team_members (
  id uuid primary key,
  project_id uuid not null constraint team_members_project_fkey references projects,
  programme_id uuid not null,
  function text not null constraint team_members_function check (function in ('sponsor', 'business_lead', 'data', 'it', 'legal',
    'data_protection', 'change', 'communication')),
  person_id uuid,
  account_id uuid constraint team_members_account_fkey references accounts,
  share integer constraint team_members_share check (share between 0 and 100),
  from_on date not null,
  until_on date,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  updated_by uuid not null,
  constraint team_members_dates check (until_on > from_on),
  constraint team_members_who check (num_nonnulls(person_id, account_id) = 1)
);
create index team_members_by_start on team_members (project_id, from_on, id);
create index team_members_of_programme on team_members (programme_id, from_on, id);
create index team_members_of_programme_by_function on team_members (programme_id, function, from_on, id);
create index team_members_by_change on team_members (programme_id, updated_at);
create unique index team_members_person_key on team_members (person_id);
create index team_members_account on team_members (account_id);
select hist.child('team_members', 'team_member', variadic '{}');

-- Who somebody was goes with what named it, or by itself; from the files too (`removals`), and from kept answers.
create function forget_person() returns trigger language plpgsql as $$
begin
  delete from persons where id = old.person_id;
  return null;
end $$;
create trigger forgets after update on team_members for each row
  when (old.person_id is distinct from new.person_id) execute function forget_person();
create trigger forgotten after delete on team_members for each row execute function forget_person();

create function person_forgotten() returns trigger language plpgsql as $$
begin
  insert into removals (relation) values ('public.persons');
  insert into answer_removals (account_id, members, sha256, replacement) values (old.id, '{email}', '{}', '—');
  return null;
end $$;
create trigger forgotten after delete on persons for each row execute function person_forgotten();
