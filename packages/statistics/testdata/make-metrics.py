"""Makes metrics.json: what scikit-learn says about small random tables and about edge cases, and, for metrics that it
does not have, what slow and obvious versions of their definitions say.

    pip install scikit-learn==1.9.1 && python make-metrics.py > metrics.json

A value that is undefined is null. Metrics that scikit-learn refuses for a table are left out of it.
"""

import itertools
import json
import math
import warnings

import numpy as np
import sklearn
from sklearn import metrics as m

warnings.simplefilter("ignore")
rng = np.random.default_rng(20240607)


def number(value):
    return None if math.isnan(value) else float(value)


def plain(value):
    return value.tolist() if isinstance(value, np.ndarray) else value


def case(kind, name, observed, weights, values):
    return {
        "name": name,
        "observed": {"kind": kind, **{key: plain(value) for key, value in observed.items() if value is not None}},
        "weights": None if weights is None else np.asarray(weights).tolist(),
        "values": [
            {"metric": metric, "parameters": parameters, "value": number(value)} for metric, parameters, value in values
        ],
    }


# Labels


def labels_case(name, truth, predicted, classes, weights=None, positive=None):
    truth, predicted = np.asarray(truth), np.asarray(predicted)
    w = {"sample_weight": weights}
    values = [
        ("accuracy", {}, m.accuracy_score(truth, predicted, **w)),
        ("balanced_accuracy", {}, m.balanced_accuracy_score(truth, predicted, **w)),
        ("mcc", {}, m.matthews_corrcoef(truth, predicted, **w)),
        ("cohen_kappa", {}, m.cohen_kappa_score(truth, predicted, **w)),
    ]
    averages = [("macro", {}), ("micro", {}), ("weighted", {})]
    if positive is not None:
        averages.append(("binary", {"pos_label": positive}))
    for average, label in averages:
        arguments = {"average": average, "zero_division": 0, **label, **w}
        chosen = {"average": average}
        values.append(("precision", chosen, m.precision_score(truth, predicted, **arguments)))
        values.append(("recall", chosen, m.recall_score(truth, predicted, **arguments)))
        values.append(("f1", chosen, m.f1_score(truth, predicted, **arguments)))
        for beta in (0.5, 2.0):
            value = m.fbeta_score(truth, predicted, beta=beta, **arguments)
            values.append(("fbeta", {"beta": beta, **chosen}, value))
    observed = {"classes": classes, "truth": truth, "predicted": predicted, "positive": positive}
    confusion = m.confusion_matrix(truth, predicted, labels=range(classes), **w)
    return {**case("labels", name, observed, weights, values), "confusion": confusion.ravel().tolist()}


# Probabilities


def confidences(truth, scores, positive):
    if scores.shape[1] == 2:
        return scores[:, positive], (truth == positive).astype(float)
    best = scores.argmax(axis=1)
    return scores[np.arange(len(truth)), best], (truth == best).astype(float)


def ece(truth, scores, positive, bins, binning, weights):
    """Bin by bin, as the papers write it; equal mass at the bins' quantiles (inverted CDF) of the weighted rows."""
    confidence, hit = confidences(truth, scores, positive)
    w = np.ones(len(truth)) if weights is None else np.asarray(weights, dtype=float)
    if binning == "equal_width":
        edges = np.arange(bins + 1) / bins
    else:
        order = np.argsort(confidence, kind="stable")
        cumulated = np.cumsum(w[order])
        inner = [
            confidence[order][np.searchsorted(cumulated, i * cumulated[-1] / bins, side="left")] for i in range(1, bins)
        ]
        edges = np.array([-1.0, *inner, 2.0])
    total = 0.0
    for low, high, first in zip(edges[:-1], edges[1:], [True] + [False] * bins):
        inside = (confidence <= high) & ((confidence > low) | (first & (confidence == low)))
        if w[inside].sum() > 0:
            gap = np.average(confidence[inside], weights=w[inside]) - np.average(hit[inside], weights=w[inside])
            total += w[inside].sum() * abs(gap)
    return total / w.sum()


