"""Searches of models, versions, runs and experiments; copies, names, deleted and nested runs."""

import mlflow
from mlflow.entities import ViewType
from session import client, kept, numbers, predicts, refusal, step


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
