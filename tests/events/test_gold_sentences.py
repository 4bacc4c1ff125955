"""The annotated sentences of the gate can be read, and speak of types that there are."""

from __future__ import annotations

from datetime import date

import pytest
from rdflib import Graph, Namespace

from kb.resources import shipped
from tests.gate.sentences import SENTENCES, read_gold, unknown_types

TYPE = Namespace("https://w3id.org/event-timeline/type/")


def test_every_annotated_word_stands_in_its_sentence() -> None:
    texts = list(read_gold(SENTENCES.read_text(encoding="utf-8")))
    assert all(text.events for text in texts)
    for text in texts:
        for event in text.events:
            assert all(text.text[begin:end] for begin, end in event.spans)


def test_annotated_types_are_those_of_the_scheme() -> None:
    scheme = Graph().parse(shipped("ontology", "event-types.ttl"))
    assert not unknown_types(str(concept).removeprefix(TYPE) for concept in set(scheme.subjects()))


def test_a_line_reads_as_it_is_explained() -> None:
    gold = ("> 2023-06-14 | Ann did not sell the old mill.\n"
            "sell | Trade | agent: Ann | patient?: mill / old mill | negative")
    (text,) = read_gold(gold)
    (event,) = text.events
    assert text.published == date(2023, 6, 14) and event.spans == ((12, 16),) and event.negative
    assert event.slots["agent"][0].needed and not event.slots["patient"][0].needed
    assert event.slots["patient"][0].names == ("mill", "old mill") and event.certainties == ("asserted",)


def test_a_slip_in_the_gold_is_named_with_its_line() -> None:
    with pytest.raises(ValueError, match="line 2: no word bought"):
        list(read_gold("> 2023-06-14 | Ann sold the mill.\nbought | Trade"))
