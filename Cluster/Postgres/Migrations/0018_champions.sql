-- A run of the factory: its settings and universe. Its units contend after they are judged; only then is it finished.
alter table runs
    add column factory jsonb,
    add column judged timestamptz,
    add column factory_report jsonb;

-- Units whose champion is soon too old go before the others.
alter table units add column champion_expires timestamptz;
drop index units_open;
create index units_open on units (priority desc, champion_expires, liquidity desc, run_id, coin, timeframe)
    where state not in ('SCORED', 'FAILED', 'SKIPPED', 'CANCELLED');

-- Bundles: the champions of each unit and horizon, also earlier ones, and the challengers that wait. No run owns them.
create table champions (
    coin            text not null,
    timeframe       integer not null, -- minutes
    horizon         integer not null, -- bars
    role            text not null check (role in ('CHAMPION', 'CHALLENGER')),
    version         text not null,
    number          bigint not null generated always as identity, -- in the order of promotion
    is_current      boolean not null, -- false for a champion that was replaced
    run_id          text not null, -- that promoted it, or looked at it last
    since           timestamptz not null,
    expires         timestamptz,
    manifest_sha256 text not null,
    manifest        jsonb not null,
    report          jsonb not null, -- the comparison
    primary key (coin, timeframe, horizon, role, version)
);
create unique index champions_current on champions (coin, timeframe, horizon, role) where is_current;

create table champion_files (
    coin      text not null,
    timeframe integer not null,
    horizon   integer not null,
    role      text not null,
    version   text not null,
    path      text not null,
    blob      text not null,
    sha256    text not null,
    size      bigint not null,
    primary key (coin, timeframe, horizon, role, version, path),
    foreign key (coin, timeframe, horizon, role, version) references champions on delete cascade
);
create index champion_files_by_blob on champion_files (blob);

-- That a unit has contended after a run, and how: once.
create table contests (
    run_id    text not null,
    coin      text not null,
    timeframe integer not null,
    at        timestamptz not null,
    outcomes  jsonb not null,
    primary key (run_id, coin, timeframe),
    foreign key (run_id, coin, timeframe) references units on delete cascade
);
