"""The labels of the event types, from the scheme in `ontology/event-types.ttl`."""

from __future__ import annotations

import re
from functools import cache

from rdflib import Graph
from rdflib.namespace import SKOS

from kb.graph.vocabulary import TYPE
from kb.resources import shipped

_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def type_label(name: str) -> str:
    """What people call the type with this local name: "troop withdrawal" for "TroopWithdrawal". A type that the
    scheme does not know (of a user's own) is read off its name."""
    return _labels().get(name) or _WORDS.sub(" ", name).lower()


@cache
def _labels() -> dict[str, str]:
    scheme = Graph()
    scheme.parse(shipped("ontology", "event-types.ttl"))
    return {str(concept).removeprefix(str(TYPE)): str(label)
            for concept, label in scheme.subject_objects(SKOS.prefLabel) if str(concept).startswith(str(TYPE))}
