-- The months of a programme's missions, by month and by state.
create index mission_months_by_month on mission_months (programme_id, month, id);
create index mission_months_by_state on mission_months (programme_id, state, month, id);
create index mission_months_by_change on mission_months (programme_id, updated_at);
select hist.mirror_indexes('mission_months');
