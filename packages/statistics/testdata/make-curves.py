"""Makes curves.json: what scikit-learn and numpy say of curves, with ties and with weights.

    pip install scikit-learn==1.9.1 && python make-curves.py > curves.json
"""

import json

import numpy as np
import sklearn
from sklearn import metrics as m
from sklearn.calibration import calibration_curve

rng = np.random.default_rng(20261123)


def case(name, rows, decimals, weighted):
    truth = rng.integers(0, 2, rows)
    scores = np.round(np.clip(rng.normal(0.35 + 0.3 * truth, 0.25), 0, 1), decimals)
    weights = np.round(rng.uniform(0, 3, rows), 2) if weighted else None
    fpr, tpr, _ = m.roc_curve(truth, scores, sample_weight=weights, drop_intermediate=False)
    precision, recall, _ = m.precision_recall_curve(truth, scores, sample_weight=weights)
    histogram, _ = np.histogram(scores, bins=20, range=(0, 1), weights=weights)
    return {
        "name": name,
        "truth": truth.tolist(),
        "scores": scores.tolist(),
        "weights": None if weights is None else weights.tolist(),
        "fpr": fpr.tolist(),
        "tpr": tpr.tolist(),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "confusion": m.confusion_matrix(truth, scores >= 0.5, sample_weight=weights).ravel().tolist(),
        "histogram": (histogram / histogram.sum()).tolist(),
    }


def calibration(rows):
    """Distinct scores, none on an edge: bins there are a matter of taste."""
    truth = rng.integers(0, 2, rows)
    scores = rng.uniform(0.001, 0.999, rows)
    observed, said = calibration_curve(truth, scores, n_bins=15, strategy="uniform")
    return {"truth": truth.tolist(), "scores": scores.tolist(), "said": said.tolist(), "observed": observed.tolist()}


cases = [
    case("different scores", 150, 6, False),
    case("many ties", 120, 1, False),
    case("weights", 150, 6, True),
    case("ties and weights", 120, 1, True),
]
made_by = f"make-curves.py, scikit-learn {sklearn.__version__}, numpy {np.__version__}"
print(json.dumps({"made_by": made_by, "cases": cases, "calibration": calibration(300)}, separators=(",", ":")))
