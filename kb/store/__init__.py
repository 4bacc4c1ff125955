"""Store: RDF in, SPARQL out, in a folder of this machine or on a SPARQL 1.1 server."""

from kb.store.change import Part
from kb.store.formats import Format, format_named, formats_for, negotiate, preferred, serialise_graph
from kb.store.limits import QueryLimits
from kb.store.opening import open_store
from kb.store.outline import QueryKind, outline
from kb.store.result import QueryResult
from kb.store.store import Store
from kb.store.terms import Triple

__all__ = [
    "Format",
    "Part",
    "QueryKind",
    "QueryLimits",
    "QueryResult",
    "Store",
    "Triple",
    "format_named",
    "formats_for",
    "negotiate",
    "open_store",
    "outline",
    "preferred",
    "serialise_graph",
]
