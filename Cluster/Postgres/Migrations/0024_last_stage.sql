-- A run may end before the test parts, with units that are trained and not scored.
alter table runs add column last_stage text not null default 'BACKTEST' check (last_stage in ('BACKTEST', 'BEST'));

alter table units drop constraint units_state_check;
alter table units add constraint units_state_check check (state in (
    'QUEUED', 'PREFLIGHT', 'TUNING', 'EXTENDING', 'ANALYZING', 'FINALIZING', 'BACKTESTING', 'TRAINED', 'SCORED', 'FAILED', 'SKIPPED',
    'CANCELLED'));
drop index units_open;
create index units_open on units (priority desc, champion_expires, liquidity desc, run_id, coin, timeframe)
    where state not in ('TRAINED', 'SCORED', 'FAILED', 'SKIPPED', 'CANCELLED');
drop index units_open_by_run;
create index units_open_by_run on units (run_id) where state not in ('TRAINED', 'SCORED', 'FAILED', 'SKIPPED', 'CANCELLED');
