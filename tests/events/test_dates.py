"""When an event happened: what stands with it, what other events say, and what news leaves unsaid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from kb.extraction import Extraction
from tests.events.conftest import PUBLISHED, event

Read = Callable[..., Extraction]
FRIDAY, SUNDAY = date(2019, 2, 15), date(2019, 2, 17)


def test_one_event_dates_another_by_the_days_between(read: Read) -> None:
    found = read("The minister resigned on Friday, two days after the government announced the cuts.")
    assert (event(found, "resigned").time.earliest, event(found, "announced").time.earliest) == (
        FRIDAY, date(2019, 2, 13))
    assert event(found, "announced").time.basis == "inferred"


def test_a_count_of_weeks_is_not_exact(read: Read) -> None:
    found = read("The minister resigned on Friday, two weeks after the government announced the cuts.")
    announced = event(found, "announced").time
    assert (announced.earliest, announced.latest) == (date(2019, 1, 29), date(2019, 2, 4))


def test_what_is_past_this_week_happened_by_the_day_of_publication(read: Read) -> None:
    filed = event(read("The union filed a complaint this week."), "complaint").time
    assert (filed.earliest, filed.latest) == (PUBLISHED, PUBLISHED)


def test_what_somebody_did_is_not_dated_by_what_is_there_now(read: Read) -> None:
    assert event(read("The firm unveiled a lorry that is now on sale."), "unveiled").time.expression is None


def test_the_third_time_in_ten_years_is_not_ten_years_long(read: Read) -> None:
    found = read("The river flooded the town on Friday. It was the third time in ten years that it burst its banks.")
    assert event(found, "flooded").time.earliest == FRIDAY


@pytest.mark.parametrize("text", [
    "The brewer earned $9 million, compared with $7 million a year ago.",
    "Profit soared to $9 million from $7 million a year earlier.",
    "Profit soared 19 percent from a year ago.",
])
def test_a_compared_figure_does_not_date_the_event(read: Read, text: str) -> None:
    for word in ("earned", "soared"):
        for mention in (mention for mention in read(text).events if mention.text == word):
            assert mention.time.expression is None


def test_what_is_planned_for_a_day_happens_then_and_the_plan_is_older(read: Read) -> None:
    found = read("The vote was scheduled for Friday.", published=date(2019, 2, 12))
    assert event(found, "vote").time.earliest == FRIDAY


def test_a_past_event_does_not_lie_in_the_future(read: Read) -> None:
    found = read("The firm declared a dividend of ten cents, payable March 1.")
    assert event(found, "declared").time.expression is None


def test_of_two_dates_that_contradict_each_other_the_nearer_counts(read: Read) -> None:
    found = read("They remembered the men who founded the union in 1921 at a rally on Sunday.")
    assert event(found, "founded").time.value == "1921"


@pytest.mark.parametrize(("text", "word"), [
    ("A man was charged with murder on Friday in the killing of a nurse.", "killing"),
    ("Police questioned a man on Friday in connection with the robbery.", "robbery"),
])
def test_what_somebody_is_charged_with_came_before(read: Read, text: str, word: str) -> None:
    time = event(read(text), word).time
    assert (time.earliest, time.latest, time.relation) == (None, FRIDAY, "before-or-on")


def test_more_than_a_week_ago_is_open_and_less_than_a_week_ago_is_not(read: Read) -> None:
    found = read("The mine closed more than two weeks ago. The shop reopened less than two weeks ago.")
    assert event(found, "closed").time.earliest is None
    assert event(found, "reopened").time.latest == PUBLISHED


def test_an_event_in_another_one_has_its_day(read: Read) -> None:
    found = read("A bombing shook the town on February 1. The president flew there on Friday. Nine people were killed "
                 "in the bombing.")
    assert event(found, "killed").time.earliest == date(2019, 2, 1)


@pytest.mark.parametrize(("text", "word", "day"), [
    ("The flood that struck the valley in 2010 is remembered today.", "flood", date(2010, 1, 1)),
    ("She ran the school until her death in 2009.", "death", date(2009, 1, 1)),
    ("The mayor declined to comment on Friday.", "declined", FRIDAY),
    ("A guard was shot as he left a bank on Friday.", "shot", FRIDAY),
    ("He bought the mill in 1999, closed it in 2004 and left the town.", "left", date(2004, 1, 1)),
    ("They have cared for the dog since Friday, when a boy found it.", "found", FRIDAY),
])
def test_the_tree_hands_a_date_on(read: Read, text: str, word: str, day: date) -> None:
    assert event(read(text), word).time.earliest == day and event(read(text), word).time.relation == "on"


@pytest.mark.parametrize(("text", "word"), [
    ("The committee held a hearing on the collapse of the bank on Wednesday.", "collapse"),
    ("The war ended in 1945.", "war"),
    ("Police gathered evidence in last month's killing of a nurse.", "gathered"),
    ("Jane Ray, currently in Rome, will succeed the chairman.", "succeed"),
    ("The painting was stolen in 1934 and never recovered.", "recovered"),
    ("The army launched the assault on Friday but paused it several times.", "paused"),
    ("Prices rose to their highest level since May.", "rose"),
])
def test_the_tree_does_not_hand_on_what_does_not_follow(read: Read, text: str, word: str) -> None:
    found = [mention.time for mention in read(text).events if mention.text == word]
    assert all(time.relation not in ("on", "since") or time.expression is None for time in found)


def test_what_goes_on_since_a_day_has_no_end(read: Read) -> None:
    time = event(read("The strike has paralysed the port since Friday."), "paralysed").time
    assert (time.earliest, time.latest, time.relation) == (FRIDAY, None, "since")


def test_a_date_that_the_story_carries_on_is_marked_as_such(read: Read) -> None:
    found = read("Angela Merkel visited Paris on Friday. She met the president.")
    assert [event(found, word).time.basis for word in ("visited", "met")] == ["stated", "carried"]


def test_a_guess_stands_beside_the_bounds_and_leaves_them_open(read: Read) -> None:
    found = read("Ministry bans plastic bags\nThe ministry has banned plastic bags. Shops still sell them.", title=True)
    banned = event(found, "banned").time
    assert (banned.earliest, banned.latest, banned.likely, banned.basis) == (None, PUBLISHED, PUBLISHED, "tense")
    assert "Most likely on 2019-02-18" in banned.explanation
    sell = event(found, "sell").time
    assert (sell.earliest, sell.latest, sell.likely) == (None, None, PUBLISHED)


def test_a_headline_most_likely_tells_what_the_first_sentences_date(read: Read) -> None:
    found = read("Storm destroys harbour\nA storm wrecked the harbour of the town on Sunday.", title=True)
    assert event(found, "destroys").time.likely == SUNDAY
    assert event(found, "destroys").time.earliest is None


@pytest.mark.parametrize(("text", "word", "likely"), [
    ("A fire broke out in Leeds on Sunday. Crews fought it for hours.\n\nThe mayor praised them.", "praised", SUNDAY),
    ("A fire broke out in Leeds on Sunday. “We have lost the hall,” the mayor said.", "lost", SUNDAY),
    ("A fire broke out in Leeds on Sunday. The fire killed a guard.", "fire", SUNDAY),
    ("The prince returned on Friday to sign the treaty.", "sign", FRIDAY),
    ("The firm closed the mine on Friday.\n\nThe closure angered the miners.", "closure", FRIDAY),
    ("The company owns three mines.", "owns", PUBLISHED),
])
def test_the_likely_day(read: Read, text: str, word: str, likely: date) -> None:
    assert event(read(text), word).time.likely == likely or event(read(text), word).time.earliest == likely


@pytest.mark.parametrize(("text", "word"), [
    ("A fire broke out in Leeds on Sunday.\n\nThe hall was built in 1870. A duke paid for it.", "paid"),
    ("A fire broke out in Leeds on Sunday.\n\nThe mayor had warned of it.", "warned"),
    ("The bank will cut jobs.", "cut"),
    ("The union asked the firm to raise wages.", "raise"),
    ("The company has often sued its rival.", "sued"),
    ("Once the ice melts, the ships will leave.", "melts"),
    ("A fire broke out in Leeds on Sunday. Nobody claimed responsibility.", "claimed"),
    ("A fire broke out in Leeds on Sunday.\n\nA guard was killed in January. He was killed by a stone.", "killed"),
])
def test_background_and_what_is_to_come_get_no_likely_day(read: Read, text: str, word: str) -> None:
    time = next(mention.time for mention in reversed(read(text).events) if mention.text == word)
    assert time.likely is None and (time.earliest is None or time.earliest == PUBLISHED)


def test_without_a_publication_date_nothing_is_guessed(read: Read) -> None:
    found = read("The company owns three mines. It closed the fourth.", published=None)
    assert all(mention.time.likely is None for mention in found.events)


def test_a_guess_always_lies_within_the_bounds(read: Read) -> None:
    found = read("Union ends strike\nThe strike, which began in December, ended today, the union said. Trains have "
                 "run since Friday. “We are tired,” said a driver, who joined by January. Talks go on until March.",
                 title=True)
    for mention in found.events:
        time = mention.time
        if time.likely is not None:
            assert time.earliest is None or time.earliest <= time.likely
            assert time.latest is None or time.likely <= time.latest


@pytest.mark.parametrize("verb", ["shut", "hit", "cut"])
def test_a_form_that_is_also_the_past_is_dated_by_a_day_gone_by(read: Read, verb: str) -> None:
    assert event(read(f"Rebels {verb} the bridge at Lanova on Sunday."), verb).time.earliest == SUNDAY


def test_figures_and_how_things_stand_have_no_likely_day(read: Read) -> None:
    found = read("The rise is also due to strong sales of its tractors.")
    assert [one.time.likely for one in found.events if one.text == "sales"] in ([], [None])


def test_what_somebody_later_did_need_not_have_come_at_the_same_time(read: Read) -> None:
    found = read("In 1996 Sofia Lind returned to the club and soon after resumed her old job.")
    resumed = event(found, "resumed").time
    assert (resumed.relation, resumed.earliest, resumed.likely) == ("on-or-after", date(1996, 1, 1), None)


def test_what_can_be_done_can_be_done_on_the_day_it_is_told(read: Read) -> None:
    assert event(read("Up to 40 films can be stored on the card."), "stored").time.likely == PUBLISHED


def test_what_somebody_appeared_for_happened_as_they_appeared(read: Read) -> None:
    found = read("The mayor made a brief appearance on Sunday to unveil the new tram.")
    unveil = event(found, "unveil").time
    assert (unveil.relation, unveil.earliest) == ("on", SUNDAY)


def test_a_dispute_is_older_than_its_settlement(read: Read) -> None:
    found = read("The two dairies settled their long dispute on Sunday.")
    dispute = event(found, "dispute").time
    assert (dispute.relation, dispute.latest) == ("before-or-on", SUNDAY)


def test_an_ordinal_counts_events_within_a_time(read: Read) -> None:
    found = read("Nobody has claimed responsibility for the explosion, the third in Graz this month.")
    assert event(found, "claimed").time.expression is None
    assert event(found, "explosion").time.value == "2019-02"


def test_a_statement_in_the_present_tense_was_made_for_the_news(read: Read) -> None:
    found = read("The painter Ada Brun died on Sunday. A note on the website of her gallery says: “We mourn a friend.”")
    assert event(found, "says").time.likely == SUNDAY


def test_what_a_dated_document_says_is_said_as_it_comes_out(read: Read) -> None:
    found = read("A report, published on Friday, says that the owner ignored the cracks.")
    assert event(found, "says").time.earliest == FRIDAY
    assert event(found, "ignored").time.latest == FRIDAY


def test_what_was_so_when_somebody_said_it_in_a_longer_time_is_so_then(read: Read) -> None:
    found = read("A complaint filed in March 2017 claims that the shop sells stolen paintings.")
    assert (event(found, "sells").time.earliest, event(found, "sells").time.latest) == (
        date(2017, 3, 1), date(2017, 3, 31))


def test_what_spans_a_career_is_of_no_day(read: Read) -> None:
    found = read("Ada Moreno joined the club on Friday. She averaged ten goals in a long career.")
    assert event(found, "averaged").time.expression is None


def test_a_strike_that_is_called_off_does_not_date_the_calling_off(read: Read) -> None:
    found = read("The union called off a strike planned for Friday.")
    called = [mention for mention in found.events if mention.text == "called"]
    assert called and called[0].time.earliest is None


def test_what_came_weeks_before_the_news_is_not_of_its_day(read: Read) -> None:
    found = read("A bomb hit the market on Friday. The bombing came four weeks after the governor announced a truce.")
    assert event(found, "announced").time.likely in (None, date(2019, 1, 18))


def test_what_a_court_deals_with_came_before_the_charge(read: Callable[..., Extraction]) -> None:
    found = read("Prosecutors charged Ilya Brandt on Monday. Brandt attacked a guard in the harbour.")
    attacked = event(found, "attacked")
    assert attacked.time.relation == "before-or-on" and attacked.time.latest == date(2019, 2, 18)


def test_what_fell_in_a_quarter_did_not_fall_on_the_day_of_the_story(read: Callable[..., Extraction]) -> None:
    found = read("Northwind opened its mine on Monday. In the last financial quarter, its profits fell by a third.")
    assert event(found, "fell").time.expression is None


def test_the_second_half_of_a_game_is_not_that_of_a_year(read: Callable[..., Extraction]) -> None:
    found = read("Striker Lena Voss scored in the second half. The goalkeeper and a midfielder of the league "
                 "were hurt.")
    assert event(found, "scored").time.expression is None


def test_the_dead_did_nothing_on_the_day_of_the_news(read: Callable[..., Extraction]) -> None:
    found = read("Ilya Brandt died on Monday. Brandt founded the mill and built the pier.")
    assert event(found, "founded").time.expression is None and event(found, "built").time.expression is None
