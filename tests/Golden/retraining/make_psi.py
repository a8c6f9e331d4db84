"""Reference values of the population stability index by numpy, pandas and scipy.

Run: OPENBLAS_NUM_THREADS=1 /usr/bin/python3 make_psi.py"""
import json
import pathlib

import numpy as np
import pandas as pd
from scipy import stats

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(13)


def psi(reference, recent):
    quantiles = np.quantile(reference, np.arange(1, 10) / 10, method="inverted_cdf")
    values, times = np.unique(quantiles, return_counts=True)
    # A value that is two quantiles or more has a cell of its own: (before it, it].
    ends = np.unique(np.concatenate([values, np.nextafter(values[times > 1], -np.inf)]))
    cells = [-np.inf, *ends, np.inf]
    counts = np.array([np.bincount(pd.cut(sample, cells, labels=False), minlength=len(cells) - 1) for sample in (reference, recent)])
    counts = counts[:, counts.sum(0) > 0] + 0.5
    p, q = counts / counts.sum(1, keepdims=True)
    return float(stats.entropy(p, q) + stats.entropy(q, p))


cases = {
    "same": (rng.normal(0, 1, 500), rng.normal(0, 1, 200)),
    "shifted": (rng.normal(0, 1, 503), rng.normal(0.5, 1, 97)),
    "wider": (rng.standard_t(4, 400), 3 * rng.standard_t(4, 150)),
    "apart": (rng.normal(0, 1, 100), rng.normal(20, 1, 60)),
    "few": (rng.normal(0, 1, 7), rng.normal(0, 1, 3)),
    "tied": (rng.integers(0, 4, 300).astype(float), rng.integers(0, 3, 120).astype(float)),
    "often_zero": (np.maximum(0, rng.normal(-0.3, 1, 300)), rng.normal(-0.3, 1, 90)),
    "constant": (np.full(50, 2.5), np.full(20, 2.5)),
    "constant_no_more": (np.full(50, 2.5), np.r_[np.full(15, 2.5), np.full(5, 2.0)]),
}
cases = {name: tuple(np.round(sample, 6) for sample in pair) for name, pair in cases.items()}
with open(here / "psi.json", "w") as f:
    json.dump({name: {"reference": a.tolist(), "recent": b.tolist(), "psi": psi(a, b)} for name, (a, b) in cases.items()}, f)
    f.write("\n")
