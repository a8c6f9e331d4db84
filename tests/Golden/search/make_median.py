#!/usr/bin/python3
"""Makes median.json: verdicts of the median pruner of Debian's python3-optuna 3.1.0 on seeded curves with gaps and NaN. Run: /usr/bin/python3 make_median.py"""
import json
import os
import warnings

import numpy as np
import optuna

STEPS = 5


def curve(rng):
    """Reports by step; some steps are left out, some are NaN."""
    values = np.round(rng.normal(size=STEPS) * 2) / 2
    values[rng.uniform(size=STEPS) < 0.15] = np.nan
    return {step: float(value) for step, value in enumerate(values) if rng.uniform() > 0.15}


def case(rng):
    minimize = bool(rng.randint(2))
    startup, warmup, interval, least = (int(rng.randint(low, high)) for low, high in ((0, 6), (0, 3), (1, 3), (1, 4)))
    pruner = optuna.pruners.MedianPruner(startup, warmup, interval, n_min_trials=least)
    study = optuna.create_study(direction="minimize" if minimize else "maximize", pruner=pruner)
    others = [curve(rng) for _ in range(rng.randint(1, 9))]
    for reports in others:
        trial = study.ask()
        for step, value in reports.items():
            trial.report(value, step)
        study.tell(trial, 0.0)
    reports, trial, verdicts = curve(rng), study.ask(), []
    for step, value in reports.items():
        trial.report(value, step)
        verdicts.append(bool(trial.should_prune()))
    as_pairs = lambda one: [[step, None if np.isnan(value) else value] for step, value in one.items()]
    return {
        "minimize": minimize, "startup": startup, "warmup": warmup, "interval": interval, "least": least,
        "others": [as_pairs(one) for one in others], "trial": as_pairs(reports), "verdicts": verdicts,
    }


def main():
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    rng = np.random.RandomState(7)
    cases = [case(rng) for _ in range(80)]
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "median.json"), "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(one) for one in cases) + "\n]\n")


if __name__ == "__main__":
    main()
