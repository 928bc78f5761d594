drop table journal;
drop schema hist cascade;
