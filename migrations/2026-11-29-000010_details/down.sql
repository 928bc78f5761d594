drop view project_details;
drop view milestone_details;
drop view project_clocks;
