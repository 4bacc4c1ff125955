"""How an answer is grouped under headings."""

from __future__ import annotations

from datetime import date

from kb.timeline import TimelineIndex, TimelineQuery
from server.timeline_view import TimelineView
from tests.timeline.conftest import MakeEvent, make_event

__all__ = ["make_event"]


def test_what_has_only_a_likely_day_stands_where_that_day_is(make_event: MakeEvent) -> None:
    events = [make_event("early", "2019-02-01", "2019-02-01"), make_event("late", "2019-03-01", "2019-03-01"),
              make_event("next", "2020-01-05", "2020-01-05"), make_event("unknown", None, None),
              make_event("likely", None, None, likely=date(2019, 2, 17))]
    index = TimelineIndex()
    index.replace(iter(events), "1")

    view = TimelineView(index.window(TimelineQuery()), {}, "/")

    assert [(group.title, [event.id for event in group.events]) for group in view.groups] == [
        ("2019", ["early", "likely", "late"]), ("2020", ["next"]), ("Date unknown", ["unknown"])]
