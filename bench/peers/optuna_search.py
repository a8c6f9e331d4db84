#!/usr/bin/env python3
"""Runs Optuna's TPE, univariate (its default) and multivariate, on the functions of bench/Search/Objectives.cs.

Prints the best values as JSON.

Usage: optuna_search.py PROBES.json SEEDS MARKS
PROBES holds points and bench's values at them by function; the script stops where a value differs.
MARKS, as 25,50,100, are numbers of trials.
"""
import json
import math
import sys
import warnings

import optuna

SPHERE_SHIFT = [2.1, -3.2, 0.9, -1.4, 3.7]
ACKLEY_SHIFT = [13.7, -21.4, 5.9, -9.2, 24.6, -3.1, 17.8, -26.3, 8.4, -14.5]
HARTMANN_WEIGHTS = [1, 1.2, 3, 3.2]
HARTMANN_WIDTHS = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
HARTMANN_CENTRES = [
    [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
    [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
    [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
    [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
]


def box(trial, dimensions, low, high):
    return [trial.suggest_float(f"x{i}", low, high) for i in range(dimensions)]


def sphere(x):
    return sum(v * v for v in x)


def rosenbrock(x):
    return sum(100 * (b - a * a) ** 2 + (1 - a) ** 2 for a, b in zip(x, x[1:]))


def branin(trial):
    x, y = trial.suggest_float("x0", -5, 10), trial.suggest_float("x1", 0, 15)
    return (y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def hartmann(x):
    return -sum(
        weight * math.exp(-sum(w * (v - c) ** 2 for v, w, c in zip(x, widths, centres)))
        for weight, widths, centres in zip(HARTMANN_WEIGHTS, HARTMANN_WIDTHS, HARTMANN_CENTRES)
    )


def ackley(x):
    waves = sum(math.cos(2 * math.pi * v) for v in x) / len(x)
    return -20 * math.exp(-0.2 * math.sqrt(sphere(x) / len(x))) - math.exp(waves) + 20 + math.e


def mixed(trial):
    value = (math.log10(trial.suggest_float("rate", 1e-5, 1e-1, log=True)) + 3.4) ** 2
    value += (trial.suggest_int("layers", 1, 6) - 4) ** 2 / 4
    value += math.log2(trial.suggest_int("units", 16, 256, log=True) / 96) ** 2
    value += 0.5 * abs(math.log2(trial.suggest_int("batch", 32, 512, step=32) / 128))
    value += 20 * (trial.suggest_float("dropout", 0, 0.5, step=0.05) - 0.15) ** 2
    value += {"relu": 0.3, "tanh": 0.6, "gelu": 0.0, "elu": 0.8}[trial.suggest_categorical("activation", ["relu", "tanh", "gelu", "elu"])]
    if trial.suggest_categorical("optimizer", ["adam", "sgd"]) == "adam":
        return value + 0.25
    return value + 4 * (trial.suggest_float("momentum", 0, 0.99) - 0.9) ** 2


def moved(x, shift):
    return [v - s for v, s in zip(x, shift)]


OBJECTIVES = {
    "sphere-5d": lambda trial: sphere(box(trial, 5, -5, 5)),
    "sphere-5d-moved": lambda trial: sphere(moved(box(trial, 5, -5, 5), SPHERE_SHIFT)),
    "rosenbrock-5d": lambda trial: rosenbrock(box(trial, 5, -2, 2)),
    "branin": branin,
    "hartmann6": lambda trial: hartmann(box(trial, 6, 0, 1)),
    "ackley-10d": lambda trial: ackley(box(trial, 10, -32.768, 32.768)),
    "ackley-10d-moved": lambda trial: ackley(moved(box(trial, 10, -32.768, 32.768), ACKLEY_SHIFT)),
    "mixed": mixed,
}
SAMPLERS = {
    "optuna": lambda seed: optuna.samplers.TPESampler(seed=seed, multivariate=False),
    "optuna-multivariate": lambda seed: optuna.samplers.TPESampler(seed=seed, multivariate=True, warn_independent_sampling=False),
}


def check(probes):
    if probes.keys() != OBJECTIVES.keys():
        sys.exit(f"bench has the functions {list(probes)}, this script {list(OBJECTIVES)}")
    for name, points in probes.items():
        for point in points:
            value = OBJECTIVES[name](optuna.trial.FixedTrial(point["parameters"]))
            if not math.isclose(value, point["value"], rel_tol=1e-9, abs_tol=1e-9):
                sys.exit(f"{name} is {value} here and {point['value']} in bench at {point['parameters']}")


def run(name, sampler, seed, marks):
    study = optuna.create_study(sampler=SAMPLERS[sampler](seed))
    best = []
    for before, mark in zip([0] + marks, marks):
        study.optimize(OBJECTIVES[name], n_trials=mark - before)
        best.append(study.best_value)
    return {"objective": name, "sampler": sampler, "seed": seed, "best": best}


def main():
    probes_file, seeds, marks = sys.argv[1:]
    warnings.simplefilter("ignore")
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    with open(probes_file) as file:
        check(json.load(file))
    marks = [int(mark) for mark in marks.split(",")]
    runs = [run(name, sampler, seed, marks) for name in OBJECTIVES for sampler in SAMPLERS for seed in range(1, int(seeds) + 1)]
    print(json.dumps({"version": optuna.__version__, "runs": runs}))


if __name__ == "__main__":
    main()
