"""Makes scikit-learn-golden.json: small tables, and what scikit-learn fits on the same standardised design.

    python -m venv venv && venv/bin/pip install scikit-learn==1.9.1 && venv/bin/python make_golden.py
"""

import json
import pathlib

import numpy as np
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.preprocessing import OneHotEncoder, StandardScaler

rng = np.random.default_rng(20240229)
ROWS = 240
CITIES = ["Bern", "Zürich", "São Paulo", "København", "Oslo"]


def table():
    height = rng.normal(170, 9, ROWS)
    height[rng.random(ROWS) < 0.1] = np.nan
    income = np.exp(rng.normal(8, 1.5, ROWS))
    constant = np.full(ROWS, 3.7)
    city = rng.choice(CITIES, ROWS, p=[0.4, 0.3, 0.2, 0.08, 0.02]).astype(object)
    city[rng.random(ROWS) < 0.07] = ""
    member = rng.choice(["false", "true"], ROWS).astype(object)
    signal = (
        0.1 * (np.nan_to_num(height, nan=170) - 170)
        + 0.6 * (np.log(income) - 8)
        + 1.2 * (city == "Bern")
        - 0.9 * (city == "")
        + 0.8 * (member == "true")
    )
    return {"height": height, "income": income, "constant": constant}, {"city": city, "member": member}, signal


def design(numbers, categories):
    """Numbers imputed by the median and standardised, then one column for each category, no column dropped."""
    raw = np.column_stack(list(numbers.values()))
    scaled = StandardScaler().fit_transform(SimpleImputer(strategy="median").fit_transform(raw))
    encoder = OneHotEncoder(sparse_output=False)
    coded = encoder.fit_transform(np.column_stack(list(categories.values())))
    return np.hstack([scaled, coded]), [list(levels) for levels in encoder.categories_]


def case(name, algorithm, l2, make_label):
    numbers, categories, signal = table()
    x, levels = design(numbers, categories)
    label = make_label(signal)
    if algorithm == "linear-regression":
        fit = Ridge(alpha=l2, solver="cholesky", tol=1e-12).fit(x, label)
        expected = {"values": fit.predict(x).tolist()}
        coefficients, intercepts = [fit.coef_.tolist()], [float(fit.intercept_)]
    else:
        fit = LogisticRegression(C=1 / l2, solver="newton-cholesky", tol=1e-12, max_iter=1000).fit(x, label)
        expected = {"probabilities": fit.predict_proba(x).tolist(), "classes": fit.classes_.tolist()}
        coefficients, intercepts = fit.coef_.tolist(), fit.intercept_.tolist()
    return {
        "name": name,
        "algorithm": algorithm,
        "l2": l2,
        "numbers": {k: [None if np.isnan(v) else float(v) for v in values] for k, values in numbers.items()},
        "categories": {k: [str(v) for v in values] for k, values in categories.items()},
        "levels": levels,
        "label": label.tolist(),
        "coefficients": coefficients,
        "intercepts": intercepts,
        **expected,
    }


def noisy(signal):
    return signal + rng.logistic(0, 1, ROWS)


cases = [
    case("binary", "logistic-regression", 1.0, lambda s: (noisy(s) > 0.5).astype(int)),
    case("binary, strong penalty", "logistic-regression", 50.0, lambda s: (noisy(s) > 0.5).astype(int)),
    case("binary, separable, weak penalty", "logistic-regression", 1e-3, lambda s: (s > 0.5).astype(int)),
    case(
        "four classes",
        "logistic-regression",
        0.5,
        lambda s: np.array(["a", "b", "c", "d"])[np.digitize(noisy(s), [-1, 0.5, 2])],
    ),
    case("ridge", "linear-regression", 1.0, noisy),
    case("ridge, far from zero", "linear-regression", 7.5, lambda s: 1e6 + 1e3 * noisy(s)),
]
document = {"source": f"scikit-learn {sklearn.__version__}, numpy {np.__version__}, make_golden.py", "cases": cases}
path = pathlib.Path(__file__).parent / "scikit-learn-golden.json"
path.write_text(json.dumps(document, ensure_ascii=False, indent=None, separators=(",", ":")) + "\n", encoding="utf-8")
