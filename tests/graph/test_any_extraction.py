"""Whatever an extraction holds, its graph is valid, has no blank node and comes back from a store exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

import pyoxigraph as ox
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib.term import BNode

from kb.entities import Entity, EntityMention, EntityType, MentionKind
from kb.events import (
    Certainty,
    DateBasis,
    EventMention,
    EventPlace,
    EventTime,
    Participant,
    Polarity,
    Quantity,
    Role,
    Tense,
    TimeRelation,
)
from kb.extraction import Extraction
from kb.graph import article_graph, extraction_of, validate
from kb.graph.vocabulary import EVT
from kb.reading import Article, Block, DateSource
from kb.temporal import AnchorSource, Granularity, Reading, TimeExpression, TimeType

TEXT = "“Rebels” \\ shut\tthe \"bridge\"\r\nat 漢字 🙂 yesterday. More follows in March, they said.\n"


def one_of(type_: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(type_))


words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)
spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 15)).map(
    lambda span: (span[0], min(sum(span), len(TEXT))))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
bounds = st.tuples(st.none() | days, st.none() | days).map(
    lambda pair: tuple(sorted(pair)) if all(pair) else pair)  # type: ignore[type-var]


@st.composite
def times(draw: st.DrawFn, id: str) -> TimeExpression:
    begin, end = draw(spans)
    earliest, latest = draw(bounds)
    return TimeExpression(
        id, begin, end, TEXT[begin:end], 0, 1, draw(one_of(TimeType)), draw(words),  # type: ignore[arg-type]
        draw(one_of(Granularity)), draw(words), draw(words), earliest, latest,  # type: ignore[arg-type]
        draw(st.none() | words), draw(st.none() | words), anchor=draw(st.none() | days),
        anchor_from=draw(st.none() | one_of(AnchorSource)),  # type: ignore[arg-type]
        readings=tuple(Reading(value, "reason") for value in draw(st.lists(words, max_size=2))))


@st.composite
def entities(draw: st.DrawFn, id: str) -> Entity:
    mentions = tuple(EntityMention(begin, end, TEXT[begin:end], 0, 1, 0, draw(one_of(MentionKind)))  # type: ignore[arg-type]
                     for begin, end in draw(st.lists(spans, min_size=1, max_size=3)))
    return Entity(id, draw(st.from_regex(r"[a-z][a-z0-9/-]{0,9}", fullmatch=True)), draw(words),
                  draw(one_of(EntityType)), mentions)  # type: ignore[arg-type]


@st.composite
def mentions(draw: st.DrawFn, id: str, known_times: list[str], known_entities: list[str]) -> EventMention:
    begin, end = draw(spans)
    somebody = st.none() | (st.sampled_from(known_entities) if known_entities else st.none())
    taking_part = []
    for at, until in draw(st.lists(spans, max_size=3, unique=True)):
        number = draw(st.none() | st.integers(0, 999))
        taking_part.append(Participant(
            draw(one_of(Role)), at, until, TEXT[at:until], draw(somebody),  # type: ignore[arg-type]
            Quantity(str(number), at, at + until) if number else None))
    place = draw(st.none() | spans)
    earliest, latest = draw(bounds)
    expression = draw(st.none() | st.sampled_from(known_times)) if known_times else None
    time = EventTime(expression, draw(st.none() | words), earliest, latest, draw(one_of(TimeRelation)),  # type: ignore[arg-type]
                     draw(st.none() | one_of(Granularity)), draw(st.none() | words), draw(words),  # type: ignore[arg-type]
                     draw(one_of(DateBasis)), draw(st.sampled_from([None, earliest, latest])))  # type: ignore[arg-type]
    return EventMention(
        id, begin, end, TEXT[begin:end], 0, draw(words), draw(words), draw(words), 0, len(TEXT), tuple(taking_part),
        EventPlace(*place, "", draw(somebody)) if place else None, time, draw(one_of(Polarity)),  # type: ignore[arg-type]
        draw(one_of(Certainty)), draw(one_of(Tense)), draw(somebody), 0.5, True)  # type: ignore[arg-type]


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    article = Article(draw(words), TEXT, (Block(0, len(TEXT), "body"),), draw(st.none() | words),
                      draw(st.none() | words), draw(st.none() | words), draw(st.none() | days),
                      draw(st.none() | one_of(DateSource)), draw(st.none() | spans))  # type: ignore[arg-type]
    found_times = tuple(draw(times(f"t{n}")) for n in range(draw(st.integers(0, 3))))
    found_entities = tuple(draw(entities(f"n{n}")) for n in range(draw(st.integers(0, 3))))
    found_events = tuple(draw(mentions(f"e{n}", [time.id for time in found_times],
                                       [entity.id for entity in found_entities]))
                         for n in range(draw(st.integers(0, 4))))
    return Extraction(article, found_times, found_events, found_entities)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(extractions())
def test_any_extraction_becomes_a_graph_that_a_store_gives_back(extraction: Extraction) -> None:
    graph = article_graph(extraction, {event.id: event.id for event in extraction.events})
    assert not [term for triple in graph for term in triple if isinstance(term, BNode)]
    lines = graph.serialize(format="nt", encoding="utf-8")
    quads = set(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    store = ox.Store()
    store.extend(quads)
    assert set(store) == quads
    record = graph.value(graph.identifier, EVT.record)
    assert extraction_of(str(record), extraction.article.text) == extraction


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(extractions())
def test_any_extraction_keeps_to_the_shapes(extraction: Extraction) -> None:
    events = tuple(replace(event, participants=_one_number_a_phrase(event)) for event in extraction.events[:1])
    extraction = replace(extraction, events=events)
    assert validate(article_graph(extraction, {event.id: event.id for event in events})) == []


def _one_number_a_phrase(event: EventMention) -> tuple[Participant, ...]:
    """The same words never mean two numbers."""
    return tuple({(participant.begin, participant.end): participant for participant in event.participants}.values())
