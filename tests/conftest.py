"""Two small reports of one happening, extracted by hand: what the tests of graph, ontology and store work on."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import settings
from rdflib import Graph

from kb.entities import Entity, EntityMention
from kb.events import EventMention, EventPlace, EventTime, Participant, Quantity
from kb.extraction import Extraction
from kb.graph import Iris, article_graph, conclusions_graph
from kb.merging import ArticleDate, Conclusions, Disagreement, Event, MentionRef, MergeReason
from kb.reading import Article, Block
from kb.temporal import Reading, TimeExpression

#: Correct or not is asked here, never how fast. In CI the same examples are tried each time, so that a change fails
#: for what it changes; everywhere else new ones are searched for.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


#: Settings of ours that are for the tests, not for what they test.
OF_THE_TESTS = {"KB_SCREENSHOTS"}


@pytest.fixture(scope="session", autouse=True)
def no_settings_of_your_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the person who runs the tests has set or keeps in ~/.config (names of their own) changes no result, nor do
    their terminal and their proxy."""
    for name in set(os.environ) - OF_THE_TESTS:
        if name.startswith("KB_") or name.upper() in ("COLUMNS", "FORCE_COLOR", "NO_COLOR", "HTTP_PROXY", "ALL_PROXY"):
            del os.environ[name]
    os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("config"))
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


HARBOUR = ("Rebels shut the bridge at Lanova\n"
           "Diehard rebels shut the bridge at Lanova yesterday, trapping up to 300 people, "
           "Mayor Ana Petrova said. Ministers meet in March.")
RIVER = ("On Sunday the rebels closed Lanova's bridge, mayor Ana Petrova told reporters. "
         "Hundreds of people were trapped. The army did not attack.")


def span(text: str, words: str, after: str = "") -> tuple[int, int]:
    """Where these words stand, looked for behind others."""
    begin = text.index(words, text.index(after) + len(after) if after else 0)
    return begin, begin + len(words)


def entity(text: str, id: str, key: str, name: str, type: str, *mentions: tuple[str, str], **more: object) -> Entity:
    """`mentions` are (kind, words)."""
    found = []
    for kind, words in mentions:
        begin, end = span(text, words)
        found.append(EntityMention(begin, end, words, 0, 1, 0, kind))  # type: ignore[arg-type]
    return Entity(id, key, name, type, tuple(found), **more)  # type: ignore[arg-type]


