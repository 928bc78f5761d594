alter table forecasts drop column suspension_id;
alter table hist.forecasts drop column suspension_id;
select hist.track('forecasts', 'milestone', 'milestone_id');
