"""The twelve checks as a suite of Great Expectations: `python great_expectations_suite.py FILE` prints what they found."""

import json
import sys
from datetime import datetime
from pathlib import Path

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd

file = Path(sys.argv[1])
airports = json.loads((Path(__file__).parent / "airports.json").read_text())
flights = pd.read_parquet(file) if file.suffix == ".parquet" else pd.read_csv(file, parse_dates=["date"])

context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False}
batch = (
    context.data_sources.add_pandas("files")
    .add_dataframe_asset("flights")
    .add_batch_definition_whole_dataframe("all")
    .get_batch({"dataframe": flights})
)
suite = gx.ExpectationSuite(
    name="flights",
    expectations=[
        gxe.ExpectTableRowCountToBeBetween(min_value=1_000_000, max_value=100_000_000),
        gxe.ExpectColumnValuesToNotBeNull(column="date"),
        gxe.ExpectColumnValuesToNotBeNull(column="origin"),
        gxe.ExpectColumnValuesToNotBeNull(column="destination"),
        gxe.ExpectColumnValuesToBeBetween(column="delay", min_value=-60, max_value=1440),
        gxe.ExpectColumnValuesToBeBetween(column="distance", min_value=1, max_value=5000),
        gxe.ExpectColumnValuesToBeBetween(
            column="date", min_value=datetime(2001, 1, 1), max_value=datetime(2001, 6, 30, 23, 59, 59)
        ),
        gxe.ExpectColumnValuesToMatchRegex(column="origin", regex="^[A-Z]{3}$"),
        gxe.ExpectColumnValuesToBeInSet(column="destination", value_set=airports),
        gxe.ExpectColumnMeanToBeBetween(column="delay", min_value=0, max_value=10),
        gxe.ExpectCompoundColumnsToBeUnique(column_list=["date", "origin", "destination"]),
        gxe.ExpectColumnPairValuesAToBeGreaterThanB(column_A="distance", column_B="delay"),
    ],
)
result = batch.validate(suite)
names = {
    "expect_table_row_count_to_be_between": "row count",
    "expect_column_values_to_not_be_null": "{column} present",
    "expect_column_values_to_be_between": "{column} range",
    "expect_column_values_to_match_regex": "{column} pattern",
    "expect_column_values_to_be_in_set": "{column} set",
    "expect_column_mean_to_be_between": "{column} mean",
    "expect_compound_columns_to_be_unique": "key",
    "expect_column_pair_values_a_to_be_greater_than_b": "distance beyond delay",
}
found = {}
for one in result.results:
    asked = one.expectation_config
    # Checks of rows have a number of rows that break them; the others a number that was found.
    broken = one.result.get("unexpected_count", 0)
    found[names[asked.type].format(**asked.kwargs)] = {"holds": bool(one.success), "rows": broken}
print(json.dumps(found))
