"""Events of whole sentences, read by the model that ships: who did what to whom, where, when, who says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kb.extraction import Extraction
from tests.events.conftest import event, names

Read = Callable[..., Extraction]
SUNDAY = date(2019, 2, 17)


def test_what_was_said_on_sunday_happened_by_sunday(read: Read) -> None:
    found = read("Earlier Sunday, army spokesman Karim Haddad said Islamic State had closed the bridge.")
    said, closed = event(found, "said"), event(found, "closed")
    assert (said.time.earliest, said.time.latest, said.time.relation) == (SUNDAY, SUNDAY, "on")
    assert (closed.time.earliest, closed.time.latest, closed.time.relation) == (None, SUNDAY, "before-or-on")
    assert closed.certainty == "reported" and closed.attributed_to is not None
    assert found.entity(closed.attributed_to).name == "Karim Haddad"
    assert closed.label == "Islamic State closed the bridge"
    assert closed.salient and not said.salient


def test_an_announcement_in_december_of_what_is_planned(read: Read) -> None:
    found = read("The mood has changed since Merkel’s announcement in December that German troops would withdraw.")
    announcement, withdraw = event(found, "announcement"), event(found, "withdraw")
    assert announcement.time.value == "2018-12" and announcement.type == "Announcement" and announcement.salient
    assert withdraw.certainty == "planned" and withdraw.time.latest is None
    assert withdraw.time.earliest is not None and withdraw.time.earliest >= date(2018, 12, 1)


def test_an_attack_with_place_number_and_day(read: Read) -> None:
    found = read("At least 12 people were killed in a bomb attack in Baghdad on Saturday.")
    killed = event(found, "killed")
    assert killed.type == "Killing" and killed.tense == "past" and killed.certainty == "asserted"
    assert killed.time.edtf == "2019-02-16" and killed.place is not None and killed.place.text == "Baghdad"
    (victims,) = killed.participants
    assert victims.role == "patient" and victims.quantity is not None
    assert (victims.quantity.low, victims.quantity.high) == (12, None)


def test_the_publication_date_bounds_and_never_dates(read: Read) -> None:
    found = read("Rebels have seized the airport.\nThe minister will visit Berlin.")
    seized, visit = event(found, "seized"), event(found, "visit")
    assert (seized.time.value, seized.time.earliest, seized.time.latest) == (None, None, date(2019, 2, 18))
    assert (visit.time.value, visit.time.earliest, visit.time.latest) == (None, date(2019, 2, 18), None)
    assert visit.certainty == "planned" and visit.tense == "future"


def test_without_a_publication_date_nothing_bounds(read: Read) -> None:
    seized = event(read("Rebels have seized the airport.", published=None), "seized")
    assert (seized.time.earliest, seized.time.latest, seized.time.edtf) == (None, None, None)


def test_a_passive_with_its_agent(read: Read) -> None:
    found = read("The village was captured by Kurdish fighters in 2014.")
    captured = event(found, "captured")
    assert names(found, captured, "patient") == ["The village"]
    assert [p.text for p in captured.participants if p.role == "agent"] == ["Kurdish fighters"]
    assert captured.time.value == "2014"


def test_who_is_asked_does_what_is_asked(read: Read) -> None:
    found = read("Donald Trump asked France and Germany to take back the fighters.")
    asked, take = event(found, "asked"), event(found, "take")
    assert names(found, asked, "agent") == ["Donald Trump"]
    assert names(found, asked, "recipient") == ["France", "Germany"]
    assert names(found, take, "agent") == ["France", "Germany"]
    assert take.lemma == "take back" and take.type == "Repatriation" and take.certainty == "possible"


def test_a_quotation_goes_on_with_its_speaker(read: Read) -> None:
    found = read("“We closed the border,” Angela Merkel said. “Nobody crossed it.”")
    for word in ("closed", "crossed"):
        speaker = event(found, word).attributed_to
        assert speaker is not None and found.entity(speaker).name == "Angela Merkel"
    assert event(found, "crossed").polarity == "negative"


@pytest.mark.parametrize(("sentence", "word", "certainty", "polarity"), [
    ("The army did not attack the town.", "attack", "asserted", "negative"),
    ("The company denied that it had fired the workers.", "fired", "denied", "positive"),
    ("The government may close the port.", "close", "possible", "positive"),
    ("The union plans to close the port.", "close", "planned", "positive"),
    ("If they return, the police will arrest them.", "return", "hypothetical", "positive"),
    ("The guards refused to open the gate.", "open", "asserted", "negative"),
    ("The soldiers prevented the villagers from fleeing.", "fleeing", "asserted", "negative"),
    ("According to the mayor, the dam broke.", "broke", "reported", "positive"),
])
def test_factuality(read: Read, sentence: str, word: str, certainty: str, polarity: str) -> None:
    found = event(read(sentence), word)
    assert (found.certainty, found.polarity) == (certainty, polarity)


def test_a_headline_tells_of_the_past(read: Read) -> None:
    found = event(read("Storm destroys harbour\nA storm destroyed the harbour of the town.", title=True), "destroys")
    assert found.tense == "past" and found.time.latest == date(2019, 2, 18)
    assert found.label == "Storm destroyed harbour"


def test_a_date_carries_on_while_the_story_goes_on(read: Read) -> None:
    found = read("Angela Merkel visited Paris on Friday. She met the president.")
    met = event(found, "met")
    assert met.time.value == "2019-02-15" and "carries over" in met.time.explanation


def test_offsets_are_those_of_the_text(read: Read) -> None:
    text = "Police arrested two men in London on Friday, the BBC reported. Up to 300 people protested."
    found = read(text)
    for mention in found.events:
        assert text[mention.begin:mention.end] == mention.text
        assert 0 < len(mention.label) <= 90
        assert 0 <= mention.salience <= 1 and mention.salience_reasons
        for part in (*mention.participants, *([mention.place] if mention.place else [])):
            assert text[part.begin:part.end] == part.text


def test_every_explanation_is_a_sentence(read: Read) -> None:
    found = read("The bank will close on Friday. It opened in 1920, before the war began. Prices rose.")
    assert all(mention.time.explanation.endswith(".") for mention in found.events)


def test_no_text_is_too_strange(read: Read) -> None:
    for text in ("“", "!!! ...", "said said said said", "to to to be or not to have been", "1 2 3", "x" * 3000):
        read(text)


@pytest.mark.parametrize(("sentence", "word"), [
    ("The alliance that fights the rebels released a list.", "fights"),
    ("The screen offers access to music.", "offers"),
    ("Peru planned to sell the mine.", "planned"),
    ("The decision followed a meeting.", "followed"),
    ("Ada Moreno announced the sale in a statement.", "statement"),
])
def test_what_only_describes_connects_or_carries_is_a_detail(read: Read, sentence: str, word: str) -> None:
    found = [mention for mention in read(sentence).events if mention.text == word]
    assert all(not mention.salient for mention in found)


@pytest.mark.parametrize(("sentence", "word", "certainty", "polarity"), [
    ("Officers fear that the cells will strike.", "strike", "possible", "positive"),
    ("They unveiled a system to be released in May.", "released", "planned", "positive"),
    ("She was the first woman to be elected there.", "elected", "asserted", "positive"),
    ("A gang member confessed to killing a guard.", "killing", "reported", "positive"),
    ("Crews arrived to find the house in flames.", "find", "asserted", "positive"),
    ("Rather than recall the lorries, the firm offered a refund.", "recall", "asserted", "negative"),
    ("The delegations were due to meet in Leeds.", "meet", "planned", "positive"),
])
def test_what_came_about_and_what_did_not(read: Read, sentence: str, word: str, certainty: str, polarity: str) -> None:
    mention = event(read(sentence), word)
    assert (mention.certainty, mention.polarity) == (certainty, polarity)