def probabilities_case(name, truth, scores, weights=None, positive=None, skip=(), bins=(15, 4)):
    truth = np.asarray(truth)
    classes = scores.shape[1]
    every = list(range(classes))
    w = {"sample_weight": weights}
    values = [("log_loss", {}, m.log_loss(truth, scores, labels=every, **w))]
    if classes == 2:
        yes, score = (truth == positive).astype(int), scores[:, positive]
        values.append(("roc_auc", {}, m.roc_auc_score(yes, score, **w)))
        values.append(("average_precision", {}, m.average_precision_score(yes, score, **w)))
        values.append(("brier", {}, m.brier_score_loss(yes, score, pos_label=1, **w)))
        values.append(("top_k_accuracy", {"k": 1}, m.top_k_accuracy_score(yes, score, k=1, labels=[0, 1], **w)))
    else:
        for average in ("macro", "weighted"):
            chosen = {"average": average}
            if "roc_auc" not in skip:
                ovr = m.roc_auc_score(truth, scores, multi_class="ovr", labels=every, **chosen, **w)
                values.append(("roc_auc", {"multi_class": "ovr", **chosen}, ovr))
                if weights is None:
                    ovo = m.roc_auc_score(truth, scores, multi_class="ovo", labels=every, **chosen)
                    values.append(("roc_auc", {"multi_class": "ovo", **chosen}, ovo))
            if len(set(truth.tolist())) == classes:
                values.append(("average_precision", chosen, m.average_precision_score(truth, scores, **chosen, **w)))
        values.append(("brier", {}, m.brier_score_loss(truth, scores, labels=every, **w)))
        for k in (1, 2):
            values.append(("top_k_accuracy", {"k": k}, m.top_k_accuracy_score(truth, scores, k=k, labels=every, **w)))
    for binning in ("equal_width", "equal_mass"):
        for count in bins:
            value = ece(truth, scores, positive, count, binning, weights)
            values.append(("ece", {"bins": count, "binning": binning}, value))
    observed = {"classes": classes, "truth": truth, "probabilities": scores.ravel(), "positive": positive}
    return case("probabilities", name, observed, weights, [one for one in values if one[0] not in skip])


# Numbers


def values_case(name, truth, predicted, weights=None, skip=()):
    truth, predicted = np.asarray(truth, dtype=float), np.asarray(predicted, dtype=float)
    w = {"sample_weight": weights}
    values = [
        ("mae", {}, m.mean_absolute_error(truth, predicted, **w)),
        ("mse", {}, m.mean_squared_error(truth, predicted, **w)),
        ("rmse", {}, m.root_mean_squared_error(truth, predicted, **w)),
        ("r2", {}, m.r2_score(truth, predicted, **w)),
        ("explained_variance", {}, m.explained_variance_score(truth, predicted, **w)),
        ("median_ae", {}, m.median_absolute_error(truth, predicted, **w)),
    ]
    if weights is None:
        values.append(("max_error", {}, m.max_error(truth, predicted)))
    for quantile in (0.1, 0.5, 0.9):
        values.append(("pinball", {"quantile": quantile}, m.mean_pinball_loss(truth, predicted, alpha=quantile, **w)))
    zeros = np.any(np.abs(truth) < np.finfo(float).eps)
    values.append(("mape", {}, math.nan if zeros else m.mean_absolute_percentage_error(truth, predicted, **w)))
    if truth.min() > -1 and predicted.min() > -1:
        values.append(("rmsle", {}, m.root_mean_squared_log_error(truth, predicted, **w)))
    sizes, errors = np.abs(truth) + np.abs(predicted), np.abs(truth - predicted)
    symmetric = np.where(sizes == 0, 0, 2 * errors / np.where(sizes == 0, 1, sizes))
    values.append(("smape", {}, np.average(symmetric, weights=weights)))
    one = np.ones(len(truth)) if weights is None else np.asarray(weights)
    whole = np.sum(one * np.abs(truth))
    values.append(("wape", {}, np.sum(one * errors) / whole if whole > 0 else math.nan))
    return case(
        "values", name, {"truth": truth, "predicted": predicted}, weights, [one for one in values if one[0] not in skip]
    )


# Rankings


def orders(scores):
    """All orders of the documents that their scores allow."""
    groups = [np.flatnonzero(scores == score) for score in sorted(set(scores.tolist()), reverse=True)]
    for parts in itertools.product(*(itertools.permutations(group) for group in groups)):
        yield [document for part in parts for document in part]


def average_precision_at(relevant, k):
    hits = [sum(relevant[: i + 1]) / (i + 1) for i in range(min(k, len(relevant))) if relevant[i]]
    return sum(hits) / min(k, sum(relevant)) if any(relevant) else 0.0


def reciprocal_rank(relevant):
    return 1 / (relevant.index(True) + 1) if any(relevant) else 0.0


