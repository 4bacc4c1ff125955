"""Functions of the vocabulary for SPARQL: when something is, and how two times lie to each other.

    SELECT ?a ?b WHERE { ?a a sem:Event . ?b a sem:Event FILTER(evt:intervalBefore(?a, ?b)) }

Wherever a function takes a time, it takes the IRI of an event, of a mention or of a time expression (its two time
stamps are looked up in the store), a date (`xsd:date`, `xsd:dateTime`, `xsd:gYearMonth`, `xsd:gYear`), or an EDTF
string, which alone can be an interval. What has no time, or is none of these, gives no value, as SPARQL errors do.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pyoxigraph as ox

from kb.graph.vocabulary import EVT, SEM, TIME
from kb.temporal.intervals import (
    RELATIONS,
    Interval,
    Relation,
    edtf_granularity,
    lies_within,
    may_overlap,
    read_edtf,
    relation,
)

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Function = Callable[..., Term | None]

_EARLIEST = ox.NamedNode(str(SEM.hasEarliestBeginTimeStamp))
_LATEST = ox.NamedNode(str(SEM.hasLatestEndTimeStamp))
_GRANULARITY = ox.NamedNode(str(EVT.granularity))
_DATE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")


def earliest_day(store: ox.Store, time: Term) -> Term | None:
    """The first day on which it can have begun."""
    found = _interval(store, time)
    return _day(found.earliest) if found else None


def latest_day(store: ox.Store, time: Term) -> Term | None:
    """The last day on which it can have ended."""
    found = _interval(store, time)
    return _day(found.latest) if found else None


def granularity_of(store: ox.Store, time: Term) -> Term | None:
    """The unit in which a time is given: "day", "month", "year", …"""
    if isinstance(time, ox.NamedNode):
        said = {quad.object.value for quad in store.quads_for_pattern(time, _GRANULARITY, None, None)
                if isinstance(quad.object, ox.Literal)}
        return ox.Literal(min(said)) if said else None
    unit = edtf_granularity(time.value) if isinstance(time, ox.Literal) else None
    return ox.Literal(unit) if unit else None


def allen_relation(store: ox.Store, first: Term, second: Term) -> Term | None:
    """The OWL-Time property that holds between the two: time:intervalBefore, time:intervalDuring, …"""
    found = _relation(store, first, second)
    return ox.NamedNode(f"{TIME}interval{found}") if found else None


def overlaps_window(store: ox.Store, time: Term, begin: Term, end: Term) -> Term | None:
    """Whether it can share a day with the window from `begin` to `end` (both included)."""
    interval, window = _interval(store, time), _window(store, begin, end)
    return ox.Literal(may_overlap(interval, window)) if interval and window else None


def within_window(store: ox.Store, time: Term, begin: Term, end: Term) -> Term | None:
    """Whether it lies in the window from `begin` to `end` (both included) for certain."""
    interval, window = _interval(store, time), _window(store, begin, end)
    return ox.Literal(lies_within(interval, window)) if interval and window else None


def _holds(wanted: Relation) -> Function:
    """Whether this relation holds; no value where an unknown end leaves it open."""
    def holds(store: ox.Store, first: Term, second: Term) -> Term | None:
        found = _relation(store, first, second)
        return ox.Literal(found == wanted) if found else None
    return holds


#: Name in the vocabulary → how many arguments it takes, and what it does; the store comes before these.
_TABLE: dict[str, tuple[int, Function]] = {
    "earliestDay": (1, earliest_day), "latestDay": (1, latest_day), "granularityOf": (1, granularity_of),
    "allenRelation": (2, allen_relation), "overlapsWindow": (3, overlaps_window), "withinWindow": (3, within_window),
    **{f"interval{name}": (2, _holds(name)) for name in RELATIONS},
}


def call(name: str, store: ox.Store, *terms: Term) -> Term | None:
    """What the function of this name gives; no value where the number of arguments is wrong."""
    count, function = _TABLE[name]
    return function(store, *terms) if len(terms) == count else None


#: Name → IRI.
FUNCTION_IRIS: dict[str, str] = {name: f"{EVT}{name}" for name in _TABLE}


def functions_on(store: ox.Store) -> dict[ox.NamedNode, Function]:
    """The functions as the engine takes them, looking things up in this store."""
    return {ox.NamedNode(iri): partial(call, name, store) for name, iri in FUNCTION_IRIS.items()}


def _relation(store: ox.Store, first: Term, second: Term) -> Relation | None:
    one, other = _interval(store, first), _interval(store, second)
    return relation(one, other) if one and other else None


def _window(store: ox.Store, begin: Term, end: Term) -> Interval | None:
    first, last = _interval(store, begin), _interval(store, end)
    return Interval(first.earliest, last.latest) if first and last else None


def _interval(store: ox.Store, time: Term) -> Interval | None:
    if isinstance(time, ox.Literal):
        return read_edtf(time.value.removesuffix("Z"))
    if not isinstance(time, ox.NamedNode):
        return None
    earliest, latest = _stamps(store, time, _EARLIEST), _stamps(store, time, _LATEST)
    if not earliest and not latest:
        return None
    return Interval(min(earliest, default=None), max(latest, default=None))


def _stamps(store: ox.Store, time: ox.NamedNode, stamp: ox.NamedNode) -> list[date]:
    found = []
    for quad in store.quads_for_pattern(time, stamp, None, None):
        span = read_edtf(quad.object.value) if isinstance(quad.object, ox.Literal) else None
        if span and span.earliest:
            found.append(span.earliest)
    return found


def _day(day: date | None) -> Term | None:
    return ox.Literal(day.isoformat(), datatype=_DATE) if day else None
