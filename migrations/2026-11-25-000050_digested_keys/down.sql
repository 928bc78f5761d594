-- What the keys said is not kept: they stay as they are.
alter table progress_entries drop constraint progress_entries_key_digest;
