"""Events made up by rule, in the shape of real ones: as many as wanted, always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from kb.timeline import TimelineEvent, TimelineParticipant, TimelinePlace

_TYPES = ("announcement", "attack", "arrest", "meeting", "capture", "election", "flight", "blockade", "trial", "visit",
          "strike", "flood", "appointment", "resignation", "agreement", "protest", "rescue", "sale", "launch", "death")
_VERBS = ("announced", "attacked", "arrested", "met", "captured", "elected", "fled", "blocked", "tried", "visited")
_THINGS = ("the old harbour", "a bridge", "three men", "the council", "the northern road", "a new law", "the mayor",
           "two thousand people", "the last train", "its border", "a factory", "the peace talks")
_CERTAINTIES, _SHARES = ("asserted", "reported", "planned", "possible", "denied"), (60, 90, 95, 98, 100)


def events(count: int, seed: int = 1) -> Iterator[TimelineEvent]:
    """`count` events over thirty years, denser towards the end, some of them vague, open or undated. Who, where and
    who tells it are spread as in real news: few very often, most hardly ever."""
    draw = random.Random(seed)
    people, towns, outlets = max(50, count // 50), max(40, count // 500), max(10, count // 5000)
    weights = {size: list(accumulate(1 / rank for rank in range(1, size + 1)))
               for size in (people, towns, outlets, len(_TYPES))}

    def often(size: int) -> int:
        return draw.choices(range(size), cum_weights=weights[size])[0]

    first = date(1995, 1, 1)
    for number in range(count):
        day = first + timedelta(days=int(draw.random() ** 0.4 * 365 * 30))
        shape = draw.random()
        earliest, latest, granularity = day, day, "day"
        if shape > 0.70:
            earliest = day.replace(day=1)
            latest, granularity = (earliest + timedelta(days=31)).replace(day=1) - timedelta(days=1), "month"
        if shape > 0.82:
            earliest, latest, granularity = date(day.year, 1, 1), date(day.year, 12, 31), "year"
        bounds: tuple[date | None, date | None] = earliest, latest
        if shape > 0.87:
            bounds = (None, day) if shape < 0.94 else (day, None) if shape < 0.97 else (None, None)
        actors = [often(people) for _ in range(draw.choice((1, 1, 2)))]
        town = often(towns)
        tellers = sorted({often(outlets) for _ in range(draw.choice((1, 1, 1, 2, 4)))})
        kind = often(len(_TYPES))
        label = f"Actor {actors[0]} {draw.choice(_VERBS)} {draw.choice(_THINGS)} in town {town}"
        yield TimelineEvent(
            id=f"{number:016x}", iri=f"http://localhost:8000/event/{number:016x}", label=label,
            type=_TYPES[kind].title(), type_label=_TYPES[kind], earliest=bounds[0], latest=bounds[1], value=None,
            edtf=None, granularity=granularity, certainty=_certainty(draw), polarity="positive",
            salience=draw.random(), salient=draw.random() < 0.5,
            participants=tuple(TimelineParticipant("agent", f"actor-{who}", f"Actor {who}", "person")
                               for who in actors),
            places=(TimelinePlace(f"town-{town}", f"Town {town}", None, containers=(f"country-{town % 50}",),
                                  coordinates=(town * 37 % 140 - 70.0, town * 53 % 340 - 170.0)),),
            sources=tuple(f"Outlet {outlet}" for outlet in tellers),
            articles=tuple(f"article-{outlet}-{number // 20}" for outlet in tellers), mentions=len(tellers),
            independent=len(tellers), reported=day + timedelta(days=draw.choice((0, 1, 1, 2, 7, 30))),
            text=f"{label}, a witness said on {day:%A}.")


def _certainty(draw: random.Random) -> str:
    share = draw.random() * 100
    return next(name for name, most in zip(_CERTAINTIES, _SHARES, strict=True) if share <= most)
