-- What changes a milestone as it is shown without an edit of it, since an instant (`updated_since`): entries that say how
-- far it is, and evidence.
create index progress_entries_by_record on progress_entries (programme_id, recorded_at) where milestone_id is not null and percent is not null;
create index evidence_by_record on evidence (added_at);
select hist.mirror_indexes('progress_entries'), hist.mirror_indexes('evidence');
