"""The question in an address: `?from=2019-01-01&entity=syria&q=roads` ⇄ `TimelineQuery`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from werkzeug.datastructures import MultiDict

from kb.errors import DateError, QueryError
from kb.timeline import FacetKind, TimelineQuery

#: Events in one answer at most.
MOST = 1000
LONGEST_SEARCH = 500
#: Address parameter → attribute of the query, for what may repeat.
FILTERS = {"type": "types", "entity": "entities", "place": "places", "source": "sources",
           "article": "articles", "certainty": "certainties", "precision": "precisions", "independent": "independent"}

#: What a person may sort the chart into lanes by.
LANES: tuple[FacetKind, ...] = ("place", "entity", "type", "source")

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True, slots=True)
class Look:
    """How the page shows an answer; it changes nothing about the answer."""

    lanes: FacetKind | None = None
    embed: bool = False
    """Only the chart and the list, for a frame in another page."""

    def arguments(self) -> list[tuple[str, str]]:
        """The parameters of an address that give this look."""
        return [*([("lanes", self.lanes)] if self.lanes else []), *([("embed", "1")] if self.embed else [])]


def timeline_look(arguments: MultiDict[str, str]) -> Look:
    """The look that the parameters ask for. Raises QueryError."""
    lanes = arguments.get("lanes") or None
    if lanes is not None and lanes not in LANES:
        raise QueryError(f"lanes is “{lanes[:40]}”; give {', '.join(LANES)}")
    return Look(cast(Any, lanes), _flag("embed", arguments, False))


def timeline_query(arguments: MultiDict[str, str], limit: int, *, possible: bool = True) -> TimelineQuery:
    """The question that the parameters ask; `limit` and `possible` are taken where they name none.

    Raises DateError for an impossible date, QueryError for anything else that makes no sense.
    """
    granularity = arguments.get("granularity") or "auto"
    if granularity not in ("auto", "day", "month", "year"):
        raise QueryError(f"granularity is “{granularity}”; give auto, day, month or year")
    begin, end = _bound("from", arguments, last=False), _bound("to", arguments, last=True)
    if begin and end and begin > end:
        raise DateError(f"The window ends ({end}) before it begins ({begin}); swap from and to")
    many: dict[str, Any] = {
        attribute: tuple(dict.fromkeys(value for value in arguments.getlist(name) if value))
        for name, attribute in FILTERS.items()}
    return TimelineQuery(
        begin=begin, end=end, granularity=cast(Any, granularity), **many,
        words=(arguments.get("q") or "").strip()[:LONGEST_SEARCH],
        details=_flag("details", arguments, False), possible=_flag("possible", arguments, possible),
        known=_bound("known", arguments, last=True),
        limit=_number("limit", arguments, limit, MOST), offset=_number("offset", arguments, 0, 10**9))


def address_arguments(query: TimelineQuery, **changes: Any) -> list[tuple[str, str]]:
    """The parameters that ask this question, changed: `entities=("syria",)` sets, `words=""` clears. Limit
    and offset are left out unless among the changes."""
    values: dict[str, Any] = {"begin": query.begin, "end": query.end, "words": query.words, "known": query.known,
                              "details": query.details, "offset": 0}
    values |= {attribute: getattr(query, attribute) for attribute in FILTERS.values()} | changes
    pairs = [("q", values["words"])] if values["words"] else []
    pairs += [(name, values[attribute].isoformat())
              for name, attribute in (("from", "begin"), ("to", "end"), ("known", "known")) if values[attribute]]
    pairs += [(name, value) for name, attribute in FILTERS.items() for value in values[attribute]]
    pairs += [("details", "1")] if values["details"] else []
    pairs += [("offset", str(values["offset"]))] if values["offset"] else []
    return pairs


def _bound(name: str, arguments: MultiDict[str, str], last: bool) -> date | None:
    """A day, or the first or last day of a month or year."""
    value = (arguments.get(name) or "").strip()
    if not value:
        return None
    try:
        match = _DAY.fullmatch(value)
        if match is None:
            raise ValueError(value)
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if day and month:
            return date(year, month, day)
        if not last:
            return date(year, month or 1, 1)
        if month is None or month == 12:
            return date(year, 12, 31)
        return date(year, month + 1, 1) - timedelta(days=1)
    except ValueError:
        raise DateError(f"{name} is “{value[:40]}”, which is no date; give YYYY-MM-DD, such as 2019-02-18"
                        ) from None


def _flag(name: str, arguments: MultiDict[str, str], default: bool) -> bool:
    value = arguments.get(name)
    return default if value in (None, "") else value not in ("0", "false")


def _number(name: str, arguments: MultiDict[str, str], default: int, most: int) -> int:
    value = arguments.get(name)
    if value is None or value == "":
        return default
    if not value.isascii() or not value.isdigit() or len(value) > 10:
        raise QueryError(f"{name} is “{value[:40]}”; give a whole number from 0 to {most}")
    return min(int(value), most)
