-- Which runs that ended a target of experiment tracking has, and the champions and challengers as it knows them.
create table tracked_runs (
    target   text not null,
    run_id   text not null references runs on delete cascade,
    finished timestamptz not null, -- the end that was recorded: a run that was gone on with has another one
    at       timestamptz not null,
    refused  text, -- why the target does not take it; null where it has it
    primary key (target, run_id)
);
create index tracked_runs_by_run on tracked_runs (run_id);

create table tracked_champions (
    target     text not null,
    coin       text not null,
    timeframe  integer not null, -- minutes
    horizon    integer not null, -- bars
    champion   text, -- versions; null for none
    challenger text,
    at         timestamptz not null,
    refused    text,
    primary key (target, coin, timeframe, horizon)
);