def harbour() -> Extraction:
    """A dated report by the Harbour Post."""
    text = HARBOUR
    first, second = text.index("Diehard"), text.index("Ministers")
    article = Article("https://harbour-post.example/2019/02/18/bridge?id=1", text,
                      (Block(0, first - 1, "title"), Block(first, len(text), "body")), title=text[:first - 1],
                      url="https://harbour-post.example/2019/02/18/bridge?id=1", source="Harbour Post",
                      published=date(2019, 2, 18), published_from="metadata")
    times = (
        TimeExpression("t1", *span(text, "yesterday"), "yesterday", 0, 1, "DATE", "2019-02-17", "day", "day-before",
                       "“yesterday” → the day before 2019-02-18, the publication date → 2019-02-17",
                       date(2019, 2, 17), date(2019, 2, 17), "2019-02-17", anchor=date(2019, 2, 18),
                       anchor_from="published"),
        TimeExpression("t2", *span(text, "March"), "March", 0, 1, "DATE", "2019-03", "month", "month-by-tense",
                       "“March” → the next March after 2019-02-18 → 2019-03", date(2019, 3, 1), date(2019, 3, 31),
                       "2019-03", anchor=date(2019, 2, 18), anchor_from="published",
                       readings=(Reading("2018-03", "the verb would have to be in the past"),)),
    )
    entities = (
        entity(text, "n1", "place/lanova", "Lanova", "place", ("name", "Lanova"), containers=("utopia",),
               coordinates=(41.5, 20.25), wikidata="Q64"),
        entity(text, "n2", "person/ana-petrova", "Ana Petrova", "person", ("name", "Ana Petrova"),
               ("description", "Mayor")),
        entity(text, "n3", "group/rebels", "Lanova rebels", "group", ("description", "Diehard rebels")),
    )
    sentence = span(text, text[first:second - 1])
    events = (
        EventMention("e1", *span(text, "shut", "Diehard"), "shut", 0, "shut", "Blockade",
                     "Rebels shut the bridge at Lanova", *sentence,
                     (Participant("agent", *span(text, "Diehard rebels"), "Diehard rebels", "n3"),
                      Participant("patient", *span(text, "the bridge", "Diehard"), "the bridge", None)),
                     EventPlace(*span(text, "Lanova", "Diehard"), "Lanova", "n1"),
                     EventTime("t1", "2019-02-17", date(2019, 2, 17), date(2019, 2, 17), "on", "day", "2019-02-17",
                               "“yesterday” modifies “shut”"),
                     "positive", "reported", "past", "n2", 0.8, True),
        EventMention("e2", *span(text, "trapping"), "trapping", 0, "trap", "Detention", "300 people trapped",
                     *sentence,
                     (Participant("patient", *span(text, "up to 300 people"), "up to 300 people", None,
                                  Quantity("up to 300", 0, 300)),),
                     None, EventTime(None, None, None, date(2019, 2, 18), "before-or-on", None, "../2019-02-18",
                                     "no words date it; told in the past on 2019-02-18", "tense", date(2019, 2, 17)),
                     "positive", "reported", "past", "n2", 0.4, False),
        EventMention("e3", *span(text, "meet"), "meet", 0, "meet", "Meeting", "Ministers meet",
                     second, len(text), (Participant("agent", *span(text, "Ministers"), "Ministers", None),),
                     None, EventTime("t2", "2019-03", date(2019, 3, 1), date(2019, 3, 31), "on", "month", "2019-03",
                                     "“meet” belongs to “attended”, which “in March” dates.", "inferred"),
                     "positive", "planned", "future", None, 0.5, True),
    )
    return Extraction(article, times, events, entities)


def river() -> Extraction:
    """An undated report by the River Herald, dated by the other one."""
    text = RIVER
    between = (date(2019, 2, 17), date(2019, 2, 23))
    article = Article("river-7", text, (Block(0, len(text), "body"),), source="River Herald",
                      published=date(2019, 2, 18), published_from="witnesses", published_between=between)
    times = (
        TimeExpression("t1", *span(text, "Sunday"), "Sunday", 0, 1, "DATE", "2019-02-17", "day", "weekday-past",
                       "“Sunday” → the last Sunday before 2019-02-18 → 2019-02-17", date(2019, 2, 17),
                       date(2019, 2, 17), "2019-02-17", anchor=date(2019, 2, 18), anchor_from="witnesses"),
    )
    entities = (
        entity(text, "n1", "group/rebels", "Lanova rebels", "group", ("description", "the rebels")),
        entity(text, "n2", "place/lanova", "Lanova", "place", ("name", "Lanova"), containers=("utopia",),
               coordinates=(41.5, 20.25), wikidata="Q64"),
        entity(text, "n3", "person/ana-petrova", "Ana Petrova", "person", ("name", "Ana Petrova")),
    )
    first = (0, text.index(" Hundreds"))
    second = span(text, "Hundreds of people were trapped.")
    last = span(text, "The army did not attack.")
    events = (
        EventMention("e1", *span(text, "closed"), "closed", 0, "close", "Blockade", "Rebels closed Lanova's bridge",
                     *first, (Participant("agent", *span(text, "the rebels"), "the rebels", "n1"),
                              Participant("patient", *span(text, "Lanova's bridge"), "Lanova's bridge", None)),
                     EventPlace(*span(text, "Lanova"), "Lanova", "n2"),
                     EventTime("t1", "2019-02-17", date(2019, 2, 17), date(2019, 2, 17), "on", "day", "2019-02-17",
                               "“On Sunday” modifies “closed”"),
                     "positive", "reported", "past", "n3", 0.8, True),
        EventMention("e2", *span(text, "trapped"), "trapped", 0, "trap", "Detention", "Hundreds of people trapped",
                     *second, (Participant("patient", *span(text, "Hundreds of people"), "Hundreds of people", None,
                                           Quantity("Hundreds", 100, 999)),),
                     None, EventTime(None, None, None, date(2019, 2, 18), "before-or-on", None, "../2019-02-18",
                                     "no words date it; told in the past on 2019-02-18"),
                     "positive", "asserted", "past", None, 0.4, False),
        EventMention("e3", *span(text, "attack"), "attack", 0, "attack", "Attack", "Army did not attack", *last,
                     (Participant("agent", *span(text, "The army"), "The army", None),), None,
                     EventTime(None, None, None, date(2019, 2, 18), "before-or-on", None, "../2019-02-18",
                               "no words date it; told in the past on 2019-02-18"),
                     "negative", "denied", "past", None, 0.3, False),
    )
    return Extraction(article, times, events, entities)


