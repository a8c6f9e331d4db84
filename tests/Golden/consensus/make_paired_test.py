"""Reference values of the paired test of daily returns. Needs numpy 1.24 and scipy 1.10: python3 make_paired_test.py > paired_test.json"""

import json

import numpy as np
from scipy import stats

random = np.random.default_rng(17)
cases = []
for days in (2, 5, 30, 60):
    one = random.normal(0.001, 0.02, days)
    other = 0.5 * one + random.normal(0, 0.01, days)
    test = stats.ttest_rel(one, other)
    cases.append({"one": one.tolist(), "other": other.tolist(), "t": float(test.statistic), "p": float(test.pvalue)})
print(json.dumps(cases, indent=1))
