-- The model a scored unit chose, one row a unit and run.
create table models (
    run_id      text not null,
    coin        text not null,
    timeframe   integer not null,
    family      text not null,
    horizon     integer not null,
    score       double precision not null,
    tier        text not null,
    action      text not null,
    net_edge    double precision, -- basis points of the notional, a trade
    confidence  double precision not null, -- least confidence that may be traded
    result      jsonb not null,
    created     timestamptz not null,
    primary key (run_id, coin, timeframe),
    foreign key (run_id, coin, timeframe) references units on delete cascade
);

-- The latest of them per unit: what Hamilton reads.
create table current_models (
    coin      text not null,
    timeframe integer not null,
    run_id    text not null,
    primary key (coin, timeframe),
    foreign key (run_id, coin, timeframe) references models on delete cascade
);
create index current_models_by_run on current_models (run_id, coin, timeframe);

create table thresholds (
    timeframe integer not null,
    run_id    text not null references runs on delete cascade,
    published timestamptz not null,
    content   jsonb not null,
    primary key (timeframe, run_id)
);
create index thresholds_latest on thresholds (timeframe, published desc);
create index thresholds_by_run on thresholds (run_id);

-- What the gate said, forecast by forecast. Months are dropped whole.
create table decisions (
    at           timestamptz not null,
    id           bigint generated always as identity,
    coin         text not null,
    timeframe    integer not null,
    run_id       text not null,
    class        smallint not null,
    confidence   double precision not null,
    should_trade boolean not null,
    action       text not null,
    reason       text not null,
    primary key (at, id)
) partition by range (at);
create index decisions_by_unit on decisions (coin, timeframe, at desc);
create table decisions_other partition of decisions default;

-- Makes the partition of the month an instant lies in.
create function ensure_decision_month(instant timestamptz) returns void language plpgsql as $$
declare
    first date := date_trunc('month', instant at time zone 'utc')::date;
    part  text := 'decisions_' || to_char(first, 'YYYY_MM');
begin
    if to_regclass(part) is null then
        execute format('create table %I partition of decisions for values from (%L) to (%L)',
            part, first::text || ' 00:00:00+00', (first + interval '1 month')::date::text || ' 00:00:00+00');
    end if;
end $$;
