-- Evidence is of a milestone or of an application, which stands in a programme.
alter table evidence
  alter column milestone_id drop not null,
  add column application_id uuid constraint evidence_application_fkey references applications,
  add column programme_id uuid,
  add constraint evidence_of_one check (num_nonnulls(milestone_id, application_id) = 1),
  add constraint evidence_of_programme check ((application_id is null) = (programme_id is null));
create index evidence_application on evidence (application_id, added_at desc, id desc);
alter table hist.evidence
  alter column milestone_id drop not null,
  add column application_id uuid,
  add column programme_id uuid;
select hist.track('evidence', 'evidence');
