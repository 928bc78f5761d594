drop table risks;
drop table hist.risks;
drop function hist.versions_of_risks();
drop function is_score(jsonb);
drop function hist.child(text, text, text[]);
