-- What an operator wants of a unit is its desired state.
alter table units rename column wish to desired_state;
alter table unit_changes rename column wish to desired_state;
