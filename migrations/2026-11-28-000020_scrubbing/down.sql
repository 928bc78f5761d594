drop table answer_removals;
alter table removals drop column vacuumed_at;
drop function hist.redact_journal(text, uuid, text, text[], text);
create function hist.redact_journal(about text, resource uuid, field text, texts text[], marker text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('jalon.redacting', 'before,after', true);
  update public.journal j set
    before = hist.without(j.before, array[field, 'motive'], texts, marker),
    after = hist.without(j.after, array[field, 'motive'], texts, marker)
  where j.entity = about and j.entity_id = resource
    and (j.before, j.after) is distinct from
      (hist.without(j.before, array[field, 'motive'], texts, marker), hist.without(j.after, array[field, 'motive'], texts, marker));
  update public.journal j set
    before = hist.without(j.before, array['motive'], texts, marker),
    after = hist.without(j.after, array['motive'], texts, marker)
  where j.at in (select k.at from public.journal k where k.entity = about and k.entity_id = resource)
    and (j.before, j.after) is distinct from
      (hist.without(j.before, array['motive'], texts, marker), hist.without(j.after, array['motive'], texts, marker));
  perform set_config('jalon.redacting', '', true);
end $$;
