"""Whether the `eql` package, Elastic's own parser of EQL in Python, reads each query.

In comes a JSON list of queries, out goes one of objections: null, or a text with what the parser says. It parses as
Elasticsearch does, with the check that fields are optional only where that makes sense.

The package is under the AGPL. It is installed into a folder of its own and runs as a process of its own, as a tool
of the tests; nothing of it is linked with, or shipped in, what this project publishes. It takes every module whose
name begins with `eql_` for a plugin of its own and imports it, so this one has another name.
"""

import json
import sys

from eql.errors import EqlError
from eql.parser import (
    allow_runs,
    elasticsearch_syntax,
    elasticsearch_validate_optional_fields,
    parse_query,
)


def objection_to(query):
    try:
        parse_query(query, implied_any=True, implied_base=True)
    except (EqlError, RecursionError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    return None


with elasticsearch_syntax, elasticsearch_validate_optional_fields, allow_runs:
    queries = json.load(sys.stdin)
    json.dump([objection_to(query) for query in queries], sys.stdout)
