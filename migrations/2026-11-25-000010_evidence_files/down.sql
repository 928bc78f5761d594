-- Refused while there is a file among the evidence: a link is all that the older schema can say.
drop table installation;
alter table evidence
  drop column file_name,
  drop column file_media_type,
  drop column file_size,
  drop column file_sha256,
  drop column file_key,
  alter column url set not null;
alter table hist.evidence
  drop column file_name,
  drop column file_media_type,
  drop column file_size,
  drop column file_sha256,
  drop column file_key,
  alter column url set not null;
select hist.track('evidence', 'evidence');
