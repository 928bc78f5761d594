"""What Schemathesis is told besides `schemathesis.toml`."""

import schemathesis

# A cursor that no page gave and a field that is not there are refused, rightly, before anything else is
# looked at. Most requests do without, so that they reach further.
RARE = {"cursor", "fields"}


@schemathesis.hook
def filter_query(context, query):
    """Lets one in four of the queries with a rare parameter through, always the same ones."""
    return not query or not RARE & set(query) or len(repr(query)) % 4 == 0
