"""Reference values for the regimes by numpy and scipy: filtered probabilities of a hidden Markov model, and the mean of clustered trades.

Run: OPENBLAS_NUM_THREADS=1 /usr/bin/python3 make_regimes.py"""
import json
import pathlib

import numpy as np
from scipy import special, stats

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(15)


def chain(states, columns):
    return {
        "Initial": rng.dirichlet(np.ones(states)),
        "Transitions": rng.dirichlet(np.ones(states), states) * 0.3 + 0.7 * np.eye(states),
        "Means": rng.normal(0, 2, (states, columns)),
        "Variances": rng.uniform(0.2, 2, (states, columns)),
    }


def filtered(model, x):
    """In logarithms, by scipy's densities: another way than scaling."""
    logs = stats.norm.logpdf(x[:, None, :], model["Means"], np.sqrt(model["Variances"])).sum(2)
    alpha = np.log(model["Initial"]) + logs[0]
    rows = [alpha]
    for row in logs[1:]:
        alpha = special.logsumexp(alpha[:, None] + np.log(model["Transitions"]), axis=0) + row
        rows.append(alpha)
    rows = np.array(rows)
    return special.softmax(rows, axis=1), special.logsumexp(rows[-1])


def plain(value):
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else np.asarray(value).tolist()


cases = []
for states, columns, count, far in [(2, 1, 40, 1), (3, 2, 60, 1), (4, 3, 120, 1), (4, 3, 60, 30)]:
    model = chain(states, columns)
    x = np.round(far * rng.normal(0, 2, (count, columns)), 6)
    probabilities, log = filtered(model, x)
    cases.append({"chain": model, "observations": x.ravel(), "filtered": probabilities.ravel(), "log": log})

days = np.sort(rng.integers(0, 40, 150))
bps = np.round(rng.normal(3, 20, 150) + rng.normal(0, 15, 40)[days], 4)
# The sandwich of a regression on a constant: (X'X)^-1 (sum over days of X'e e'X) (X'X)^-1, times G/(G-1).
e = bps - bps.mean()
scores = np.array([e[days == day].sum() for day in np.unique(days)])
error = np.sqrt(len(scores) / (len(scores) - 1) * (scores @ scores)) / len(bps)
trades = {
    "days": days, "bps": bps, "mean": bps.mean(), "error": error, "count": len(scores), "hits": (bps > 0).mean(),
    "p": stats.t.sf(bps.mean() / error, len(scores) - 1),
}
with open(here / "regimes.json", "w") as f:
    json.dump({"chains": [plain(case) for case in cases], "trades": plain(trades)}, f)
    f.write("\n")
