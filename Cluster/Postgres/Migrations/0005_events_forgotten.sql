-- The newest event that is no longer kept: who goes on after an older one has missed something.
create table events_forgotten (
    tx xid8 not null,
    id bigint not null,
    at timestamptz not null -- when it was forgotten
);
insert into events_forgotten values ('0', 0, now());
