-- The key of a progress entry is the author's own text, and can say who they are: what is kept for ever is
-- its SHA-256, in hexadecimal, which finds a repetition as well.

alter table progress_entries disable trigger user;
update progress_entries set key = encode(sha256(convert_to(key, 'UTF8')), 'hex') where key is not null;
alter table progress_entries enable trigger user;
update hist.progress_entries set key = encode(sha256(convert_to(key, 'UTF8')), 'hex') where key is not null;
alter table progress_entries add constraint progress_entries_key_digest check (key ~ '^[0-9a-f]{64}$');
