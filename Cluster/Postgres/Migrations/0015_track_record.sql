-- The track record: forecasts as they were made at a candle's close, and what became of them. Each entry is bound to all before it by its
-- hash; the columns beside the text are read out of it, so that they cannot differ from what is hashed.
create table track_record (
    number       bigint primary key,
    content      text not null,
    hash         bytea not null check (length(hash) = 32),
    kind         text not null generated always as (content::jsonb->>'kind') stored,
    coin         text not null generated always as (content::jsonb->>'coin') stored,
    timeframe    text not null generated always as (content::jsonb->>'timeframe') stored,
    closed       bigint not null generated always as ((content::jsonb->>'closed')::bigint) stored, -- ms, UTC
    recorded     bigint not null generated always as ((content::jsonb->>'recorded')::bigint) stored, -- ms, UTC
    decision     bigint generated always as ((content::jsonb->>'decision')::bigint) stored, -- an outcome's
    is_right     boolean generated always as ((content::jsonb->>'is_right')::boolean) stored,
    net_bps      double precision generated always as ((content::jsonb->'trade'->>'net_bps')::double precision) stored,
    should_trade boolean generated always as ((content::jsonb->>'should_trade')::boolean) stored -- an outcome's
);

-- One decision on a candle, and one outcome of a decision: none can be made again with hindsight.
create unique index track_record_decisions on track_record (coin, timeframe, closed) where kind = 'DECISION';
create unique index track_record_outcomes on track_record (decision) where kind = 'OUTCOME';
-- with all that a summary of some days needs, so that it reads no text
create index track_record_outcomes_by_time on track_record (recorded)
    include (coin, timeframe, is_right, net_bps, should_trade, closed) where kind = 'OUTCOME';

-- Decisions whose outcome is not known yet. It follows from the record, and is here because the record is long.
create table track_record_open (
    decision bigint primary key references track_record
);

create function refuse_track_record_change() returns trigger language plpgsql as $$
begin
    raise exception 'the track record is append-only' using errcode = 'integrity_constraint_violation';
end $$;

create trigger track_record_is_append_only before update or delete on track_record
    for each row execute function refuse_track_record_change();
create trigger track_record_is_not_truncated before truncate on track_record
    for each statement execute function refuse_track_record_change();
