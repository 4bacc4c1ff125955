"""What the timeline page shows of an answer: groups, chips, facets and pages, each with its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from kb.timeline import FacetKind, TimelineEvent, TimelinePage, TimelineQuery
from kb.timeline.query import FACET_KINDS
from server.arguments import FILTERS, address_arguments
from server.text import outlet

FACET_TITLES: dict[FacetKind, str] = {
    "type": "What happened", "entity": "Who takes part", "place": "Where", "source": "Who tells it",
    "certainty": "How sure", "precision": "How closely dated", "independent": "Independent sources"}
#: Values of a facet that are shown before "more".
FACET_SHOWN = 7


@dataclass(frozen=True, slots=True)
class Link:
    """Something to choose or to remove, and the address that does it."""

    label: str
    href: str
    count: int | None = None
    chosen: bool = False
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Events under one heading: a year, or those whose date nobody tells."""

    title: str
    events: tuple[TimelineEvent, ...]


class TimelineView:
    """The answer `page` and the addresses that lead on from it, below `path`."""

    def __init__(self, page: TimelinePage, names: dict[str, str], path: str = "/") -> None:
        """`names` has the labels of filter values that the answer itself may lack, as "kind value"."""
        self.page = page
        self.query = page.query
        self._path = path
        self._names = names

    def href(self, **changes: Any) -> str:
        """The address of the same question, changed (see `address_arguments`)."""
        pairs = address_arguments(self.query, **changes)
        return f"{self._path}?{urlencode(pairs)}" if pairs else self._path

    @property
    def groups(self) -> list[Group]:
        groups: dict[str, list[TimelineEvent]] = {}
        for event in self.page.events:
            day = event.earliest or event.latest
            groups.setdefault(str(day.year) if day else "Date unknown", []).append(event)
        return [Group(title, tuple(events)) for title, events in groups.items()]

    @property
    def facets(self) -> list[tuple[FacetKind, str, list[Link]]]:
        found = []
        for kind in FACET_KINDS:
            values = self.page.facets.get(kind, ())
            chosen = getattr(self.query, FILTERS[kind])
            if len(values) < 2 and not chosen:
                continue
            found.append((kind, FACET_TITLES[kind], [
                Link(outlet(value.label) if kind == "source" else value.label,
                     self._toggle(kind, value.value), value.count, value.value in chosen, kind)
                for value in values]))
        return found

    def _toggle(self, kind: str, value: str) -> str:
        chosen = getattr(self.query, FILTERS[kind])
        rest = tuple(other for other in chosen if other != value)
        return self.href(**{FILTERS[kind]: rest if value in chosen else (*chosen, value)})

    @property
    def chips(self) -> list[Link]:
        """What narrows the answer now; each link takes one away."""
        chips = []
        if self.query.words:
            chips.append(Link(f"“{self.query.words}”", self.href(words=""), kind="words"))
        if self.query.begin or self.query.end:
            chips.append(Link(self.window_label, self.href(begin=None, end=None), kind="time"))
        labels = {f"{kind} {value.value}": value.label
                  for kind, values in self.page.facets.items() for value in values}
        for kind, attribute in FILTERS.items():
            for value in getattr(self.query, attribute):
                label = labels.get(f"{kind} {value}") or self._names.get(f"{kind} {value}") or value
                chips.append(Link(label, self._toggle(kind, value), kind=kind))
        return chips

    @property
    def window_label(self) -> str:
        begin, end = self.query.begin, self.query.end
        return (f"{begin} – {end}" if begin and end else f"from {begin}" if begin else f"to {end}")

    @property
    def newer(self) -> str | None:
        """The page before this one."""
        if not self.query.offset:
            return None
        return self.href(offset=max(0, self.query.offset - self.query.limit))

    @property
    def older(self) -> str | None:
        """The page after this one."""
        following = self.query.offset + self.query.limit
        return self.href(offset=following) if following < self.page.total else None

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """What the search form must carry on besides its own fields."""
        own = ("q", "from", "to", "details")
        return [pair for pair in address_arguments(self.query) if pair[0] not in own]

    def drawing(self, overview: TimelinePage | None = None) -> dict[str, Any]:
        """What the scripts draw from: the events of this page, and the histogram of all of time."""
        return {
            "window": {"from": _iso(self.query.begin), "to": _iso(self.query.end)},
            "total": self.page.total,
            "events": [{"id": event.id, "href": url_for("linked_data.event", id=event.id),
                        "label": event.label, "date": event.date_label,
                        "earliest": _iso(event.earliest), "latest": _iso(event.latest),
                        "granularity": event.granularity, "certainty": event.certainty,
                        "negative": event.polarity == "negative", "sources": len(event.sources),
                        "salience": event.salience, "disputed": event.disagreements > 0, "type": event.type_label}
                       for event in self.page.events if event.earliest or event.latest],
            "overview": {"granularity": overview.granularity,
                         "bins": [{"begin": _iso(bin.begin), "end": _iso(bin.end), "count": bin.count}
                                  for bin in overview.bins]} if overview else None,
        }


def everything_like(query: TimelineQuery) -> TimelineQuery:
    """The question whose histogram stays in sight: the same filters over all of time, no list."""
    return replace(query.everywhen(), limit=0, offset=0)


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
