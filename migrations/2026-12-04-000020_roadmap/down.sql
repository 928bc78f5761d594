drop table roadmap_items;
drop table hist.roadmap_items;
drop function hist.versions_of_roadmap_items();
