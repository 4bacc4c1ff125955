"""What is asked of the timeline, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from kb.timeline.event import TimelineEvent, event_json

BinGranularity = Literal["day", "month", "year"]
FacetKind = Literal["type", "entity", "place", "source", "certainty", "precision", "independent"]
FACET_KINDS: tuple[FacetKind, ...] = ("type", "entity", "place", "source", "certainty", "precision", "independent")


@dataclass(frozen=True, slots=True)
class TimelineQuery:
    """A window on the timeline and what to leave out of it.

    Values of one kind widen the answer (this type or that), kinds narrow it; only entities narrow among
    themselves: naming two asks for events in which both take part.
    """

    begin: date | None = None
    """First day of the window; None is open."""
    end: date | None = None
    """Last day of the window, inclusive."""
    granularity: Literal["auto", "day", "month", "year"] = "auto"
    entities: tuple[str, ...] = ()
    """Keys of entities that take part or are where it happens."""
    places: tuple[str, ...] = ()
    """Keys of places where it happens; a country holds its towns."""
    types: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    precisions: tuple[str, ...] = ()
    """How closely the date is known (`kb.timeline.event.PRECISIONS`)."""
    independent: tuple[str, ...] = ()
    """How many independent sources tell it (`kb.timeline.event.INDEPENDENT`)."""
    known: date | None = None
    """Only what had been reported by the end of this day."""
    words: str = ""
    """Searched for in labels, names and witness sentences; all must occur, the last may be a beginning."""
    details: bool = False
    """Also events that are not salient."""
    possible: bool = True
    """Also events that only an open end lets reach into the window ("by 2019" in 1990); they are counted anyway."""
    limit: int = 100
    offset: int = 0

    def everywhen(self) -> TimelineQuery:
        """The same question over all of time."""
        return replace(self, begin=None, end=None)


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of the calendar and how many events touch it."""

    begin: date
    end: date
    """Inclusive."""
    count: int


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that the answer can be narrowed to, with the number of events it would leave."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map, and how many of the events happened right there."""

    key: str
    name: str
    latitude: float
    """Degrees."""
    longitude: float
    count: int


@dataclass(frozen=True, slots=True)
class Lane:
    """The events of a window that share a value, thinned to those that matter most in each part of it."""

    value: str | None
    """None holds what no other lane has."""
    label: str
    count: int
    """All of its events in the window, drawn or not."""
    approximate: bool
    """Whether the count is an estimate."""
    events: tuple[TimelineEvent, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """What a chart of a window shows, and how much lies beyond its edges."""

    lanes: tuple[Lane, ...]
    earlier: int
    """Events that are over before the window begins."""
    later: int
    """Events that begin after it ends."""


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The answer: a page of events, and figures about all that match."""

    query: TimelineQuery
    events: tuple[TimelineEvent, ...]
    """Ordered by date (the begin, where that is open the end), the narrower first; those without any date
    come last, and only if no window was given."""
    total: int
    """How many events match, over all pages."""
    undated: int
    """How many match but have no date at all."""
    possible: int
    """How many only an open end lets reach into the window, whether or not the query takes them in."""
    granularity: BinGranularity
    bins: tuple[Bin, ...]
    """Bins that hold something, in order."""
    wide: int
    """Events that touch too many bins to count in any."""
    facets: dict[FacetKind, tuple[FacetValue, ...]]
    approximate: bool
    """Whether the counts of the facets are estimated from a sample, because very many events match."""
    spots: tuple[Spot, ...]
    """The places where most of the events happened and that have coordinates."""
    dense: tuple[date, date] | None
    """The shortest stretch of days on which most of them lie, None where none has a date."""
    reports: tuple[date, date] | None
    """First and last day on which something was first reported, None when no report has a date."""
    extent: tuple[date, date] | None
    """First and last day named by any event of the index, None when none has a date."""

    def to_json(self) -> dict[str, Any]:
        """The answer in the shape of the web's JSON (`docs/rooms.md`)."""
        window = {"from": self.query.begin, "to": self.query.end}
        extent, reports = ({"from": days[0].isoformat(), "to": days[1].isoformat()} if days else None
                           for days in (self.extent, self.reports))
        return {
            "window": {name: day.isoformat() if day else None for name, day in window.items()},
            "extent": extent, "reports": reports,
            "granularity": self.granularity, "total": self.total, "undated": self.undated, "possible": self.possible,
            "limit": self.query.limit, "offset": self.query.offset, "wide": self.wide,
            "bins": [{"begin": bin.begin.isoformat(), "end": bin.end.isoformat(), "count": bin.count}
                     for bin in self.bins],
            "events": [event_json(event) for event in self.events],
            "facets_approximate": self.approximate,
            "spots": [{"key": spot.key, "name": spot.name, "coordinates": [spot.latitude, spot.longitude],
                       "count": spot.count} for spot in self.spots],
            "facets": {kind: [{"value": value.value, "label": value.label, "count": value.count}
                              for value in values] for kind, values in self.facets.items()},
        }
