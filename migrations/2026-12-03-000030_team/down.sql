drop table team_members;
drop table hist.team_members;
drop function hist.versions_of_team_members();
drop function forget_person();
drop table persons;
drop function person_forgotten();
