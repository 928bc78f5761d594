drop index evidence_application;
alter table evidence
  drop constraint evidence_of_one,
  drop constraint evidence_of_programme,
  drop column application_id,
  drop column programme_id,
  alter column milestone_id set not null;
alter table hist.evidence
  drop column application_id,
  drop column programme_id,
  alter column milestone_id set not null;
select hist.track('evidence', 'evidence');
