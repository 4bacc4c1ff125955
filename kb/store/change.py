"""A change of named graphs as one SPARQL update, and the digests that tell whether anything changes at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import pyoxigraph as ox
from rdflib import Graph

from kb.errors import StoreError
from kb.graph import PREFIXES
from kb.store.terms import engine_triples

#: The graph in which a store keeps its own books: the digest of each named graph and, over all of them and over those
#: below the base, the versions. It changes in the same update as what it describes.
BOOKS = "https://w3id.org/event-timeline/store"
DIGEST = f"{PREFIXES['evt']}contentDigest"
VERSION = f"{PREFIXES['evt']}contentVersion"

#: Characters of one step at most, where it has more than one triple.
_CHARACTERS = 500_000

_DIGESTS = 2**128

#: The triples of a graph as sorted lines of N-Triples.
Lines = Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """What a named graph shall say of some things, in the place of all that it says of them."""

    subjects: Collection[str]
    """IRIs; what hangs below them (`<iri#…>`, where they point to it) goes with them."""
    graph: Graph


@dataclass(frozen=True, slots=True)
class GraphChange:
    """How one named graph becomes what it shall be."""

    iri: str
    drop: bool
    """Throw away all that is there before adding."""
    removed: Lines
    added: Lines
    digest: str | None
    """Of the graph afterwards; None when it is empty then."""


def change_of(iri: str, old: Lines | None, new: Lines) -> GraphChange:
    """The smaller of two ways to put `new` in the place of `old`: by the difference, or as a whole. The graph of
    conclusions is large and changes little with each article. `old` is None where nobody knows what is there."""
    digest = digest_of(new) if new else None
    if old is not None:
        before, after = set(old), set(new)
        removed = sorted(before - after)
        if len(removed) < len(old) / 2 and not any("_:" in line for line in removed):
            return GraphChange(iri, False, removed, sorted(after - before), digest)
    return GraphChange(iri, True, (), new, digest)


def part_change(iri: str, known: str, old: Iterable[str], new: Iterable[str]) -> GraphChange:
    """The change of a part of a graph from `old` lines to `new` ones; `known` is the digest of the whole graph."""
    before, after = set(old), set(new)
    removed, added = sorted(before - after), sorted(after - before)
    digest = digest_of(added, known, removed)
    return GraphChange(iri, False, removed, added, digest if int(digest, 16) else None)


def update_text(changes: Iterable[GraphChange], versions: Mapping[str, str]) -> str:
    """One SPARQL update that carries out these changes and notes the digests and the versions (by what they are of)."""
    steps: list[str] = []
    noted: list[str] = _noted(versions)
    for change in changes:
        if change.drop:
            steps.append(f"DROP SILENT GRAPH <{change.iri}>")
        if change.removed:
            steps.append(_data("DELETE", change.iri, change.removed))
        if change.added:
            steps.append(_data("INSERT", change.iri, change.added))
        steps.append(f"DELETE WHERE {{ GRAPH <{BOOKS}> {{ <{change.iri}> <{DIGEST}> ?digest }} }}")
        if change.digest:
            noted.append(f'<{change.iri}> <{DIGEST}> "{change.digest}" .')
    steps += [*_forgotten(versions), _data("INSERT", BOOKS, noted)]
    return " ;\n".join(steps)


def update_steps(changes: Iterable[GraphChange], versions: Mapping[str, str], size: int, *,
                 put: bool = False) -> list[str | GraphChange]:
    """The same as several updates of at most `size` triples each, for a server that takes no more at once or does
    not treat several operations as one. With `put`, graphs that are written as a whole are left as they are, for the
    Graph Store Protocol. What was done when it breaks off is written anew by the next attempt: a graph's digest goes
    first and comes last."""
    changes = list(changes)
    steps: list[str | GraphChange] = [
        f"DELETE WHERE {{ GRAPH <{BOOKS}> {{ <{change.iri}> <{DIGEST}> ?digest }} }}" for change in changes]
    for change in changes:
        if change.drop and put:
            steps.append(change)
            continue
        if change.drop:
            steps.append(f"CLEAR SILENT GRAPH <{change.iri}>")
        for verb, lines in (("DELETE", change.removed), ("INSERT", change.added)):
            steps += [_data(verb, change.iri, piece) for piece in _pieces(lines, size)]
    noted = [f'<{change.iri}> <{DIGEST}> "{change.digest}" .' for change in changes if change.digest]
    steps += [_data("INSERT", BOOKS, piece) for piece in _pieces(noted, size)]
    return [*steps, *_forgotten(versions), _data("INSERT", BOOKS, _noted(versions))]


def _noted(versions: Mapping[str, str]) -> list[str]:
    return [f'<{of}> <{VERSION}> "{version}" .' for of, version in versions.items()]


def _forgotten(versions: Mapping[str, str]) -> list[str]:
    return [f"DELETE WHERE {{ GRAPH <{BOOKS}> {{ <{of}> <{VERSION}> ?version }} }}" for of in versions]


def _pieces(lines: Lines, size: int) -> Iterator[Lines]:
    """At most `size` lines and, but for a single longer line, `_CHARACTERS` characters each."""
    piece: list[str] = []
    length = 0
    for line in lines:
        if piece and (len(piece) == size or length + len(line) > _CHARACTERS):
            yield piece
            piece, length = [], 0
        piece.append(line)
        length += len(line)
    if piece:
        yield piece


def _data(verb: str, iri: str, lines: Lines) -> str:
    return f"{verb} DATA {{ GRAPH <{iri}> {{\n" + "\n".join(lines) + "\n} }"


def lines_of(graph: Graph) -> list[str]:
    """A graph's triples as sorted lines of N-Triples, spelled as the engine spells them. Raises StoreError
    for a blank node, which could not be written twice with the same result."""
    lines = []
    for triple in engine_triples(graph):
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            raise StoreError(f"a graph to be stored has a blank node at {triple.predicate}; give it an IRI")
        lines.append(f"{triple} .")
    return sorted(lines)


def digest_of(lines: Iterable[str], before: str = "0", without: Iterable[str] = ()) -> str:
    """32 hexadecimal digits: the same for the same triples. `before` is the digest of others that are there too, and
    `without` are those of them that no longer are: so a part of a graph can change without all of it being read."""
    number = int(before, 16) + sum(map(_number, lines)) - sum(map(_number, without))
    return f"{number % _DIGESTS:032x}"


def _number(line: str) -> int:
    return int.from_bytes(sha256(line.encode("utf-8")).digest()[:16], "big")


def share_of(iri: str, digest: str | None) -> int:
    """What a graph adds to the version. Shares are joined and taken out again by exclusive or, so that the
    order of writing means nothing."""
    return int(sha256(f"{iri} {digest}".encode()).hexdigest()[:32], 16) if digest else 0
