drop table topics;
drop table hist.topics;
drop function hist.versions_of_topics();
