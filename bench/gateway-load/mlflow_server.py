"""`mlflow models serve` of an ONNX file. Arguments: model, port, empty folder."""

import os
import sys

import mlflow.onnx
import onnx

model, port, folder = sys.argv[1:]
path = os.path.join(folder, "model")
mlflow.onnx.save_model(onnx.load(model), path, pip_requirements=["onnx", "onnxruntime"])
# MLflow starts `uvicorn` by name: the one beside this interpreter.
os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])
os.execvp(
    sys.executable,
    [sys.executable, "-m", "mlflow", "models", "serve", "-m", path, "-h", "127.0.0.1", "-p", port, "--env-manager", "local"],
)
