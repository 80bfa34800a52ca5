"""Experiments, runs, metrics, params, tags, data sets and files."""

import math
import os
import tempfile
import sys

import mlflow
from mlflow.entities import Metric, Param, RunTag
from session import client, FILES, kept, refusal, step, X


@step
def set_experiment_makes_and_finds():
    kept["experiment"] = mlflow.set_experiment("churn").experiment_id
    assert mlflow.set_experiment("churn").experiment_id == kept["experiment"]
    assert client.get_experiment(kept["experiment"]).artifact_location.startswith("mlflow-artifacts:/")


@step
def run_with_params_and_tags():
    with mlflow.start_run(run_name="first", tags={"team": "risk"}) as run:
        mlflow.log_params({"C": 1.0, "solver": "lbfgs"})
        mlflow.set_tag("stage", "try")
    got = client.get_run(run.info.run_id)
    kept["run"] = run.info.run_id
    assert got.data.params == {"C": "1.0", "solver": "lbfgs"}
    assert (got.data.tags["team"], got.data.tags["mlflow.runName"]) == ("risk", "first")
    assert got.info.status == "FINISHED" and got.info.end_time >= got.info.start_time


@step
def metrics_keep_their_history():
    for epoch in range(5):
        client.log_metric(kept["run"], "loss", 1 / (epoch + 1), step=epoch)
    assert [point.value for point in client.get_metric_history(kept["run"], "loss")] == [1, 1 / 2, 1 / 3, 1 / 4, 1 / 5]
    assert client.get_run(kept["run"]).data.metrics["loss"] == 1 / 5


@step
def numbers_that_are_none():
    for key, value in {"nan": math.nan, "up": math.inf, "down": -math.inf}.items():
        client.log_metric(kept["run"], key, value)
    metrics = client.get_run(kept["run"]).data.metrics
    assert math.isnan(metrics["nan"])
    # A reference server stores infinities as the largest doubles; both read as "larger than everything".
    assert metrics["up"] >= sys.float_info.max and metrics["down"] <= -sys.float_info.max


@step
def batch_of_a_thousand():
    metrics = [Metric(f"m{i % 100}", i / 7, 1_700_000_000_000 + i, i // 100) for i in range(800)]
    client.log_batch(kept["run"], metrics, [Param(f"p{i}", str(i)) for i in range(100)], [RunTag(f"t{i}", "x") for i in range(100)])
    data = client.get_run(kept["run"]).data
    assert data.params["p99"] == "99" and data.tags["t99"] == "x" and data.metrics["m99"] == 799 / 7
    assert len(client.get_metric_history(kept["run"], "m99")) == 8


@step
def a_param_does_not_change():
    client.log_param(kept["run"], "C", "1.0")
    refusal(lambda: client.log_param(kept["run"], "C", "2.0"), "INVALID_PARAMETER_VALUE", "Changing param values is not allowed")


@step
def tags_are_set_and_deleted():
    client.set_tag(kept["run"], "gone", "soon")
    client.delete_tag(kept["run"], "gone")
    assert "gone" not in client.get_run(kept["run"]).data.tags
    client.set_experiment_tag(kept["experiment"], "owner", "dana")
    assert client.get_experiment(kept["experiment"]).tags["owner"] == "dana"


@step
def data_sets_are_noted():
    with mlflow.start_run(run_id=kept["run"]):
        mlflow.log_input(mlflow.data.from_pandas(X, name="customers"), context="training")
    (noted,) = client.get_run(kept["run"]).inputs.dataset_inputs
    assert noted.dataset.name == "customers" and noted.tags[0].value == "training"


@step
def artifacts_go_up_and_are_listed():
    with open(os.path.join(FILES, "plain.txt"), "w") as file:
        file.write("plain")
    os.makedirs(os.path.join(FILES, "deep", "deeper"))
    for name in ["deep/a b+c.bin", "deep/deeper/ünïcode.txt"]:
        with open(os.path.join(FILES, name), "wb") as file:
            file.write(os.urandom(5000))
    with mlflow.start_run(run_id=kept["run"]):
        mlflow.log_artifact(os.path.join(FILES, "plain.txt"))
        mlflow.log_artifacts(os.path.join(FILES, "deep"), "deep")
        mlflow.log_dict({"a": [1, 2]}, "notes/config.json")
        mlflow.log_text("hello", "notes/hello.txt")
    assert sorted((entry.path, entry.is_dir) for entry in client.list_artifacts(kept["run"])) == [("deep", True), ("notes", True), ("plain.txt", False)]
    assert [entry.path for entry in client.list_artifacts(kept["run"], "deep/deeper")] == ["deep/deeper/ünïcode.txt"]
    assert client.list_artifacts(kept["run"], "nowhere") == []


@step
def artifacts_come_down_as_they_went_up():
    place = client.download_artifacts(kept["run"], "deep", tempfile.mkdtemp())
    for name in ["a b+c.bin", "deeper/ünïcode.txt"]:
        with open(os.path.join(place, name), "rb") as here, open(os.path.join(FILES, "deep", name), "rb") as there:
            assert here.read() == there.read(), name
    assert mlflow.artifacts.load_dict(f"runs:/{kept['run']}/notes/config.json") == {"a": [1, 2]}


@step
def a_large_file_in_parts():
    path = os.path.join(FILES, "large.bin")
    with open(path, "wb") as file:
        file.write(os.urandom(12 * 1024 * 1024 + 5))
    client.log_artifact(kept["run"], path)
    place = client.download_artifacts(kept["run"], "large.bin", tempfile.mkdtemp())
    with open(place, "rb") as here, open(path, "rb") as there:
        assert here.read() == there.read()
