-- When a run first looked at the test part: a run may look again long after it began. Of earlier entries the run's name has the time.
alter table opened_tests add column opened timestamptz;
update opened_tests set opened = split_part(run_id, '-', 1)::timestamptz;
alter table opened_tests alter column opened set not null, alter column opened set default now(); -- for programs of before
