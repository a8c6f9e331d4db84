#!/usr/bin/python3
"""Makes xgboost_*.csv: probabilities, gain and SHAP values by Debian's python3-xgboost 1.7.4 on made-up data.

Run: OMP_NUM_THREADS=1 /usr/bin/python3 make_xgboost.py
"""
import os

import numpy as np
import xgboost

here = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(20260101)
x = rng.standard_normal((460, 5)).astype(np.float32).round(4)
score = x[:, 0] + 0.7 * x[:, 1] * x[:, 2] + 0.5 * rng.standard_normal(460)
y = np.digitize(score, [-0.5, 0.5])
starts = np.log(np.bincount(y[:300]) / np.float32(300)).astype(np.float32)  # trees start from the classes' frequencies


def rows(start, end):
    matrix = xgboost.DMatrix(x[start:end], y[start:end])
    matrix.set_base_margin(np.tile(starts, (end - start, 1)))
    return matrix


train = rows(0, 300)
valid = rows(300, 400)
params = dict(objective="multi:softprob", num_class=3, eval_metric="mlogloss", tree_method="hist", nthread=1, seed=77, learning_rate=0.2,
              max_depth=4, min_child_weight=2, subsample=0.8, colsample_bytree=0.6, gamma=0.1, max_bin=32)
params["lambda"] = 2
history = {}
model = xgboost.train(params, train, 200, evals=[(train, "train"), (valid, "valid")], early_stopping_rounds=10, evals_result=history, verbose_eval=False)
best = model.best_iteration + 1
p = model.predict(rows(400, 460), iteration_range=(0, best))
with open(os.path.join(here, "xgboost_data.csv"), "w") as f:
    f.write("class,f0,f1,f2,f3,f4\n")
    f.writelines(f"{c}," + ",".join(f"{v:.4f}" for v in row) + "\n" for c, row in zip(y, x))
with open(os.path.join(here, "xgboost_probabilities.csv"), "w") as f:
    f.write("down,flat,up\n")
    f.writelines(",".join(f"{v:.9g}" for v in row) + "\n" for row in p)
with open(os.path.join(here, "xgboost_losses.csv"), "w") as f:
    f.write("train,validation\n")
    f.writelines(f"{a:.9g},{b:.9g}\n" for a, b in zip(history["train"]["mlogloss"], history["valid"]["mlogloss"]))
gain = model[:best].get_score(importance_type="total_gain")
with open(os.path.join(here, "xgboost_gain.csv"), "w") as f:
    f.write("total_gain\n")
    f.writelines(f"{gain.get(f'f{i}', 0):.9g}\n" for i in range(5))
shap = model.predict(xgboost.DMatrix(x[400:]), pred_contribs=True, iteration_range=(0, best))  # [60, 3, 6]
with open(os.path.join(here, "xgboost_shap.csv"), "w") as f:
    f.write("class,f0,f1,f2,f3,f4,mean\n")
    f.writelines(f"{k}," + ",".join(f"{v:.9g}" for v in row) + "\n" for sample in shap for k, row in enumerate(sample))
print(best, len(history["valid"]["mlogloss"]), history["valid"]["mlogloss"][best - 1])
