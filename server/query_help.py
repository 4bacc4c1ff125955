"""What helps people to write a query and to take it elsewhere: the terms to complete, the query as a program."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from functools import cache
from typing import Any

from rdflib import Graph
from rdflib.term import URIRef

from kb.graph import PREFIXES
from kb.resources import shipped

#: A query for curl and for Python; `{endpoint}` and `{query}` are literals of that language.
CURL = "curl --get {endpoint} \\\n  --header 'Accept: text/csv' \\\n  --data-urlencode query={query}"
PYTHON = ("from SPARQLWrapper import JSON, SPARQLWrapper  # pip install sparqlwrapper\n\n"
          "endpoint = SPARQLWrapper({endpoint}, returnFormat=JSON)\n"
          "endpoint.setQuery({query})\n"
          "print(endpoint.queryAndConvert())")
#: A name that a query can write: Turtle allows more, the vocabularies here don't use it.
_LOCAL = re.compile(r"[A-Za-z][\w-]*")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A program with a query in it, and the program with `{query}` in its place, for the page to fill in anew."""

    template: str
    text: str


@cache
def completions() -> dict[str, Any]:
    """`prefixes` (name → IRI) and `terms`, the prefixed names that our graphs use: those of the own vocabulary, and
    those of others that it, its shapes and the ready queries name."""
    graph = Graph()
    for name in ("event-timeline.ttl", "event-types.ttl", "shapes.ttl"):
        graph.parse(shipped("ontology", name))
    named = {term for triple in graph for term in triple if isinstance(term, URIRef)}
    terms = {short for term in named if (short := _prefixed(str(term)))}
    queries = "\n".join(path.read_text(encoding="utf-8") for path in shipped("ontology", "queries").glob("*.rq"))
    terms |= {f"{prefix}:{local}" for prefix, local in re.findall(r"\b([a-z]+):([A-Za-z]\w*)", queries)
              if prefix in PREFIXES}
    return {"prefixes": dict(PREFIXES), "terms": sorted(terms, key=str.lower)}


def _prefixed(iri: str) -> str | None:
    for prefix, namespace in PREFIXES.items():
        if prefix not in ("wd", "wdt") and iri.startswith(namespace) and _LOCAL.fullmatch(iri.removeprefix(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return None


def elsewhere(endpoint: str, query: str) -> dict[str, Snippet]:
    """The query as a line for a POSIX shell that prints CSV, and as a program with SPARQLWrapper."""
    python = query.replace("\\", "\\\\").replace('"', '\\"')
    return {"curl": _snippet(CURL, shlex.quote(endpoint), shlex.quote(query)),
            "python": _snippet(PYTHON, repr(endpoint), f'"""\n{python}"""')}


def _snippet(program: str, endpoint: str, query: str) -> Snippet:
    template = program.replace("{endpoint}", endpoint)
    return Snippet(template, template.replace("{query}", query))