def mean_over_orders(relevance, scores, score):
    """The plain mean over all orders of equal scores, each by itself."""
    return np.mean([score([relevance[document] > 0 for document in order]) for order in orders(scores)])


def ranking_case(name, truth, predicted, query, weights=None):
    truth, predicted, query = np.asarray(truth, dtype=float), np.asarray(predicted, dtype=float), np.asarray(query)
    documents = [(truth[query == one], predicted[query == one]) for one in range(query.max() + 1)]

    def mean(score):
        return np.average([score(relevance, scores) for relevance, scores in documents], weights=weights)

    values = []
    for k in (None, 1, 3, 10):
        at = {} if k is None else {"k": k}
        limit = k or 1000
        if all(len(relevance) > 1 for relevance, _ in documents):
            values.append(("ndcg", at, mean(lambda r, s: m.ndcg_score([r], [s], k=k))))
            exponential = mean(lambda r, s: m.ndcg_score([2**r - 1], [s], k=k))
            values.append(("ndcg", {"gain": "exponential", **at}, exponential))
        else:
            values.append(("ndcg", at, math.nan))
        precision = mean(lambda r, s: mean_over_orders(r, s, lambda flags: average_precision_at(flags, limit)))
        values.append(("map", at, precision))
        if k is not None:
            values.append(("hit_rate", at, mean(lambda r, s: mean_over_orders(r, s, lambda flags: any(flags[:k])))))
    values.append(("mrr", {}, mean(lambda r, s: mean_over_orders(r, s, reciprocal_rank))))
    observed = {"truth": truth, "predicted": predicted, "query": query, "queries": len(documents)}
    return case("ranking", name, observed, weights, values)


# Forecasts


def forecast_case(name, truth, predicted, series, training, weights=None):
    truth, predicted, series = np.asarray(truth, dtype=float), np.asarray(predicted, dtype=float), np.asarray(series)
    w = np.ones(len(truth)) if weights is None else np.asarray(weights, dtype=float)
    values = []
    for season in (1, 4):
        absolute, squared = [], []
        for past in training:
            changes = np.array([past[t] - past[t - season] for t in range(season, len(past))])
            absolute.append(np.mean(np.abs(changes)) if len(changes) else math.nan)
            squared.append(np.mean(changes**2) if len(changes) else math.nan)
        absolute = [value if value > 0 else math.nan for value in absolute]
        squared = [value if value > 0 else math.nan for value in squared]
        scaled = np.array([abs(t - p) / absolute[s] for t, p, s in zip(truth, predicted, series)])
        values.append(("mase", {"season": season}, np.sum(w * scaled) / w.sum()))
        total = 0.0
        for one in sorted(set(series.tolist())):
            rows = series == one
            if w[rows].sum() > 0:
                error = np.average((truth[rows] - predicted[rows]) ** 2, weights=w[rows])
                total += w[rows].sum() * math.sqrt(error / squared[one])
        values.append(("rmsse", {"season": season}, total / w.sum()))
    observed = {"truth": truth, "predicted": predicted, "series": series, "training": [list(past) for past in training]}
    return case("forecast", name, observed, weights, values)


def intervals_case(name, truth, lower, upper, weights=None):
    inside = [low <= true <= high for true, low, high in zip(truth, lower, upper)]
    values = []
    for level in (0.8, 0.95):
        values.append(("coverage", {"level": level}, np.average(inside, weights=weights)))
        alpha = 1 - level
        scores = [
            (high - low) + 2 / alpha * max(0.0, low - true) + 2 / alpha * max(0.0, true - high)
            for true, low, high in zip(truth, lower, upper)
        ]
        values.append(("winkler", {"level": level}, np.average(scores, weights=weights)))
    observed = {"truth": np.asarray(truth), "lower": np.asarray(lower), "upper": np.asarray(upper)}
    return case("intervals", name, observed, weights, values)


# Tables


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def weightings(rows):
    return (
        ("", None),
        (", integer weights", rng.integers(0, 4, rows)),
        (", real weights", np.round(rng.random(rows), 4)),
    )


