"""What the timeline page shows of an answer: groups, chips, facets and pages, each with its address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from kb.timeline import FacetKind, Lanes, TimelineEvent, TimelinePage, TimelineQuery
from kb.timeline.query import FACET_KINDS
from server.arguments import FILTERS, Look, address_arguments
from server.text import CERTAINTIES, day, outlet

FACET_TITLES: dict[FacetKind, str] = {
    "type": "What happened", "entity": "Who takes part", "place": "Where", "source": "Who tells it",
    "certainty": "How sure", "precision": "How closely dated", "independent": "Independent sources"}


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

    def __init__(self, page: TimelinePage, names: dict[str, str], path: str, *,
                 asked: TimelineQuery | None = None, look: Look | None = None) -> None:
        """`names` has the labels of filter values that the answer itself may lack, as "kind value"; `asked` is what
        the address asked for, where the answer is to a narrower question (a first look at very many events)."""
        self.page = page
        self.query = asked or page.query
        self.look = look or Look()
        self._path = path
        self._names = names

    def href(self, **changes: Any) -> str:
        """The address of the same question, changed (see `address_arguments`)."""
        pairs = [*address_arguments(self.query, **changes), *self.look.arguments()]
        return f"{self._path}?{urlencode(pairs)}" if pairs else self._path

    def as_format(self, path: str) -> str:
        """The address of the same view in another format."""
        pairs = [*address_arguments(self.query), ("possible", "0")] if self.query.begin or self.query.end else (
            address_arguments(self.query))
        return f"{path}?{urlencode(pairs)}" if pairs else path

    @property
    def embedded(self) -> str:
        """The address of the same view for a frame in another page."""
        pairs = [*address_arguments(self.query), *replace(self.look, embed=True).arguments()]
        return f"{self._path}?{urlencode(pairs)}"

    @property
    def whole(self) -> str:
        """The address of an embedded view as a page of its own."""
        pairs = [*address_arguments(self.query), *replace(self.look, embed=False).arguments()]
        return f"{self._path}?{urlencode(pairs)}" if pairs else self._path

    @property
    def groups(self) -> list[Group]:
        # what has only a likely day stands where that day is, though the answer has it last
        days = [(event.earliest or event.latest or event.likely, event) for event in self.page.events]
        days.sort(key=lambda pair: pair[0] or date.max)
        return [Group(str(year) if year else "Date unknown", tuple(event for _, event in pairs))
                for year, pairs in groupby(days, key=lambda pair: pair[0].year if pair[0] else None)]

    @property
    def facets(self) -> list[tuple[FacetKind, str, list[Link]]]:
        found = []
        for kind in FACET_KINDS:
            values = self.page.facets.get(kind, ())
            chosen = getattr(self.query, FILTERS[kind])
            if len(values) < 2 and not chosen:
                continue
            found.append((kind, FACET_TITLES[kind], [
                Link(self._label(kind, value.label), self._toggle(kind, value.value), value.count,
                     value.value in chosen, kind)
                for value in values]))
        return found

    @staticmethod
    def _label(kind: str, label: str) -> str:
        if kind == "certainty":
            return CERTAINTIES[label][0] if label in CERTAINTIES else label
        return outlet(label) if kind == "source" else label

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
        if self.query.known:
            chips.append(Link(f"as known on {day(self.query.known)}", self.href(known=None), kind="known"))
        labels = {f"{kind} {value.value}": self._label(kind, value.label)
                  for kind, values in self.page.facets.items() for value in values}
        for kind, attribute in FILTERS.items():
            for value in getattr(self.query, attribute):
                label = labels.get(f"{kind} {value}") or self._names.get(f"{kind} {value}") or value
                chips.append(Link(label, self._toggle(kind, value), kind=kind))
        return chips

    @property
    def window_label(self) -> str:
        begin, end = self.query.begin, self.query.end
        if begin and end:
            return day(begin) if begin == end else f"{day(begin)} – {day(end)}"
        return f"from {day(begin)}" if begin else f"to {day(end)}"

    @property
    def shown_label(self) -> str:
        """The window that the answer is about, in words."""
        return f"{day(self.page.query.begin)} – {day(self.page.query.end)}"

    @property
    def focused(self) -> bool:
        """Whether the answer is about a narrower window than the address asks for."""
        return (self.page.query.begin, self.page.query.end) != (self.query.begin, self.query.end)

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
        own = ("q", "from", "to", "known", "details", "lanes")
        return [pair for pair in [*address_arguments(self.query), *self.look.arguments()] if pair[0] not in own]

    def drawing(self, lanes: Lanes, overview: TimelinePage | None = None) -> dict[str, Any]:
        """What the scripts draw from: the lanes of the window, the histogram of all of time, and the map."""
        query = self.page.query
        window = window_of(query, overview or self.page)
        return {
            "window": {"from": _iso(window.begin), "to": _iso(window.end)},
            "asked": bool(self.query.begin or self.query.end),
            "earlier": lanes.earlier, "later": lanes.later,
            "lanes": [{"label": self._label(self.look.lanes or "", lane.label), "count": lane.count,
                       "approximate": lane.approximate,
                       "href": (self._toggle(self.look.lanes, lane.value) if self.look.lanes and lane.value else None),
                       "events": [drawn(event) for event in lane.events]} for lane in lanes.lanes],
            "overview": {"granularity": overview.granularity,
                         "bins": [{"begin": _iso(bin.begin), "end": _iso(bin.end), "count": bin.count}
                                  for bin in overview.bins]} if overview else None,
            "reports": ({"from": _iso(self.page.reports[0]), "to": _iso(self.page.reports[1])}
                        if self.page.reports else None),
            "spots": [{"name": spot.name, "latitude": spot.latitude, "longitude": spot.longitude,
                       "count": spot.count, "chosen": spot.key in self.query.places,
                       "href": self._toggle("place", spot.key)} for spot in self.page.spots],
        }


def drawn(event: TimelineEvent) -> dict[str, Any]:
    """An event as the scripts draw it (`DrawnEvent`)."""
    return {"id": event.id, "href": url_for("linked_data.event", id=event.id), "label": event.label,
            "date": event.date_label, "earliest": _iso(event.earliest), "latest": _iso(event.latest),
            "granularity": event.granularity, "certainty": event.certainty,
            "negative": event.polarity == "negative", "sources": event.independent, "salience": event.salience,
            "disputed": event.disagreements > 0, "reported": day(event.reported) if event.reported else None}


def everything_like(query: TimelineQuery) -> TimelineQuery:
    """The question whose histogram stays in sight: the same filters over all of time, no list."""
    return replace(query.everywhen(), limit=0, offset=0)


def window_of(query: TimelineQuery, everything: TimelinePage) -> TimelineQuery:
    """The question with both ends of its window: those it asks for, else those of where most events are."""
    if query.begin and query.end:
        return query
    ends = everything.dense if not (query.begin or query.end) else everything.extent
    if ends is None:
        return query
    begin, end = query.begin or ends[0], query.end or ends[1]
    return replace(query, begin=min(begin, query.end or begin), end=max(end, query.begin or end))


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
