"""Which rows of tables Spark selects, itself, with one machine for a cluster: the package `pyspark` (Apache-2.0).

In and out as in `run_clickhouse.py`. Conditions are asked as columns of one statement, since each statement takes its
time to plan; one by one only where Spark refuses that.
"""

import json
import os
import sys

# What Spark and Java print is no answer.
answers_to = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

from pyspark.sql import SparkSession  # noqa: E402
from pyspark.sql.types import IntegerType, StringType, StructField, StructType  # noqa: E402

PLACE = "place of the row"

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.sql.shuffle.partitions", "1")
    .config("spark.sql.caseSensitive", "true")
    # Statements run once: compiling them would take longer.
    .config("spark.sql.codegen.wholeStage", "false")
    .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("OFF")


def selected(conditions):
    columns = ", ".join(f"({condition}) AS c{i}" for i, condition in enumerate(conditions))
    rows = spark.sql(f"SELECT `{PLACE}`, {columns} FROM events").collect()
    return [[row[0] for row in rows if row[i + 1] is True] for i in range(len(conditions))]


def one_by_one(condition):
    try:
        return selected([condition])[0]
    except Exception as error:  # Whatever Spark throws is its objection.
        return str(error)[:500]


def answers(table):
    fields = [StructField(PLACE, IntegerType())]
    fields += [StructField(name, StringType()) for name in table["columns"]]
    rows = [(place, *row) for place, row in enumerate(table["rows"])]
    spark.createDataFrame(rows, StructType(fields)).coalesce(1).createOrReplaceTempView("events")
    try:
        return selected(table["conditions"])
    except Exception:  # One of them is at fault.
        return [one_by_one(condition) for condition in table["conditions"]]


json.dump([answers(table) for table in json.load(sys.stdin)], answers_to)
answers_to.flush()
