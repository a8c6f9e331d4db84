#!/usr/bin/env python3
"""Reference values for every column of the set `wide`, with pandas and numpy; writes candles.csv, btc.csv, reference.csv beside itself.

The candles are synthetic and seeded; they open one bar after the grid of 16, and hold bars of zero range, bars of zero volume, a still
stretch longer than the shorter windows, and one outsized bar. Windows are plain slices (numpy), smoothing is pandas' ewm(adjust=False).
"""
import os

import numpy as np
import pandas as pd

N = 560
HERE = os.path.dirname(os.path.abspath(__file__))
START = 1704067200000 + 900_000 * 17          # 2024-01-01 04:15 UTC


def candles(seed, price, still):
    rng = np.random.default_rng(seed)
    close = price * np.exp(np.cumsum(0.004 * rng.standard_t(4, N)))
    gap = np.where(rng.random(N) < 0.3, 0, 0.0004 * rng.standard_normal(N))
    volume = np.exp(5 + 0.8 * rng.standard_normal(N))
    close[470] *= 1.15
    volume[470] *= 40
    zero_range = np.zeros(N, bool)
    if still:
        close[350:395] = close[349]
        gap[350:395] = 0
        volume[352:393] = 0
        zero_range[350:395] = True
        zero_range[[40, 300, 420]] = True
        volume[[20, 41, 310, 420]] = 0
    open_ = np.concatenate([[price], close[:-1]]) * (1 + gap)
    high = np.maximum(open_, close) * (1 + np.abs(0.0015 * rng.standard_normal(N)))
    low = np.minimum(open_, close) * (1 - np.abs(0.0015 * rng.standard_normal(N)))
    for column in (open_, high, low):
        column[zero_range] = close[zero_range]
    d = pd.DataFrame({"time": START + 900_000 * np.arange(N, dtype=np.int64), "open": open_, "high": high, "low": low, "close": close, "volume": volume})
    return d.round({"open": 6, "high": 6, "low": 6, "close": 6, "volume": 4})


def roll(x, n, f):
    """f over each full window of n values; NaN where a window is short or holds a NaN."""
    x = np.asarray(x, float)
    out = np.full(len(x), np.nan)
    for t in range(n - 1, len(x)):
        w = x[t - n + 1:t + 1]
        if not np.isnan(w).any():
            out[t] = f(w)
    return out


def roll2(x, y, n, f):
    x, y = np.asarray(x, float), np.asarray(y, float)
    out = np.full(len(x), np.nan)
    for t in range(n - 1, len(x)):
        a, b = x[t - n + 1:t + 1], y[t - n + 1:t + 1]
        if not (np.isnan(a).any() or np.isnan(b).any()):
            out[t] = f(a, b)
    return out


def std(w):
    return 0.0 if (w == w[0]).all() else np.std(w, ddof=1)


def corr(a, b):
    return 0.0 if (a == a[0]).all() or (b == b[0]).all() else np.corrcoef(a, b)[0, 1]


def slope(a, b):
    return 0.0 if (a == a[0]).all() else np.cov(a, b)[0, 1] / np.var(a, ddof=1)


def ratio(a, b, neutral):
    a, b = np.asarray(a, float), np.asarray(b, float)
    with np.errstate(all="ignore"):
        return np.where(np.isnan(a) | np.isnan(b), np.nan, np.where(b == 0, neutral, a / b))


def wilder(x, n):
    return pd.Series(x).ewm(alpha=1 / n, adjust=False).mean()


def ema(x, span):
    return pd.Series(x).ewm(span=span, adjust=False).mean()


def lret(d, n):
    return np.log(d["close"]).diff(n)


def rsi(d, n):
    delta = d["close"].diff()
    up, down = wilder(delta.clip(lower=0), n), wilder(-delta.clip(upper=0), n)
    return ratio(100 * up, up + down, 50)


def rsi_simple(d, n):
    delta = d["close"].diff()
    up, down = roll(delta.clip(lower=0), n, np.sum), roll(-delta.clip(upper=0), n, np.sum)
    return ratio(100 * up, up + down, 50)


