drop index hist.milestones_by_change, hist.projects_by_change;
drop index milestones_by_change, projects_by_change;
