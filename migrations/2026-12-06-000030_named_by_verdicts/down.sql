drop trigger named on datasets;
drop trigger named on risks;
drop trigger named on hand_over_items;
drop trigger named on milestones;
drop function refuse_deletion_of_named();
