"""Searches with Optuna, a study made where there is none: optuna_search.py URL STUDY TRIALS"""
import sys

import optuna

optuna.logging.set_verbosity(optuna.logging.WARNING)
study = optuna.create_study(
    study_name=sys.argv[2],
    storage=sys.argv[1],
    direction="maximize",
    load_if_exists=True,
    sampler=optuna.samplers.TPESampler(seed=3),
    pruner=optuna.pruners.MedianPruner(n_startup_trials=3),
)
study.set_user_attr("coin", "BTC")
study.enqueue_trial({"lr": 0.001, "cell": "gru"})


def objective(trial):
    lr = trial.suggest_float("lr", 1e-5, 1e-1, log=True)
    units = trial.suggest_int("units", 16, 256, log=True)
    drop = trial.suggest_float("dropout", 0, 0.5, step=0.05)
    cell = trial.suggest_categorical("cell", ["lstm", "gru", None, True, 3, 2.5])
    trial.set_user_attr("note", "größe")
    if trial.number % 7 == 3:
        raise ValueError("no luck")
    value = -abs(lr - 0.01) - units / 1000 - drop + (cell == "gru")
    for step, report in enumerate([float("nan"), float("inf"), float("-inf"), value]):
        trial.report(report, step)
    if trial.number % 5 == 4:
        raise optuna.TrialPruned()
    return float("nan") if trial.number % 7 == 5 else value


study.optimize(objective, n_trials=int(sys.argv[3]), catch=(ValueError,))
study.ask()
study.enqueue_trial({"lr": 0.002})
