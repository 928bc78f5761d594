drop table refresh_tokens, sessions, one_time_secrets, identities, accounts, organisations;
drop table hist.accounts, hist.organisations;
drop function hist.versions_of_accounts(), hist.versions_of_organisations();
