"""The timeline index answers windows, filters and words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import StoreError
from kb.timeline import TimelineEvent, TimelineIndex, TimelineParticipant, TimelineQuery
from tests.timeline.conftest import HARBOUR, MAYOR, PORTUGAL, REBELS, MakeEvent


@pytest.fixture
def index(make_event: MakeEvent) -> TimelineIndex:
    index = TimelineIndex()
    index.replace([
        make_event("sealed", "2019-02-17", "2019-02-17", label="Rebels sealed the harbour", type="Blockade",
                   type_label="blockade", participants=(REBELS,), places=(HARBOUR,),
                   sources=("The Courier", "Harbour News"), articles=("a1", "a2"), mentions=2,
                   text="The gates were shut at dawn."),
        make_event("met", "2018-12-01", "2018-12-31", granularity="month", participants=(MAYOR, REBELS),
                   places=(PORTUGAL,), certainty="reported"),
        make_event("fled", None, "2019-02-17", label="Families fled", type="Flight", type_label="flight"),
        make_event("ruled", "2014-01-01", None, granularity="year", participants=(MAYOR,)),
        make_event("unknown", None, None, label="An old promise"),
        make_event("coughed", "2019-02-17", "2019-02-17", label="The clerk coughed", salient=False),
    ], version="7")
    return index


def ids(index: TimelineIndex, **query: object) -> list[str]:
    return [event.id for event in index.window(TimelineQuery(**query)).events]  # type: ignore[arg-type]


def test_events_come_by_date_and_those_without_one_last(index: TimelineIndex) -> None:
    assert ids(index) == ["ruled", "met", "sealed", "fled", "unknown"]


def test_details_are_shown_when_asked_for(index: TimelineIndex) -> None:
    assert "coughed" in ids(index, details=True)


@pytest.mark.parametrize(("begin", "end", "expected"), [
    ("2019-02-17", "2019-02-17", ["ruled", "sealed", "fled"]),
    ("2018-12-15", "2018-12-15", ["ruled", "met", "fled"]),
    ("2010-01-01", "2010-12-31", ["fled"]),
    ("2019-02-18", None, ["ruled"]),
    (None, "2013-12-31", ["fled"]),
])
def test_an_event_is_in_a_window_that_it_can_overlap(index: TimelineIndex, begin: str | None,
                                                     end: str | None, expected: list[str]) -> None:
    assert ids(index, begin=begin and date.fromisoformat(begin), end=end and date.fromisoformat(end)) == expected


def test_a_window_says_how_many_have_no_date(index: TimelineIndex) -> None:
    page = index.window(TimelineQuery(begin=date(2019, 1, 1)))

    assert (page.total, page.undated) == (3, 1)
    assert page.extent == (date(2014, 1, 1), date(2019, 2, 17))


def test_values_of_a_kind_widen_and_kinds_narrow(index: TimelineIndex) -> None:
    assert ids(index, types=("Blockade", "Flight")) == ["sealed", "fled"]
    assert ids(index, types=("Blockade", "Flight"), sources=("Harbour News",)) == ["sealed"]
    assert ids(index, certainties=("reported",)) == ["met"]
    assert ids(index, articles=("a2",)) == ["sealed"]


def test_two_entities_ask_for_what_both_take_part_in(index: TimelineIndex) -> None:
    assert ids(index, entities=("group/rebels", "person/ana-lopez")) == ["met"]


def test_a_country_holds_its_towns(index: TimelineIndex) -> None:
    assert ids(index, places=("portugal",)) == ["met", "sealed"]
    assert ids(index, places=("place/old-harbour",)) == ["sealed"]


@pytest.mark.parametrize(("words", "found"), [
    ("seal", "sealed"), ("harbours", "sealed"), ("sealed harb", "sealed"), ("gates dawn", "sealed"),
    ("SHUT", "sealed"), ("blockade", "sealed"), ("lopez", "ruled met"), ("dawn families", ""),
])
def test_words_are_found_in_labels_names_and_sentences(index: TimelineIndex, words: str, found: str) -> None:
    assert ids(index, words=words) == found.split()


@pytest.mark.parametrize("words", ['"', "a AND (", "label:x", "*", "NEAR(", "-", "seal* OR", "?!"])
def test_no_words_are_an_error(index: TimelineIndex, words: str) -> None:
    assert ids(index, words=words) == []


def test_facets_tell_what_choosing_a_value_would_give(index: TimelineIndex) -> None:
    facets = index.window(TimelineQuery(types=("Blockade",))).facets

    types = {facet.value: facet.count for facet in facets["type"]}
    assert types == {"Meeting": 3, "Blockade": 1, "Flight": 1}
    assert [(facet.label, facet.count) for facet in facets["entity"]] == [("the rebels", 1)]
    assert {facet.label for facet in facets["place"]} == {"Old Harbour", "Portugal"}


def test_bins_count_an_open_event_where_its_known_end_is(index: TimelineIndex) -> None:
    page = index.window(TimelineQuery(begin=date(2019, 2, 1), end=date(2019, 2, 28)))

    assert page.granularity == "day"
    assert [(bin.begin, bin.count) for bin in page.bins] == [(date(2019, 2, 17), 2)]


def test_a_page_is_a_part_of_all(index: TimelineIndex) -> None:
    page = index.window(TimelineQuery(limit=2, offset=1))

    assert [event.id for event in page.events] == ["met", "sealed"]
    assert page.total == 5


def test_an_event_comes_back_as_it_was_put_in(index: TimelineIndex, make_event: MakeEvent) -> None:
    event = make_event("round", "2019-02-17", None, participants=(REBELS, MAYOR), places=(HARBOUR, PORTUGAL),
                       edtf="2019-02-17/..", text="…", disagreements=2)
    index.replace([event], version="8")

    assert index.event("round") == event
    assert index.event("sealed") is None


def test_neighbours_stand_before_and_after(index: TimelineIndex) -> None:
    before, after = index.neighbours("sealed")

    assert [event.id for event in before] == ["ruled", "met"]
    assert [event.id for event in after] == ["fled"]
    assert index.neighbours("unknown") == ((), ())


def test_the_index_knows_the_version_it_was_made_from(index: TimelineIndex) -> None:
    assert index.is_current("7")
    assert not index.is_current("8")


def test_an_event_that_breaks_the_filling_leaves_the_old_rows(index: TimelineIndex,
                                                              make_event: MakeEvent) -> None:
    def events() -> list[TimelineEvent]:
        return [make_event("same", "2019-01-01", "2019-01-01"), make_event("same", None, None)]

    with pytest.raises(sqlite3.IntegrityError):
        index.replace(events(), version="8")

    assert index.is_current("7")
    assert "sealed" in ids(index)


def test_a_file_keeps_the_rows_and_a_broken_one_starts_empty(tmp_path: Path, make_event: MakeEvent) -> None:
    path = tmp_path / "timeline.sqlite"
    index = TimelineIndex(path)
    index.replace([make_event("kept", "2019-01-01", "2019-01-01")], version="1")
    index.close()

    again = TimelineIndex(path)
    assert ids(again) == ["kept"]
    again.close()

    path.write_bytes(b"no database at all" * 500)
    broken = TimelineIndex(path)
    assert broken.version is None
    assert ids(broken) == []
    broken.close()


def test_an_index_of_another_shape_starts_empty(tmp_path: Path, make_event: MakeEvent) -> None:
    path = tmp_path / "timeline.sqlite"
    index = TimelineIndex(path)
    index.replace([make_event("old", "2019-01-01", "2019-01-01")], version="1")
    index.close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()

    assert TimelineIndex(path).version is None


def test_a_place_that_cannot_hold_an_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"missing/timeline\.sqlite.*can't be opened"):
        TimelineIndex(tmp_path / "missing" / "timeline.sqlite")


def test_what_only_an_open_end_lets_in_can_be_left_out(index: TimelineIndex) -> None:
    page = index.window(TimelineQuery(begin=date(2010, 1, 1), end=date(2015, 12, 31), possible=False))

    assert [event.id for event in page.events] == ["ruled"]
    assert page.possible == 1


@pytest.mark.parametrize(("filters", "expected"), [
    ({"precisions": ("day",)}, ["sealed"]),
    ({"precisions": ("open", "unknown")}, ["ruled", "fled", "unknown"]),
    ({"independent": ("2",)}, ["sealed"]),
    ({"known": date(2019, 2, 17)}, ["met"]),
])
def test_precision_sources_and_the_day_of_the_report_narrow(make_event: MakeEvent, filters: dict[str, object],
                                                            expected: list[str]) -> None:
    index = TimelineIndex()
    index.replace([
        make_event("sealed", "2019-02-17", "2019-02-17", independent=2, reported=date(2019, 2, 18)),
        make_event("met", "2018-12-01", "2018-12-31", reported=date(2019, 2, 17)),
        make_event("fled", None, "2019-02-17"), make_event("ruled", "2014-01-01", None),
        make_event("unknown", None, None)], version="1")

    assert ids(index, **filters) == expected


def test_a_place_that_only_contains_others_goes_by_its_name(make_event: MakeEvent) -> None:
    index = TimelineIndex()
    index.replace([make_event("one", None, None, places=(HARBOUR,))], version="1",
                  names={"portugal": "Portuguese Republic"})

    assert "Portuguese Republic" in {value.label for value in index.window(TimelineQuery()).facets["place"]}


def test_the_map_has_places_with_coordinates_without_those_around_them(index: TimelineIndex) -> None:
    spots = index.window(TimelineQuery()).spots

    assert [(spot.key, spot.latitude, spot.count) for spot in spots] == [("portugal", 39.5, 1)]


def test_lanes_share_the_events_out_by_a_value(index: TimelineIndex) -> None:
    year = TimelineQuery(begin=date(2018, 6, 1), end=date(2019, 6, 1), details=True)
    drawn = index.lanes(year, "place", lanes=5, marks=100)

    assert [(lane.label, lane.count, [event.id for event in lane.events]) for lane in drawn.lanes] == [
        ("Portugal", 2, ["met", "sealed"]), ("Old Harbour", 1, ["sealed"]), ("", 2, ["coughed", "fled"])]
    assert (drawn.earlier, drawn.later) == (1, 0)


def test_lanes_never_hold_more_than_can_be_drawn_and_keep_what_stands_alone(make_event: MakeEvent) -> None:
    def events() -> Iterator[TimelineEvent]:
        yield make_event("alone", "1950-05-05", "1950-05-05", salience=0.1)
        for number in range(3000):
            day = (date(2010, 1, 1) + timedelta(days=number % 365)).isoformat()
            yield make_event(f"e{number}", day, day, salience=0.5 + (number % 100) / 250)

    index = TimelineIndex()
    index.replace(events(), version="1")
    (lane,) = index.lanes(TimelineQuery(begin=date(1950, 1, 1), end=date(2010, 12, 31)), None, lanes=7, marks=60).lanes

    assert lane.count == 3001
    assert len(lane.events) == 60
    assert "alone" in {event.id for event in lane.events}


def test_counts_over_very_many_events_say_that_they_are_estimates(make_event: MakeEvent,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.timeline.counting.MOST_COUNTED", 100)
    index = TimelineIndex()
    index.replace((make_event(f"e{number}", "2019-01-01", "2019-01-01", type="Meeting" if number % 4 else "Flight")
                   for number in range(1000)), version="1")

    page = index.window(TimelineQuery())

    assert page.total == 1000  # always exact
    assert page.approximate
    assert page.to_json()["facets_approximate"]
    assert sum(value.count for value in page.facets["type"]) == 1000


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 400) | st.none(), st.integers(0, 400) | st.none()), max_size=30),
       st.integers(0, 400), st.integers(0, 100))
def test_a_window_holds_exactly_what_can_overlap_it(bounds: list[tuple[int | None, int | None]], start: int,
                                                    length: int) -> None:
    first = date(2019, 1, 1)
    spans = {f"e{number}": tuple(first + timedelta(days=day) if day is not None else None
                                 for day in ((low, high) if low is None or high is None else sorted((low, high))))
             for number, (low, high) in enumerate(bounds)}
    index = TimelineIndex()
    index.replace((TimelineEvent(id=id, iri=id, label=id, type="Meeting", type_label="meeting", earliest=span[0],
                                 latest=span[1], value=None, edtf=None, granularity=None, certainty="asserted",
                                 polarity="positive", salience=1.0, salient=True)
                   for id, span in spans.items()), version="1")
    begin, end = first + timedelta(days=start), first + timedelta(days=start + length)

    page = index.window(TimelineQuery(begin=begin, end=end))

    assert {event.id for event in page.events} == {
        id for id, (low, high) in spans.items()
        if (low or high) and (low is None or low <= end) and (high is None or high >= begin)}
    assert page.undated == sum(not (low or high) for low, high in spans.values())


def test_events_without_a_date_can_be_had_by_themselves(index: TimelineIndex) -> None:
    assert [event.id for event in index.undated(TimelineQuery())] == ["unknown"]
    assert index.undated(TimelineQuery(types=("Blockade",))) == ()
    assert index.undated(TimelineQuery(limit=0)) == ()


def test_a_view_asked_for_again_is_the_same_until_the_events_are_others(make_event: MakeEvent) -> None:
    index = TimelineIndex()
    index.replace(iter([make_event("one", "2019-02-01", "2019-02-01")]), "1")
    query = TimelineQuery(begin=date(2019, 1, 1), end=date(2019, 12, 31))

    def view() -> tuple[list[str], list[str]]:
        (lane,) = index.lanes(query, None, lanes=7, marks=50).lanes
        return [event.id for event in index.window(query).events], [event.id for event in lane.events]

    assert view() == view() == (["one"], ["one"])
    index.replace(iter([make_event("two", "2019-02-01", "2019-02-01")]), "2")
    assert view() == (["two"], ["two"])

Many = st.dictionaries(st.integers(0, 12), st.integers(0, 30), max_size=8)


@settings(max_examples=40, deadline=None)
@given(st.lists(Many, min_size=1, max_size=4))
def test_an_index_that_is_changed_is_like_one_that_is_filled(states: list[dict[int, int]]) -> None:
    """Each state says which events there are, and for each what it is like."""
    def event(number: int, like: int) -> TimelineEvent:
        day = date(2020, 1, 1 + like % 7) if like % 5 else None
        return TimelineEvent(
            id=f"{number * 7919:016x}", iri="", label=f"Number {number} is like {like}", type=f"Type{like % 3}",
            type_label=f"type {like % 3}", earliest=day, latest=day, value=None, edtf=None, granularity=None,
            certainty="asserted", polarity="positive", salience=like / 30, salient=True, independent=1 + like % 2,
            participants=(TimelineParticipant("agent", f"who-{like % 4}", f"Who {like % 4}"),),
            articles=(f"a{like % 3}",))

    changed, filled = TimelineIndex(), TimelineIndex()
    before: dict[int, int] = {}
    for number, state in enumerate(states):
        coming = [event(*pair) for pair in sorted(state.items()) if before.get(pair[0]) != pair[1]]
        changed.update(coming, [event(*pair).id for pair in before.items() if pair[0] not in state], str(number))
        before = state
    filled.replace([event(*pair) for pair in sorted(before.items())], "")
    for query in (TimelineQuery(), TimelineQuery(words="like"), TimelineQuery(words="like 1"),
                  TimelineQuery(entities=("who-1",)), TimelineQuery(articles=("a1",)),
                  TimelineQuery(begin=date(2020, 1, 2), end=date(2020, 1, 3))):
        assert changed.window(query) == filled.window(query)
    assert changed.labels("type") == filled.labels("type")
    assert changed.frequencies("entity") == filled.frequencies("entity")
    changed.close()
    filled.close()
