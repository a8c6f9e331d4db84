"""Reference values of the tests of promotion by numpy and scipy, written from the papers' formulas.

Run: OPENBLAS_NUM_THREADS=1 /usr/bin/python3 make_tests.py"""
import json
import pathlib

import numpy as np
from scipy import stats

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(8)
n = 120


def bartlett(x, lag):
    x = x - x.mean()
    full = np.correlate(x, x, "full")[len(x) - 1:] / len(x)
    weights = 1 - np.arange(lag + 1) / (lag + 1)
    return full[0] + 2 * np.sum(weights[1:] * full[1:lag + 1])


def diebold_mariano(d, h, lag):
    t = len(d)
    factor = np.sqrt((t + 1 - 2 * h + h * (h - 1) / t) / t)
    dm = d.mean() / np.sqrt(bartlett(d, lag) / t) * factor
    return dm, stats.t.sf(dm, t - 1)


def moments(a, b):
    return np.column_stack([a, b, a**2, b**2])


def difference(m):
    return m[1] / np.sqrt(m[3] - m[1]**2) - m[0] / np.sqrt(m[2] - m[0]**2)


def gradient(m):
    """By central differences, so that no derivative is taken over from the code under test."""
    g = np.zeros(4)
    for i in range(4):
        step = 1e-7 * max(abs(m[i]), 1e-4)
        up, down = m.copy(), m.copy()
        up[i] += step
        down[i] -= step
        g[i] = (difference(up) - difference(down)) / (2 * step)
    return g


def ledoit_wolf(a, b, block):
    y = moments(a, b)
    m = y.mean(0)
    g = gradient(m)
    z = y - m
    psi = z.T @ z / n
    for j in range(1, block):
        gamma = z[j:].T @ z[:-j] / n
        psi += (1 - j / block) * (gamma + gamma.T)
    return difference(m), np.sqrt(g @ psi @ g / n)


def ledoit_wolf_sample(a, b, block, starts):
    at = np.concatenate([(s + np.arange(block)) % n for s in starts])
    y = moments(a[at], b[at])
    m = y.mean(0)
    g = gradient(m)
    zeta = (y - m).reshape(len(starts), block, 4).sum(1) / np.sqrt(block)
    psi = zeta.T @ zeta / len(starts)
    return (difference(m) - difference(moments(a, b).mean(0))) / np.sqrt(g @ psi @ g / len(at))


def stationary(d, q):
    t = len(d)
    x = d - d.mean()
    i = np.arange(1, t)
    gamma = np.array([x[k:] @ x[:t - k] / t for k in range(t)])
    kappa = (t - i) / t * (1 - q)**i + i / t * (1 - q)**(t - i)
    return gamma[0] + 2 * np.sum(kappa * gamma[1:])


def hansen(advantages, block):
    return max(0.0, max(np.sqrt(len(d)) * d.mean() / np.sqrt(stationary(d, 1 / block)) for d in advantages))


def betting(values):
    """The e-process from its definition, all at once: the scale of every day from all earlier days."""
    decay = 1 - 2**(-1 / 20)
    wealth = {(bet, sign): 1.0 for bet in (0.08, 0.2) for sign in (1, -1)}
    highest = {1: 1.0, -1: 1.0}
    for t in range(10, len(values)):
        squares = values[:t]**2
        recent = 0.0
        for i, s in enumerate(squares):
            recent += max(1 / (i + 1), decay) * (s - recent)
        scale = np.sqrt(max(recent, squares.mean() / 4))
        for bet, sign in wealth:
            wealth[bet, sign] *= max(0.05, 1 + bet * min(sign * values[t] / scale, 4))
        for sign in highest:
            highest[sign] = max(highest[sign], (wealth[0.08, sign] + wealth[0.2, sign]) / 2)
    now = {sign: (wealth[0.08, sign] + wealth[0.2, sign]) / 2 for sign in highest}
    return {"better": now[1], "highest_better": highest[1], "worse": now[-1], "highest_worse": highest[-1]}


common = rng.standard_t(5, n)
a = np.round(0.01 * (0.05 + 0.7 * common + 0.7 * rng.standard_t(5, n)), 8)
b = np.round(0.015 * (0.2 + 0.7 * common + 0.7 * rng.standard_t(5, n)), 8)
c = np.round(0.01 * (-0.4 + rng.standard_t(5, n)), 8)
losses = np.round(0.02 + np.convolve(rng.normal(0, 0.1, n + 3), np.ones(4) / 2, "valid"), 8)
values = np.round(0.15 + rng.standard_t(3, 150), 8)
starts = rng.integers(0, n, n // 6)
delta, error = ledoit_wolf(a, b, 6)
with open(here / "tests.json", "w") as f:
    json.dump({
        "champion": a.tolist(), "challenger": b.tolist(), "worse": c.tolist(), "losses": losses.tolist(), "values": values.tolist(),
        "diebold_mariano": [
            {"horizon": h, "lag": lag, "statistic": float(s), "p": float(p)}
            for h, lag in ((1, 0), (4, 3), (4, 10)) for s, p in [diebold_mariano(losses, h, lag)]],
        "sharpe": {
            "block": 6, "difference": float(delta), "error": float(error), "starts": starts.tolist(),
            "sample": float(ledoit_wolf_sample(a, b, 6, starts))},
        "superior": [
            {"block": block, "statistic": float(hansen([b - a, c - a], block))} for block in (1, 5)],
        "betting": betting(values),
    }, f)
    f.write("\n")
