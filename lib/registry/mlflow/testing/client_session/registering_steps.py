"""Models, versions, aliases and stages; loading what was registered."""

import time

import mlflow
from mlflow.protos.model_registry_pb2 import GetModelVersion
from mlflow.utils.proto_json_utils import message_to_json
from session import client, expected, kept, log_model, NEW, numbers, predicts, refusal, step, X


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
