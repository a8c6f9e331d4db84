-- A run may try several specifications, each a trial of its own. Bars are recognised by their prices; what was judged stays known.
alter table opened_tests
    add column bar_marks text not null default '',
    add column p_value double precision not null default 'NaN',
    add column promising boolean,
    drop constraint opened_tests_pkey,
    add primary key (coin, timeframe, run_id, specification);
