-- A run: what was asked for, and how it ended.
create table runs (
    id              text primary key,
    created         timestamptz not null,
    state           text not null check (state in ('RUNNING', 'PAUSED', 'CANCELLED', 'FINISHED')),
    version         text not null,
    source          text not null,
    config          text not null,
    features        text not null,
    idempotency_key text unique,
    request_hash    text not null,
    finished        timestamptz,
    summary         jsonb
);
create index runs_open on runs (created) where finished is null;

-- A unit of a run: the row that is the truth. A claim takes the next token; what is written in the name of an earlier one is refused.
create table units (
    run_id      text not null references runs on delete cascade,
    coin        text not null,
    timeframe   integer not null, -- minutes
    state       text not null check (state in ('QUEUED', 'PREFLIGHT', 'TRAINING', 'BACKTESTING', 'SCORED', 'FAILED', 'SKIPPED', 'CANCELLED')),
    wish        text not null check (wish in ('RUN', 'PAUSE', 'CANCEL')),
    owner       text,
    token       bigint not null,
    row_version bigint not null,
    lease_until timestamptz,
    faults      integer not null,
    not_before  timestamptz,
    priority    integer not null,
    device      text,
    progress    double precision not null,
    detail      text not null,
    reason      text not null,
    result      jsonb,
    since       timestamptz not null,
    primary key (run_id, coin, timeframe)
);
-- Rows change many times over: room on the page keeps their new versions beside the old ones, out of the indexes.
alter table units set (fillfactor = 70);
create index units_open on units (priority desc, run_id, coin, timeframe) where state in ('QUEUED', 'PREFLIGHT', 'TRAINING', 'BACKTESTING');
create index units_by_coin on units (coin, timeframe, run_id desc);

-- A finished stage with the hash of what it read and of what it wrote.
create table stages (
    run_id    text not null,
    coin      text not null,
    timeframe integer not null,
    stage     text not null, -- path of its record in the run folder
    key       text not null,
    outputs   jsonb not null,
    token     bigint not null,
    finished  timestamptz not null,
    primary key (run_id, coin, timeframe, stage),
    foreign key (run_id, coin, timeframe) references units on delete cascade
);

-- A file of a unit, and the blob that holds it. The blob's name carries the token of the claim that wrote it.
create table files (
    run_id    text not null,
    coin      text not null,
    timeframe integer not null,
    path      text not null,
    blob      text not null,
    sha256    text not null,
    size      bigint not null,
    token     bigint not null,
    primary key (run_id, coin, timeframe, path),
    foreign key (run_id, coin, timeframe) references units on delete cascade
);

create index files_by_blob on files (blob);

create table blobs (
    name    text primary key,
    content bytea not null,
    written timestamptz not null default now()
);
create index blobs_in_order on blobs (name collate "C") include (written);
alter table blobs alter column content set storage external; -- models and Parquet are dense already: compressing them only costs time
