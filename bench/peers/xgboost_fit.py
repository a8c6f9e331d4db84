#!/usr/bin/env python3
"""Fits XGBoost for Python on the rows and with the parameters that bench hands it; prints seconds, processor seconds and losses as JSON.

Usage: xgboost_fit.py ROWS.f32 LABELS.u8 ROWS COLUMNS TRAIN_ROWS ROUNDS PARAMETERS.json REPEATS
The first TRAIN_ROWS rows train, the rest validate after every round. Trees start from the classes' frequencies.
The time includes copying the rows into XGBoost's own matrix.
"""
import json
import sys
import time

import numpy as np
import xgboost as xgb


def main():
    rows_file, labels_file, rows, columns, train, rounds, parameter_file, repeats = sys.argv[1:]
    x = np.fromfile(rows_file, dtype=np.float32).reshape(int(rows), int(columns))
    y = np.fromfile(labels_file, dtype=np.uint8).astype(np.float32)
    train = int(train)
    with open(parameter_file) as file:
        parameters = json.load(file)
    starts = np.log(np.bincount(y[:train].astype(int)) / train).astype(np.float32)
    out = {"seconds": [], "cpu_seconds": []}
    for _ in range(int(repeats)):
        wall, cpu = time.perf_counter(), time.process_time()
        matrix = xgb.DMatrix(x[:train], label=y[:train], nthread=1)
        held = xgb.DMatrix(x[train:], label=y[train:], nthread=1)
        matrix.set_base_margin(np.tile(starts, (train, 1)))
        held.set_base_margin(np.tile(starts, (len(y) - train, 1)))
        history = {}
        evals = [(matrix, "train"), (held, "validation")]
        xgb.train(parameters, matrix, int(rounds), evals=evals, evals_result=history, verbose_eval=False)
        out["seconds"].append(time.perf_counter() - wall)
        out["cpu_seconds"].append(time.process_time() - cpu)
    out["train_loss"] = history["train"]["mlogloss"][-1]
    out["validation_loss"] = history["validation"]["mlogloss"][-1]
    print(json.dumps(out))


if __name__ == "__main__":
    main()
