alter table programmes drop column requires_trial;
alter table hist.programmes drop column requires_trial;
select hist.track('programmes', 'programme');
drop table trials;
drop table hist.trials;
drop function hist.versions_of_trials();
drop function hist.freeze(text, text);
drop function hist.refuse_frozen();
