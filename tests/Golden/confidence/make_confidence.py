#!/usr/bin/python3
"""Makes confidence.json: temperatures by scipy, isotonic functions by scikit-learn, calibration errors by numpy, of Debian's Python 3.
Run: /usr/bin/python3 make_confidence.py"""
import json
import pathlib

import numpy as np
from scipy import optimize, special
from sklearn.isotonic import IsotonicRegression

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(20260201)


def forecasts(n, sharpness, digits=6):
    """Probabilities whose truth is softmax(logits) and which are stated as softmax(sharpness * logits), rounded to float32."""
    logits = rng.normal(0, 0.9, (n, 3)) + [0.2, 0.0, -0.1]
    occurred = (special.softmax(logits, 1).cumsum(1) < rng.random((n, 1))).sum(1)
    stated = special.softmax(sharpness * logits, 1).round(digits).astype(np.float32)
    return stated, occurred


def temperature(p, y):
    z = np.log(np.maximum(p.astype(float), 1e-12))

    def loss(t):
        return -special.log_softmax(z / t, 1)[np.arange(len(y)), y].mean()

    return float(optimize.minimize_scalar(loss, bounds=(0.05, 20), method="bounded", options={"xatol": 1e-10}).x)


def error(confidence, right, bins=15):
    """Equal-mass bins whose ends are moved behind the last of equal confidences."""
    order = np.argsort(confidence, kind="stable")
    c, r = confidence[order], right[order].astype(float)
    ends = [np.searchsorted(c, c[min(max(len(c) * b // bins, 1), len(c)) - 1], "right") for b in range(1, bins + 1)]
    edges = np.unique([0, *ends])
    rows = [(int(b - a), float(c[a:b].mean()), float(r[a:b].mean())) for a, b in zip(edges, edges[1:])]
    return sum(n * abs(m - a) for n, m, a in rows) / len(c), rows


cases = {
    "overconfident": forecasts(400, 2.5),
    "underconfident": forecasts(300, 0.4),
    "calibrated": forecasts(500, 1.0),
    "coarse": forecasts(350, 1.7, digits=1),
}
result = {}
for name, (p, y) in cases.items():
    confidence = p.max(1).astype(float)
    ranked = np.sort(p, 1)
    # No class is the likeliest in a tie: a forecast of flat, index 1.
    direction = np.where(ranked[:, 2] == ranked[:, 1], 1, p.argmax(1))
    right = direction == y
    isotonic = IsotonicRegression(y_min=0, y_max=1, out_of_bounds="clip").fit(confidence, right)
    grid = np.linspace(0.2, 1, 41)
    ece, bins = error(confidence, right)
    result[name] = {
        "probabilities": [[float(str(v)) for v in row] for row in p], "labels": (y - 1).tolist(),
        "temperature": temperature(p, y),
        "grid": grid.tolist(), "isotonic": isotonic.predict(grid).tolist(),
        "error": ece, "bins": bins,
    }
with open(here / "confidence.json", "w") as f:
    json.dump(result, f)
    f.write("\n")
