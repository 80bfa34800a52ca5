"""A notebook's day with an MLflow client, step by step. Prints one JSON line per step: its name, whether it held, and why not.

The same steps for every client; where clients of different age do a thing differently, the step says so. Nothing here knows Slipway but
the texts of the answers that only Slipway gives. Steps run in the order in which they are read.
"""

import json
import sys
import traceback
from importlib import import_module

from session import mlflow, steps

for subject in ["tracking_steps", "registering_steps", "searching_steps", "governed_steps"]:
    import_module(subject)

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
