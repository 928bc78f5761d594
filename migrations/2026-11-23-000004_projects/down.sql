drop function useful_days_between(uuid, date, date, date);
drop table missions, extensions, suspensions, projects;
drop table hist.missions, hist.extensions, hist.suspensions, hist.projects;
drop function hist.versions_of_missions(), hist.versions_of_extensions(), hist.versions_of_suspensions(), hist.versions_of_projects();
drop extension btree_gist;
