-- What each unit may do, as the thresholds published last say: what the next decision is compared with.
create table decided (
    timeframe integer not null,
    coin      text not null,
    run_id    text not null references runs on delete cascade,
    action    text not null,
    score     double precision not null,
    tier      text not null,
    reason    text not null,
    primary key (timeframe, coin)
);
create index decided_by_run on decided (run_id);

insert into decided (timeframe, coin, run_id, action, score, tier, reason)
select distinct on (t.timeframe, entry.key)
    t.timeframe, entry.key, t.run_id, entry.value->>'action', (entry.value->>'score_0_100')::double precision, entry.value->>'quality_tier', entry.value->>'reason'
from thresholds t cross join lateral jsonb_each(t.content->'coins') entry
order by t.timeframe, entry.key, t.published desc;
