drop view redaction_details;
drop view account_details;