def ema_ratio(d, fast, slow):
    return ema(d["close"], fast) / ema(d["close"], slow) - 1


def rv(d, n):
    return roll(lret(d, 1), n, std)


def stoch(d, n):
    low = roll(d["low"], n, np.min)
    return ratio(100 * (d["close"] - low), roll(d["high"], n, np.max) - low, 50)


def mean_dist(d, n):
    return np.log(d["close"] / roll(d["close"], n, np.mean))


def true_range(d):
    prev = d["close"].shift()
    tr = np.maximum(d["high"] - d["low"], np.maximum((d["high"] - prev).abs(), (d["low"] - prev).abs()))
    return tr                                                    # NaN at bar 0


def coarse(d, k, f):
    """f of the completed candles k times as long, as seen at the close of each bar."""
    first = int(-(d["time"][0] // 900_000) % k)
    whole = (len(d) - first) // k
    g = d.iloc[first:first + whole * k].groupby(np.arange(whole * k) // k)
    c = pd.DataFrame({"time": g["time"].first(), "open": g["open"].first(), "high": g["high"].max(), "low": g["low"].min(),
                      "close": g["close"].last(), "volume": g["volume"].sum()})
    ends = pd.Series(np.asarray(f(c), float), index=first + k * np.arange(1, whole + 1) - 1)
    filled = ends.fillna(1e300).reindex(range(len(d))).ffill()   # 1e300: a coarse candle without a value, not one before it
    return filled.where(filled < 1e299)


def directional(d, n):
    up, down = d["high"].diff(), -d["low"].diff()
    plus = wilder(np.where(up.isna(), np.nan, np.where((up > down) & (up > 0), up, 0)), n)
    minus = wilder(np.where(up.isna(), np.nan, np.where((down > up) & (down > 0), down, 0)), n)
    size = wilder(true_range(d), n)
    balance = pd.Series(ratio(plus - minus, plus + minus, 0))
    return wilder(100 * balance.abs(), n), ratio(100 * plus, size, 0), ratio(100 * minus, size, 0), balance


def yang_zhang(d, n):
    o, c = np.log(d["open"] / d["close"].shift()), np.log(d["close"] / d["open"])
    k = 0.34 / (1.34 + (n + 1) / (n - 1))
    return np.sqrt(roll(o, n, std) ** 2 + k * roll(c, n, std)[:] ** 2 + (1 - k) * roll(rs_terms(d), n, np.mean))


def rs_terms(d):
    o, h, l, c = d["open"], d["high"], d["low"], d["close"]
    return np.log(h / o) * np.log(h / c) + np.log(l / o) * np.log(l / c)


def skew(w):
    return 0.0 if (w == w[0]).all() else pd.Series(w * 100).skew()


def kurt(w):
    return 0.0 if (w == w[0]).all() else pd.Series(w * 100).kurt()


def frac_weights(d, tau):
    w = [1.0]
    while True:
        k = len(w)
        following = -w[-1] * (d - k + 1) / k
        if abs(following) < tau:
            return np.array(w)
        w.append(following)


def cci(d, n):
    p = (d["high"] + d["low"] + d["close"]) / 3
    def f(w):
        return 0.0 if (w == w[0]).all() else (w[-1] - w.mean()) / (0.015 * np.abs(w - w.mean()).mean())
    return roll(p, n, f)


def features(d, b):
    o, h, l, c, v = d["open"], d["high"], d["low"], d["close"], d["volume"]
    r, br, span, delta = lret(d, 1), lret(b, 1), h - l, c.diff()
    f = {}
    for n in (1, 2, 3, 6, 12, 24, 48, 96):
        f[f"ret{n}"] = lret(d, n)
    f["roc36"], f["gap"] = c.pct_change(36), np.log(o / c.shift())
    f["mean_dist96"], f["drawdown96"] = mean_dist(d, 96), np.log(c / roll(h, 96, np.max))
    f["rsi7"], f["rsi14"], f["rsi28"] = rsi(d, 7), rsi(d, 14), rsi_simple(d, 28)
    f["stoch_k14"], f["stoch_d14"] = stoch(d, 14), roll(stoch(d, 14), 3, np.mean)
    f["williams_r28"] = ratio(-100 * (roll(h, 28, np.max) - c), roll(h, 28, np.max) - roll(l, 28, np.min), -50)
    f["ema_ratio"], f["ema_ratio_slow"] = ema_ratio(d, 12, 26), ema_ratio(d, 24, 72)
    macd = ema(c, 12) - ema(c, 26)
    f["macd_line"], f["macd_hist"], f["cci20"] = macd / c, (macd - ema(macd, 9)) / c, cci(d, 20)
    f["adx14"], f["plus_di14"], f["minus_di14"], f["di_balance14"] = directional(d, 14)
    f["aroon_up25"] = roll(h, 26, lambda w: 100 * (25 - np.argmax(w[::-1])) / 25)
    f["aroon_down25"] = roll(l, 26, lambda w: 100 * (25 - np.argmin(w[::-1])) / 25)
    f["efficiency24"] = ratio(lret(d, 24), roll(r.abs(), 24, np.sum), 0)
    f["trend_slope48"] = roll(np.log(c), 48, lambda w: slope(np.arange(48.0), w))
    f["trend_r2_48"] = roll(np.log(c), 48, lambda w: corr(np.arange(48.0), w) ** 2)
    f["atr14"] = wilder(true_range(d), 14) / c
    f["rv24"], f["rv96"] = rv(d, 24), rv(d, 96)
    f["parkinson24"] = np.sqrt(roll(np.log(h / l) ** 2, 24, np.mean) / (4 * np.log(2)))
    f["garman_klass24"] = np.sqrt(roll(0.5 * np.log(h / l) ** 2 - (2 * np.log(2) - 1) * np.log(c / o) ** 2, 24, np.mean))
    f["rogers_satchell24"], f["yang_zhang24"] = np.sqrt(roll(rs_terms(d), 24, np.mean)), yang_zhang(d, 24)
    f["vol_ratio"] = ratio(rv(d, 24), rv(d, 96), 1)
    f["vol_of_vol"] = ratio(roll(rv(d, 12), 48, std), roll(rv(d, 12), 48, np.mean), 0)
    f["downside48"] = ratio(roll(r.clip(upper=0) ** 2, 48, np.sum), roll(r ** 2, 48, np.sum), 0.5)
    mid, sd = roll(c, 20, np.mean), roll(c, 20, std)
    f["bb_pctb"], f["bb_width"] = ratio(c - (mid - 2 * sd), 4 * sd, 0.5), 4 * sd / mid
    f["vol_z96"] = ratio(v - roll(v, 96, np.mean), roll(v, 96, std), 0)
    f["rel_volume24"] = ratio(v, roll(v, 24, np.mean), 1)
    recent, usual = roll(v, 12, np.mean), roll(v, 96, np.mean)
    with np.errstate(divide="ignore"):
        f["volume_trend"] = np.where(recent == 0, 0, np.log(recent / usual))
    f["signed_volume"] = ratio(np.sign(delta).fillna(0) * v, usual, 0)
    f["obv_slope"] = ratio((np.sign(delta).fillna(0) * v).cumsum().diff(24), 24 * usual, 0)
    p = (h + l + c) / 3
    vwap = ratio(roll(p * v, 48, np.sum), roll(v, 48, np.sum), np.inf)
    f["vwap_dist48"] = np.where(np.isinf(vwap), 0, np.log(c / vwap))
    flow, turn = p * v, p.diff()
    inflow = roll(np.where(turn.isna(), np.nan, np.where(turn > 0, flow, 0)), 14, np.sum)
    outflow = roll(np.where(turn.isna(), np.nan, np.where(turn < 0, flow, 0)), 14, np.sum)
    f["mfi14"] = ratio(100 * inflow, inflow + outflow, 50)
    clv = ratio((c - l) - (h - c), span, 0)
    f["cmf20"] = ratio(roll(clv * v, 20, np.sum), roll(v, 20, np.sum), 0)
    impact = np.where(r.isna(), np.nan, ratio(r.abs(), c * v, 0))
    f["amihud24"] = ratio(roll(impact, 24, np.mean), roll(impact, 96, np.mean), 1)
    f["volume_ret_corr48"], f["volume_move_corr48"] = roll2(v, r, 48, corr), roll2(v, r.abs(), 48, corr)
    f["body"] = ratio(c - o, span, 0)
    f["upper_wick"] = ratio(h - np.maximum(o, c), span, 0)
    f["lower_wick"] = ratio(np.minimum(o, c) - l, span, 0)
    f["range"], f["clv"] = span / c, clv
    f["rel_range24"] = ratio(true_range(d), roll(true_range(d), 24, np.mean), 1)
    when = pd.to_datetime(d["time"], unit="ms")
    hour = when.dt.hour + when.dt.minute / 60
    for name, phase in (("hour", hour / 24), ("weekday", (when.dt.weekday + hour / 24) / 7), ("funding", hour % 8 / 8)):
        f[f"{name}_sin"], f[f"{name}_cos"] = np.sin(2 * np.pi * phase), np.cos(2 * np.pi * phase)
    f["c4_ret1"], f["c4_ret6"] = coarse(d, 4, lambda x: lret(x, 1)), coarse(d, 4, lambda x: lret(x, 6))
    f["c4_rsi14"], f["c4_trend"] = coarse(d, 4, lambda x: rsi_simple(x, 14)), coarse(d, 4, lambda x: ema_ratio(x, 5, 20))
    f["c4_rv14"], f["c4_stoch14"] = coarse(d, 4, lambda x: rv(x, 14)), coarse(d, 4, lambda x: stoch(x, 14))
    f["c16_ret1"], f["c16_ret6"] = coarse(d, 16, lambda x: lret(x, 1)), coarse(d, 16, lambda x: lret(x, 6))
    f["c16_rsi14"], f["c16_trend"] = coarse(d, 16, lambda x: rsi_simple(x, 14)), coarse(d, 16, lambda x: mean_dist(x, 14))
    f["c16_rv14"] = coarse(d, 16, lambda x: rv(x, 14))
    f["btc_ret1"], f["btc_ret4"], f["btc_ret24"] = br, lret(b, 4), lret(b, 24)
    f["btc_rsi14"], f["btc_rv24"], f["btc_c4_ret6"] = rsi(b, 14), rv(b, 24), coarse(b, 4, lambda x: lret(x, 6))
    beta = roll2(br, r, 96, slope)
    f["btc_beta96"], f["btc_corr96"], f["btc_residual96"] = beta, roll2(br, r, 96, corr), r - beta * br
    f["btc_strength24"], f["btc_strength96"] = lret(d, 24) - lret(b, 24), lret(d, 96) - lret(b, 96)
    logc = np.log(c)
    f["price_z48"] = ratio(logc - roll(logc, 48, np.mean), roll(logc, 48, std), 0)
    f["range_pos96"], f["skew96"], f["kurt96"] = stoch(d, 96), roll(r, 96, skew), roll(r, 96, kurt)
    f["autocorr1_96"], f["autocorr4_96"] = roll2(r.shift(1), r, 96, corr), roll2(r.shift(4), r, 96, corr)
    for q in (4, 16):
        f[f"var_ratio{q}_96"] = ratio(roll(lret(d, q), 96, std) ** 2, q * rv(d, 96) ** 2, 1)
    f["rise_share24"] = roll((np.sign(delta) + 1) / 2, 24, np.mean)
    w = frac_weights(0.4, 1e-4)
    f["frac_diff04"] = roll(logc, len(w), lambda x: np.dot(w, x[::-1]))
    return pd.DataFrame({name: np.asarray(column, float) for name, column in f.items()})


def main():
    d, b = candles(20260105, 25.0, True), candles(20260106, 43000.0, False)
    d.to_csv(os.path.join(HERE, "candles.csv"), index=False)
    b.to_csv(os.path.join(HERE, "btc.csv"), index=False)
    features(d, b).to_csv(os.path.join(HERE, "reference.csv"), index=False, float_format="%.12g")


if __name__ == "__main__":
    main()
