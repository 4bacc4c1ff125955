"""A person's word wins over the machine's, for good."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.extraction import Extraction
from kb.merging import Decision, Merging, Spot, merge
from tests.merging.reports import report, told_together
from tests.merging.test_merge import BLOCKED, QUIT, REPORTS, RESIGNED, SEALED

HERE, THERE = report("a", "2020-03-02", BLOCKED, RESIGNED), report("b", "2020-03-03", SEALED, QUIT)


def spot(extraction: Extraction, mention: str) -> Spot:
    event = extraction.event(mention)
    return Spot(extraction.article.id, event.begin, event.end, event.text)


def decision(number: int, kind: str, first: Spot, second: Spot) -> Decision:
    return Decision(number, kind, (first,), (second,), "2020-04-01T12:00:00+00:00")  # type: ignore[arg-type]


MERGE = decision(1, "merge", spot(HERE, "e1"), spot(HERE, "e2"))
SPLIT = decision(2, "split", spot(HERE, "e1"), spot(THERE, "e1"))


def test_what_a_person_merges_is_one_event_whatever_speaks_against_it():
    event = next(event for event in merge([HERE], [MERGE]).events)
    assert len(event.mentions) == 2
    assert [reason.explanation for reason in event.reasons] == ["A person joined them."]


def test_what_a_person_splits_stays_apart():
    assert told_together(merge([HERE, THERE]).events, "a/e1", "b/e1")
    assert not told_together(merge([HERE, THERE], [SPLIT]).events, "a/e1", "b/e1")


def test_the_last_word_counts():
    again = decision(3, "merge", SPLIT.first[0], SPLIT.second[0])
    assert told_together(merge([HERE, THERE], [SPLIT, again]).events, "a/e1", "b/e1")
    assert not told_together(merge([HERE, THERE], [again, replace(SPLIT, number=4)]).events, "a/e1", "b/e1")


def test_a_decision_about_words_that_are_gone_changes_nothing():
    nowhere = decision(1, "merge", Spot("lost", 0, 4, "shut"), spot(HERE, "e1"))
    assert merge([HERE], [nowhere]) == merge([HERE])


def test_a_decision_finds_its_words_though_the_mentions_are_numbered_otherwise():
    renumbered = replace(HERE, events=tuple(replace(event, id=f"e{9 - number}")
                                            for number, event in enumerate(HERE.events)))
    assert len(merge([renumbered], [MERGE]).events) == 1


def test_an_event_is_found_by_the_ids_that_it_had_before():
    apart = {event.id for one in (HERE, THERE) for event in merge([one]).events}
    together = merge([HERE, THERE]).events
    assert {id for event in together for id in (event.id, *event.also)} == apart


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(REPORTS)), max_size=12),
       st.lists(st.sampled_from([MERGE, SPLIT]), unique=True))
def test_articles_that_come_and_go_leave_what_a_fresh_start_gives(steps, decisions):
    merging, there = Merging(), {}
    for comes, extraction in steps:
        id = extraction.article.id
        if comes:
            merging.add([extraction])
            there[id] = extraction
        elif id in there:
            merging.remove(id)
            del there[id]
        merging.settle()
    merging.decide(decisions)
    assert merging.conclusions() == merge(list(there.values()), decisions)
