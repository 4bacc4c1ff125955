"""Which item an entity is: links, suggestions and neither, with their reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kb.entities import Link
from kb.errors import LinkingError
from kb.linking.endpoint import Endpoint
from kb.linking.linker import Linker
from kb.linking.memory import Memory
from kb.linking.wanted import Wanted
from tests.linking.conftest import Answer, Moody

Ask = Callable[[str], Endpoint]
THEN = (date(2019, 2, 18), date(2019, 2, 18))
SYRIA = {"Q858": "Syria"}


@pytest.fixture
def link(ask: Ask, wikidata: str) -> Callable[..., Link | None]:
    """Looks one entity up by its name."""

    def look_up(name: str, type_: str = "person", **more: object) -> Link | None:
        wanted = Wanted(f"{type_}/x", name, type_, (name,), days=THEN, **more)  # type: ignore[arg-type]
        (found,) = Linker(ask(wikidata)).rounds([wanted])
        return found.links[0] if found.links else None

    return look_up


def test_the_one_who_lives_and_belongs_here_is_linked(link: Callable[..., Link]) -> None:
    found = link("Selma Okoye-Brandt", around=SYRIA, words=frozenset({"mayor"}))
    assert (found.item.qid, found.status) == ("Q900000001", "linked")
    assert found.confidence >= 0.9
    assert found.reason == (
        "Selma Okoye-Brandt (Syrian mayor): a person of that name; belongs to Syria, which the articles speak of; "
        "is called mayor here and there; existed then; no other person of that name fits")


def test_an_alias_says_less_than_a_name(link: Callable[..., Link]) -> None:
    assert link("Selma Brandt", around=SYRIA).confidence < link("Selma Okoye-Brandt", around=SYRIA).confidence


def test_two_namesakes_that_nothing_tells_apart_are_no_link(link: Callable[..., Link]) -> None:
    found = link("Tomas Rindeel")
    assert found is None or found.status == "suggested"


def test_a_name_alone_is_only_a_suggestion(link: Callable[..., Link]) -> None:
    found = link("Selma Okoye-Brandt")
    assert (found.item.qid, found.status) == ("Q900000001", "suggested")


def test_a_film_or_a_family_name_is_never_an_entity(link: Callable[..., Link | None]) -> None:
    place = link("Zorvanat", "place", around=SYRIA, words=frozenset({"village"}))
    assert place
    assert (place.item.qid, place.status, place.item.coordinates) == ("Q900000031", "linked", (34.4568, 40.9123))
    assert link("Selma Okoye-Brandt", "organization") is None


def test_a_village_is_no_organisation_although_wikidata_says_so(link: Callable[..., Link | None]) -> None:
    assert link("Zorvanat", "organization", around=SYRIA) is None


def test_a_long_name_in_all_languages_is_found(link: Callable[..., Link]) -> None:
    found = link("Harbour Relief and Rescue Association", "organization")
    assert (found.item.qid, found.status, found.item.begin) == ("Q900000021", "linked", date(1999, 1, 1))


def test_what_did_not_exist_yet_is_not_meant(link: Callable[..., Link | None]) -> None:
    assert link("North Quay Rowing and Sailing Club", "organization") is None


def test_marks_in_names_do_no_harm(link: Callable[..., Link]) -> None:
    assert link('Bank "Ora" \\ Sons', "organization").item.qid == "Q900000051"
    assert link('x" } . DROP ALL #\n', "organization") is None


def test_what_the_gazetteer_knows_gets_its_facts(ask: Ask, wikidata: str) -> None:
    wanted = Wanted("syria", "Syria", "place", ("Syria",), wikidata="Q858")
    gone = Wanted("gone", "Gone", "place", ("Gone",), wikidata="Q999999999")
    (found,) = Linker(ask(wikidata)).rounds([wanted, gone])
    (link,) = found.links
    assert (link.key, link.status, link.item.description, link.item.coordinates) == (
        "syria", "known", "country in Western Asia", (35.0, 38.0))


def test_nothing_is_asked_twice_not_even_what_was_not_found(ask: Ask, moody: Moody, tmp_path: Path) -> None:
    wanted = [Wanted("person/a", "Selma Okoye-Brandt", "person", ("Selma Okoye-Brandt",)),
              Wanted("person/b", "Nobody Atall", "person", ("Nobody Atall",))]
    path = tmp_path / "kept" / "answers.sqlite"
    first = list(Linker(ask(moody.address), Memory(moody.address, path)).rounds(wanted))
    asked = len(moody.questions)
    assert list(Linker(ask(moody.address), Memory(moody.address, path)).rounds(wanted)) == first
    assert len(moody.questions) == asked == 3


def test_many_entities_are_asked_for_in_few_questions(ask: Ask, moody: Moody) -> None:
    wanted = [Wanted(f"person/{n}", f"Nobody Number{n}", "person", (f"Nobody Number{n}",)) for n in range(100)]
    rounds = list(Linker(ask(moody.address)).rounds(wanted))
    assert [len(one.asked) for one in rounds] == [40, 40, 20]
    assert len(moody.questions) == 3


def test_what_was_found_before_the_endpoint_gave_up_is_not_lost(ask: Ask, moody: Moody, tmp_path: Path) -> None:
    wanted = [Wanted(f"person/{n}", name, "person", (name,)) for n, name in
              enumerate(["Selma Okoye-Brandt", *(f"Nobody Number{n}" for n in range(60))])]
    memory = Memory(moody.address, tmp_path / "answers.sqlite")
    rounds = Linker(ask(moody.address), memory).rounds(wanted)
    assert [link.key for link in next(rounds).links] == ["person/0"]
    moody.next = [Answer(503)] * 5
    with pytest.raises(LinkingError):
        next(rounds)
    asked = len(moody.questions)
    assert len(list(Linker(ask(moody.address), memory).rounds(wanted))) == 2
    assert len(moody.questions) == asked + 1


def test_a_memory_that_is_broken_starts_anew(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(b"this is no database" * 100)
    memory = Memory("http://localhost/", path)
    memory.keep("name", {"x": {}})
    assert memory.recall("name", ["x", "y"]) == {"x": {}}


def test_a_memory_that_can_not_be_kept_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LinkingError, match="name another file with --cache"):
        Memory("http://localhost/", tmp_path / "file" / "answers.sqlite")
