drop table health_reports, progress_entries;
drop table hist.health_reports, hist.progress_entries;
drop function check_person_day(), hist.versions_of_health_reports(), hist.versions_of_progress_entries();
