"""Whether the `eql` package, Elastic's own parser of EQL in Python, reads each query.

Queries come as JSON texts, one a line; an answer is `null`, or a text with the parser's objection. It parses as
Elasticsearch does, every field checked for being optional where only an optional one makes sense.

The package is under the AGPL. It is installed into a folder of its own and runs as a process of its own, as a tool
of the tests; nothing of it is linked with, or shipped in, what this project publishes.
"""

import json
import sys

from eql.errors import EqlError
from eql.parser import elasticsearch_syntax, elasticsearch_validate_optional_fields, parse_query

with elasticsearch_syntax, elasticsearch_validate_optional_fields:
    for line in sys.stdin:
        objection = None
        try:
            parse_query(json.loads(line), implied_any=True, implied_base=True)
        except (EqlError, RecursionError, ValueError) as error:
            objection = f"{type(error).__name__}: {error}"
        print(json.dumps(objection))
