-- What stages have finished is in the records among a unit's files; nothing read it here.
drop table stages;
