drop table reuses;
drop table hist.reuses;
drop function hist.versions_of_reuses();
