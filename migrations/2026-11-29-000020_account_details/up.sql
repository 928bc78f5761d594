-- What an account and a redaction are shown with besides their row, as one JSON value that comes with it. Names
-- of fields are those of `AccountDetails` and `RedactionDetails` in src.

create view account_details as
select
  a.id as account_id,
  json_build_object(
    'name', i.name,
    'email', i.email,
    'organisation', (select json_build_object('id', o.id, 'name', o.name) from organisations o where o.id = a.organisation_id),
    'editor', (select e.name from identities e where e.account_id = a.updated_by)
  ) as details
from accounts a left join identities i on i.account_id = a.id;

create view redaction_details as
select
  r.id as redaction_id,
  json_build_object(
    'programme', json_build_object('id', g.id, 'code', g.code, 'name', g.title),
    'project', (select json_build_object('id', p.id, 'code', p.code, 'name', p.title) from projects p where p.id = r.project_id),
    'author', (select i.name from identities i where i.account_id = r.redacted_by)
  ) as details
from redactions r join programmes g on g.id = r.programme_id;
