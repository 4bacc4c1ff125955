"""Store: RDF in, SPARQL out, in a folder of this machine or on a SPARQL 1.1 server."""

from kb.store.formats import Format, format_named, formats_for, negotiate, preferred, serialise_graph
from kb.store.opening import open_store
from kb.store.outline import QueryKind
from kb.store.result import QueryResult
from kb.store.store import Store

__all__ = [
    "Format",
    "QueryKind",
    "QueryResult",
    "Store",
    "format_named",
    "formats_for",
    "negotiate",
    "open_store",
    "preferred",
    "serialise_graph",
]