def concluded() -> Conclusions:
    """What follows from the two reports: two shared events, one disagreement, one date."""
    h, r = harbour().article.id, river().article.id
    shut = MentionRef(h, "e1"), MentionRef(r, "e1")
    trapped = MentionRef(h, "e2"), MentionRef(r, "e2")
    return Conclusions((
        Event("00000000000000a1", shut, "Rebels shut the bridge at Lanova", "Blockade", date(2019, 2, 17),
              date(2019, 2, 17), "2019-02-17", "2019-02-17", "day", shut[0], 0.8, True,
              (MergeReason(*shut, 0.91, "“shut” and “closed” mean the same, same actor, same day"),),
              reports=((h,), (r,))),
        Event("00000000000000a2", trapped, "People trapped", "Detention", None, date(2019, 2, 18), None,
              "../2019-02-18", None, None, 0.4, False,
              (MergeReason(*trapped, 0.75, "same word “trap”, same text around it"),),
              (Disagreement("count", *trapped, "up to 30", "hundreds"),)),
        Event("00000000000000a3", (MentionRef(h, "e3"),), "Ministers meet", "Meeting", date(2019, 3, 1),
              date(2019, 3, 31), "2019-03", "2019-03", "month", MentionRef(h, "e3"), 0.5, True),
        Event("00000000000000a4", (MentionRef(r, "e3"),), "Army did not attack", "Attack", None, date(2019, 2, 18),
              None, "../2019-02-18", None, None, 0.3, False),
    ), (ArticleDate(r, date(2019, 2, 18), (date(2019, 2, 17), date(2019, 2, 23)), ((shut[1], shut[0]),),
                    "“Sunday” here is “yesterday” in the report of 2019-02-18"),))


def graphs() -> dict[str, Graph]:
    """The named graphs of both reports and of the conclusions."""
    conclusions = concluded()
    extractions = harbour(), river()
    iris = Iris()
    events = {mention: event.id for event in conclusions.events for mention in event.mentions}
    found = {}
    for extraction in extractions:
        id = extraction.article.id
        of_article = {ref.mention: event for ref, event in events.items() if ref.article == id}
        found[str(iris.article(id))] = article_graph(extraction, of_article, model="tiny 1")
    found[str(iris.conclusions)] = conclusions_graph(conclusions, extractions, names={"utopia": "Utopia"})
    return found


@pytest.fixture(scope="session")
def dated_report() -> Extraction:
    return harbour()


@pytest.fixture(scope="session")
def undated_report() -> Extraction:
    return river()


@pytest.fixture(scope="session")
def conclusions() -> Conclusions:
    return concluded()


@pytest.fixture(scope="session")
def make_graphs() -> Callable[[], dict[str, Graph]]:
    """Makes what `named_graphs` is, for fixtures that outlive a test."""
    return graphs


@pytest.fixture
def named_graphs() -> dict[str, Graph]:
    """IRI → graph: both reports and the conclusions."""
    return graphs()


@pytest.fixture
def everything(named_graphs: dict[str, Graph]) -> Graph:
    """The union of the named graphs."""
    union = Graph()
    for graph in named_graphs.values():
        for triple in graph:
            union.add(triple)
    return union
