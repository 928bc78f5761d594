drop table grants, template_milestones, programme_tracks, programme_bodies, programmes;
drop table hist.grants, hist.template_milestones, hist.programme_tracks, hist.programme_bodies, hist.programmes;
drop function hist.versions_of_grants(), hist.versions_of_template_milestones(), hist.versions_of_programme_tracks(),
  hist.versions_of_programme_bodies(), hist.versions_of_programmes();
