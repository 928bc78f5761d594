-- A forecast that a suspension moved names it: changing or cancelling the suspension takes back what
-- it moved, and nothing that was set by hand since.
alter table forecasts add column suspension_id uuid constraint forecasts_suspension_fkey references suspensions;
alter table hist.forecasts add column suspension_id uuid;
create index forecasts_suspension on forecasts (suspension_id);
select hist.track('forecasts', 'milestone', 'milestone_id');
