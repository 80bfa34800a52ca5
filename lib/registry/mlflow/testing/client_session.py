"""A notebook's day with an MLflow client, step by step. Prints one JSON line per step: its name, whether it held, and why not.

The same steps for every client; where clients of different age do a thing differently, the step says so. Nothing here knows Slipway but
the texts of the answers that only Slipway gives.
"""

import json
import math
import os
import sys
import tempfile
import time
import traceback
import warnings

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("DO_NOT_TRACK", "true")
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
warnings.filterwarnings("ignore")

import mlflow
import numpy as np
import pandas as pd
from mlflow.entities import Metric, Param, RunTag, ViewType
from mlflow.exceptions import MlflowException
from mlflow.models import infer_signature
from mlflow.protos.model_registry_pb2 import GetModelVersion
from mlflow.utils.proto_json_utils import message_to_json
from requests.exceptions import HTTPError
from sklearn.linear_model import LogisticRegression

NEW = int(mlflow.__version__.split(".")[0]) >= 3
FILES = tempfile.mkdtemp()
client = mlflow.MlflowClient()
rng = np.random.default_rng(7)
X = pd.DataFrame(rng.normal(size=(80, 3)), columns=["age", "income", "debt"])
y = (X["age"] + X["debt"] > 0).astype(int)
model = LogisticRegression().fit(X, y)
expected = model.predict(X)
steps = []
kept = {}


def step(run):
    steps.append(run)
    return run


def refusal(call, code, text=""):
    """The client's exception for a call that must be refused."""
    try:
        call()
    except MlflowException as error:
        assert error.error_code == code, f"{error.error_code}: {error}"
        assert text in str(error), f"{text!r} not in {error}"
        return str(error)
    raise AssertionError(f"was not refused: {code}")


def log_model(name, **more):
    where = {"name": name} if NEW else {"artifact_path": name}
    signature = infer_signature(X, expected)
    return mlflow.sklearn.log_model(model, signature=signature, pip_requirements=["scikit-learn"], **where, **more)


def predicts(uri):
    loaded = mlflow.pyfunc.load_model(uri)
    assert (loaded.predict(X) == expected).all(), f"{uri} predicts otherwise"


def numbers(found):
    return sorted((version.name, int(version.version)) for version in found)


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


@step
def log_model_registers_version_1():
    with mlflow.start_run(run_name="train") as run:
        mlflow.log_param("depth", 3)
        mlflow.log_metric("auc", 0.91)
        kept["logged"] = log_model("model", registered_model_name="churn")
    kept["train"] = run.info.run_id
    version = client.get_model_version("churn", "1")
    assert version.status == "READY" and version.run_id == run.info.run_id and version.current_stage == "None"


@step
def a_version_has_the_params_and_metrics_of_its_model():
    if not NEW:
        return
    # The client's own object leaves them out so far; its message does not.
    asked = message_to_json(GetModelVersion(name="churn", version="1"))
    version = client._get_registry_client().store._call_endpoint(GetModelVersion, asked).model_version
    assert {param.name: param.value for param in version.model_params} == {"depth": "3"}
    (metric,) = version.model_metrics
    assert (metric.key, metric.value, metric.step, metric.run_id) == ("auc", 0.91, 0, kept["train"])
    assert (metric.model_id, version.model_id) == (kept["logged"].model_id, kept["logged"].model_id)
    assert abs(metric.timestamp - time.time() * 1000) < 3_600_000


@step
def a_version_says_how_far_its_rollout_is():
    version = client.get_model_version("credit", "1")
    if NEW:
        state = version.deployment_job_state
        assert (state.job_state, state.run_state, state.current_task_name) == ("CONNECTED", "RUNNING", "step 1 of 2")
        assert client.get_model_version("churn", "1").deployment_job_state is None


@step
def register_from_a_run_makes_version_2():
    version = mlflow.register_model(f"runs:/{kept['train']}/model", "churn", tags={"from": "run"})
    assert (version.version, version.status) in [("2", "READY"), (2, "READY")]
    assert client.get_model_version("churn", "2").tags == {"from": "run"}


@step
def a_name_is_taken_once():
    refusal(lambda: client.create_registered_model("churn"), "RESOURCE_ALREADY_EXISTS", "Registered Model (name=churn) already exists.")


@step
def alias_is_set_and_read():
    client.set_registered_model_alias("churn", "candidate", "1")
    assert str(client.get_model_version_by_alias("churn", "candidate").version) == "1"
    assert client.get_registered_model("churn").aliases == {"candidate": "1"}
    assert client.get_model_version("churn", "1").aliases == ["candidate"]


