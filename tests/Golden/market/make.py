"""Makes the reference values beside it with pandas: python3 tests/Golden/market/make.py"""
import os

import numpy as np
import pandas as pd

here = os.path.dirname(os.path.abspath(__file__))

# Candles of 6 h (4 a day) whose closes wander; the targets of the triple barrier, and plain EWM deviations of short spans.
random = np.random.default_rng(7)
close = pd.Series(100 * np.exp(np.cumsum(0.01 * random.standard_t(4, 300)))).round(6)
daily = close / close.shift(4) - 1
returns = np.log(close / close.shift(1))
pd.DataFrame({
    "close": close,
    "span10": returns.ewm(span=10).std(),
    "span100": returns.ewm(span=100).std(),
    # One-day returns, span of 5 days = 20 values, seen for 3 days = 12 values.
    "daily_target": daily.ewm(span=20, min_periods=12).std(),
}).to_csv(os.path.join(here, "ewm_std.csv"), index=False, float_format="%.17g", lineterminator="\n")

# Resampling of 15m candles by pandas, on a start that is off the coarse grid.
n = 250
start = pd.Timestamp("2024-03-05 06:45", tz="UTC")
index = pd.date_range(start, periods=n, freq="15min")
o = 50 + np.cumsum(random.normal(0, 0.3, n)).round(4)
c = (o + random.normal(0, 0.3, n)).round(4)
fine = pd.DataFrame({
    "open": o,
    "high": (np.maximum(o, c) + random.exponential(0.2, n)).round(4),
    "low": (np.minimum(o, c) - random.exponential(0.2, n)).round(4),
    "close": c,
    "volume": random.lognormal(5, 1, n).round(3),
}, index=index)
rows = []
for name, rule, size in [("15m", None, 1), ("30m", "30min", 2), ("1h", "1h", 4), ("4h", "4h", 16), ("1d", "1D", 96)]:
    if rule is None:
        coarse = fine
    else:
        groups = fine.resample(rule.replace("1h", "60min").replace("4h", "240min"))
        coarse = groups.agg({"open": "first", "high": "max", "low": "min", "close": "last", "volume": "sum"})
        coarse = coarse[groups["open"].count() == size]
    coarse = coarse.copy()
    coarse.insert(0, "open_time", coarse.index.astype("int64") // 1_000_000)
    coarse.insert(0, "timeframe", name)
    rows.append(coarse)
pd.concat(rows).to_csv(os.path.join(here, "resampled.csv"), index=False, float_format="%.17g", lineterminator="\n")
