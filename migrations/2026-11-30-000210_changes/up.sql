-- What was edited since an instant, of a programme (`updated_since`).
create index projects_by_change on projects (programme_id, updated_at);
create index milestones_by_change on milestones (programme_id, updated_at);
select hist.mirror_indexes('projects'), hist.mirror_indexes('milestones');
