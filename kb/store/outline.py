"""What kind of query a SPARQL text is and what it reaches for, told from its tokens before an engine sees it.

The text is split into the terminals of the SPARQL 1.1 grammar (§19.8), so that a keyword inside a string, an
IRI, a comment, a variable or a prefixed name is not taken for one. Whether the text is right in all else is
the engine's to say. Where it matters that nothing stays unseen, the engine's own parser has the last word
(`kb/store/asking.py`): tokens alone can't tell `<` the operator from `<` the start of an IRI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

QueryKind = Literal["select", "ask", "graph"]

_KINDS: dict[str, QueryKind] = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "graph", "DESCRIBE": "graph"}

_TERMINALS = re.compile(r'''
    (?P<comment>  \#[^\n\r]* )
  | (?P<string>   """(?:"{0,2}(?:[^"\\]|\\.))*""" | \'\'\'(?:'{0,2}(?:[^'\\]|\\.))*\'\'\'
                | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
  | (?P<iri>      <[^<>"{}|^`\x00-\x20]*> )
  | (?P<variable> [?$]\w+ )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<name>     [\w.·-]*:(?:[\w.:·-]|%[0-9A-Fa-f]{2}|\\.)* )
  | (?P<word>     [A-Za-z_][\w-]* )
  | (?P<other>    . )
''', re.VERBOSE | re.DOTALL)

_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ABSOLUTE = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^\\>]*)>")


@dataclass(frozen=True, slots=True)
class Call:
    """One place where a text would have the engine call another server."""

    keyword: str
    """"SERVICE" or "LOAD"."""
    position: int
    """Of the keyword, in characters."""
    address: str | None
    """None where it is not written out as a whole IRI."""


@dataclass(frozen=True, slots=True)
class QueryOutline:
    """What the tokens of a SPARQL text tell."""

    kind: QueryKind | None
    """The form of the query; None for an update or a text that is neither."""
    names_dataset: bool
    """It has FROM (or, in an update, USING or WITH) and so says itself which graphs it reads."""
    calls: tuple[Call, ...]
    """Where it would have the engine call another server."""
    updates: bool
    """It has a keyword of SPARQL Update before any of a query."""
    prefixes: frozenset[str]
    """The prefixes that it declares itself."""
    lasting: bool
    """The same text on the same graphs has the same answer: it asks neither the clock nor chance nor others."""


_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_CALLS = ("SERVICE", "LOAD")
_FLEETING = frozenset({"NOW", "RAND", "UUID", "STRUUID", "BNODE", "SERVICE"})


def outline(sparql: str) -> QueryOutline:
    """The outline of a query or update text.

    Some engines resolve code point escapes before they read the text (SPARQL 1.1 §19.2), others after (SPARQL
    1.2); a call that is there in one of these readings counts.
    """
    seen = _outline(sparql)
    resolved = _CODE_POINT.sub(_character, sparql)
    if resolved == sparql:
        return seen
    other = _outline(resolved)
    # positions of the other reading mean nothing here, and an address that only it has is not to be trusted
    hidden = tuple(Call(call.keyword, -1, None) for call in other.calls) if len(other.calls) > len(seen.calls) else ()
    return replace(seen, kind=seen.kind or other.kind, calls=(*seen.calls, *hidden),
                   updates=seen.updates or other.updates, lasting=seen.lasting and other.lasting)


def _outline(sparql: str) -> QueryOutline:
    kind: QueryKind | None = None
    names_dataset = updates = False
    lasting = True
    calls: list[Call] = []
    prefixes: set[str] = set()
    before = ""
    for token in tokens(sparql):
        if token.lastgroup == "name" and before == "PREFIX":
            prefixes.add(token.group().removesuffix(":"))
        if token.lastgroup == "iri" and before in _CALLS:
            whole = _ABSOLUTE.fullmatch(token.group())
            calls[-1] = replace(calls[-1], address=whole.group(1) if whole else None)
        word = token.group().upper() if token.lastgroup == "word" else ""
        before = before if word == "SILENT" and before in _CALLS else word
        if not before:
            continue
        if kind is None and not updates:
            kind = _KINDS.get(before)
            updates = before in _UPDATES
        if before in ("FROM", "USING", "WITH"):
            names_dataset = True
        if before in _CALLS and word != "SILENT":
            calls.append(Call(before, token.start(), None))
        if before in _FLEETING:
            lasting = False
    return QueryOutline(kind, names_dataset, tuple(calls), updates, frozenset(prefixes), lasting)


def tokens(sparql: str) -> Iterator[re.Match[str]]:
    """The terminals of a text, without comments and white space; `lastgroup` says which kind each is of."""
    for token in _TERMINALS.finditer(sparql):
        if token.lastgroup != "comment" and not token.group().isspace():
            yield token


def _character(match: re.Match[str]) -> str:
    """A code point escape (§19.2) as the character it stands for."""
    code = int(match.group(1) or match.group(2), 16)
    return chr(code) if code <= 0x10FFFF else match.group()
