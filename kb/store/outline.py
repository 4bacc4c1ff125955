"""What kind of query a SPARQL text is and what it reaches for, told from its tokens before an engine sees it.

The text is split into the terminals of the SPARQL 1.1 grammar (§19.8), so that a keyword inside a string, an
IRI, a comment, a variable or a prefixed name is not taken for one. Whether the text is right in all else is
the engine's to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

QueryKind = Literal["select", "ask", "graph"]

_KINDS: dict[str, QueryKind] = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "graph", "DESCRIBE": "graph"}

_TERMINALS = re.compile(r'''
    (?P<comment>  \#[^\n\r]* )
  | (?P<string>   """(?:"{0,2}(?:[^"\\]|\\.))*""" | \'\'\'(?:'{0,2}(?:[^'\\]|\\.))*\'\'\'
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<iri>      <[^<>"{}|^`\\\x00-\x20]*> )
  | (?P<variable> [?$]\w+ )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<name>     [\w.·-]*:(?:[\w.:·-]|%[0-9A-Fa-f]{2}|\\.)* )
  | (?P<word>     [A-Za-z_][\w-]* )
  | (?P<other>    . )
''', re.VERBOSE | re.DOTALL)

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class QueryOutline:
    """What the tokens of a SPARQL text tell."""

    kind: QueryKind | None
    """The form of the query; None for an update or a text that is neither."""
    names_dataset: bool
    """It has FROM (or, in an update, USING or WITH) and so says itself which graphs it reads."""
    reaches_out: str | None
    """"SERVICE" or "LOAD" where it would have the engine call another server."""
    updates: bool
    """It has a keyword of SPARQL Update before any of a query."""
    prefixes: frozenset[str]
    """The prefixes that it declares itself."""


_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})


def outline(sparql: str) -> QueryOutline:
    """The outline of a query or update text."""
    kind: QueryKind | None = None
    names_dataset = updates = False
    reaches_out: str | None = None
    prefixes: set[str] = set()
    before = ""
    for token in _TERMINALS.finditer(_CODE_POINT.sub(_character, sparql)):
        if token.lastgroup == "name" and before == "PREFIX":
            prefixes.add(token.group().removesuffix(":"))
        if token.lastgroup == "comment" or token.group().isspace():
            continue
        before = token.group().upper() if token.lastgroup == "word" else ""
        if not before:
            continue
        if kind is None and not updates:
            kind = _KINDS.get(before)
            updates = before in _UPDATES
        if before in ("FROM", "USING", "WITH"):
            names_dataset = True
        if before in ("SERVICE", "LOAD"):
            reaches_out = reaches_out or before
    return QueryOutline(kind, names_dataset, reaches_out, updates, frozenset(prefixes))


def _character(match: re.Match[str]) -> str:
    """A code point escape (§19.2), which engines resolve before they read the text."""
    code = int(match.group(1) or match.group(2), 16)
    return chr(code) if code <= 0x10FFFF else match.group()
