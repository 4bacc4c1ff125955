"""Same event or not, told by small reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.entities import Entity, EntityMention
from kb.extraction import Extraction
from kb.merging import merge
from kb.merging.comparison import compare
from kb.merging.consensus import event_of
from kb.merging.telling import tell
from tests.merging.reports import Told, report, told_together

BLOCKED = Told("Fighters of the River Front blocked the roads out of Tarvale on Sunday, trapping hundreds of families.",
               "blocked", "block", "Blockade", {"agent": "River Front", "patient": "the roads"}, "Tarvale",
               "Sunday", ("2020-03-01", "2020-03-01"))
SEALED = Told("The River Front sealed the roads out of Tarvale yesterday and trapped families in the town.",
              "sealed", "seal", "Blockade", {"agent": "River Front", "patient": "the roads"}, "Tarvale",
              "yesterday", ("2020-03-01", "2020-03-01"))
BLOCKADE = Told("The blockade of the roads by the River Front on 1 March trapped families in Tarvale.",
                "blockade", "blockade", "Blockade", {"agent": "River Front", "patient": "the roads"}, "Tarvale",
                "1 March", ("2020-03-01", "2020-03-01"))
RESIGNED = Told("Ada Moreno resigned as minister on Monday after a quarrel about the budget.", "resigned", "resign",
                "Resignation", {"agent": "Ada Moreno"}, None, "Monday", ("2020-03-02", "2020-03-02"))
QUIT = Told("The minister Ada Moreno quit on Monday over the budget, her office announced.", "quit", "quit",
            "Resignation", {"agent": "Ada Moreno"}, None, "Monday", ("2020-03-02", "2020-03-02"))
RESIGNATION = Told("The resignation of Ada Moreno on 2 March ended a quarrel about the budget.", "resignation",
                   "resignation", "Resignation", {"agent": "Ada Moreno"}, None, "2 March",
                   ("2020-03-02", "2020-03-02"))


def test_the_same_event_in_other_words_is_one_event_with_two_witnesses():
    events = merge([report("a", "2020-03-02", BLOCKED), report("b", "2020-03-02", SEALED)]).events
    assert len(events) == 1
    assert len(events[0].mentions) == 2
    assert events[0].reasons[0].score > 0.5
    assert "River Front" in events[0].reasons[0].explanation


def test_a_noun_tells_the_same_as_its_verb():
    events = merge([report("a", "2020-03-03", RESIGNED), report("b", "2020-03-05", RESIGNATION)]).events
    assert told_together(events, "a/e1", "b/e1")


def test_another_day_is_another_event():
    later = replace(BLOCKED, when="Sunday", days=("2020-03-08", "2020-03-08"))
    events = merge([report("a", "2020-03-02", BLOCKED), report("b", "2020-03-09", later)]).events
    assert len(events) == 2


def test_a_date_after_the_other_report_appeared_is_another_event():
    early = replace(BLOCKED, when=None, days=None)
    late = replace(BLOCKED, when="Sunday", days=("2020-04-05", "2020-04-05"))
    assert len(merge([report("a", "2020-03-02", early), report("b", "2020-04-06", late)]).events) == 2


def test_another_actor_is_another_event():
    other = replace(RESIGNED, sentence=RESIGNED.sentence.replace("Ada Moreno", "Jonas Weir"),
                    roles={"agent": "Jonas Weir"})
    assert len(merge([report("a", "2020-03-03", RESIGNED), report("b", "2020-03-03", other)]).events) == 2


def test_who_does_it_here_and_has_it_done_there_is_no_tie():
    captures = Told("The Northern Alliance captured Port Elin in October 2018.", "captured", "capture", "Capture",
                    {"agent": "Northern Alliance", "patient": "Port Elin"}, None, "October 2018",
                    ("2018-10-01", "2018-10-31"))
    captured = Told("Nobody knows where the Northern Alliance men are who were captured near Tarvale.", "captured",
                    "capture", "Capture", {"patient": "Northern Alliance"}, "Tarvale")
    assert len(merge([report("a", "2020-03-02", captures), report("b", "2020-03-02", captured)]).events) == 2


def test_another_place_is_another_event():
    elsewhere = replace(SEALED, sentence=SEALED.sentence.replace("Tarvale", "Port Elin"), place="Port Elin", when=None)
    here = replace(BLOCKED, when=None)
    assert len(merge([report("a", "2020-03-02", here), report("b", "2020-03-02", elsewhere)]).events) == 2


def test_two_happenings_of_one_sentence_stay_two():
    one = report("a", "2020-03-02", BLOCKED)
    twice = replace(one, events=(one.events[0], replace(one.events[0], id="e2", begin=one.events[0].begin + 1)))
    assert len(merge([twice]).events) == 2


def test_a_definite_noun_points_back_at_what_the_article_has_told():
    told = Told("The fighters held a ceremony on the square.", "ceremony", "ceremony", "Ceremony")
    back = Told("Ada Moreno, who attended the ceremony, praised them.", "ceremony", "ceremony", "Ceremony")
    another = replace(back, sentence="Ada Moreno, who attended a ceremony, praised them.")
    assert len(merge([report("a", "2020-03-03", told, back)]).events) == 1
    assert len(merge([report("a", "2020-03-03", told, another)]).events) == 2


def test_a_noun_with_words_before_it_points_back_too():
    told = Told("Many buyers met an issue with the website of the harbour.", "issue", "issue", tense="none")
    back = Told("Queues grew in Tarvale due to the online issue.", "issue", "issue", tense="none")
    another = replace(back, sentence="Queues grew in Tarvale due to another online issue.")
    assert len(merge([report("a", "2020-03-03", told, back)]).events) == 1
    assert len(merge([report("a", "2020-03-03", told, another)]).events) == 2


def test_the_text_tells_again_what_the_title_tells_even_in_an_everyday_word():
    title = Told("Harbour chief leaves after flood", "leaves", "leave")
    again = Told("The board says that the woman left on good terms.", "left", "leave")
    assert len(merge([report("a", "2020-03-03", replace(title, block="title"), again)]).events) == 1
    assert len(merge([report("a", "2020-03-03", title, again)]).events) == 2


def test_a_noun_of_like_meaning_points_back_with_its_article():
    settled = Told("The two harbours reached a deal on Monday.", "deal", "deal", "Agreement",
                   tense="none")
    agreement = Told("The agreement leaves the old quay to both.", "agreement", "agreement", "Agreement", tense="none")
    bare = replace(agreement, sentence="No agreement leaves the old quay to both.")
    assert len(merge([report("a", "2020-03-03", settled, agreement)]).events) == 1
    assert len(merge([report("a", "2020-03-03", settled, bare)]).events) == 2


def test_a_denied_event_is_not_the_asserted_one():
    denied = replace(RESIGNED, polarity="negative")
    assert len(merge([report("a", "2020-03-03", RESIGNED), report("b", "2020-03-03", denied)]).events) == 2


def test_one_misread_date_does_not_part_what_many_reports_tie():
    misread = replace(QUIT, when="next Monday", sentence=QUIT.sentence.replace("on Monday", "next Monday"),
                      days=("2020-04-06", "2020-04-06"))
    alone = merge([report("b", "2020-03-03", QUIT), report("x", "2020-03-03", misread)]).events
    assert len(alone) == 2
    event, = merge([report("a", "2020-03-03", RESIGNED), report("b", "2020-03-03", QUIT),
                    report("c", "2020-03-05", RESIGNATION),
                    report("x", "2020-03-03", replace(misread, days=None, when=None, polarity="positive")),
                    report("y", "2020-03-03", replace(RESIGNED, when=None, days=None))]).events
    assert len(event.mentions) == 5


def test_other_people_named_beside_it_speak_against_one_event():
    fell = Told("A walker fell to his death on the mountain, and Ada Moreno found him.", "fell", "fall")
    again = Told("Snow was deep when another walker fell, said Jonas Weir of the rescue team.", "fell", "fall")
    nobody = replace(again, sentence=again.sentence.replace("Jonas Weir", "a man"))
    (one,), (other,), (neither,) = (tell(report(id, "2020-03-02", told))
                                    for id, told in (("a", fell), ("b", again), ("c", nobody)))
    assert compare(one, neither, story=0.7).same
    assert not compare(one, other, story=0.7).same


def test_who_speaks_for_a_country_is_that_country():
    country = Told("Ostland called for talks about the border on Monday, after the River Front had threatened it.",
                   "called", "call", "Demand", {"agent": "Ostland", "topic": "talks about the border"})
    minister = Told("In Ostland, the minister Ada Moreno called for talks about the border.", "called", "call",
                    "Demand", {"agent": "Ada Moreno", "topic": "talks about the border"}, "Ostland")
    (one,), (other,) = (tell(report(id, "2020-03-03", told)) for id, told in (("a", country), ("b", minister)))
    assert "Ada Moreno may stand for Ostland" in compare(one, other, 0.9).reason().explanation
    elsewhere = replace(other, lineage=frozenset({"tarvale"}))
    assert compare(one, elsewhere, 0.9).log_odds < compare(one, other, 0.9).log_odds


def test_one_word_actor_and_day_outweigh_that_the_articles_are_about_others():
    (one,), (other,) = (tell(report(id, "2020-03-03", told)) for id, told in (("a", RESIGNED), ("b", RESIGNATION)))
    elsewhere = replace(other, sentence={}, hero="weir", cast=frozenset({"weir"}))
    assert compare(one, elsewhere, 0.0).same
    vague = replace(elsewhere, days=replace(other.days, stated=False))
    assert not compare(one, vague, 0.0).same


def test_whom_articles_tell_of_matters_little_where_one_person_takes_part_in_both():
    (one,), (other,) = (tell(report(id, "2020-03-03", told)) for id, told in (("a", RESIGNED), ("b", QUIT)))
    elsewhere = replace(other, hero="weir", cast=frozenset({"weir"}))
    assert compare(one, elsewhere, 0.5).log_odds == pytest.approx(
        compare(one, replace(other, hero=None), 0.5).log_odds)
    assert compare(one, other, 0.5).log_odds > compare(one, elsewhere, 0.5).log_odds


def test_two_asides_with_one_word_are_no_event_of_their_story():
    main = Told("A storm tore the roof off the market hall of Tarvale.", "tore", "tear")
    aside = Told("Bakers sold bread in the street.", "sold", "sell", salient=False)
    other = Told("Visitors spend their holidays there.", "spend", "spend", salient=False)
    again = Told("The council may spend more than the budget allows.", "spend", "spend", salient=False)
    (_, _, one), (_, _, another), (first, *_) = (
        tell(report(id, "2020-03-02", *told)) for id, told in
        (("a", (main, aside, other)), ("b", (main, aside, again)), ("c", (other,))))
    assert one.lateness > another.lateness / 2 > first.lateness == 0
    assert compare(one, another, story=1.0).log_odds < compare(first, another, story=1.0).log_odds
    assert not compare(one, another, story=1.0).same


def test_one_attempt_is_not_several():
    one = Told("A smuggling attempt failed near the harbour.", "attempt", "attempt", tense="none")
    several = replace(one, sentence="Two smuggling attempts failed near the harbour.", trigger="attempts")
    (first,), (second,), (third,) = (tell(report(id, "2020-03-02", told))
                                     for id, told in (("a", one), ("b", one), ("c", several)))
    assert not any("attempts" in clue.words for clue in compare(first, second, story=0.6).clues if clue.weight < 0)
    assert any("“attempts” there" in clue.words for clue in compare(first, third, story=0.6).clues if clue.weight < 0)


def test_a_word_for_everything_is_no_synonym_where_little_else_agrees():
    left, went, departed = (
        Told(f"Ada Moreno {trigger} and smiled.", trigger, lemma, roles={"agent": "Ada Moreno"})
        for trigger, lemma in (("exited", "exit"), ("went", "go"), ("left", "depart")))
    (one,), (other,), (clear,) = (tell(report(id, "2020-03-02", told))
                                  for id, told in (("a", left), ("b", went), ("c", departed)))
    assert compare(one, other, story=0.6).log_odds < compare(one, clear, story=0.6).log_odds - 2


def test_an_article_announces_one_thing_after_the_other():
    first, second = (Told(f"She announced {what}.", "announced", "announce")
                     for what in ("a faster railway across the northern valley", "lower fees for schools and museums"))
    opening = Told("The budget of the town was debated.", "debated", "debate")
    one, other = tell(report("a", "2020-03-02", opening, first, second))[1:]
    assert not compare(one, other, story=1.0).same


def test_articles_that_tell_of_other_persons_tell_less_surely_of_one_event():
    told = Told("A driver was arrested near Tarvale.", "arrested", "arrest")
    of = {name: tell(report(name, "2020-03-02", told, Told(f"{name} drove.", "drove", "drive")))[0]
          for name in ("Ada Moreno", "Jonas Weir")}
    again = tell(report("again", "2020-03-02", told, Told("Ada Moreno drove.", "drove", "drive")))[0]
    assert compare(of["Ada Moreno"], again, 0.7).log_odds > compare(of["Ada Moreno"], of["Jonas Weir"], 0.7).log_odds


def test_an_everyday_word_and_one_story_are_not_enough():
    everyday = [tell(report(id, "2020-03-02", Told(sentence, "put", "put")))[0] for id, sentence in
                (("a", "Neighbours put sandbags before the cellars."), ("b", "The flood put a strain on trains."))]
    telling = [tell(report(id, "2020-03-02", Told(sentence, "flooded", "flood")))[0] for id, sentence in
               (("a", "The river flooded cellars at night."), ("b", "Trains stood still after the quay flooded."))]
    assert not compare(*everyday, story=0.8).same
    assert compare(*telling, story=0.8).same


def test_a_near_word_ties_when_all_else_agrees():
    picked = Told("The council nominated Ada Moreno for the Harbour Prize on Sunday.", "nominated", "nominate",
                  "Happening", {"patient": "Ada Moreno"}, None, "Sunday", ("2020-03-01", "2020-03-01"))
    named = Told("Ada Moreno is the nominee of the council for the Harbour Prize since Sunday.", "nominee", "nominee",
                 "Happening", {"patient": "Ada Moreno"}, None, "Sunday", ("2020-03-01", "2020-03-01"))
    event, = merge([report("a", "2020-03-02", picked), report("b", "2020-03-02", named)]).events
    assert "near in meaning" in event.reasons[0].explanation


def test_what_a_spokeswoman_says_is_one_statement_only_when_it_says_the_same():
    first = Told("The bridge will be closed for repairs until autumn, Ada Moreno said.", "said", "say", "Statement",
                 {"agent": "Ada Moreno"})
    other = Told("Nobody was told about the price of the tunnel, Ada Moreno said.", "said", "say", "Statement",
                 {"agent": "Ada Moreno"})
    again = replace(first, sentence="Ada Moreno said the bridge will be closed for repairs until autumn.")
    events = merge([report("a", "2020-03-03", first, other), report("b", "2020-03-03", again)]).events
    assert told_together(events, "a/e1", "b/e1")
    assert not told_together(events, "a/e1", "a/e2")


def test_witnesses_who_differ_by_a_day_are_merged_and_the_disagreement_shown():
    third = replace(QUIT, when="Monday")
    wrong = Told("Ada Moreno resigned as minister on 3 March after a quarrel about the budget.", "resigned", "resign",
                 "Resignation", {"agent": "Ada Moreno"}, None, "3 March", ("2020-03-03", "2020-03-03"))
    events = merge([report("a", "2020-03-03", RESIGNED), report("b", "2020-03-04", third),
                    report("c", "2020-03-05", wrong)]).events
    assert len(events) == 1
    assert (events[0].earliest, events[0].latest) == (date(2020, 3, 2), date(2020, 3, 2))
    assert [one.kind for one in events[0].disagreements] == ["date"]
    assert {events[0].disagreements[0].first_says, events[0].disagreements[0].second_says} == \
        {"2020-03-02", "2020-03-03"}


def test_a_short_name_and_the_whole_are_no_disagreement():
    def opened(who: str, key: str, whole: str) -> Extraction:
        told = report(whole, "2020-03-02", Told(f"{who} opened the museum of Tarvale.", "opened", "open",
                                                roles={"agent": who}))
        mention = EntityMention(0, len(who), who, 0, 1, 0, "name")
        entity = Entity(id="n9", name=whole, type="person", key=key, containers=(), mentions=(mention,))
        agent, = told.events[0].participants
        return replace(told, entities=(*told.entities, entity),
                       events=(replace(told.events[0], participants=(replace(agent, entity="n9"),)),))

    short, whole, other = opened("Moreno", "x/moreno", "Moreno"), opened("Ada Moreno", "x/ada", "Ada Moreno"), \
        opened("Jonas Weir", "x/weir", "Jonas Weir")
    tellings = [tell(one)[0] for one in (short, whole, other)]
    event = event_of(tellings, (), str)
    assert {one.kind for one in event.disagreements} == {"actor"}
    assert not event_of(tellings[:2], (), str).disagreements


def test_counts_that_can_both_be_right_are_no_disagreement():
    def with_count(words: str, low: int | None, high: int | None) -> Told:
        return Told(f"The River Front trapped {words} in Tarvale on Sunday, when it blocked the roads.", "trapped",
                    "trap", "Blockade", {"agent": "River Front", "patient": words}, "Tarvale", "Sunday",
                    ("2020-03-01", "2020-03-01"), counts={"patient": (words, low, high)})

    up_to, hundreds = with_count("up to 2,000 families", 0, 2000), with_count("hundreds of families", 100, 999)
    more = with_count("more than 3,000 families", 3001, None)
    agreed = merge([report("a", "2020-03-02", up_to), report("b", "2020-03-02", hundreds)]).events
    assert len(agreed) == 1 and not agreed[0].disagreements
    disputed = merge([report("a", "2020-03-02", up_to), report("b", "2020-03-02", more)]).events
    assert [one.kind for one in disputed[0].disagreements] == ["count"]


def test_the_consensus_date_is_the_narrowest_that_all_allow():
    month = replace(RESIGNATION, sentence=RESIGNATION.sentence.replace("2 March", "March"), when="March",
                    days=("2020-03-01", "2020-03-31"))
    event, = merge([report("a", "2020-03-03", RESIGNED), report("b", "2020-04-01", month)]).events
    assert (event.earliest, event.latest) == (date(2020, 3, 2), date(2020, 3, 2))
    assert event.date_from is not None and event.date_from.article == "a"
    assert not event.disagreements


def test_a_date_written_whole_goes_before_one_that_hangs_on_another():
    third = replace(RESIGNATION, sentence=RESIGNATION.sentence.replace("2 March", "3 March"), when="3 March",
                    days=("2020-03-03", "2020-03-03"))
    for id in ("a", "z"):
        event, = merge([report("m", "2020-03-03", RESIGNED), report(id, "2020-04-01", third)]).events
        assert (event.earliest, event.latest) == (date(2020, 3, 3), date(2020, 3, 3))
        assert event.disagreements


def test_to_say_it_is_not_to_do_it():
    said = Told("Fighters of the River Front blocked the roads out of Tarvale on Sunday, a man said.", "said", "say",
                "Statement", {}, "Tarvale", "Sunday", ("2020-03-01", "2020-03-01"))
    announced = replace(said, sentence=said.sentence.replace("said", "announced"), trigger="announced",
                        lemma="announce", type="Announcement")
    assert len(merge([report("a", "2020-03-02", said), report("b", "2020-03-02", BLOCKED)]).events) == 2
    assert len(merge([report("a", "2020-03-02", said), report("b", "2020-03-02", announced)]).events) == 2


def test_the_likely_day_holds_until_a_report_gives_the_day():
    guessed = replace(BLOCKED, when=None, days=None, likely="2020-03-02")
    event, = merge([report("a", "2020-03-02", guessed)]).events
    assert (event.earliest, event.latest, event.likely) == (None, date(2020, 3, 2), date(2020, 3, 2))
    event, = merge([report("a", "2020-03-02", guessed), report("b", "2020-03-02", BLOCKED)]).events
    assert (event.latest, event.likely) == (date(2020, 3, 1), None)


def test_the_id_depends_only_on_the_mentions():
    alone = merge([report("a", "2020-03-02", BLOCKED)]).events[0]
    beside = merge([report("a", "2020-03-02", BLOCKED), report("z", "2020-03-03", RESIGNED)]).events
    assert alone.id in {event.id for event in beside}
    assert len(alone.id) == 16 and int(alone.id, 16) >= 0


def test_nothing_gives_nothing():
    assert merge([]).events == ()
    assert merge([report("a", None)]).events == ()


REPORTS = (report("a", "2020-03-02", BLOCKED, RESIGNED), report("b", "2020-03-03", SEALED, QUIT),
           report("c", "2020-03-05", BLOCKADE, RESIGNATION),
           report("d", "2020-03-09", replace(BLOCKED, days=("2020-03-08", "2020-03-08"))),
           report("e", None, replace(BLOCKED, days=None), replace(QUIT, days=None)))


@settings(max_examples=40, deadline=None)
@given(st.permutations(REPORTS))
def test_the_order_of_the_articles_makes_no_difference(reports):
    assert merge(reports) == merge(REPORTS)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(REPORTS), unique_by=lambda one: one.article.id))
def test_every_mention_is_in_exactly_one_event(reports):
    refs = sorted(ref for event in merge(reports).events for ref in event.mentions)
    assert [(ref.article, ref.mention) for ref in refs] == \
        sorted((one.article.id, mention.id) for one in reports for mention in one.events)


def test_copies_of_one_report_are_two_witnesses_and_one_source():
    story = replace(BLOCKED, sentence=BLOCKED.sentence + " Nobody could leave the town until the bridge was open." * 4)
    event, = merge([report("a", "2020-03-02", story), report("b", "2020-03-02", story),
                    report("c", "2020-03-02", SEALED)]).events
    assert event.reports == (("a", "b"), ("c",))
    assert event.independent == 2
