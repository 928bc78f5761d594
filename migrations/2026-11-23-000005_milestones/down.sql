drop table comments, observations, decisions, submissions, evidence, baseline_dates, baselines, forecasts, milestone_dependencies, milestones;
drop table hist.comments, hist.observations, hist.decisions, hist.submissions, hist.evidence, hist.baseline_dates, hist.baselines,
  hist.forecasts, hist.milestone_dependencies, hist.milestones;
drop function check_decision(), check_milestone_dependency();
drop function hist.versions_of_comments(), hist.versions_of_observations(), hist.versions_of_decisions(), hist.versions_of_submissions(),
  hist.versions_of_evidence(), hist.versions_of_baseline_dates(), hist.versions_of_baselines(), hist.versions_of_forecasts(),
  hist.versions_of_milestone_dependencies(), hist.versions_of_milestones();
