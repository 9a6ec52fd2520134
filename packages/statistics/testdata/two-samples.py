"""Makes two-samples.json: distances and tests between two samples, from SciPy and statsmodels.

    pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 && python two-samples.py > two-samples.json

Large samples are not stored but described: the value at i is a remainder, `(i * step + offset) % modulus / divisor`.
"""

import json

import numpy as np
import scipy
import statsmodels
from scipy.spatial.distance import jensenshannon
from scipy.special import smirnov
from scipy.stats import binom, chi2, chi2_contingency, fisher_exact, hypergeom, ks_2samp, kstwo, wasserstein_distance
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

rng = np.random.default_rng(20)


def made(size, step, offset, modulus, divisor):
    values = (np.arange(size, dtype=np.int64) * step + offset) % modulus / divisor
    return {"size": size, "step": step, "offset": offset, "modulus": modulus, "divisor": divisor}, values


def stored(values):
    values = np.round(values, 3)
    return {"values": values.tolist()}, values


def compared(a, b):
    (source_a, x), (source_b, y) = a, b
    test = ks_2samp(x, y)
    sigma = np.std(x)
    distance = wasserstein_distance(x, y)
    return {
        "a": source_a,
        "b": source_b,
        "ks": {"statistic": float(test.statistic), "p": float(test.pvalue)},
        "wasserstein": float(distance),
        "sigma": float(sigma),
    }


normal = rng.normal
samples = [
    compared(stored(normal(0, 1, 60)), stored(normal(0.3, 1, 60))),
    compared(stored(normal(0, 1, 73)), stored(normal(0, 1.5, 41))),
    compared(stored(normal(0, 1, 12)), stored(normal(9, 1, 7))),
    compared(stored(rng.poisson(3, 80)), stored(rng.poisson(4, 55))),
    compared(stored(np.array([1.0])), stored(np.array([2.0]))),
    compared(stored(np.array([5.0, 5.0, 5.0])), stored(np.array([5.0, 5.0]))),
    compared(stored(np.array([1e9, 1e9 + 1, 1e9 + 2])), stored(np.array([1e9 + 1.5]))),
    compared(made(9_999, 7919, 3, 10_007, 10.0), made(10_000, 104_729, 11, 10_303, 10.0)),
    compared(made(731, 7919, 3, 1009, 1.0), made(730, 104_729, 11, 1013, 0.9)),
    compared(made(10_001, 7919, 3, 100_003, 10.0), made(9_000, 104_729, 11, 100_019, 9.9)),
    compared(made(12_000, 7919, 3, 100_003, 1.0), made(15, 104_729, 11, 100_019, 0.8)),
    compared(made(30_000, 7919, 3, 100_003, 1.0), made(40_000, 104_729, 11, 100_019, 0.98)),
]

finite = []
for n in [1, 2, 5, 20, 139, 140, 141, 500, 5_000, 99_999, 150_000, 1_000_000, 1_000_001]:
    for z in [0.1, 0.3, 0.6, 0.8, 0.87, 1.0, 1.2, 1.48, 1.5, 1.9, 2.1, 2.5, 8.0, 19.0]:
        d = z / np.sqrt(n)
        if d < 1.1:
            finite.append([n, float(d), float(kstwo.sf(d, n))])

tables = []
for counts in [
    [[10, 20, 30], [12, 18, 40]],
    [[52, 44, 72], [0, 124, 52]],
    [[30, 10], [25, 20]],
    [[500_000, 499_000, 1_000], [498_000, 500_500, 1_500]],
    [[100] * 20, [95, 105] * 10],
    [[40, 0, 60], [55, 0, 45]],
    [[300_000, 700_000], [310_000, 690_000]],
]:
    table = np.array(counts)
    test = chi2_contingency(table[:, table.sum(axis=0) > 0])
    tables.append(
        {
            "counts": counts,
            "statistic": float(test.statistic),
            "p": float(test.pvalue),
            "dof": int(test.dof),
            "jensenshannon": float(jensenshannon(counts[0], counts[1])),
        }
    )

sparse = []
for counts in [[[3, 8, 1, 0], [9, 4, 0, 3]], [[90, 8, 1, 1], [70, 20, 6, 4]], [[4, 6], [9, 1]]]:
    # Tables with the same margins, drawn by SciPy; no correction, as it would only blur the comparison.
    table = np.array(counts)
    drawn = scipy.stats.random_table(table.sum(axis=1), table.sum(axis=0)).rvs(200_000, random_state=7)
    expected = scipy.stats.contingency.expected_freq(table)
    statistic = ((table - expected) ** 2 / expected).sum()
    statistics = ((drawn - expected) ** 2 / expected).sum(axis=(1, 2))
    sparse.append({"counts": counts, "statistic": float(statistic), "p": float((statistics >= statistic - 1e-9).mean())})

proportions = []
for a, n, b, m in [(50, 1000, 80, 1000), (20_000, 1_000_000, 20_500, 1_000_000), (3, 400, 90, 500), (400, 500, 90, 130)]:
    z, p = proportions_ztest([a, b], [n, m])
    proportions.append({"a": [a, n], "b": [b, m], "method": "z", "p": float(p)})
for a, n, b, m in [(0, 1000, 6, 1000), (1, 10, 9, 12), (0, 50, 0, 60), (7, 7, 9, 9), (1, 300_000, 9, 5), (3, 6, 3, 6)]:
    b, m = min(b, m), m
    p = fisher_exact([[a, n - a], [b, m - b]]).pvalue
    proportions.append({"a": [a, n], "b": [b, m], "method": "fisher", "p": float(p)})

families = [
    [0.01, 0.04, 0.03, 0.2, 0.9],
    [0.05],
    [0.02, 0.02, 0.02],
    [1.0, 0.0, 0.5, 1e-300],
    np.round(rng.random(40) ** 3, 6).tolist(),
]
adjusted = [{"p": p, "adjusted": multipletests(p, method="fdr_bh")[1].tolist()} for p in families]

binomial = [[k, n, p, float(binom.pmf(k, n, p))] for k, n, p in [(0, 5, 0.2), (5, 5, 0.2), (3, 9, 0.5), (40, 100, 0.3), (500_300, 1_000_000, 0.5), (2, 1_000_000, 1e-6)]]
urns = [[k, *urn, float(hypergeom.pmf(k, *urn))] for k, urn in [(3, (20, 7, 12)), (0, (20, 7, 12)), (250, (1_000, 500, 480)), (50_100, (1_000_000, 100_000, 500_000))]]
tails = [[x, k, float(chi2.sf(x, k))] for k in [1, 2, 3, 4, 7, 10, 31, 100, 999, 1000, 20_001] for x in [0.0, 0.3 * k, k, 2.0 * k, k + 30 * k**0.5]]
one_sided = [[n, d, float(smirnov(n, d))] for n, d in [(3, 0.4), (100, 0.21), (1_000, 0.05), (500_000, 0.003), (1_000_000, 0.002), (1_500_000, 0.002)]]

print(
    json.dumps(
        {
            "_about": f"Made by two-samples.py: SciPy {scipy.__version__}, statsmodels {statsmodels.__version__}, NumPy {np.__version__}.",
            "samples": samples,
            "kstwo_sf": finite,
            "smirnov": one_sided,
            "chi2_sf": tails,
            "binom_pmf": binomial,
            "hypergeom_pmf": urns,
            "chi2_contingency": tables,
            "random_table": sparse,
            "proportions": proportions,
            "fdr_bh": adjusted,
        },
        indent=1,
    )
)
