"""The twelve checks as a schema of Pandera: `python pandera_schema.py FILE` prints what they found."""

import json
import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

file = Path(sys.argv[1])
airports = json.loads((Path(__file__).parent / "airports.json").read_text())
flights = pd.read_parquet(file) if file.suffix == ".parquet" else pd.read_csv(file, parse_dates=["date"])

schema = pa.DataFrameSchema(
    {
        "date": pa.Column(
            nullable=False,
            checks=pa.Check.in_range(pd.Timestamp("2001-01-01"), pd.Timestamp("2001-06-30 23:59:59"), name="date range"),
        ),
        "delay": pa.Column(
            checks=[
                pa.Check.in_range(-60, 1440, name="delay range"),
                pa.Check(lambda delay: 0 <= delay.mean() <= 10, name="delay mean"),
            ]
        ),
        "distance": pa.Column(checks=pa.Check.in_range(1, 5000, name="distance range")),
        "origin": pa.Column(nullable=False, checks=pa.Check.str_matches("^[A-Z]{3}$", name="origin pattern")),
        "destination": pa.Column(nullable=False, checks=pa.Check.isin(airports, name="destination set")),
    },
    checks=[
        pa.Check(lambda rows: 1_000_000 <= len(rows) <= 100_000_000, name="row count"),
        pa.Check(lambda rows: rows["distance"] > rows["delay"], name="distance beyond delay"),
    ],
    unique=["date", "origin", "destination"],
)
names = ["row count", "key", "distance beyond delay", "delay mean", "origin pattern", "destination set"]
names += [f"{column} present" for column in ("date", "origin", "destination")]
names += [f"{column} range" for column in ("date", "delay", "distance")]
found = {name: {"holds": True, "rows": 0} for name in names}
try:
    schema.validate(flights, lazy=True)
except pa.errors.SchemaErrors as errors:
    # A check of several columns has a line for each of them; the rows are the same.
    cases = errors.failure_cases.groupby(["column", "check"])["index"].nunique().reset_index()
    for column, check, rows in cases.itertuples(index=False):
        kind = {"in_range": "range", "isin": "set", "str_matches": "pattern", "not_nullable": "present"}
        known = {"multiple_fields_uniqueness": "key"}.get(check, check if check in found else None)
        name = known or f"{column} {kind[check.split('(')[0]]}"
        found[name] = {"holds": False, "rows": int(rows)}
print(json.dumps(found))