def random_classes():
    for classes in (2, 5):
        truth = rng.integers(0, classes, 60)
        predicted = np.where(rng.random(60) < 0.6, truth, rng.integers(0, classes, 60))
        scores = softmax(rng.normal(size=(60, classes)) + np.eye(classes)[truth])
        positive = 1 if classes == 2 else None
        for weighting, weights in weightings(60):
            yield labels_case(f"{classes} classes{weighting}", truth, predicted, classes, weights, positive)
            yield probabilities_case(f"{classes} classes{weighting}", truth, scores, weights, positive)
    coarse = np.round(softmax(rng.normal(size=(60, 2)))[:, 1], 1)
    truth = rng.integers(0, 2, 60)
    tied = np.column_stack([1 - coarse, coarse])
    for weighting, weights in weightings(60):
        yield probabilities_case(f"two classes, many ties{weighting}", truth, tied, weights, 1)
    yield probabilities_case("two classes, class 0 positive", truth, tied, None, 0)
    sixths = rng.multinomial(6, [1 / 4] * 4, 60) / 6
    truth = rng.integers(0, 4, 60)
    for weighting, weights in weightings(60):
        yield probabilities_case(f"four classes, many ties{weighting}", truth, sixths, weights)
    truth = rng.integers(0, 2, 5000)
    score = np.round(np.clip(0.5 + 0.2 * (truth - 0.5) + rng.normal(0, 0.2, 5000), 0, 1), 3)
    yield probabilities_case("5,000 rows", truth, np.column_stack([1 - score, score]), None, 1, bins=(15,))
    predicted = np.where(rng.random(3000) < 0.7, rng.integers(0, 3, 3000), rng.integers(0, 40, 3000))
    yield labels_case("3,000 rows, 40 classes", rng.integers(0, 40, 3000), predicted, 40)


def random_numbers():
    truth = rng.normal(50, 20, 60)
    predicted = truth + rng.normal(2, 8, 60)
    for weighting, weights in weightings(60):
        yield values_case(f"regression{weighting}", truth, predicted, weights)
    yield values_case("regression, large offset", truth + 1e6, predicted + 1e6)
    yield values_case("regression, worse than the mean", truth, -predicted)
    yield values_case("regression, tiny numbers", truth * 1e-150, predicted * 1e-150, skip=("r2", "explained_variance"))
    yield values_case("regression, huge numbers", truth * 1e150, predicted * 1e150)
    mixed = 10.0 ** rng.integers(-8, 9, 60)
    yield values_case("regression, mixed magnitudes", mixed, mixed * rng.uniform(0.5, 1.5, 60))
    tied = rng.integers(1, 6, 61).astype(float)
    guesses = rng.integers(1, 6, 61).astype(float)
    for weighting, weights in weightings(61):
        yield values_case(f"regression, many ties{weighting}", tied, guesses, weights)
    large = np.round(rng.lognormal(3, 1, 5000), 3)
    yield values_case("regression, 5,000 rows", large, np.round(large * rng.lognormal(0, 0.3, 5000), 3))


def rankings():
    sizes = rng.integers(2, 8, 12)
    query = np.repeat(np.arange(12), sizes)
    relevance = rng.integers(0, 4, len(query)) * (rng.random(len(query)) < 0.6)
    for weighting, weights in weightings(12):
        yield ranking_case(f"twelve queries{weighting}", relevance, rng.normal(size=len(query)), query, weights)
        tied = rng.integers(0, 3, len(query))
        yield ranking_case(f"twelve queries, many ties{weighting}", relevance, tied, query, weights)
    shuffled = rng.permutation(len(query))
    scores = rng.normal(size=len(query))
    yield ranking_case("documents of queries mixed", relevance[shuffled], scores, query[shuffled])
    yield ranking_case("nothing is relevant", [0, 0, 0], [3, 2, 1], [0, 0, 0])
    yield ranking_case("everything is relevant", [2, 1, 1], [3, 2, 1], [0, 0, 0])
    yield ranking_case("all scores tie", [0, 3, 0, 1, 0], [1, 1, 1, 1, 1], [0] * 5)
    yield ranking_case("one document alone", [1, 0, 2], [3, 2, 1], [0, 0, 1])


def forecasts():
    training = [np.round(np.cumsum(rng.normal(size=n)) + 5 * np.sin(np.arange(n) * np.pi / 2), 3) for n in (30, 17, 6)]
    series = np.repeat([0, 1, 2], [8, 5, 3])
    truth = np.round(rng.normal(size=16) * 3, 3)
    predicted = np.round(truth + rng.normal(size=16), 3)
    for weighting, weights in weightings(16):
        yield forecast_case(f"three series{weighting}", truth, predicted, series, training, weights)
    yield forecast_case("a perfect forecast", truth, truth, series, training)
    yield forecast_case("a training series as long as a season", [1.0], [2.0], [0], [[1.0, 2.0, 4.0, 8.0]])
    yield forecast_case("a constant training series", [1.0], [2.0], [0], [[3.0] * 12])
    spread = np.round(rng.random(16) * 3, 3)
    for weighting, weights in weightings(16):
        yield intervals_case(f"intervals{weighting}", truth, predicted - spread, predicted + spread, weights)
    yield intervals_case("true numbers on the ends", [1.0, 3.0], [1.0, 2.0], [2.0, 3.0])
    yield intervals_case("intervals of no width", [1.0, 3.0], [1.0, 2.0], [1.0, 2.0])


