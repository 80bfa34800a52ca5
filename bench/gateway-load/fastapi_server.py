"""What many teams write themselves: FastAPI and uvicorn around onnxruntime. Arguments: model, port."""

import sys

import numpy as np
import onnxruntime as ort
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel

options = ort.SessionOptions()
options.intra_op_num_threads = 1
options.inter_op_num_threads = 1
session = ort.InferenceSession(sys.argv[1], options, providers=["CPUExecutionProvider"])
app = FastAPI()


class Tensor(BaseModel):
    name: str
    datatype: str
    shape: list[int]
    data: list[float]


class InferenceRequest(BaseModel):
    inputs: list[Tensor]


@app.post("/")
async def infer(request: InferenceRequest):
    feed = {t.name: np.asarray(t.data, dtype=np.float32).reshape(t.shape) for t in request.inputs}
    names = [output.name for output in session.get_outputs()]
    values = [np.asarray(value) for value in session.run(names, feed)]
    return {
        "model_name": "m",
        "model_version": "1",
        "outputs": [
            {"name": name, "shape": list(value.shape), "data": value.ravel().tolist()}
            for name, value in zip(names, values)
        ],
    }


uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="error", access_log=False)
