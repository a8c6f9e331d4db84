"""Prints what Optuna reads of a study: optuna_dump.py URL STUDY"""
import json
import sys

import optuna
from optuna.distributions import distribution_to_json


def number(value):
    """JSON has no infinity and no NaN."""
    return value if value is None or abs(value) < float("inf") else str(value)


def dump(trial):
    return {
        "number": trial.number,
        "state": trial.state.name,
        "value": number(trial.value),
        "reports": {str(step): number(value) for step, value in trial.intermediate_values.items()},
        "params": trial.params,
        "distributions": {name: json.loads(distribution_to_json(x)) for name, x in trial.distributions.items()},
        "user": trial.user_attrs,
        "system": trial.system_attrs,
        "started": trial.datetime_start and trial.datetime_start.isoformat(" ", "microseconds"),
        "completed": trial.datetime_complete and trial.datetime_complete.isoformat(" ", "microseconds"),
    }


def best(study):
    """Optuna 3.1 looks for the best in SQL, where the infinities are null: not asked for where there are some."""
    values = [x.value for x in study.get_trials(deepcopy=False) if x.state.name == "COMPLETE" and x.value is not None]
    return study.best_trial.number if all(abs(value) < float("inf") for value in values) else None


study = optuna.load_study(study_name=sys.argv[2], storage=sys.argv[1])
json.dump(
    {
        "direction": study.direction.name,
        "user": study.user_attrs,
        "best": best(study),
        "trials": [dump(trial) for trial in study.get_trials(deepcopy=False)],
    },
    sys.stdout,
)
