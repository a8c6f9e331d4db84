#!/usr/bin/python3
"""Makes comparison.json: quantiles, statistics and p-values of Debian's python3-scipy 1.10.1. Run: /usr/bin/python3 make_comparison.py"""
import json
import os

import numpy as np
from scipy import stats

rng = np.random.RandomState(20061)


def studentized():
    """Nemenyi's q: the quantile over the square root of two."""
    return [
        {"models": k, "alpha": alpha, "q": float(stats.studentized_range.ppf(1 - alpha, k, np.inf) / np.sqrt(2))}
        for alpha in (0.01, 0.05, 0.1) for k in (2, 3, 5, 10, 11, 20, 50)
    ]


def friedman():
    cases = []
    for blocks, models, ties in ((4, 3, False), (8, 11, False), (8, 11, True), (12, 4, True), (30, 6, True), (5, 5, True)):
        values = rng.normal(size=(blocks, models)) + np.linspace(0, 1, models)
        if ties:
            values = np.round(values)
        statistic, p = stats.friedmanchisquare(*values.T)
        ranks = stats.rankdata(-values, axis=1).mean(axis=0)
        f = (blocks - 1) * statistic / (blocks * (models - 1) - statistic)
        cases.append({
            "values": values.tolist(), "ranks": ranks.tolist(), "chi_square": float(statistic), "p": float(p),
            "f": float(f), "f_p": float(stats.f.sf(f, models - 1, (models - 1) * (blocks - 1))),
        })
    return cases


def wilcoxon():
    cases = []
    for count in (3, 6, 8, 15, 40):
        values = rng.normal(0.4, 1, size=count)
        cases.append({"values": values.tolist(), "p": float(stats.wilcoxon(values, mode="exact").pvalue)})
    return cases


here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "comparison.json"), "w", encoding="utf-8") as file:
    json.dump({"studentized": studentized(), "friedman": friedman(), "wilcoxon": wilcoxon()}, file, indent=1)
    file.write("\n")
