drop view health_reports;
drop function report_health();
create table health_reports (
  id uuid primary key,
  project_id uuid not null constraint health_reports_project_fkey references projects,
  overall text not null constraint health_reports_overall check (overall in ('sunny', 'overcast', 'cloudy', 'stormy')),
  tracks jsonb not null,
  text text not null,
  support_needed text,
  reported_by uuid not null constraint health_reports_reported_by_fkey references accounts,
  reported_on date not null,
  reported_at timestamptz not null
);
insert into health_reports
select id, project_id, overall, tracks, text, support_needed, created_by, published_on, published_at from status_reports where text is not null;
create index health_reports_project on health_reports (project_id, reported_at desc, id desc);
create index health_reports_reported_by on health_reports (reported_by);
alter table health_reports alter column text set statistics 0, alter column support_needed set statistics 0;
select hist.track('health_reports', 'health_report');
insert into hist.health_reports
select id, project_id, overall, tracks, text, support_needed, created_by, published_on, published_at, valid_from, valid_to
from hist.status_reports where text is not null;
alter table hist.health_reports alter column text set statistics 0, alter column support_needed set statistics 0;
select hist.append_only('health_reports');
drop view current_reports;
drop table status_reports;
drop table hist.status_reports;
drop function hist.versions_of_status_reports();
drop function hist.track_status_reports();
