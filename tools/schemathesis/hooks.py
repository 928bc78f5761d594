"""What Schemathesis is told besides `schemathesis.toml`."""

import schemathesis

# A cursor that no page gave and a field that is not there are refused, rightly, before anything else is
# looked at, and what was made since is not there in the past. Most requests do without, so that they reach further.
RARE = {"as_of", "cursor", "fields"}


@schemathesis.hook
def filter_query(context, query):
    """Lets one in four of the queries with a rare parameter through, always the same ones."""
    return not query or not RARE & set(query) or len(repr(query)) % 4 == 0


@schemathesis.hook
def map_query(context, query):
    """Sends two in three queries of a list without its filters: an empty page leads nowhere."""
    if context.operation.method.upper() != "GET" or not query or len(repr(query)) % 3 == 0:
        return query
    return {name: value for name, value in query.items() if name in ("limit", "count", "sort")}
