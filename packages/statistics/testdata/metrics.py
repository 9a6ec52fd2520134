"""Makes metrics.json: what scikit-learn says about small random tables and about edge cases.

    pip install scikit-learn==1.9.1 && python metrics.py > metrics.json

A value that scikit-learn declares undefined is null.
"""

import json
import math
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

warnings.simplefilter("ignore")
rng = np.random.default_rng(20240607)
AVERAGES = ("macro", "micro", "weighted")
AVERAGED = {"precision": m.precision_score, "recall": m.recall_score, "f1": m.f1_score}


def number(value):
    return None if math.isnan(value) else float(value)


def labels_case(name, truth, predicted, classes, weights=None, positive=None):
    w = {"sample_weight": weights}
    values = {
        "accuracy": m.accuracy_score(truth, predicted, **w),
        "balanced_accuracy": m.balanced_accuracy_score(truth, predicted, **w),
    }
    for metric, score in AVERAGED.items():
        for average in AVERAGES:
            values[f"{metric} {average}"] = score(truth, predicted, average=average, zero_division=0, **w)
        if positive is not None:
            values[f"{metric} binary"] = score(
                truth, predicted, average="binary", pos_label=positive, zero_division=0, **w
            )
    return case("labels", name, classes, truth, predicted, weights, positive, values)


def probabilities_case(name, truth, scores, weights=None, positive=None, auc=True):
    classes = scores.shape[1]
    every = list(range(classes))
    w = {"sample_weight": weights}
    values = {"log_loss": m.log_loss(truth, scores, labels=every, **w)}
    if not auc:
        pass
    elif classes == 2:
        values["roc_auc"] = m.roc_auc_score(np.array(truth) == positive, scores[:, positive], **w)
    else:
        values["roc_auc"] = m.roc_auc_score(truth, scores, multi_class="ovr", average="macro", labels=every, **w)
    return case("probabilities", name, classes, truth, scores.ravel(), weights, positive, values)


def values_case(name, truth, predicted, weights=None):
    w = {"sample_weight": weights}
    values = {
        "mae": m.mean_absolute_error(truth, predicted, **w),
        "rmse": m.root_mean_squared_error(truth, predicted, **w),
        "r2": m.r2_score(truth, predicted, **w),
    }
    return case("values", name, 0, truth, predicted, weights, None, values)


def case(kind, name, classes, truth, predicted, weights, positive, values):
    return {
        "kind": kind,
        "name": name,
        "classes": classes,
        "truth": np.asarray(truth).tolist(),
        "predicted": np.asarray(predicted).tolist(),
        "weights": None if weights is None else np.asarray(weights).tolist(),
        "positive": positive,
        "values": {metric: number(value) for metric, value in values.items()},
    }


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def random_cases():
    for classes in (2, 5):
        truth = rng.integers(0, classes, 60)
        predicted = np.where(rng.random(60) < 0.6, truth, rng.integers(0, classes, 60))
        scores = softmax(rng.normal(size=(60, classes)) + np.eye(classes)[truth])
        positive = 1 if classes == 2 else None
        integers, reals = rng.integers(0, 4, 60), rng.random(60)
        for weighting, weights in (("", None), (", integer weights", integers), (", real weights", reals)):
            yield labels_case(f"{classes} classes{weighting}", truth, predicted, classes, weights, positive)
            yield probabilities_case(f"{classes} classes{weighting}", truth, scores, weights, positive)
    coarse = np.round(softmax(rng.normal(size=(60, 2)))[:, 1], 1)
    truth = rng.integers(0, 2, 60)
    tied = np.column_stack([1 - coarse, coarse])
    yield probabilities_case("two classes, many ties", truth, tied, None, 1)
    yield probabilities_case("two classes, many ties, weights", truth, tied, rng.random(60), 1)
    yield probabilities_case("two classes, class 0 positive", truth, tied, None, 0)
    truth, predicted = rng.normal(50, 20, 60), None
    predicted = truth + rng.normal(2, 8, 60)
    yield values_case("regression", truth, predicted)
    yield values_case("regression, integer weights", truth, predicted, rng.integers(0, 4, 60))
    yield values_case("regression, real weights", truth, predicted, rng.random(60))
    yield values_case("regression, large offset", truth + 1e6, predicted + 1e6)
    yield values_case("regression, worse than the mean", truth, -predicted)


def edge_cases():
    half = np.array([[0.5, 0.5], [0.5, 0.5], [0.5, 0.5], [0.5, 0.5]])
    yield probabilities_case("only one class is present", [1, 1], np.array([[0.1, 0.9], [0.2, 0.8]]), None, 1)
    yield probabilities_case("all scores tie", [0, 1, 0, 1], half, None, 1)
    yield probabilities_case("certain and wrong in float64", [1, 0], np.array([[1.0, 0.0], [0.0, 1.0]]), None, 1)
    yield probabilities_case("rows not summing to one", [0, 1], np.array([[0.5, 0.2], [0.2, 0.5]]), None, 1)
    three = np.array([[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.5, 0.4, 0.1], [0.3, 0.6, 0.1]])
    yield probabilities_case("a class is absent", [0, 1, 0, 1], three)
    yield labels_case("no positive, none predicted", [0, 0, 0], [0, 0, 0], 2, None, 1)
    yield labels_case("a positive, none predicted", [0, 1, 0], [0, 0, 0], 2, None, 1)
    yield labels_case("no positive, one predicted", [0, 0, 0], [0, 1, 0], 2, None, 1)
    yield labels_case("a class only predicted", [0, 0, 1, 1], [0, 2, 1, 1], 3)
    yield labels_case("a class never recognised", [0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], 3)
    yield labels_case("one row", [1], [1], 2, None, 1)
    yield values_case("constant and perfect", [2.0, 2.0, 2.0], [2.0, 2.0, 2.0])
    yield values_case("constant and imperfect", [2.0, 2.0, 2.0], [2.0, 2.0, 3.0])
    yield values_case("one row", [2.0], [3.0])


print(
    json.dumps(
        {
            "made_by": f"metrics.py, scikit-learn {sklearn.__version__}, numpy {np.__version__}",
            "cases": [*random_cases(), *edge_cases()],
        },
        indent=None,
        separators=(",", ":"),
    )
)
