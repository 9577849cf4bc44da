"""Whether Elastic's grammar of ES|QL reads each query.

In comes a JSON list of queries, out goes one of objections: null, or a text with what the parser says. The package
`esql-parser` has the grammar of the Elasticsearch that its version names, made into Python by ANTLR.

The package is under the Elastic License. It is installed into a folder of its own and runs as a process of its own, as a
tool of the tests; nothing of it is linked with, or shipped in, what this project publishes.
"""

import json
import multiprocessing
import sys

from antlr4 import CommonTokenStream, InputStream, PredictionMode
from antlr4.error.ErrorListener import ErrorListener
from esql_parser.EsqlBaseLexer import EsqlBaseLexer
from esql_parser.EsqlBaseParser import EsqlBaseParser


class Objection(Exception):
    pass


class Objector(ErrorListener):
    def syntaxError(self, recognizer, symbol, line, column, message, error):
        raise Objection(f"line {line}, column {column}: {message}")


def objection_to(query):
    lexer = EsqlBaseLexer(InputStream(query))
    parser = EsqlBaseParser(CommonTokenStream(lexer))
    for recognizer in (lexer, parser):
        recognizer.removeErrorListeners()
        recognizer.addErrorListener(Objector())
    # The faster of two ways to predict; it never reads what the other does not.
    parser._interp.predictionMode = PredictionMode.SLL
    try:
        parser.singleStatement()
    except (Objection, RecursionError) as error:
        return f"{type(error).__name__}: {error}"[:500]
    return None


if __name__ == "__main__":
    sys.setrecursionlimit(20_000)
    queries = json.load(sys.stdin)
    with multiprocessing.Pool() as pool:
        json.dump(pool.map(objection_to, queries, chunksize=64), sys.stdout)
