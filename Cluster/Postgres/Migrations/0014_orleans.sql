-- Orleans takes the place of leases and of Quartz: membership says which silos live, and a grain's state says who works on a unit.
alter table units add column owner_address text; -- one life of one silo: address, generation, membership version

-- A unit that was half done waits again; whoever takes it continues from what is published.
insert into unit_changes (run_id, coin, timeframe, at, before, state, desired_state, owner, token, faults, reason)
select run_id, coin, timeframe, now(), state, 'QUEUED', desired_state, owner, token, faults, 'The cluster was upgraded.'
from units where owner is not null and state not in ('SCORED', 'FAILED', 'SKIPPED', 'CANCELLED') and desired_state <> 'CANCEL';
update units set state = 'QUEUED', owner = null, activity = null, since = now()
where owner is not null and state not in ('SCORED', 'FAILED', 'SKIPPED', 'CANCELLED') and desired_state <> 'CANCEL';
update units set state = 'CANCELLED', desired_state = 'RUN', owner = null, activity = null, since = now(), reason = 'Cancelled by an operator.'
where owner is not null and state not in ('SCORED', 'FAILED', 'SKIPPED', 'CANCELLED');
alter table units drop column lease_until;
create index units_owned on units (coin, timeframe) where owner is not null;
-- whether a run has open units is asked after each of them
create index units_open_by_run on units (run_id) where state not in ('SCORED', 'FAILED', 'SKIPPED', 'CANCELLED');

do $$
declare
    old record;
begin
    for old in select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname = current_schema() and tablename like 'qrtz\_%'
    loop
        execute 'drop table ' || old.name || ' cascade';
    end loop;
end $$;

create schema orleans;

-- Version of the membership; each change of it takes the next one, which makes two changes at once impossible.
create table orleans.memberships (
    cluster text primary key,
    version integer not null
);

create table orleans.silos (
    cluster    text not null references orleans.memberships on delete cascade,
    address    text not null,
    port       integer not null,
    generation integer not null,
    name       text not null,
    host       text not null,
    status     integer not null,
    gateway    integer not null, -- port for clients; 0: takes none
    suspects   text,
    started    timestamptz not null,
    alive      timestamptz not null,
    primary key (cluster, address, port, generation)
);

-- State of a grain. A write names the version it has read and is refused where another came first.
create table orleans.states (
    service   text not null,
    kind      text not null, -- type of the grain and name of the state
    number_0  bigint not null,
    number_1  bigint not null,
    key       text not null, -- empty where the grain's key is a number
    version   integer not null,
    content   bytea, -- JSON; null: cleared
    written   timestamptz not null,
    primary key (service, kind, key, number_0, number_1)
);
alter table orleans.states set (fillfactor = 70);

-- Orleans' ADO.NET providers run the texts they find here by their keys. Names of parameters and of result columns are Orleans'.
create table orleansquery (
    querykey  text primary key,
    querytext text not null
);

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', $query$
    with made as (
        insert into orleans.memberships (cluster, version) values (@DeploymentId, 0) on conflict (cluster) do nothing returning version)
    select count(*)::int from made
$query$),
('InsertMembershipKey', $query$
    with next as (
        update orleans.memberships m set version = m.version + 1
        where m.cluster = @DeploymentId and m.version = @Version and not exists (
            select from orleans.silos s
            where s.cluster = @DeploymentId and s.address = @Address and s.port = @Port and s.generation = @Generation)
        returning m.cluster),
    made as (
        insert into orleans.silos (cluster, address, port, generation, name, host, status, gateway, started, alive)
        select next.cluster, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from next
        returning port)
    select count(*)::int from made
$query$),
('UpdateMembershipKey', $query$
    with next as (
        update orleans.memberships m set version = m.version + 1 where m.cluster = @DeploymentId and m.version = @Version
        returning m.cluster),
    changed as (
        update orleans.silos s set status = @Status, suspects = @SuspectTimes, alive = @IAmAliveTime from next
        where s.cluster = next.cluster and s.address = @Address and s.port = @Port and s.generation = @Generation
        returning s.port)
    select count(*)::int from changed
$query$),
('UpdateIAmAlivetimeKey', $query$
    update orleans.silos set alive = @IAmAliveTime
    where cluster = @DeploymentId and address = @Address and port = @Port and generation = @Generation
$query$),
('MembershipReadRowKey', $query$
    select s.address as "Address", s.port as "Port", s.generation as "Generation", s.name as "SiloName", s.host as "HostName",
        s.status as "Status", s.gateway as "ProxyPort", s.suspects as "SuspectTimes", s.started as "StartTime", s.alive as "IAmAliveTime",
        m.version as "Version"
    from orleans.memberships m
        left join orleans.silos s
            on s.cluster = m.cluster and s.address = @Address and s.port = @Port and s.generation = @Generation
    where m.cluster = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
    select s.address as "Address", s.port as "Port", s.generation as "Generation", s.name as "SiloName", s.host as "HostName",
        s.status as "Status", s.gateway as "ProxyPort", s.suspects as "SuspectTimes", s.started as "StartTime", s.alive as "IAmAliveTime",
        m.version as "Version"
    from orleans.memberships m left join orleans.silos s using (cluster)
    where m.cluster = @DeploymentId
$query$),
('DeleteMembershipTableEntriesKey', $query$
    delete from orleans.memberships where cluster = @DeploymentId
$query$),
('CleanupDefunctSiloEntriesKey', $query$
    delete from orleans.silos where cluster = @DeploymentId and alive < @IAmAliveTime and status <> 3 -- 3: active
$query$),
('GatewaysQueryKey', $query$
    select address as "Address", gateway as "ProxyPort", generation as "Generation" from orleans.silos
    where cluster = @DeploymentId and status = @Status and gateway > 0
$query$),
('ReadFromStorageKey', $query$
    select content as "PayloadBinary", version as "Version" from orleans.states
    where service = @ServiceId and kind = @GrainTypeString and key = coalesce(@GrainIdExtensionString, '')
        and number_0 = @GrainIdN0 and number_1 = @GrainIdN1
$query$),
('WriteToStorageKey', $query$
    with made as (
        insert into orleans.states (service, kind, number_0, number_1, key, version, content, written)
        select @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString, ''), 1, @PayloadBinary, now()
        where @GrainStateVersion is null
        on conflict do nothing returning version),
    changed as (
        update orleans.states set content = @PayloadBinary, version = version + 1, written = now()
        where service = @ServiceId and kind = @GrainTypeString and key = coalesce(@GrainIdExtensionString, '')
            and number_0 = @GrainIdN0 and number_1 = @GrainIdN1 and version = @GrainStateVersion
        returning version)
    -- the version that was given tells Orleans that nothing was written
    select coalesce((select version from made), (select version from changed), @GrainStateVersion) as "NewGrainStateVersion"
$query$),
('ClearStorageKey', $query$
    update orleans.states set content = null, version = version + 1, written = now()
    where service = @ServiceId and kind = @GrainTypeString and key = coalesce(@GrainIdExtensionString, '')
        and number_0 = @GrainIdN0 and number_1 = @GrainIdN1 and version = @GrainStateVersion
    returning version as "NewGrainStateVersion"
$query$),
('DeleteStorageKey', $query$
    delete from orleans.states
    where service = @ServiceId and kind = @GrainTypeString and key = coalesce(@GrainIdExtensionString, '')
        and number_0 = @GrainIdN0 and number_1 = @GrainIdN1 and version = @GrainStateVersion
    returning version + 1 as "NewGrainStateVersion"
$query$);
