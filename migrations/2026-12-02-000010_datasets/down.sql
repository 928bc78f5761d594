drop table datasets;
drop table hist.datasets;
drop function hist.versions_of_datasets();
drop function is_count(jsonb, bigint);
drop function hist.redact_members(text, text, text[], uuid, text, uuid, timestamptz);
drop function hist.marked(jsonb, text[], text);
drop function hist.objects(jsonb);
