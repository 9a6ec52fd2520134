"""Makes references.json: columns of two public tables, with what Evidently and NannyML say of them.

    python references.py node_modules/vega-datasets/data values.json > references.json

values.json holds the outputs of Evidently 0.7 (commit a4aa4c2b3) and NannyML 0.13.1 on these columns of vega-datasets 3.2.1
(NumPy 2.4.6, pandas 3.0.6, SciPy 1.17.1); those that are defined as ours are kept.
"""

import csv
import json
import sys
from pathlib import Path

folder, values = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())
penguins = json.loads((folder / "penguins.json").read_text())
weather = list(csv.DictReader((folder / "seattle-weather.csv").open()))
tables = {
    "penguins.json": (penguins, lambda row: row["Island"] == "Biscoe"),
    "seattle-weather.csv": (weather, lambda row: row["date"].replace("/", "-")[:4] <= "2013"),
}
columns = []
for file, (rows, is_reference) in tables.items():
    for name, found in values[file].items():
        if name == "split":
            continue
        evidently, nannyml = found["evidently"], found["nannyml"]
        numeric = "wasserstein" in evidently
        read = (lambda value: None if value is None else float(value)) if numeric else (lambda value: value)
        expected = (
            {"wasserstein_over_sigma": evidently["wasserstein"], "ks_p": evidently["ks"], "ks": nannyml["kolmogorov_smirnov"]["value"]}
            if numeric
            else {"jensenshannon": evidently["jensenshannon"], "chi2": nannyml["chi2"]["value"], "chi2_p": nannyml["chi2"]["p"]}
        )
        columns.append(
            {
                "file": file,
                "split": values[file]["split"],
                "name": name,
                "reference": [read(row[name]) for row in rows if is_reference(row)],
                "current": [read(row[name]) for row in rows if not is_reference(row)],
                **expected,
            }
        )
about = "Made by references.py: outputs of Evidently 0.7 (a4aa4c2b3) and NannyML 0.13.1 on files of vega-datasets 3.2.1."
lines = ",\n ".join(json.dumps(column) for column in columns)
print(f'{{"_about": {json.dumps(about)}, "columns": [\n {lines}\n]}}')
