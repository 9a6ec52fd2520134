"""The paired bootstrap as people write it: scikit-learn's metrics on resampled rows, in a loop."""

import json
import resource
import sys
import time

import numpy as np
from sklearn.metrics import accuracy_score, f1_score, log_loss, roc_auc_score

folder, resamples = sys.argv[1], int(sys.argv[2])
truth = np.fromfile(f"{folder}/truth.bin", dtype=np.uint8)
candidate = np.fromfile(f"{folder}/candidate.bin")
baseline = np.fromfile(f"{folder}/baseline.bin")
rng = np.random.default_rng(42)
started = time.perf_counter()
prepared = time.perf_counter()
differences = {"roc_auc": [], "log_loss": [], "accuracy": [], "f1": []}
for _ in range(resamples):
    rows = rng.integers(0, len(truth), len(truth))
    t, c, b = truth[rows], candidate[rows], baseline[rows]
    differences["roc_auc"].append(roc_auc_score(t, c) - roc_auc_score(t, b))
    differences["log_loss"].append(log_loss(t, c) - log_loss(t, b))
    differences["accuracy"].append(accuracy_score(t, c >= 0.5) - accuracy_score(t, b >= 0.5))
    differences["f1"].append(f1_score(t, c >= 0.5) - f1_score(t, b >= 0.5))
finished = time.perf_counter()
bounds = {name: np.quantile(values, [0.05, 0.95]).tolist() for name, values in differences.items()}
usage = resource.getrusage(resource.RUSAGE_SELF)
print(
    json.dumps(
        {
            "prepareSeconds": prepared - started,
            "seconds": finished - started,
            "cpuSeconds": usage.ru_utime + usage.ru_stime,
            "rssMb": usage.ru_maxrss / 1024,
            "resamples": resamples,
            "bounds": bounds,
        }
    )
)
