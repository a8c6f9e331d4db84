-- A unit's work by the stages of the chain. What had not ended was TRAINING at most: whoever takes it next finds out how far it is.
alter table units drop constraint units_state_check;
update units set state = 'FINALIZING' where state = 'TRAINING';
alter table units add constraint units_state_check check (state in (
    'QUEUED', 'PREFLIGHT', 'TUNING', 'EXTENDING', 'ANALYZING', 'FINALIZING', 'BACKTESTING', 'SCORED', 'FAILED', 'SKIPPED', 'CANCELLED'));
drop index units_open;
create index units_open on units (priority desc, liquidity desc, run_id, coin, timeframe) where state not in ('SCORED', 'FAILED', 'SKIPPED', 'CANCELLED');