def edge_cases():
    half = np.full((4, 2), 0.5)
    certain = np.array([[1.0, 0.0], [0.0, 1.0]])
    yield probabilities_case("only one class is present", [1, 1], np.array([[0.1, 0.9], [0.2, 0.8]]), None, 1)
    yield probabilities_case("no positive is present", [0, 0], np.array([[0.1, 0.9], [0.2, 0.8]]), None, 1)
    yield probabilities_case("one row", [1], np.array([[0.25, 0.75]]), None, 1)
    yield probabilities_case("all scores tie", [0, 1, 0, 1], half, None, 1)
    yield probabilities_case("certain and wrong in float64", [1, 0], certain, None, 1)
    yield probabilities_case("certain and right", [0, 1], certain, None, 1)
    yield probabilities_case("probabilities on the edges of bins", [0, 1, 1, 0, 1, 0], np.array(
        [[1 - i / 15, i / 15] for i in (0, 1, 3, 6, 7, 15)]), None, 1)
    yield probabilities_case("rows not summing to one", [0, 1], np.array([[0.5, 0.2], [0.2, 0.5]]), None, 1)
    three = np.array([[0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.5, 0.4, 0.1], [0.3, 0.6, 0.1]])
    yield probabilities_case("a class is absent", [0, 1, 0, 1], three)
    yield probabilities_case("three classes, one row", [2], three[:1], skip=("roc_auc",))
    yield probabilities_case("three classes not summing to one", [0, 1, 2], np.array(
        [[0.5, 0.2, 0.1], [0.2, 0.5, 0.2], [0.1, 0.1, 0.4]]), skip=("roc_auc",))
    yield labels_case("no positive, none predicted", [0, 0, 0], [0, 0, 0], 2, None, 1)
    yield labels_case("a positive, none predicted", [0, 1, 0], [0, 0, 0], 2, None, 1)
    yield labels_case("no positive, one predicted", [0, 0, 0], [0, 1, 0], 2, None, 1)
    yield labels_case("everything wrong", [0, 1, 1], [1, 0, 0], 2, None, 1)
    yield labels_case("a class only predicted", [0, 0, 1, 1], [0, 2, 1, 1], 3)
    yield labels_case("a class never recognised", [0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], 3)
    yield labels_case("one row", [1], [1], 2, None, 1)
    yield labels_case("constant, real weights", [1, 1, 1], [1, 1, 1], 2, [0.1, 0.2, 0.7], 1)
    yield values_case("constant and perfect", [2.0, 2.0, 2.0], [2.0, 2.0, 2.0])
    yield values_case("constant and imperfect", [2.0, 2.0, 2.0], [2.0, 2.0, 3.0])
    yield values_case("constant offset", [1.0, 2.0, 4.0], [2.0, 3.0, 5.0])
    yield values_case("one row", [2.0], [3.0])
    yield values_case("two rows", [2.0, 4.0], [3.0, 8.0])
    yield values_case("a true value of 0", [0.0, 4.0], [1.0, 8.0])
    yield values_case("zeros met", [0.0, 0.0], [0.0, 0.0])
    yield values_case("zeros missed", [0.0, 0.0], [1.0, -0.5])
    yield values_case("a median that weights decide", [0.0, 0.0, 0.0, 0.0], [1.0, 2.0, 4.0, 7.0], [1.0, 0.0, 1.0, 2.0])
    yield values_case("a median amid weights", [0.0, 0.0, 0.0, 0.0], [1.0, 2.0, 4.0, 7.0], [1.0, 1.0, 0.0, 2.0])


print(
    json.dumps(
        {
            "made_by": f"make-metrics.py, scikit-learn {sklearn.__version__}, numpy {np.__version__}",
            "cases": [*random_classes(), *random_numbers(), *rankings(), *forecasts(), *edge_cases()],
        },
        indent=None,
        separators=(",", ":"),
    )
)
