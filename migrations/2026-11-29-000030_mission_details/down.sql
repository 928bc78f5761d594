drop view programme_details;
drop view progress_entry_details;
drop view mission_details;
