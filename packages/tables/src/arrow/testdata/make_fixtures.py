"""Writes the Arrow files of the tests beside this program, and values.json: what pyarrow reads from them.

Written with pyarrow 26.0.1: python make_fixtures.py
"""

import datetime
import decimal
import json
import pathlib

import pyarrow as pa
import pyarrow.feather as feather

here = pathlib.Path(__file__).parent
utc = datetime.timezone.utc
day = datetime.date
moment = datetime.datetime

table = pa.table(
    {
        "int8": pa.array([1, None, -128, 127, 0], pa.int8()),
        "uint16": pa.array([1, None, 65535, 0, 2], pa.uint16()),
        "uint32": pa.array([1, None, 4294967295, 0, 2], pa.uint32()),
        "int64": pa.array([9007199254740993, None, -9223372036854775808, 9223372036854775807, 0], pa.int64()),
        "uint64": pa.array([18446744073709551615, None, 0, 1, 2], pa.uint64()),
        "float16": pa.array([1.5, None, -0.25, 65504.0, 2.0**-24], pa.float16()),
        "float32": pa.array([1.5, None, -0.25, 3.0, 0.0], pa.float32()),
        "float64": pa.array([0.1, None, -1e300, 5e-324, 0.0], pa.float64()),
        "decimal128": pa.array([decimal.Decimal(t) if t else None for t in ["1.23", "", "-99999999999999999.99", "0.00", "7.10"]], pa.decimal128(19, 2)),
        "decimal64": pa.array([decimal.Decimal(t) if t else None for t in ["1.23", "", "-9.99", "0.00", "7.10"]], pa.decimal64(10, 2)),
        "bool": pa.array([True, None, False, True, False]),
        "text": pa.array(["a", None, "", "ä\u0000€😀", "a text longer than twelve bytes"]),
        "large_text": pa.array(["a", None, "", "x" * 20, "\ufffd"], pa.large_string()),
        "view": pa.array(["a", None, "", "twelve bytes", "a text longer than twelve bytes"], pa.string_view()),
        "category": pa.array(["red", None, "blue", "red", "green"]).dictionary_encode(),
        "date32": pa.array([day(2024, 2, 29), None, day(1, 1, 1), day(1969, 12, 31), day(9999, 12, 31)], pa.date32()),
        "date64": pa.array([day(2024, 2, 29), None, day(1, 1, 1), day(1969, 12, 31), day(9999, 12, 31)], pa.date64()),
        "time32": pa.array([datetime.time(1, 2, 3), None, datetime.time(0), datetime.time(23, 59, 59), datetime.time(12)], pa.time32("s")),
        "time64": pa.array([datetime.time(1, 2, 3, 4), None, datetime.time(0), datetime.time(23, 59, 59, 999999), datetime.time(12)], pa.time64("us")),
        "seconds": pa.array([0, None, -1, 1709164800, 1], pa.timestamp("s")),
        "millis": pa.array([0, None, -1, 1709164800123, 1], pa.timestamp("ms")),
        "micros": pa.array([0, None, -1, 1709164800123456, 1], pa.timestamp("us")),
        "nanos": pa.array([0, None, -1, 1709164800123456789, 1], pa.timestamp("ns")),
        "zoned": pa.array([0, None, -1000, 1709164800123456000, 1000], pa.timestamp("ns", tz="Europe/Berlin")),
        "nothing": pa.nulls(5),
        "list": pa.array([[1, 2], None, [], [None, 3], [4]], pa.list_(pa.int64())),
        "pair": pa.array([[1, 2], None, [3, 4], [5, None], [6, 7]], pa.list_(pa.int32(), 2)),
        "struct": pa.array([{"x": 1, "y": "a"}, None, {"x": None, "y": "b"}, {"x": 3, "y": None}, {"x": 4, "y": "d"}]),
    }
)


def batches(of, rows):
    """Every slice as a batch of its own, as writers that stream have it."""
    return pa.Table.from_batches(of.to_batches(max_chunksize=rows))


