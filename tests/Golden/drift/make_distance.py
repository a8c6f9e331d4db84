"""Reference values of the shrunk covariance and the distance by numpy.

Run: OPENBLAS_NUM_THREADS=1 /usr/bin/python3 make_distance.py"""
import json
import pathlib

import numpy as np

here = pathlib.Path(__file__).parent
rng = np.random.default_rng(29)


def ledoit_wolf(rows):
    # Ledoit and Wolf, 2004, as in their paper: every norm is divided by the number of columns.
    n, p = rows.shape
    centred = rows - rows.mean(axis=0)
    sample = centred.T @ centred / n
    mean = np.trace(sample) / p
    d2 = np.sum((sample - mean * np.eye(p)) ** 2) / p
    b2 = sum(np.sum((np.outer(x, x) - sample) ** 2) for x in centred) / n**2 / p
    weight = max(min(b2, d2) / d2, 1e-3)
    return (1 - weight) * sample + weight * mean * np.eye(p)


def case(rows, probes):
    inverse = np.linalg.inv(ledoit_wolf(rows))
    centred = probes - rows.mean(axis=0)
    distances = np.sqrt(np.einsum("ij,jk,ik->i", centred, inverse, centred) / rows.shape[1])
    return {"rows": rows.tolist(), "probes": probes.tolist(), "distances": distances.tolist()}


mixed = rng.standard_normal((40, 5)) @ rng.standard_normal((5, 5))
few = rng.standard_t(4, (6, 8))
many = rng.standard_normal((3000, 2)) @ np.array([[1.0, 0.999], [0.0, 0.05]])
cases = {
    "correlated": case(mixed, rng.standard_normal((4, 5)) * 3),
    "fewer rows than columns": case(few, rng.standard_normal((3, 8))),
    "nearly the same columns": case(np.round(many[:200], 6), np.array([[1.0, 1.0], [1.0, -1.0], [0.0, 0.0]])),
}
(here / "distance.json").write_text(json.dumps(cases, indent=1) + "\n")
