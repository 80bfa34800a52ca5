"""What MLflow does not know: sealed files, intake, protected names, lost answers; and what is gone or not offered."""

import os
import tempfile
import time

import mlflow
from mlflow.exceptions import MlflowException
from mlflow.models import infer_signature
from requests.exceptions import HTTPError
from sklearn.linear_model import LogisticRegression
from session import client, expected, FILES, kept, log_model, model, NEW, numbers, predicts, refusal, step, X, y


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
