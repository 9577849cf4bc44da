"""Which rows of tables ClickHouse selects, itself, inside this process: the package `chdb-core` (Apache-2.0).

In comes a JSON list of tables, each with columns of text, rows and conditions; out goes for each table a list with an
answer to each condition: the numbers of the selected rows, or a text with what ClickHouse has against it.
"""

import json
import sys

from chdb.session import Session

session = Session()


def quoted(name):
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


def answer(condition):
    try:
        text = session.query(f"SELECT place FROM events WHERE {condition}", "TSV").bytes()
    except Exception as error:  # Whatever ClickHouse throws is its objection.
        return str(error)[:500]
    return [int(place) for place in text.split()]


def answers(table):
    columns, rows = table["columns"], table["rows"]
    types = ", ".join(f"{quoted(name)} Nullable(String)" for name in columns)
    session.query("DROP TABLE IF EXISTS events")
    session.query(f"CREATE TABLE events (place UInt32, {types}) ENGINE = Memory")
    lines = "\n".join(json.dumps([place, *row]) for place, row in enumerate(rows))
    session.query(f"INSERT INTO events FORMAT JSONCompactEachRow {lines}")
    return [answer(condition) for condition in table["conditions"]]


json.dump([answers(table) for table in json.load(sys.stdin)], sys.stdout)