@step
def aliases_that_cannot_be():
    refusal(lambda: client.set_registered_model_alias("churn", "latest", "1"), "INVALID_PARAMETER_VALUE", "reserved")
    refusal(lambda: client.set_registered_model_alias("churn", "v1", "1"), "INVALID_PARAMETER_VALUE", "reserved")
    refusal(lambda: client.set_registered_model_alias("churn", "a b", "1"), "INVALID_PARAMETER_VALUE")
    refusal(lambda: client.set_registered_model_alias("churn", "x", "99"), "RESOURCE_DOES_NOT_EXIST", "Model Version (name=churn, version=99) not found")
    refusal(lambda: client.get_model_version_by_alias("churn", "none"), "INVALID_PARAMETER_VALUE", "alias none not found")


@step
def load_by_alias():
    predicts("models:/churn@candidate")


@step
def load_by_version_natively():
    predicts("models:/churn/1")
    assert (mlflow.sklearn.load_model("models:/churn/1").predict(X) == expected).all()


@step
def load_latest():
    predicts("models:/churn/latest")


@step
def stages():
    client.transition_model_version_stage("churn", "1", "staging")
    client.transition_model_version_stage("churn", "2", "Staging", archive_existing_versions=True)
    assert client.get_model_version("churn", "1").current_stage == "Archived"
    predicts("models:/churn/Staging")
    refusal(lambda: client.transition_model_version_stage("churn", "1", "Foo"), "INVALID_PARAMETER_VALUE", "Invalid Model Version stage: Foo.")


@step
def latest_versions_by_stage():
    assert numbers(client.get_latest_versions("churn", ["Staging"])) == [("churn", 2)]
    assert len(client.get_latest_versions("churn")) == 2


@step
def tags_of_models_and_versions():
    client.set_registered_model_tag("churn", "team", "risk")
    client.set_model_version_tag("churn", "1", "checked by", "dana/ops")
    client.set_model_version_tag("churn", version="1", key="gone", value="soon")
    client.delete_model_version_tag("churn", "1", "gone")
    client.delete_model_version_tag("churn", "1", "never there")
    assert client.get_registered_model("churn").tags == {"team": "risk"}
    assert client.get_model_version("churn", "1").tags == {"checked by": "dana/ops"}


@step
def descriptions():
    client.update_registered_model("churn", "Who leaves?")
    client.update_model_version("churn", "1", "first")
    assert client.get_registered_model("churn").description == "Who leaves?"
    assert client.get_model_version("churn", "1").description == "first"


@step
def search_models_by_name_tag_and_page():
    for name in ["page-a", "page-b", "Page-c"]:
        client.create_registered_model(name, tags={"kind": "page"})
    names = lambda found: [each.name for each in found]
    assert names(client.search_registered_models("name = 'churn'")) == ["churn"]
    assert sorted(names(client.search_registered_models("name ILIKE 'page-%'"))) == ["Page-c", "page-a", "page-b"]
    assert names(client.search_registered_models("name LIKE 'page-%' AND tags.kind = 'page'", order_by=["name DESC"])) == ["page-b", "page-a"]
    seen, token = [], None
    while token != "":
        page = client.search_registered_models("tags.kind = 'page'", max_results=1, order_by=["name ASC"], page_token=token)
        seen += names(page)
        token = page.token or ""
    assert len(seen) == 3 and len(set(seen)) == 3
    assert list(client.search_registered_models("name = 'nobody'")) == []
    assert len(mlflow.search_registered_models(filter_string="tags.kind = 'page'")) == 3


@step
def search_versions_by_run_tag_and_number():
    assert numbers(client.search_model_versions("name='churn'")) == [("churn", 1), ("churn", 2)]
    assert numbers(client.search_model_versions(f"run_id IN ('{kept['train']}')")) == [("churn", 1), ("churn", 2)]
    assert numbers(client.search_model_versions("name = 'churn' AND tags.`from` = 'run'")) == [("churn", 2)]
    assert numbers(client.search_model_versions("name = 'churn' AND version_number > 1")) == [("churn", 2)]
    first = client.search_model_versions("name = 'churn'", max_results=1, order_by=["version_number ASC"])
    second = client.search_model_versions("name = 'churn'", max_results=1, order_by=["version_number ASC"], page_token=first.token)
    assert numbers(first) + numbers(second) == [("churn", 1), ("churn", 2)] and not second.token
    assert len(mlflow.search_model_versions(filter_string="name = 'churn'")) == 2


@step
def searches_that_mean_nothing():
    refusal(lambda: client.search_model_versions("name='a' OR name='b'"), "INVALID_PARAMETER_VALUE", "Invalid clause(s) in filter string")
    refusal(lambda: client.search_registered_models("foo = 'x'"), "INVALID_PARAMETER_VALUE", "Invalid attribute key 'foo'")
    refusal(lambda: client.search_runs([kept["experiment"]], "metrics.auc ~ 1"), "INVALID_PARAMETER_VALUE")


