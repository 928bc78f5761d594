-- The newest entries of one project, milestone or account were looked for along the numbers of the whole journal, where the planner took
-- their share for their place: all that others had done since was read first. Numbers come from a sequence and need no index to be unique; the
-- newest of all is found by its instant, which ascends with them.
alter table journal drop constraint journal_seq_key;
drop index journal_actor;
create index journal_actor on journal (actor_id, seq desc);
