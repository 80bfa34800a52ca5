"""What a notebook does: a run with parameters, a metric and files, then a version of a registered model from it.

Arguments: model name, metric value, files. Prints one JSON line.
"""

import json
import os
import sys

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("DO_NOT_TRACK", "true")
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")

import mlflow

name, accuracy, *files = sys.argv[1:]
mlflow.set_experiment(f"{name}-notebook")
with mlflow.start_run() as run:
    mlflow.log_params({"learner": "trees", "files": len(files)})
    mlflow.log_metric("accuracy", float(accuracy))
    for file in files:
        mlflow.log_artifact(file, "model")

client = mlflow.MlflowClient()
version = client.create_model_version(name, f"runs:/{run.info.run_id}/model", run.info.run_id)
print(json.dumps({"client": f"mlflow-python-client/{mlflow.__version__}", "version": version.version, "run": run.info.run_id}))
