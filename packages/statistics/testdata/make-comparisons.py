"""Makes comparisons.json: what SciPy, statsmodels and plain definitions say of two models on the same rows.

    pip install scikit-learn==1.9.1 scipy==1.17.1 statsmodels==0.15.0 && python make-comparisons.py > comparisons.json

DeLong's variance is written down from its definition, with a loop over all pairs; Tango's interval maximises the
likelihood numerically. Both share nothing with the code that they test but the papers.
"""

import json
import warnings

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import optimize, stats
from sklearn import metrics as m
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

warnings.simplefilter("ignore")
rng = np.random.default_rng(88)
ALPHA = 0.05


def bca():
    rows, resamples = 40, 300
    truth = rng.integers(0, 2, rows)
    candidate = np.round(np.clip(0.4 * truth + rng.random(rows) * 0.6, 0.01, 0.99), 3)
    baseline = np.round(np.clip(0.2 * truth + rng.random(rows) * 0.8, 0.01, 0.99), 2)
    statistics = {"roc_auc": m.roc_auc_score, "log_loss": m.log_loss, "brier": m.brier_score_loss}
    results = {}
    for name, score in statistics.items():
        drawn = []

        def observe(index, t, c, b):
            drawn.append(index.tolist())
            return score(t, c) - score(t, b)

        data = (np.arange(rows), truth, candidate, baseline)
        options = {"paired": True, "n_resamples": resamples, "vectorized": False, "confidence_level": 1 - 2 * ALPHA}
        result = stats.bootstrap(data, observe, method="BCa", rng=np.random.default_rng(5), **options)
        indices = [index for index in drawn if len(index) == rows and index != list(range(rows))]
        assert len(indices) == resamples
        results[name] = {
            "indices": indices,
            "differences": result.bootstrap_distribution.tolist(),
            "low": float(result.confidence_interval.low),
            "high": float(result.confidence_interval.high),
        }
    shared = {json.dumps(result.pop("indices")) for result in results.values()}
    assert len(shared) == 1, "every metric sees the same draws"
    return {
        "rows": rows,
        "truth": truth.tolist(),
        "candidate": candidate.tolist(),
        "baseline": baseline.tolist(),
        "indices": json.loads(shared.pop()),
        "results": results,
    }


def delong(truth, candidate, baseline):
    def placements(scores):
        x, y = scores[truth == 1], scores[truth == 0]
        wins = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
        return wins.mean(), wins.mean(axis=1), wins.mean(axis=0)

    (a, a10, a01), (b, b10, b01) = placements(candidate), placements(baseline)
    s10, s01 = np.cov(a10, b10), np.cov(a01, b01)
    s = s10 / len(a10) + s01 / len(a01)
    error = np.sqrt(s[0, 0] + s[1, 1] - 2 * s[0, 1])
    assert np.isclose(a, m.roc_auc_score(truth, candidate))
    return {
        "truth": truth.tolist(),
        "candidate": candidate.tolist(),
        "baseline": baseline.tolist(),
        "difference": float(a - b),
        "standard_error": float(error),
        "p_below_zero": float(stats.norm.cdf((a - b) / error)),
    }


def delong_cases():
    cases = []
    for rows, digits in [(12, 3), (60, 1), (200, 6)]:
        truth = rng.integers(0, 2, rows)
        truth[:4] = [0, 0, 1, 1]
        candidate = np.round(truth + rng.normal(0, 1, rows), digits)
        baseline = np.round(0.7 * truth + rng.normal(0, 1, rows), digits)
        cases.append(delong(truth, candidate, baseline))
    return cases


