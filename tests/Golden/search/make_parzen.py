#!/usr/bin/python3
"""Makes parzen.json: log densities by the estimator of Debian's python3-optuna 3.1.0 on made-up observations. Run: /usr/bin/python3 make_parzen.py

That version forgets to divide a truncated normal's density by its width; later ones do divide, and so does this script.
"""
import json
import os

import numpy as np
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers._tpe import _truncnorm
from optuna.samplers._tpe.parzen_estimator import _ParzenEstimator, _ParzenEstimatorParameters
from optuna.samplers._tpe.sampler import default_weights

SPACE = {
    "width": FloatDistribution(-5, 5),
    "rate": FloatDistribution(1e-5, 1e-1, log=True),
    "dropout": FloatDistribution(0, 0.5, step=0.05),
    "batch": IntDistribution(32, 512, step=32),
    "units": IntDistribution(16, 256, log=True),
    "cell": CategoricalDistribution(["lstm", "gru", "rnn"]),
}

undivided = _truncnorm.logpdf
_truncnorm.logpdf = lambda x, a, b, loc=0, scale=1: undivided(x, a, b, loc, scale) - np.log(scale)


def draw(rng, distribution, count):
    if isinstance(distribution, CategoricalDistribution):
        return rng.randint(len(distribution.choices), size=count).astype(float)
    low, high = distribution.low, distribution.high
    if distribution.log:
        values = np.exp(rng.uniform(np.log(low), np.log(high), count))
    else:
        values = rng.uniform(low, high, count)
    if distribution.step is not None:
        values = low + np.round((values - low) / distribution.step) * distribution.step
    return values


def case(rng, names, count, multivariate):
    space = {name: SPACE[name] for name in names}
    parameters = _ParzenEstimatorParameters(True, 1.0, True, False, default_weights, multivariate)
    observations = {name: draw(rng, space[name], count) for name in names}
    points = {name: draw(rng, space[name], 8) for name in names}
    as_index = {name: (points[name].astype(int) if name == "cell" else points[name]) for name in names}
    densities = _ParzenEstimator(observations, space, parameters).log_pdf(as_index)
    return {
        "names": names,
        "multivariate": multivariate,
        "observations": [observations[name].tolist() for name in names],
        "points": [points[name].tolist() for name in names],
        "log_densities": densities.tolist(),
    }


def main():
    rng = np.random.RandomState(20260101)
    cases = [case(rng, [name], count, multivariate) for name in SPACE for count in (0, 1, 3, 40) for multivariate in (False, True)]
    cases += [case(rng, list(SPACE), count, True) for count in (1, 12, 60, 120)]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "parzen.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]\n")


if __name__ == "__main__":
    main()
