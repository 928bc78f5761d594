create or replace view logged_months as
select e.project_id, e.programme_id, e.mission_id, date_trunc('month', e.occurred_on)::date as month,
  sum(e.person_days) as person_days, count(e.person_days) as known, count(*) as entries
from progress_entries e
where not exists (select from progress_entries c
  where c.programme_id = e.programme_id and c.corrects_id is not null and c.corrects_id = e.id)
group by e.project_id, e.programme_id, e.mission_id, date_trunc('month', e.occurred_on)::date;
drop index progress_entries_programme, hist.progress_entries_programme;
create index progress_entries_programme on progress_entries
  (programme_id, milestone_id, occurred_on desc, recorded_at desc, id desc) include (project_id, percent, person_days);
select hist.mirror_indexes('progress_entries');