def tango(rows, gained, lost):
    def statistic(delta):
        def minus_likelihood(q):
            p = q + delta
            rest = 1 - p - q
            terms = [(gained, p), (lost, q), (rows - gained - lost, rest)]
            if any(chance < 0 or (count > 0 and chance <= 0) for count, chance in terms):
                return np.inf
            return -sum(count * np.log(chance) for count, chance in terms if count > 0)

        low, high = max(0, -delta), (1 - delta) / 2
        excess = gained - lost - rows * delta
        if excess == 0:
            return 0.0
        found = optimize.minimize_scalar(
            minus_likelihood, bounds=(low, high), method="bounded", options={"xatol": 1e-14}
        ).x
        q = min([low, found, high], key=minus_likelihood)
        return excess / np.sqrt(rows * (2 * q + delta * (1 - delta)))

    z, estimate = stats.norm.ppf(1 - ALPHA), (gained - lost) / rows
    edge = 1 - 1e-9
    bounds = [
        float(optimize.brentq(lambda d: statistic(d) - side * z, *ends, xtol=1e-13))
        for side, ends in [(1, (-edge, estimate)), (-1, (estimate, edge))]
    ]
    return {"rows": rows, "gained": gained, "lost": lost, "low": bounds[0], "high": bounds[1]}


def diebold_mariano(horizon):
    d = np.round(rng.normal(0.2, 1, 40) + np.sin(np.arange(40)), 3)
    n, c = len(d), d - d.mean()
    variance = (c @ c + 2 * sum(c[k:] @ c[:-k] for k in range(1, horizon))) / n / n
    factor = np.sqrt((n + 1 - 2 * horizon + horizon * (horizon - 1) / n) / n)
    t = factor * d.mean() / np.sqrt(variance)
    return {"differences": d.tolist(), "horizon": horizon, "t": float(t), "p": float(2 * stats.t.sf(abs(t), n - 1))}


def paired_t():
    candidate, baseline = np.round(rng.gamma(1, 1, 25), 3), np.round(rng.gamma(1, 1, 25), 3)
    result = stats.ttest_rel(candidate, baseline)
    interval = result.confidence_interval(1 - 2 * ALPHA)
    return {
        "candidate": candidate.tolist(),
        "baseline": baseline.tolist(),
        "low": float(interval.low),
        "high": float(interval.high),
        "p_above_zero": float(stats.ttest_rel(candidate, baseline, alternative="greater").pvalue),
    }


def nadeau_bengio():
    d = np.round(rng.normal(0.01, 0.02, 10), 4)
    t = d.mean() / np.sqrt((1 / len(d) + 100 / 900) * d.var(ddof=1))
    return {"differences": d.tolist(), "train": 900, "test": 100, "t": float(t), "p": float(2 * stats.t.sf(abs(t), 9))}


p_values = [0.01, 0.04, 0.03, 0.005, 0.8, 0.0124]
print(
    json.dumps(
        {
            "made_by": f"make-comparisons.py, scipy {scipy.__version__}, scikit-learn {sklearn.__version__}, "
            f"statsmodels {statsmodels.__version__}, numpy {np.__version__}",
            "alpha": ALPHA,
            "bca": bca(),
            "delong": delong_cases(),
            "tango": [
                tango(*case) for case in [(10, 0, 0), (21, 1, 7), (160, 40, 20), (50, 5, 0), (30, 0, 9), (5000, 130, 101)]
            ],
            "mcnemar": [
                {"gained": g, "lost": l, "exact": float(mcnemar([[0, g], [l, 0]], exact=True).pvalue)}
                for g, l in [(12, 4), (0, 0), (1, 0), (5, 5), (300, 260)]
            ],
            "holm": {"p": p_values, "adjusted": multipletests(p_values, method="holm")[1].tolist()},
            "wilson": [
                {"count": k, "of": n, "interval": list(map(float, proportion_confint(k, n, 2 * ALPHA, method="wilson")))}
                for k, n in [(0, 10), (10, 10), (3, 10), (981, 1000)]
            ],
            "paired_t": paired_t(),
            "diebold_mariano": [diebold_mariano(1), diebold_mariano(3)],
            "nadeau_bengio": nadeau_bengio(),
        },
        separators=(",", ":"),
    )
)