@step
def copy_a_version():
    copied = client.copy_model_version("models:/churn/1", "churn-copy")
    assert (copied.name, str(copied.version), copied.source) == ("churn-copy", "1", "models:/churn/1")
    predicts("models:/churn-copy/1")


@step
def rename_a_model():
    client.rename_registered_model("churn-copy", "churn-renamed")
    predicts("models:/churn-renamed/1")
    refusal(lambda: client.rename_registered_model("churn-renamed", "churn"), "RESOURCE_ALREADY_EXISTS")


@step
def search_runs_with_filters_and_pages():
    with mlflow.start_run(run_name="second"):
        mlflow.log_metric("auc", 0.95)
        mlflow.log_param("C", 2)
    experiments = [kept["experiment"]]
    names = lambda found: [run.info.run_name for run in found]
    assert names(client.search_runs(experiments, "metrics.auc > 0.9", order_by=["metrics.auc DESC"])) == ["second", "train"]
    assert names(client.search_runs(experiments, "params.C = '2' and attributes.status = 'FINISHED'")) == ["second"]
    assert names(client.search_runs(experiments, "tags.team LIKE 'ri%'")) == ["first"]
    page = client.search_runs(experiments, "", max_results=2, order_by=["attributes.start_time ASC"])
    rest = client.search_runs(experiments, "", max_results=2, order_by=["attributes.start_time ASC"], page_token=page.token)
    assert names(page) + names(rest) == ["first", "train", "second"]
    frame = mlflow.search_runs(experiments, filter_string="metrics.auc >= 0.91")
    assert sorted(frame["metrics.auc"]) == [0.91, 0.95]


@step
def search_experiments():
    other = client.create_experiment("other", tags={"kind": "side"})
    found = lambda **asked: sorted(each.name for each in client.search_experiments(**asked))
    assert found(filter_string="tags.kind = 'side'") == ["other"]
    assert found(filter_string="name LIKE 'chu%'") == ["churn"]
    client.delete_experiment(other)
    assert found(view_type=ViewType.DELETED_ONLY) == ["other"]
    client.restore_experiment(other)
    client.rename_experiment(other, "another")
    assert found() == ["Default", "another", "churn"]
    refusal(lambda: client.create_experiment("churn"), "RESOURCE_ALREADY_EXISTS")


@step
def delete_and_restore_a_run():
    run = client.create_run(kept["experiment"], run_name="short")
    client.delete_run(run.info.run_id)
    assert client.get_run(run.info.run_id).info.lifecycle_stage == "deleted"
    refusal(lambda: client.log_metric(run.info.run_id, "x", 1), "INVALID_PARAMETER_VALUE")
    client.restore_run(run.info.run_id)
    client.set_terminated(run.info.run_id, "KILLED")
    assert client.get_run(run.info.run_id).info.status == "KILLED"


@step
def nested_runs():
    with mlflow.start_run(run_name="parent") as parent:
        with mlflow.start_run(run_name="child", nested=True):
            mlflow.log_metric("auc", 0.5)
    (child,) = client.search_runs([kept["experiment"]], f"tags.mlflow.parentRunId = '{parent.info.run_id}'")
    assert child.info.run_name == "child"


@step
def registered_files_take_no_change():
    signature = infer_signature(X, model.predict_proba(X))
    if NEW:
        try:
            mlflow.models.set_signature(kept["logged"].model_uri, signature)
            raise AssertionError("a registered model was changed")
        except HTTPError as error:
            assert error.response.status_code == 403 and "is registered as churn version 1 and immutable" in str(error), str(error)
    else:
        mlflow.models.set_signature(f"runs:/{kept['train']}/model", signature)
    output = mlflow.models.get_model_info("models:/churn/1").signature.outputs.to_dict()
    assert output == infer_signature(X, expected).outputs.to_dict()


@step
def a_model_not_registered_takes_a_signature():
    with mlflow.start_run() as run:
        logged = log_model("free")
    uri = logged.model_uri if NEW else f"runs:/{run.info.run_id}/free"
    signature = infer_signature(X, model.predict_proba(X))
    mlflow.models.set_signature(uri, signature)
    assert mlflow.models.get_model_info(uri).signature == signature
    predicts(uri)


@step
def autolog():
    mlflow.sklearn.autolog(log_datasets=False, silent=True, extra_tags={"by": "autolog"})
    try:
        with mlflow.start_run() as run:
            LogisticRegression(C=0.5).fit(X, y)
    finally:
        mlflow.sklearn.autolog(disable=True)
    data = client.get_run(run.info.run_id).data
    assert data.params["C"] == "0.5" and "training_score" in data.metrics


