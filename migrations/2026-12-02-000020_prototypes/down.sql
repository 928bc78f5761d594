drop table prototypes;
drop table hist.prototypes;
drop function hist.versions_of_prototypes();
