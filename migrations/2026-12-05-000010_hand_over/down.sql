alter table programmes drop column hand_over_items;
alter table hist.programmes drop column hand_over_items;
select hist.track('programmes', 'programme');
drop table hand_over_items;
drop table hist.hand_over_items;
drop function hist.versions_of_hand_over_items();
