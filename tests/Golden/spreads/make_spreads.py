"""Reference values for spread estimators by numpy: simulated trades that bounce between bid and ask, some candles unlike the others.

Run: OPENBLAS_NUM_THREADS=1 /usr/bin/python3 make_spreads.py"""
import json
import pathlib

import numpy as np

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(18)
BARS, STEPS, SPREAD = 240, 20, 0.004

middle = np.cumsum(rng.normal(0, 0.004 / np.sqrt(STEPS), BARS * STEPS)).reshape(BARS, STEPS)
middle[100:] += 0.02  # a jump between two candles
trades = 50 * np.exp(middle + SPREAD / 2 * rng.choice([-1, 1], middle.shape))
candles = {
    "open": trades[:, 0], "high": trades.max(1), "low": trades.min(1), "close": trades[:, -1],
    "volume": np.where(np.isin(np.arange(BARS), [30, 31, 77]), 0.0, 5.0),
    "marked": np.isin(np.arange(BARS), [50, 120, 121]),
}
candles = {name: np.round(values, 8) if values.dtype == float else values for name, values in candles.items()}
high, low, close = (np.log(candles[name]) for name in ("high", "low", "close"))
used = ~candles["marked"] & (candles["volume"] > 0)
pairs = np.flatnonzero(used[:-1] & used[1:])

eta = (high + low) / 2
squared = 4 * (close[pairs] - eta[pairs]) * (close[pairs] - eta[pairs + 1])

h2, l2 = high[pairs + 1], low[pairs + 1]
shift = np.where(l2 > close[pairs], l2 - close[pairs], np.where(h2 < close[pairs], h2 - close[pairs], 0.0))
h2, l2 = h2 - shift, l2 - shift
beta = (high[pairs] - low[pairs]) ** 2 + (h2 - l2) ** 2
gamma = (np.maximum(high[pairs], h2) - np.minimum(low[pairs], l2)) ** 2
k = 3 - 2 * np.sqrt(2)
alpha = (np.sqrt(2 * beta) - np.sqrt(beta)) / k - np.sqrt(gamma / k)
spread = 2 * (np.exp(alpha) - 1) / (1 + np.exp(alpha))

day = pairs // 24  # candles of an hour from midnight
means = np.array([squared[day == d].mean() for d in np.unique(day)])
median = np.median(means)
error = 1.2533 * 1.4826 * np.median(np.abs(means - median)) / np.sqrt(len(means))
golden = {
    "candles": {name: values.tolist() for name, values in candles.items()},
    "pairs": pairs.tolist(),
    "abdi_ranaldo": {"squared": squared.tolist(), "of_span": np.sqrt(max(squared.mean(), 0)),
                     "of_pairs": np.sqrt(np.maximum(squared, 0)).mean()},
    "corwin_schultz": {"pairs": spread.tolist(), "of_span": max(spread.mean(), 0), "of_pairs": np.maximum(spread, 0).mean()},
    "pooled": {"bps": 1e4 * np.sqrt(max(median, 0)), "above_noise": bool(median > 2 * error)},
}
(here / "spreads.json").write_text(json.dumps(golden))
