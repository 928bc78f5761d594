drop function hist.french_order(text);
-- A text without its accents, however they are written (Unicode, UAX 15): names are searched so.
create or replace function hist.fold(text text) returns text
language sql immutable set search_path = pg_catalog as $$
  select replace(regexp_replace(normalize(text, NFKD), U&'[\0300-\036F]', '', 'g'), U&'\00DF', 'ss')
$$;
drop function hist.small(text);
drop function hist.bare(text);
drop function hist.apart(text);
