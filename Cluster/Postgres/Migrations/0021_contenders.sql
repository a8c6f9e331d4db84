-- The challengers that each champion of a unit and horizon has met: the next one pays for them.
create table contenders (
    coin        text not null,
    timeframe   integer not null, -- minutes
    horizon     integer not null, -- bars
    champion    text not null, -- version; empty for cash
    challengers text[] not null, -- versions, in the order in which they were compared first
    primary key (coin, timeframe, horizon, champion)
);
