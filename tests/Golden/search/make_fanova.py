#!/usr/bin/python3
"""Makes fanova.json: seeded trials and their parameters' importance by the functional ANOVA of Debian's python3-optuna 3.1.0 and python3-sklearn 1.2.1,
mean and standard deviation over eight seeds of the forest. Run: /usr/bin/python3 make_fanova.py"""
import json
import math
import os
import warnings

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.importance import FanovaImportanceEvaluator

FORESTS = 8
SPACE = {
    "width": FloatDistribution(-1, 1),
    "rate": FloatDistribution(1e-4, 1e-1, log=True),
    "dropout": FloatDistribution(0, 0.5, step=0.05),
    "layers": IntDistribution(1, 6),
    "cell": CategoricalDistribution(["lstm", "gru", "rnn"]),
}
FUNCTIONS = {
    "additive": lambda p: 2 * p["width"] + 0.3 * p["layers"] + {"lstm": 0, "gru": 0.5, "rnn": 1.5}[p["cell"]],
    "interplay": lambda p: p["width"] * (p["layers"] - 3.5) + (math.log10(p["rate"]) + 2.5) ** 2 + p["dropout"],
}


def main():
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    cases = []
    for name, function in FUNCTIONS.items():
        study = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=3))
        for _ in range(100):
            trial = study.ask(SPACE)
            study.tell(trial, function(trial.params))
        shares = [FanovaImportanceEvaluator(seed=seed).evaluate(study) for seed in range(FORESTS)]
        rows = [[distribution.to_internal_repr(trial.params[key]) for key, distribution in SPACE.items()] + [trial.value] for trial in study.trials]
        cases.append(
            {
                "function": name,
                "trials": [[float(value) for value in row] for row in rows],
                "mean": {key: float(np.mean([share[key] for share in shares])) for key in SPACE},
                "deviation": {key: float(np.std([share[key] for share in shares], ddof=1)) for key in SPACE},
            }
        )
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "fanova.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main()
