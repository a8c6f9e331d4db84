"""Reference values of the metrics by numpy and scipy. Run: OPENBLAS_NUM_THREADS=1 /usr/bin/python3 make_metrics.py"""
import json
import pathlib

import numpy as np
from scipy import stats

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(20240101)

n = 400
p = rng.dirichlet([2.0, 1.5, 2.0], n).astype(np.float32)
y = np.array([rng.choice(3, p=q / q.sum()) for q in p.astype(np.float64) ** 0.3])
with open(here / "forecasts.csv", "w") as f:
    f.write("down,flat,up,class,forecast,actual\n")
    value = np.round(rng.normal(0, 1, n), 1)
    actual = np.round(0.3 * value + rng.normal(0, 1, n), 1)
    for q, k, v, a in zip(p, y, value, actual):
        f.write(f"{q[0]!r},{q[1]!r},{q[2]!r},{k - 1},{float(v)!r},{float(a)!r}\n")

q = p.astype(np.float64)
guess = q.argmax(1)
confusion = np.zeros((3, 3), int)
np.add.at(confusion, (y, guess), 1)
recall = confusion.diagonal() / confusion.sum(1)
precision = confusion.diagonal() / confusion.sum(0)
f1 = 2 * precision * recall / (precision + recall)
ba = recall.mean()
one = np.eye(3)[y]

r = rng.standard_t(5, 1000) * 0.01 + 0.0008
equity = 10000 * np.cumprod(1 + r)
np.savetxt(here / "returns.csv", r, fmt="%.17g", header="net_return", comments="")
sr = r.mean() / r.std(ddof=1)
skew = stats.skew(r)
kurtosis = stats.kurtosis(r, fisher=False)
path = np.concatenate([[10000], equity])
json.dump({
    "accuracy": float((guess == y).mean()), "balanced_accuracy": float(ba), "chance_adjusted": float((ba - 1 / 3) / (1 - 1 / 3)),
    "f1_long": float(f1[2]), "f1_short": float(f1[0]), "precision": precision.tolist(), "recall": recall.tolist(),
    "confusion": confusion.tolist(), "log_loss": float(-np.log(q[np.arange(n), y]).mean()), "brier": float(((q - one) ** 2).sum(1).mean()),
    "mae": float(np.abs(value - actual).mean()), "rmse": float(np.sqrt(((value - actual) ** 2).mean())),
    "rank_correlation": float(stats.spearmanr(value, actual)[0]),
    "sharpe": float(sr), "skew": float(skew), "kurtosis": float(kurtosis),
    "sortino": float(r.mean() / np.sqrt((np.minimum(r, 0) ** 2).mean())),
    "psr": float(stats.norm.cdf(sr * np.sqrt(len(r) - 1) / np.sqrt(1 - skew * sr + (kurtosis - 1) / 4 * sr ** 2))),
    "max_drawdown": float((1 - path / np.maximum.accumulate(path)).max()),
}, open(here / "metrics.json", "w"), indent=2)
