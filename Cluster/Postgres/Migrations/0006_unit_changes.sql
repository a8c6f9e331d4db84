-- How a unit of a run came to stand where it does. Kept as long as the run, unlike events.
create table unit_changes (
    run_id    text not null,
    coin      text not null,
    timeframe integer not null,
    id        bigint generated always as identity,
    at        timestamptz not null,
    before    text not null,
    state     text not null,
    wish      text not null,
    owner     text,
    token     bigint not null,
    faults    integer not null,
    reason    text not null,
    primary key (run_id, coin, timeframe, id),
    foreign key (run_id, coin, timeframe) references units on delete cascade
);
