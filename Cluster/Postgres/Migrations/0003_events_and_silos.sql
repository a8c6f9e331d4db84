-- What happened, for whoever watches. Readers go by (tx, id) and stop before the oldest open transaction: an event that commits late is never passed over.
create table events (
    tx        xid8 not null default pg_current_xact_id(),
    id        bigint generated always as identity,
    at        timestamptz not null,
    run_id    text not null,
    coin      text,
    timeframe integer,
    kind      text not null,
    data      jsonb not null,
    primary key (tx, id)
);
create index events_by_run on events (run_id, tx, id);
create index events_by_time on events (at);

create table silos (
    id        text primary key,
    started   timestamptz not null,
    heartbeat timestamptz not null,
    slots     integer not null,
    busy      integer not null,
    device    text not null
);

create table api_keys (
    id      text primary key,
    role    text not null check (role in ('READER', 'OPERATOR')),
    hash    bytea not null unique,
    created timestamptz not null
);
