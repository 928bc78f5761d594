drop view callers;
