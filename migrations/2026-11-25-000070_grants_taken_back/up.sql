-- A grant given by mistake is taken back on its first day or before: it ends where it begins.
alter table grants drop constraint grants_range, add constraint grants_range check (from_on <= until_on);
