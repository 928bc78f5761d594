drop index journal_actor;
create index journal_actor on journal (actor_id);
alter table journal add constraint journal_seq_key unique (seq);
