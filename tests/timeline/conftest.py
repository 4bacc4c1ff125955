from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kb.timeline import TimelineEvent, TimelineParticipant, TimelinePlace

MakeEvent = Callable[..., TimelineEvent]

REBELS = TimelineParticipant(role="agent", key="group/rebels", name="the rebels", type="group")
MAYOR = TimelineParticipant(role="patient", key="person/ana-lopez", name="Ana López", type="person")
HARBOUR = TimelinePlace(key="place/old-harbour", name="Old Harbour", containers=("portugal",))
PORTUGAL = TimelinePlace(key="portugal", name="Portugal", wikidata="Q45", coordinates=(39.5, -8.0))


@pytest.fixture
def make_event() -> MakeEvent:
    """Makes an event from a word and two bounds; everything else has a plain value and can be given."""

    def make(id: str, earliest: str | None, latest: str | None, **given: object) -> TimelineEvent:
        values: dict[str, object] = {
            "iri": f"http://localhost:8000/event/{id}", "label": f"Something called {id}", "type": "Meeting",
            "type_label": "meeting", "value": None, "edtf": None, "granularity": "day",
            "certainty": "asserted", "polarity": "positive", "salience": 0.7, "salient": True,
            "sources": ("The Courier",), "articles": ("a1",)}
        values.update(given)
        return TimelineEvent(id=id, earliest=date.fromisoformat(earliest) if earliest else None,
                             latest=date.fromisoformat(latest) if latest else None, **values)  # type: ignore[arg-type]

    return make
