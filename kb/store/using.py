"""A SPARQL update that reads from graphs which the request names beside it (SPARQL 1.1 Protocol §2.2.3).

Engines take such graphs only from the text, so they are written into it: before the WHERE of each operation.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox

from kb.errors import QueryError
from kb.store.outline import outline, tokens


def with_using(sparql: str, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> str:
    """The update with `USING` and `USING NAMED` for these graphs. Raises QueryError where it names graphs itself,
    or where one of these is no IRI."""
    if not default_graphs and not named_graphs:
        return sparql
    if outline(sparql).names_dataset:
        raise QueryError("the request names graphs beside an update that names its own with USING or WITH; "
                         "leave one of them out")
    try:
        clauses = [f"USING {ox.NamedNode(iri)}" for iri in default_graphs]
        clauses += [f"USING NAMED {ox.NamedNode(iri)}" for iri in named_graphs]
    except ValueError as error:
        raise QueryError(f"the request names a graph that is no IRI: {error}") from error
    using = " ".join(clauses)
    pieces: list[str] = []
    done = depth = 0
    before = ""
    for token in tokens(sparql):
        word = token.group().upper() if token.lastgroup in ("word", "other") else ""
        depth += {"{": 1, "}": -1}.get(word, 0)
        if word == "WHERE" and depth == 0:
            pieces.append(sparql[done:token.start()])
            if before == "DELETE":  # the short form has no place for USING; its pattern is also what it deletes
                pieces.append(_next_group(sparql, token.end()) + " ")
            pieces.append(using + " ")
            done = token.start()
        before = word
    return "".join([*pieces, sparql[done:]])


def _next_group(sparql: str, begin: int) -> str:
    """The group in braces that begins next."""
    depth, first = 0, len(sparql)
    for token in tokens(sparql):
        if token.start() < begin or token.lastgroup != "other":
            continue
        if token.group() == "{":
            first = min(first, token.start())
            depth += 1
        elif token.group() == "}":
            depth -= 1
            if depth == 0:
                return sparql[first:token.end()]
    return sparql[first:]
