"""What the steps share: the client, data, a model that was fitted on it, and what earlier steps found."""

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
from mlflow.exceptions import MlflowException
from mlflow.models import infer_signature
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
