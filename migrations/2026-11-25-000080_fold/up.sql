-- A text without its accents, however they are written (Unicode, UAX 15): names are searched so.
create function hist.fold(text text) returns text
language sql immutable set search_path = pg_catalog as $$
  select replace(regexp_replace(normalize(text, NFKD), U&'[\0300-\036F]', '', 'g'), U&'\00DF', 'ss')
$$;
