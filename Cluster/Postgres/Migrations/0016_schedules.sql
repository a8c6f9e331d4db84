-- Work that begins by the clock: the reminders that wake its grains, and how each occurrence of it ended.
create table orleans.reminders (
    service text not null,
    grain   text not null,
    name    text not null,
    hash    integer not null, -- of the grain; each silo reads a range of them
    started timestamptz not null,
    period  bigint not null, -- milliseconds
    version integer not null,
    primary key (service, grain, name)
);
create index reminders_by_hash on orleans.reminders (service, hash);

insert into orleansquery (querykey, querytext) values
('UpsertReminderRowKey', $query$
    insert into orleans.reminders as r (service, grain, name, hash, started, period, version)
    values (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period, 0)
    on conflict (service, grain, name) do update set
        hash = excluded.hash, started = excluded.started, period = excluded.period, version = r.version + 1
    returning version as "Version"
$query$),
('ReadReminderRowsKey', $query$
    select grain as "GrainId", name as "ReminderName", started as "StartTime", period as "Period", version as "Version"
    from orleans.reminders where service = @ServiceId and grain = @GrainId
$query$),
('ReadReminderRowKey', $query$
    select grain as "GrainId", name as "ReminderName", started as "StartTime", period as "Period", version as "Version"
    from orleans.reminders where service = @ServiceId and grain = @GrainId and name = @ReminderName
$query$),
('ReadRangeRows1Key', $query$
    select grain as "GrainId", name as "ReminderName", started as "StartTime", period as "Period", version as "Version"
    from orleans.reminders where service = @ServiceId and hash > @BeginHash and hash <= @EndHash
$query$),
-- the range goes over the largest number and on from the smallest; one that ends where it begins is all of them
('ReadRangeRows2Key', $query$
    select grain as "GrainId", name as "ReminderName", started as "StartTime", period as "Period", version as "Version"
    from orleans.reminders where service = @ServiceId and (hash > @BeginHash or hash <= @EndHash)
$query$),
('DeleteReminderRowKey', $query$
    with gone as (
        delete from orleans.reminders
        where service = @ServiceId and grain = @GrainId and name = @ReminderName and version = @Version returning name)
    select count(*)::int from gone
$query$),
('DeleteReminderRowsKey', $query$
    delete from orleans.reminders where service = @ServiceId
$query$);

create table schedule_history (
    id         bigint generated always as identity primary key,
    task       text not null,
    occurrence timestamptz not null, -- when it was due
    state      text not null check (state in ('DONE', 'FAILED', 'REFUSED')),
    started    timestamptz, -- of the last attempt; null: refused
    ended      timestamptz not null,
    attempt    integer not null, -- from 1; 0: refused
    missed     integer not null, -- earlier occurrences passed over; of a refused one: refused with it
    summary    text not null,
    report     jsonb
);
create index schedule_history_of_task on schedule_history (task, occurrence, id);
create index schedule_history_by_time on schedule_history (occurrence, id);
