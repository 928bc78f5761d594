-- What each filter of a programme's lists keeps is a range of an index in the list's order.
create index risks_of_programme_by_kind on risks (programme_id, kind, weight desc, id desc);
create index risks_of_programme_by_review on risks (programme_id, review_on) where state in ('open', 'mitigated');
create index roadmap_items_of_programme_by_kind on roadmap_items (programme_id, kind, position, id);
create index roadmap_items_of_programme_by_horizon on roadmap_items (programme_id, horizon, position, id);
create index roadmap_items_of_programme_by_due_date on roadmap_items (programme_id, due_on);
create index datasets_of_programme_by_existence on datasets (programme_id, existence, created_at desc, id desc);
create index datasets_of_programme_by_dpia on datasets (programme_id, dpia, created_at desc, id desc);
create index datasets_of_programme_by_personal_data on datasets (programme_id, personal_data, created_at desc, id desc);
create index trials_of_programme_by_audience on trials (programme_id, audience, from_on desc, id desc);
create index trials_of_programme_by_verdict on trials (programme_id, verdict, from_on desc, id desc);
create index reuses_of_programme_by_thing on reuses (programme_id, what, created_at desc, id desc);
create index status_reports_of_programme_by_health on status_reports (programme_id, overall, until_on desc, id desc);
create index organisations_by_kind on organisations (kind, name_order, id);
select hist.mirror_indexes('risks'), hist.mirror_indexes('roadmap_items'), hist.mirror_indexes('datasets'),
  hist.mirror_indexes('trials'), hist.mirror_indexes('reuses'), hist.mirror_indexes('status_reports'),
  hist.mirror_indexes('organisations');

-- When a milestone was edited, or is shown otherwise than before: an entry says how far it is, evidence was attached.
create view milestone_changes as
select programme_id, id as milestone_id, updated_at as at from milestones
union all
select programme_id, milestone_id, recorded_at from progress_entries where milestone_id is not null and percent is not null
union all
select m.programme_id, v.milestone_id, v.added_at from evidence v join milestones m on m.id = v.milestone_id;
