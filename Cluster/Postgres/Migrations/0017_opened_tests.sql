-- Which runs tried models on a unit's test part. No run owns its rows: what was seen stays seen when a run is forgotten.
create table opened_tests (
    coin          text not null,
    timeframe     int not null,
    run_id        text not null,
    tested_from   timestamptz not null,
    tested_to     timestamptz not null,
    market        text not null,
    specification text not null,
    candidates    int not null,
    primary key (coin, timeframe, run_id)
);
