drop index hist.progress_entries_by_record, hist.evidence_by_record;
drop index progress_entries_by_record, evidence_by_record;
