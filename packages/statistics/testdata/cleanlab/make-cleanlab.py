"""Label issues of cleanlab 2.9.0 and areas under the ROC curve of scikit-learn 1.9.1, as golden values.

digits.csv: scikit-learn's digits, 1,797 rows of which 90 have a flipped label, with out-of-sample probabilities
(5-fold logistic regression, six decimals).

    pip install cleanlab==2.9.0 scikit-learn==1.9.1 && python make-cleanlab.py
"""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
from cleanlab.count import compute_confident_joint
from cleanlab.filter import find_label_issues
from sklearn.metrics import roc_auc_score

here = Path(__file__).parent


def issues(labels, probabilities):
    joint = compute_confident_joint(labels, probabilities, calibrate=False)
    calibrated = compute_confident_joint(labels, probabilities, calibrate=True)
    mask = find_label_issues(labels, probabilities, filter_by="prune_by_noise_rate", n_jobs=1)
    return {
        "joint": joint.tolist(),
        "calibrated": calibrated.tolist(),
        "rows": np.flatnonzero(mask).tolist(),
    }


def synthetic(seed, rows, classes, noise):
    random = np.random.default_rng(seed)
    shares = random.dirichlet(np.full(classes, 2.0))
    truth = random.choice(classes, rows, p=shares)
    logits = random.normal(0, 1, (rows, classes))
    logits[np.arange(rows), truth] += 2.5
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    flipped = random.random(rows) < noise
    labels = np.where(flipped, random.integers(0, classes, rows), truth)
    labels[:classes] = np.arange(classes)
    return labels, np.round(probabilities, 9)


def separation(seed, rows, classes, decimals):
    random = np.random.default_rng(seed)
    truth = random.integers(0, classes, rows)
    values = np.round(random.normal(0, 1, rows) + 0.7 * (truth % 2) - 0.4 * truth, decimals)
    pairs = []
    for a, b in combinations(range(classes), 2):
        chosen = (truth == a) | (truth == b)
        area = roc_auc_score(truth[chosen] == b, values[chosen])
        pairs.append(max(area, 1 - area))
    return {"classes": classes, "truth": truth.tolist(), "values": values.tolist(), "auc": float(np.mean(pairs))}


data = np.loadtxt(here / "digits.csv", delimiter=",", skiprows=1)
sets = []
for seed, rows, classes, noise in [(1, 120, 2, 0.1), (2, 200, 3, 0.2), (3, 300, 5, 0.3), (8, 90, 4, 0.1)]:
    labels, probabilities = synthetic(seed, rows, classes, noise)
    sets.append({
        "labels": labels.tolist(),
        "classes": classes,
        "probabilities": probabilities.ravel().tolist(),
        **issues(labels, probabilities),
    })
expected = {
    "digits": issues(data[:, 0].astype(int), data[:, 2:]),
    "synthetic": sets,
    "separation": [separation(*arguments) for arguments in [(5, 60, 2, 1), (6, 80, 3, 2), (7, 90, 4, 0)]],
}
(here / "expected.json").write_text(json.dumps(expected) + "\n")
