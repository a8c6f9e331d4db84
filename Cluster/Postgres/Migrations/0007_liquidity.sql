-- Of units that are equally urgent, the most traded go first.
alter table units add column liquidity double precision not null default 0; -- median quote volume a day; 0: not known
drop index units_open;
create index units_open on units (priority desc, liquidity desc, run_id, coin, timeframe) where state in ('QUEUED', 'PREFLIGHT', 'TRAINING', 'BACKTESTING');
