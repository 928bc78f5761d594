drop function hist.write_journal(jsonb);