@step
def files_of_a_version_are_downloaded():
    place = mlflow.artifacts.download_artifacts("models:/churn/1", dst_path=tempfile.mkdtemp())
    assert "MLmodel" in os.listdir(place)
    assert client.get_model_version_download_uri("churn", "1").startswith("mlflow-artifacts:/model-versions/")


@step
def the_client_waits_for_a_slow_check():
    with mlflow.start_run() as run:
        log_model("slow")
    client.create_registered_model("slow")
    begun = time.monotonic()
    mlflow.register_model(f"runs:/{run.info.run_id}/slow", "slow", await_registration_for=60)
    assert time.monotonic() - begun > 3, "the check was not slow"
    assert client.get_model_version("slow", "1").status == "READY"


@step
def a_dangerous_file_is_named_where_it_is_registered():
    run = client.create_run(kept["experiment"])
    path = os.path.join(FILES, "model.pkl")
    with open(path, "wb") as file:
        file.write(b"cposix\nsystem\n(S'id'\ntR.")
    client.log_artifact(run.info.run_id, path, "evil")
    client.create_registered_model("evil")
    source = f"mlflow-artifacts:/{kept['experiment']}/{run.info.run_id}/artifacts/evil"
    try:
        client.create_model_version("evil", source, run.info.run_id, await_creation_for=60)
    except MlflowException as error:
        assert "model.pkl" in str(error) and "FAILED_REGISTRATION" in str(error), str(error)
        return
    raise AssertionError("a dangerous file was registered")


@step
def a_lost_answer_is_asked_for_again():
    client.create_registered_model("cut")
    version = client.create_model_version("cut", "models:/churn/1")
    assert str(version.version) == "1", version.version
    assert numbers(client.search_model_versions("name = 'cut'")) == [("cut", 1)]


@step
def a_protected_alias_waits_for_approval():
    move = lambda: client.set_registered_model_alias("credit", "champion", "1")
    first = refusal(move, "PERMISSION_DENIED", "Change request CR-")
    assert first == refusal(move, "PERMISSION_DENIED")
    refusal(lambda: client.get_model_version_by_alias("credit", "champion"), "INVALID_PARAMETER_VALUE")


@step
def sources_that_lead_elsewhere():
    for source in ["/etc/passwd", "file:///etc", "mlflow-artifacts:/../../etc", "s3://bucket/model", "runs:/../x"]:
        refusal(lambda: client.create_model_version("churn", source), "INVALID_PARAMETER_VALUE")
    refusal(lambda: client.create_model_version("nobody", "models:/churn/1"), "RESOURCE_DOES_NOT_EXIST")


@step
def an_alias_goes():
    client.delete_registered_model_alias("churn", "candidate")
    client.delete_registered_model_alias("churn", "candidate")
    assert client.get_registered_model("churn").aliases == {}


@step
def a_deleted_version_is_gone_and_its_number_too():
    client.delete_model_version("churn", "2")
    refusal(lambda: client.get_model_version("churn", "2"), "RESOURCE_DOES_NOT_EXIST", "Model Version (name=churn, version=2) not found")
    assert str(mlflow.register_model(f"runs:/{kept['train']}/model", "churn").version) == "3"


@step
def a_deleted_model_is_gone():
    client.delete_registered_model("page-a")
    refusal(lambda: client.get_registered_model("page-a"), "RESOURCE_DOES_NOT_EXIST", "Registered Model with name=page-a not found")


@step
def what_is_not_there():
    refusal(lambda: client.get_run("f" * 32), "RESOURCE_DOES_NOT_EXIST", f"Run with id={'f' * 32} not found")
    refusal(lambda: client.get_experiment("987654"), "RESOURCE_DOES_NOT_EXIST")
    assert client.get_experiment_by_name("nobody") is None
    refusal(lambda: client.get_model_version("churn", "abc"), "INVALID_PARAMETER_VALUE", "must be an integer")


@step
def what_is_not_offered_says_so():
    store = client._get_registry_client().store
    if hasattr(store, "list_webhooks"):
        refusal(lambda: client.list_webhooks(), "NOT_IMPLEMENTED", "/api/v1")
    if hasattr(client, "register_prompt"):
        refusal(lambda: client.register_prompt("greeting", "Hello {{name}}"), "NOT_IMPLEMENTED")


failed = 0
for run in steps:
    line = {"client": mlflow.__version__, "step": run.__name__.replace("_", " ")}
    try:
        run()
        line["ok"] = True
    except BaseException as error:
        failed += 1
        line |= {"ok": False, "error": f"{type(error).__name__}: {error}"[:2000], "at": traceback.format_exc()[-2500:]}
        while mlflow.active_run() is not None:
            mlflow.end_run("FAILED")
    print(json.dumps(line), flush=True)
sys.exit(1 if failed else 0)
