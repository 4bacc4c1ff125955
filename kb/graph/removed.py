"""What was here and is no more, as RDF: a graph of its own, so that an old address says “gone”, not “never heard of”.

    <article/river-7> prov:invalidatedAtTime "2026-11-21T08:30:00+00:00"^^xsd:dateTime .
    <event/00000000000000a4> prov:invalidatedAtTime "2026-11-21T08:30:00+00:00"^^xsd:dateTime .
    <event/00000000000000a1> dcterms:isReplacedBy <event/00000000000000b7> .

The last one was named after words of a removed article, and others tell the same event. Nothing else of what was
removed is kept: who takes an article out may have to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from rdflib import XSD, Graph
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Literal, URIRef

from kb.graph.iris import DEFAULT_BASE, Iris
from kb.graph.vocabulary import new_graph
from kb.merging import Event


def gone_events(before: Iterable[Event], after: Iterable[Event]) -> dict[str, str | None]:
    """The ids that named one of the events before and name none afterwards, each with the id of the event that other
    mentions still tell of it (None where none does). `after` may be all events, or those that came of the ones before.

    Every mention gives an id of its own (`Event.also`), so an id that both share is a mention that both have.
    """
    named = {id: event.id for event in after for id in (event.id, *event.also)}
    gone: dict[str, str | None] = {}
    for event in before:
        ids = (event.id, *event.also)
        now = next((named[id] for id in ids if id in named), None)
        gone |= {id: now for id in ids if id not in named}
    return gone


def removed_graph(known: Graph, gone: Mapping[URIRef, URIRef | None], back: Collection[URIRef], when: datetime,
                  base: str = DEFAULT_BASE) -> Graph:
    """The named graph of what was removed (`Iris.removed`) as it becomes: `known` is what it held, `gone` what went
    now, with what took its place, and `back` what is there again. What was replaced by something that is gone now is
    led on."""
    graph = new_graph(Iris(base).removed)
    time = Literal(when.isoformat(timespec="seconds"), datatype=XSD.dateTime)

    def add(thing: URIRef, now: URIRef | None, since: Literal) -> None:
        graph.add((thing, DCTERMS.isReplacedBy, now) if now else (thing, PROV.invalidatedAtTime, since))

    for thing, since in known.subject_objects(PROV.invalidatedAtTime):
        if thing not in back and thing not in gone:
            graph.add((thing, PROV.invalidatedAtTime, since))
    for thing, now in known.subject_objects(DCTERMS.isReplacedBy):
        if isinstance(thing, URIRef) and isinstance(now, URIRef) and thing not in back and thing not in gone:
            add(thing, gone.get(now, now), time)
    for thing, replaced_by in gone.items():
        add(thing, replaced_by, time)
    return graph


def removed_query(removed: URIRef, thing: URIRef) -> str:
    """?when: since when a thing is gone."""
    return f"SELECT ?when WHERE {{ GRAPH <{removed}> {{ <{thing}> <{PROV.invalidatedAtTime}> ?when }} }}"
