"""Makes bootstrap.json: paired percentile intervals from SciPy, with the row indices that it drew.

    pip install scikit-learn==1.9.1 scipy==1.17.1 && python bootstrap.py > bootstrap.json

The row numbers are resampled along with the data, as their first column, so that the draws are known exactly.
"""

import json
import warnings

import numpy as np
import scipy
import sklearn
from scipy.stats import bootstrap
from sklearn import metrics as m

warnings.simplefilter("ignore")
ROWS, RESAMPLES, LEVEL = 30, 150, 0.95
rng = np.random.default_rng(77)


def paired(data, statistic, seed):
    drawn = []

    def observe(rows, *columns):
        drawn.append(rows.tolist())
        return statistic(*columns)

    result = bootstrap(
        (np.arange(ROWS), *data),
        observe,
        paired=True,
        method="percentile",
        n_resamples=RESAMPLES,
        confidence_level=1 - 2 * (1 - LEVEL),
        vectorized=False,
        rng=np.random.default_rng(seed),
    )
    resamples = [rows for rows in drawn if rows != list(range(ROWS))]  # SciPy may look at the data themselves too
    assert len(resamples) == RESAMPLES
    return {
        "indices": resamples,
        "differences": result.bootstrap_distribution.tolist(),
        "low": float(result.confidence_interval.low),
        "high": float(result.confidence_interval.high),
        "standard_error": float(result.standard_error),
    }


truth = rng.integers(0, 2, ROWS)
candidate = np.round(np.clip(0.3 * truth + rng.random(ROWS) * 0.7, 0.01, 0.99), 3)
baseline = np.round(np.clip(0.2 * truth + rng.random(ROWS) * 0.8, 0.01, 0.99), 2)
target = np.round(rng.normal(10, 3, ROWS), 3)
candidate_values = np.round(target + rng.normal(0, 1, ROWS), 3)
baseline_values = np.round(target + rng.normal(0, 1.3, ROWS), 3)


def labels(score):
    return (truth, candidate, baseline), lambda t, c, b: score(t, c >= 0.5) - score(t, b >= 0.5)


def scores(score):
    return (truth, candidate, baseline), lambda t, c, b: score(t, c) - score(t, b)


def values(score):
    return (target, candidate_values, baseline_values), lambda t, c, b: score(t, c) - score(t, b)


STATISTICS = {
    "accuracy": labels(m.accuracy_score),
    "balanced_accuracy": labels(m.balanced_accuracy_score),
    "precision": labels(lambda t, p: m.precision_score(t, p, zero_division=0)),
    "recall": labels(lambda t, p: m.recall_score(t, p, zero_division=0)),
    "f1": labels(lambda t, p: m.f1_score(t, p, zero_division=0)),
    "log_loss": scores(m.log_loss),
    "roc_auc": scores(m.roc_auc_score),
    "mae": values(m.mean_absolute_error),
    "rmse": values(m.root_mean_squared_error),
    "r2": values(m.r2_score),
}
results = {name: paired(data, statistic, 5) for name, (data, statistic) in STATISTICS.items()}
indices = {json.dumps(result.pop("indices")) for result in results.values()}
assert len(indices) == 1, "every metric sees the same draws"

print(
    json.dumps(
        {
            "made_by": f"bootstrap.py, scipy {scipy.__version__}, scikit-learn {sklearn.__version__}, numpy {np.__version__}",
            "rows": ROWS,
            "resamples": RESAMPLES,
            "level": LEVEL,
            "truth": truth.tolist(),
            "candidate": candidate.tolist(),
            "baseline": baseline.tolist(),
            "target": target.tolist(),
            "candidate_values": candidate_values.tolist(),
            "baseline_values": baseline_values.tolist(),
            "indices": json.loads(indices.pop()),
            "results": results,
        },
        separators=(",", ":"),
    )
)
