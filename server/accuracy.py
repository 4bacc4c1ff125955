"""The accuracy that this release was measured to reach, as its own checks keep it (tests/gate)."""

from __future__ import annotations

import json
from functools import cache

from kb.resources import shipped

#: The parts of the gate in the words of a reader; one that is not named here goes by its own name.
PARTS = {"times": "Dates in words, found and resolved", "events": "Events, who and when",
         "merging": "Which mentions tell one event", "entities": "Who and where", "language": "The language model",
         "sentences": "Whole sentences of news", "w3c": "The W3C's tests of SPARQL, passed over HTTP"}


@cache
def accuracy() -> list[tuple[str, list[tuple[str, float]]]]:
    """For each part what was measured and the figure (per cent) below which no change may fall; empty where the
    figures are not installed."""
    try:
        floors = json.loads(shipped("tests", "gate", "floors.json").read_text(encoding="utf-8"))["floors"]
    except FileNotFoundError:
        return []
    found: dict[str, list[tuple[str, float]]] = {}
    for name, figure in sorted(floors.items()):
        part, _, measure = name.partition(".")
        found.setdefault(part, []).append((measure, figure))
    order = list(PARTS)
    return [(PARTS.get(part, part), rows) for part, rows in
            sorted(found.items(), key=lambda item: order.index(item[0]) if item[0] in order else len(order))]
