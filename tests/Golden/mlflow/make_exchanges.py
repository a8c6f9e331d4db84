"""Asks an MLflow tracking server what the product asks it, and writes requests and answers to exchanges.json beside this file.

    mlflow server --backend-store-uri sqlite:///m.db --port 5000     # 2.12.2, an empty database
    python3 make_exchanges.py http://127.0.0.1:5000

Ids that the server gives stand as {EXPERIMENT}, {RUN} and {ARTIFACTS}, times of its clock as 0.
"""
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

BASE = "/api/2.0/mlflow/"
SEARCH = {"experiment_ids": ["{EXPERIMENT}"], "filter": "tags.`huracan.run_id` = 'r1'", "run_view_type": "ALL", "max_results": 500,
          "order_by": ["attributes.start_time ASC"], "page_token": ""}
TAGS = [{"key": "huracan.run_id", "value": "r1"}, {"key": "huracan.scope", "value": ""}, {"key": "mlflow.runName", "value": "r1"}]


def get(route, **query):
    return ("GET", route + "?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote, safe="{}"), None)


def post(route, **body):
    return ("POST", route, body)


STEPS = [
    get("experiments/get-by-name", experiment_name="huracan"),
    post("experiments/create", name="huracan"),
    post("experiments/create", name="huracan"),
    get("experiments/get-by-name", experiment_name="huracan"),
    post("runs/search", **SEARCH),
    post("runs/create", experiment_id="{EXPERIMENT}", run_name="r1", start_time=1767225600000, user_id="huracan", tags=TAGS),
    post("runs/log-batch", run_id="{RUN}",
         metrics=[{"key": "train_loss", "value": 0.5, "timestamp": 1767225601000, "step": 1},
                  {"key": "train_loss", "value": 0.25, "timestamp": 1767225602000, "step": 2},
                  {"key": "validation/log_loss", "value": "NaN", "timestamp": 1767225602000, "step": 0},
                  {"key": "best", "value": "Infinity", "timestamp": 1767225602000, "step": 0},
                  {"key": "worst", "value": "-Infinity", "timestamp": 1767225602000, "step": 0}],
         params=[{"key": "epochs", "value": "2"}], tags=[{"key": "huracan.kind", "value": "run"}]),
    post("runs/log-batch", run_id="{RUN}", metrics=[], params=[{"key": "epochs", "value": "3"}], tags=[]),
    post("runs/log-batch", run_id="{RUN}", metrics=[{"key": "a:b", "value": 1, "timestamp": 1, "step": 0}], params=[], tags=[]),
    post("runs/log-batch", run_id="{RUN}", metrics=[], params=[], tags=[{"key": "t%d" % i, "value": ""} for i in range(101)]),
    post("runs/set-tag", run_id="{RUN}", key="huracan.files", value="abc"),
    post("runs/update", run_id="{RUN}", status="FINISHED", end_time=1767225700000),
    post("runs/search", **SEARCH),
    get("metrics/get-history", run_id="{RUN}", metric_key="train_loss"),
    ("PUT", "/api/2.0/mlflow-artifacts/artifacts/{PATH}/bundle/meta.json", "{}"),
    get("registered-models/get", name="BTCUSDT-1h-h4"),
    post("registered-models/create", name="BTCUSDT-1h-h4"),
    post("registered-models/create", name="BTCUSDT-1h-h4"),
    get("model-versions/search", filter="name='BTCUSDT-1h-h4'", max_results="200"),
    post("model-versions/create", name="BTCUSDT-1h-h4", source="{ARTIFACTS}/bundle", run_id="{RUN}", description="d",
         tags=[{"key": "huracan.version", "value": "v1"}]),
    post("registered-models/alias", name="BTCUSDT-1h-h4", alias="champion", version="1"),
    get("model-versions/search", filter="name='BTCUSDT-1h-h4'", max_results="200"),
    get("registered-models/get", name="BTCUSDT-1h-h4"),
    ("DELETE", "registered-models/alias", {"name": "BTCUSDT-1h-h4", "alias": "champion"}),
    get("registered-models/get", name="BTCUSDT-1h-h4"),
]
CLOCK = {"creation_time", "last_update_time", "creation_timestamp", "last_updated_timestamp"}


def main(server):
    names = {}
    exchanges = []
    for method, route, body in STEPS:
        path = route if route.startswith("/") else BASE + route
        text = body if isinstance(body, str) else json.dumps(body)
        for name, value in names.items():
            path, text = path.replace(name, value), text.replace(name, value)
        kind = "application/octet-stream" if method == "PUT" else "application/json"
        request = urllib.request.Request(
            server + path, None if body is None else text.encode(), {"Content-Type": kind} if body is not None else {}, method=method)
        try:
            with urllib.request.urlopen(request) as response:
                status, answer = response.status, json.loads(response.read() or b"{}")
        except urllib.error.HTTPError as error:
            status, answer = error.code, json.loads(error.read())
        if route == "experiments/create" and status == 200:
            names["{EXPERIMENT}"] = answer["experiment_id"]
        if route == "runs/create":
            info = answer["run"]["info"]
            names["{RUN}"] = info["run_id"]
            names["{ARTIFACTS}"] = info["artifact_uri"]
            names["{PATH}"] = info["artifact_uri"].split(":", 1)[1].strip("/")
        exchanges.append({"method": method, "route": route, "body": body, "status": status, "answer": named(answer, names)})
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "exchanges.json"), "w", encoding="utf-8") as file:
        json.dump(exchanges, file, indent=1)
        file.write("\n")


def named(value, names, key=""):
    if isinstance(value, dict):
        return {inner: named(item, names, inner) for inner, item in value.items()}
    if isinstance(value, list):
        return [named(item, names, key) for item in value]
    if key in CLOCK:
        return 0
    if key == "message":
        return value.split("\n")[0][:160]
    if isinstance(value, str):
        for name in ("{ARTIFACTS}", "{RUN}"):
            if name in names:
                value = value.replace(names[name], name)
        if key == "experiment_id" and value == names.get("{EXPERIMENT}"):
            return "{EXPERIMENT}"
    return value


main(sys.argv[1].rstrip("/"))
