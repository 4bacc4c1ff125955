"""The IRI of every node. No node is blank, so that writing twice changes nothing and any server can hold it.

Below the base (`http://localhost:8000/` unless set):

    article/<slug>                   an article, and the named graph of what it says
    article/<slug>#char=12,20        words of it (code points, half-open; RFC 5147 as NIF uses it)
    event/<id>                       a happening
    entity/<key>                     who or where
    graph/concepts                   the named graph of event types, rules and terms, with their labels
    graph/conclusions                the named graph of what the knowledge base concludes
    graph/decisions                  the named graph of what a person decided about events
    graph/links                      the named graph of links to Wikidata
    graph/removed                    the named graph of what is here no more
    entity/<key>#wikidata            the link of an entity
    software/<name>-<version>        the program that did it
"""

from __future__ import annotations

import re
from hashlib import sha256
from urllib.parse import quote, unquote

import pyoxigraph as ox
from rdflib.term import URIRef

from kb.extraction import Extraction

DEFAULT_BASE = "http://localhost:8000/"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def article_slug(article_id: str) -> str:
    """What names the article in its IRI: its id where that is short and plain, else 16 hexadecimal digits of
    its SHA-256, so that paths and addresses of any length and script work."""
    if _SLUG.fullmatch(article_id):
        return article_id
    return sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def address_iri(address: str) -> URIRef | None:
    """The IRI of an address as found on the web, where what may not stand in an IRI is often left unescaped.
    None for what is no address, even so."""
    if not _SCHEME.match(address):
        return None
    escaped = quote(_LONE_PERCENT.sub("%25", address), safe="!#$%&'()*+,/:;=?@~-._")
    try:
        return URIRef(ox.NamedNode(escaped).value)
    except ValueError:
        return None


class Iris:
    """Makes the IRIs below one base."""

    __slots__ = ("base",)

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        """`base` is an absolute IRI; a missing slash at its end is added."""
        self.base = base if base.endswith(("/", "#")) else base + "/"

    def article(self, article_id: str) -> URIRef:
        """The article, which also names its graph."""
        return URIRef(f"{self.base}article/{article_slug(article_id)}")

    def event(self, event_id: str) -> URIRef:
        return URIRef(f"{self.base}event/{quote(event_id, safe='')}")

    def entity(self, key: str) -> URIRef:
        return URIRef(f"{self.base}entity/{quote(key, safe='/')}")

    def entity_key(self, iri: str) -> str:
        """The key that `entity` made an IRI of."""
        return unquote(iri.removeprefix(f"{self.base}entity/"))

    def chars(self, article_id: str, begin: int, end: int) -> URIRef:
        """The words between two code point offsets of an article."""
        return self.fragment(article_id, f"char={begin},{end}")

    def fragment(self, article_id: str, fragment: str) -> URIRef:
        """A node that belongs to one article."""
        return URIRef(f"{self.article(article_id)}#{fragment}")

    def software(self, name: str) -> URIRef:
        return URIRef(f"{self.base}software/{quote(name, safe='')}")

    @property
    def concepts(self) -> URIRef:
        """The named graph of the concepts and terms that the other graphs point to."""
        return URIRef(f"{self.base}graph/concepts")

    @property
    def conclusions(self) -> URIRef:
        """The named graph of what the knowledge base itself concludes."""
        return URIRef(f"{self.base}graph/conclusions")

    @property
    def decisions(self) -> URIRef:
        """The named graph of what a person decided about events."""
        return URIRef(f"{self.base}graph/decisions")

    @property
    def links(self) -> URIRef:
        """The named graph of links to Wikidata."""
        return URIRef(f"{self.base}graph/links")

    @property
    def removed(self) -> URIRef:
        """The named graph of what is here no more."""
        return URIRef(f"{self.base}graph/removed")


class MentionIris:
    """The IRIs of one article's time expressions and event mentions.

    Each is named by its characters. Where two share them (one word that triggers two events), the later is
    told apart by its id, so that what is said of one is never read as said of the other.
    """

    __slots__ = ("_events", "_times")

    def __init__(self, extraction: Extraction, iris: Iris) -> None:
        taken: set[URIRef] = set()

        def claim(id: str, begin: int, end: int) -> URIRef:
            iri = iris.chars(extraction.article.id, begin, end)
            if iri in taken:
                iri = URIRef(f"{iri};{id}")
            taken.add(iri)
            return iri

        self._times = {time.id: claim(time.id, time.begin, time.end) for time in extraction.times}
        self._events = {event.id: claim(event.id, event.begin, event.end) for event in extraction.events}

    def time(self, id: str) -> URIRef:
        return self._times[id]

    def event(self, id: str) -> URIRef:
        """The mention with this id (`EventMention.id`)."""
        return self._events[id]
