"""Who takes part: through pronouns, passives, light verbs and measures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kb.extraction import Extraction
from tests.events.conftest import event, names

Read = Callable[..., Extraction]


@pytest.mark.parametrize(("sentence", "word", "role", "who"), [
    ("The goalkeeper fell in the street, and a nurse carried him home.", "carried", "patient", ["The goalkeeper"]),
    ("Customs officers found the statues and returned them to Peru.", "returned", "patient", ["the statues"]),
    ("The rebels say that they will free the pilots.", "free", "agent", ["The rebels"]),
    ("The thieves, squeezed into a corner, gave up.", "squeezed", "patient", ["The thieves"]),
    ("The minister spoke of a meeting that she had held with the miners.", "meeting", "companion", ["the miners"]),
    ("Shares in the brewery fell 8 percent.", "fell", "patient", ["Shares in the brewery"]),
    ("The judge ordered the closure of the mine.", "ordered", "recipient", []),
    ("The judge ordered the mayor to close the mine.", "ordered", "recipient", ["the mayor"]),
    ("No one was arrested.", "arrested", "patient", []),
    ("Many of the sailors were freed.", "freed", "patient", ["Many of the sailors"]),
    ("The guard accused the boys of hiding and beat them.", "beat", "patient", ["the boys"]),
    ("A boy hurt himself.", "hurt", "patient", []),
    ("Soldiers fired on the crowd.", "fired", "patient", ["the crowd"]),
])
def test_roles(read: Read, sentence: str, word: str, role: str, who: list[str]) -> None:
    found = read(sentence)
    assert names(found, event(found, word), role) == who


@pytest.mark.parametrize(("sentence", "words"), [
    ("The king fought to defend his dying empire.", ["fought", "defend"]),
    ("The attack came two weeks after the vote.", ["attack", "vote"]),
    ("Villagers spent the weekend burying the dead.", ["burying"]),
])
def test_what_is_an_event(read: Read, sentence: str, words: list[str]) -> None:
    assert [mention.text for mention in read(sentence).events] == words


def test_a_backer_is_no_place(read: Read) -> None:
    assert event(read("Fighters backed by Sudan took the town."), "backed").place is None


@pytest.mark.parametrize(("sentence", "word", "certainty", "polarity"), [
    ("Had the crew closed the valve, the ship would have stayed afloat.", "closed", "hypothetical", "positive"),
    ("Neither the driver nor the guard survived.", "survived", "asserted", "negative"),
    ("The guests have yet to arrive.", "arrive", "asserted", "negative"),
    ("A porter may have seen the theft.", "theft", "asserted", "positive"),
    ("The storm is forecast to reach the coast.", "reach", "possible", "positive"),
])
def test_certainty(read: Read, sentence: str, word: str, certainty: str, polarity: str) -> None:
    found = event(read(sentence), word)
    assert (found.certainty, found.polarity) == (certainty, polarity)


@pytest.mark.parametrize(("sentence", "word", "place"), [
    ("She settled in Lisbon, where her sister joined her.", "joined", "Lisbon"),
    ("The bishop fainted during a service in Arequipa.", "fainted", "Arequipa"),
    ("Crowds lined the streets of Palermo.", "lined", "Palermo"),
    ("The earthquake that struck Naples killed nobody.", "earthquake", "Naples"),
    ("Tourists travelled from Japan.", "travelled", None),
])
def test_places(read: Read, sentence: str, word: str, place: str | None) -> None:
    found = event(read(sentence), word).place
    assert (found.text if found else None) == place


def test_coordinated_verbs_share_their_object(read: Read) -> None:
    found = read("The rebels attacked and wounded three soldiers in Leeds.")
    assert names(found, event(found, "wounded"), "patient") == ["three soldiers"]


def test_in_a_headline_who_is_arrested_undergoes_it(read: Read) -> None:
    found = read("Brewer arrested on suspicion of fraud", title=True)
    assert names(found, event(found, "arrested"), "patient") == ["Brewer"]


def test_what_somebody_is_charged_with_is_the_topic(read: Read) -> None:
    found = read("The brewer was charged with fraud on Friday.")
    assert names(found, event(found, "charged"), "topic") == ["fraud"]
    assert not event(found, "fraud").salient


def test_a_preposition_belongs_to_its_own_pronoun(read: Read) -> None:
    found = read("They held a vote of confidence in which twelve members abandoned him.")
    assert names(found, event(found, "abandoned"), "topic") == []


def test_what_a_storm_hits_undergoes_it(read: Read) -> None:
    found = read("A powerful earthquake has hit southern Peru.")
    quake = event(found, "earthquake")
    assert names(found, quake, "patient") == ["Peru"] and quake.salient
    assert [mention.text for mention in found.events] == ["earthquake"]


def test_an_auxiliary_may_be_left_out_the_second_time(read: Read) -> None:
    found = read("Four houses were destroyed and three people killed.")
    assert names(found, event(found, "killed"), "patient") == ["three people"]


def test_participles_in_a_row_have_one_subject(read: Read) -> None:
    found = read("She opened fire, killing two women and critically injuring a third co-worker.")
    assert names(found, event(found, "injuring"), "patient") == ["a third co-worker"]
    assert not event(found, "injuring").label.startswith("Injured")


def test_how_much_takes_no_part(read: Read) -> None:
    found = read("The price of the ticket was cut by $200 to $399.")
    assert names(found, event(found, "cut"), "agent") == []


def test_one_person_with_two_titles_is_one(read: Read) -> None:
    found = read("The founder and former director of the firm, Ada Moreno, died on Friday.")
    assert names(found, event(found, "died"), "patient") == ["Ada Moreno"]


def test_whose_purchase_of_what(read: Read) -> None:
    found = read("Nordtek's purchase of Lumo was approved.")
    purchase = event(found, "purchase")
    assert names(found, purchase, "agent") == ["Nordtek"] and names(found, purchase, "patient") == ["Lumo"]


def test_two_titles_before_one_name_are_one_person(read: Callable[..., Extraction]) -> None:
    found = read("Northwind president and general manager Ada Moreno announced the sale on Monday.")
    announced = event(found, "announced")
    assert names(found, announced, "agent") == ["Ada Moreno"] and announced.label.startswith("Ada Moreno announced")


def test_a_headline_of_two_names_has_both_as_its_subject(read: Callable[..., Extraction]) -> None:
    found = read("Northwind Inc., Eastlake Corp resolve patent dispute\nThe two firms said so on Monday.", title=True)
    assert event(found, "resolve").label.startswith("Northwind")


def test_who_breaks_windows_is_not_the_bank_they_march_past(read: Callable[..., Extraction]) -> None:
    found = read("Protesters marched past the Bank of Orlan, known as the Tower, breaking windows on their way.")
    assert names(found, event(found, "breaking"), "agent") == ["Protesters"]


def test_who_is_charged_is_not_the_jail_he_is_held_in(read: Callable[..., Extraction]) -> None:
    found = read("Ilya Brandt and Marco Ruiz were being held without bail in a city jail, charged with theft.")
    assert names(found, event(found, "charged"), "patient") == ["Ilya Brandt", "Marco Ruiz"]
