"""Makes expected.json: what Fairlearn says about data.csv, by sex and by race, with and without its weights.

    pip install fairlearn==0.15.0 scikit-learn==1.9.1 && python make-fairlearn.py > expected.json

data.csv holds 2,000 invented rows.
"""

import json
from functools import partial

import fairlearn
import fairlearn.metrics as f
import pandas as pd
import sklearn

data = pd.read_csv("data.csv")
rates = {
    "selection_rate": f.selection_rate,
    "true_positive_rate": f.true_positive_rate,
    "false_positive_rate": f.false_positive_rate,
}


def judged(column, weights):
    arguments = {"y_true": data.y_true, "y_pred": data.y_pred, "sensitive_features": data[column]}
    parameters = {} if weights is None else {name: {"sample_weight": weights} for name in rates}
    frame = f.MetricFrame(metrics=rates, sample_params=parameters, **arguments)
    over = partial(dict, sample_weight=weights, **arguments)
    found = {"overall": frame.overall.to_dict(), "by_group": frame.by_group.to_dict("index"), "methods": {}}
    for method in ("between_groups", "to_overall"):
        found["methods"][method] = {
            "difference": frame.difference(method=method).to_dict(),
            "ratio": frame.ratio(method=method).to_dict(),
            "demographic_parity_difference": f.demographic_parity_difference(method=method, **over()),
            "demographic_parity_ratio": f.demographic_parity_ratio(method=method, **over()),
            "equalized_odds_difference": f.equalized_odds_difference(method=method, **over()),
            "equalized_odds_difference_mean": f.equalized_odds_difference(method=method, agg="mean", **over()),
            "equalized_odds_ratio": f.equalized_odds_ratio(method=method, **over()),
            "equalized_odds_ratio_mean": f.equalized_odds_ratio(method=method, agg="mean", **over()),
            "equal_opportunity_difference": f.equal_opportunity_difference(method=method, **over()),
            "equal_opportunity_ratio": f.equal_opportunity_ratio(method=method, **over()),
        }
    return found


print(
    json.dumps(
        {
            "made_by": f"make-fairlearn.py, fairlearn {fairlearn.__version__}, scikit-learn {sklearn.__version__}",
            **{
                f"{column}{suffix}": judged(column, weights)
                for column in ("sex", "race")
                for suffix, weights in (("", None), (" weighted", data.weight))
            },
        },
        indent=1,
    )
)