def write(name, of, stream=False, compression=None):
    options = pa.ipc.IpcWriteOptions(compression=compression, emit_dictionary_deltas=True)
    make = pa.ipc.new_stream if stream else pa.ipc.new_file
    with make(here / name, of.schema, options=options) as writer:
        writer.write_table(of)


write("plain.arrow", table)
write("batches.arrow", batches(table, 2))
write("stream.arrows", batches(table, 2), stream=True)
write("lz4.arrow", table, compression="lz4")
write("zstd.arrow", table, compression="zstd")
feather.write_feather(table, here / "default.feather")
feather.write_feather(pa.table({"a": [1]}), here / "version1.feather", version=1)

# Bodies that are worth compressing, over more rows than one vector of DuckDB has.
rows = 5000
long = pa.table(
    {
        "n": pa.array(range(rows), pa.int64()),
        "even": pa.array([n % 2 == 0 for n in range(rows)]),
        "word": pa.array([["apple", "pear", None][n % 3] for n in range(rows)]).dictionary_encode(),
        "text": pa.array([f"row number {n // 10} of many" for n in range(rows)]),
    }
)
write("long-lz4.arrow", long, compression="lz4")
write("long-zstd.arrows", batches(long, 1000), stream=True, compression="zstd")

# Dictionaries that grow, and in streams are replaced.
schema = pa.schema({"category": pa.dictionary(pa.int32(), pa.string())})


def coded(codes, words):
    return pa.record_batch([pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32()), pa.array(words))], schema)


with pa.ipc.new_stream(here / "deltas.arrows", schema, options=pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True)) as writer:
    writer.write(coded([0, 1], ["a", "b"]))
    writer.write(coded([2, 0], ["a", "b", "c"]))
    writer.write(coded([0, None], ["z"]))

refused = {
    "map": pa.array([[("a", 1)]], pa.map_(pa.string(), pa.int64())),
    "duration": pa.array([1], pa.duration("s")),
    "decimal256": pa.array([decimal.Decimal(1)], pa.decimal256(50, 0)),
    "fixed-size-binary": pa.array([b"ab"], pa.binary(2)),
    "nanoseconds": pa.array([1], pa.timestamp("ns", tz="UTC")),
    "run-ends": pa.RunEndEncodedArray.from_arrays(pa.array([1], pa.int32()), pa.array(["a"])),
}
for name, column in refused.items():
    write(f"refused-{name}.arrow", pa.table({"x": column}))
write("same-names.arrow", pa.Table.from_arrays([pa.array([1]), pa.array([2])], ["a", "A"]))
write("no-rows.arrow", table.slice(0, 0))


def plain(value):
    """As DuckDB writes values as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join("NULL" if v is None else plain(v) for v in value) + "]"
    return None if value is None else str(value)


simple = ["int8", "uint16", "uint32", "int64", "uint64", "decimal128", "decimal64", "bool", "text", "large_text", "view", "category", "nothing", "list", "pair"]
values = {name: [plain(value) for value in table[name].to_pylist()] for name in simple}
for name in ["float16", "float32", "float64"]:
    values[name] = table[name].to_pylist()
for name in ["date32", "date64"]:
    values[name] = [None if v is None else v.isoformat() for v in table[name].to_pylist()]
# Instants as the numbers that they are, in nanoseconds or microseconds since 1970 or midnight.
values["seconds"], values["millis"], values["micros"] = (
    [plain(v) for v in table[name].cast(pa.timestamp("us")).cast(pa.int64()).to_pylist()] for name in ["seconds", "millis", "micros"]
)
values["nanos"] = [plain(v) for v in table["nanos"].cast(pa.int64()).to_pylist()]
values["zoned"] = [None if v is None else str(v // 1000) for v in table["zoned"].cast(pa.int64()).to_pylist()]
for name in ["time32", "time64"]:
    values[name] = [plain(v) for v in table[name].cast(pa.time64("us")).cast(pa.int64()).to_pylist()]
(here / "values.json").write_text(json.dumps(values, indent=2, sort_keys=True) + "\n")
