"""Fills an MLflow server with what an import meets: history, files, logged models, versions with a gap, aliases, a stage, a copy, a prompt."""

import os
import tempfile
import warnings

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("DO_NOT_TRACK", "true")
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
warnings.filterwarnings("ignore")

import mlflow
import numpy as np
import pandas as pd
from mlflow.entities import Metric
from mlflow.models import infer_signature
from sklearn.linear_model import LogisticRegression

client = mlflow.MlflowClient()
rng = np.random.default_rng(3)
X = pd.DataFrame(rng.normal(size=(60, 2)), columns=["a", "b"])
y = (X["a"] > 0).astype(int)
model = LogisticRegression().fit(X, y)
signature = infer_signature(X, model.predict(X))

mlflow.set_experiment("churn")
runs = []
for number in range(6):
    with mlflow.start_run(run_name=f"run {number}", tags={"number": str(number)}) as run:
        mlflow.log_params({"C": number, "long": "x" * 5000})
        mlflow.log_text(f"notes of {number}", "notes/read me.txt")
        mlflow.log_text("same for all", "notes/deep/same.txt")
        mlflow.log_input(mlflow.data.from_pandas(X, name="customers"), context="training")
        mlflow.sklearn.log_model(model, name="model", signature=signature, pip_requirements=["scikit-learn"])
        mlflow.log_metric("auc", 0.9 + number / 100)
        client.log_batch(run.info.run_id, [Metric("loss", 1 / (step + 1), 1_700_000_000_000 + step, step) for step in range(1000)])
    runs.append(run.info.run_id)
client.log_metric(runs[0], "none", float("nan"))
with mlflow.start_run(run_name="parent"):
    with mlflow.start_run(run_name="child", nested=True):
        mlflow.log_metric("auc", 0.5)
client.set_terminated(runs[5], "FAILED")

mlflow.set_experiment("empty")

for number in range(4):
    mlflow.register_model(f"runs:/{runs[number]}/model", "churn", tags={"n": str(number)})
client.delete_model_version("churn", "2")
client.set_registered_model_alias("churn", "champion", "3")
client.set_registered_model_alias("churn", "beta", "4")
client.transition_model_version_stage("churn", "3", "Staging")
client.update_registered_model("churn", "Who leaves?")
client.set_registered_model_tag("churn", "team", "risk")

client.copy_model_version("models:/churn/3", "copied")

# Files below a run, as clients of MLflow 2 register them.
with tempfile.TemporaryDirectory() as folder:
    mlflow.sklearn.save_model(model, os.path.join(folder, "old"), signature=signature, pip_requirements=["scikit-learn"])
    client.log_artifacts(runs[1], os.path.join(folder, "old"), "old")
client.create_registered_model("from-run")
uri = client.get_run(runs[1]).info.artifact_uri
client.create_model_version("from-run", f"{uri}/old", runs[1])

client.create_registered_model("name with % in it")
mlflow.register_prompt("greeting", "Hello {{name}}")
