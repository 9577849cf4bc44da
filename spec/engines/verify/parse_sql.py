"""Whether the package `sqlglot` (MIT) reads each statement in the dialect it is written for.

In comes a JSON list of pairs of dialect and statement, out goes one of objections: null, or a text with what the parser
says. It knows operators, functions and quotes of the dialects, not names and types; the functions that it does not
know it takes for functions of the user, so those that it must know are counted.
"""

import json
import sys

import sqlglot
from sqlglot.errors import SqlglotError


def objection_to(dialect, statement):
    try:
        statements = sqlglot.parse(statement, read=dialect)
    except (SqlglotError, RecursionError) as error:
        return f"{type(error).__name__}: {str(error)[:300]}"
    if len(statements) != 1 or statements[0].key != "select":
        return f"{len(statements)} statements"
    return None


sys.setrecursionlimit(20_000)
json.dump([objection_to(dialect, statement) for dialect, statement in json.load(sys.stdin)], sys.stdout)
