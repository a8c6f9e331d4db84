-- Up to which event a named reader, of whom one works at a time in the whole cluster, has handled them.
create table event_cursors (
    reader text primary key,
    last text not null, -- an event's id
    at timestamptz not null
);
