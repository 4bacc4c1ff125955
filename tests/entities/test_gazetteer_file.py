"""Gazetteer files: what they may hold, and what is said about bad ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kb.entities import Gazetteer, find_conflicts, read_gazetteer_file, shipped_files
from kb.entities.gazetteer_file import Span, parse_gazetteer, table_of
from kb.errors import GazetteerError


def test_a_file_needs_only_names_and_types() -> None:
    (entry,) = parse_gazetteer("name\ttype\nLanova\tplace\n", name="own.tsv")
    assert (entry.key, entry.name, entry.type, entry.wikidata) == ("lanova", "Lanova", "place", None)


def test_all_columns_are_read() -> None:
    text = (
        "key,name,type,kind,wikidata,part_of,aliases,demonyms,coordinates,gender,offices,valid\n"
        "ana,Ana Petrova,person,,Q42,,A. Petrova|?Petrova,,,female,mayor@lanova 2015-05-01/|member@,\n"
        'lanova,Lanova,place,city,,,,Lanovan,"44.5,-3.25",,,/2020-01-01\n'
    )
    ana, lanova = parse_gazetteer(text, name="own.csv", comma=True)
    assert ana.aliases == ("A. Petrova", "Petrova")
    assert ana.doubtful == ("Petrova",)
    assert [(office.title, office.where, office.held.begin) for office in ana.offices] == [
        ("mayor", "lanova", date(2015, 5, 1)),
        ("member", None, None),
    ]
    assert lanova.coordinates == (44.5, -3.25)
    assert lanova.demonyms == ("Lanovan",)
    assert lanova.valid == Span(None, date(2020, 1, 1))


def test_comments_and_empty_lines_are_skipped() -> None:
    assert len(parse_gazetteer("# mine\n\nname\ttype\n\n# more\nLanova\tplace\n", name="own.tsv")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "own.tsv: is empty"),
        ("name\tkind\nLanova\tcity\n", "own.tsv:1: the column 'type' is missing"),
        ("name\ttype\tsize\n", "own.tsv:1: unknown column 'size'"),
        (
            "name\ttype\nLanova\tplanet\n",
            "own.tsv:2: 'Lanova' has type 'planet'; use person, organization, place, group",
        ),
        ("name\ttype\twikidata\nLanova\tplace\t142\n", "own.tsv:2: 'Lanova' has wikidata '142'"),
        ("name\ttype\tcoordinates\nLanova\tplace\t95,3\n", "own.tsv:2: coordinates '95,3' lie beyond"),
        ("name\ttype\tcoordinates\nLanova\tplace\tnorth\n", "own.tsv:2: coordinates 'north'"),
        ("name\ttype\toffices\nAna\tperson\tmayor\n", "own.tsv:2: office 'mayor'"),
        ("name\ttype\tvalid\nLanova\tplace\t2019-02-30/\n", "own.tsv:2: 2019-02-30/ is no pair of days"),
        ("name\ttype\nLanova\tplace\tmore\n", "own.tsv:2: 3 cells under 2 columns"),
        ("name\ttype\n\tplace\n", "own.tsv:2: no name"),
        ("key\tname\ttype\nLa Nova\tLanova\tplace\n", "own.tsv:2: 'Lanova' has key 'La Nova'"),
    ],
)
def test_a_bad_line_is_named_with_its_file_and_number(text: str, said: str) -> None:
    with pytest.raises(GazetteerError) as error:
        parse_gazetteer(text, name="own.tsv")
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"missing\.tsv: can't be read"):
        read_gazetteer_file(tmp_path / "missing.tsv")
    (tmp_path / "noise.tsv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GazetteerError, match=r"noise\.tsv: is not UTF-8"):
        read_gazetteer_file(tmp_path / "noise.tsv")


def test_the_names_that_wikidata_gives_its_columns_are_understood() -> None:
    (entry,) = parse_gazetteer(
        "item,itemLabel,type,coord\nhttp://www.wikidata.org/entity/Q4242,Lanova,place,Point(-3.25 44.5)\n",
        name="query.csv", comma=True)
    assert (entry.wikidata, entry.name, entry.coordinates) == ("Q4242", "Lanova", (44.5, -3.25))


def test_a_table_is_written_as_it_is_read() -> None:
    entries = [entry for path in shipped_files() for entry in read_gazetteer_file(path)]
    again = parse_gazetteer(table_of(entries), name="again.tsv")
    assert [replace(entry, origin="") for entry in again] == [replace(entry, origin="") for entry in entries]


def test_a_later_file_may_add_to_a_key_but_not_make_it_something_else() -> None:
    shipped = parse_gazetteer("key\tname\ttype\twikidata\na\tLanova\tplace\tQ1\n", name="shipped.tsv")
    more = parse_gazetteer("key\tname\ttype\taliases\na\tLanova\tplace\tLa Nova\n", name="own.tsv")
    other = parse_gazetteer("key\tname\ttype\twikidata\na\tLanova\tplace\tQ2\n", name="own.tsv")
    assert find_conflicts((*shipped, *more)) == ()
    assert [str(conflict) for conflict in find_conflicts((*shipped, *other))] == [
        "same key a: Lanova (shipped.tsv:2), Lanova (own.tsv:2)"]


def test_conflicts_are_found() -> None:
    entries = parse_gazetteer(
        "key\tname\ttype\twikidata\tpart_of\taliases\n"
        "a\tLanova\tplace\tQ1\tnowhere\t\n"
        "b\tLanova\tplace\tQ1\t\t\n"
        "b\tNova\tplace\t\t\t\n",
        name="own.tsv",
    )
    assert [str(conflict) for conflict in find_conflicts(entries)] == [
        "same key b: Lanova (own.tsv:3), Nova (own.tsv:4)",
        "same QID Q1: Lanova (own.tsv:2), Lanova (own.tsv:3)",
        "same name Lanova: Lanova (own.tsv:2), Lanova (own.tsv:3)",
        "unknown part_of nowhere: Lanova (own.tsv:2)",
    ]


def test_a_user_file_adds_to_what_ships(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("key\tname\ttype\taliases\nsyria\tSyria\tplace\tBilad al-Sham\nlanova\tLanova\tplace\t\n")
    gazetteer = Gazetteer.load(*shipped_files(), own)
    assert gazetteer["syria"].wikidata == "Q858"
    assert [alias.entry.key for alias in gazetteer.named("Bilad al-Sham")] == ["syria"]
    assert "lanova" in gazetteer


def test_the_shipped_files_agree_with_each_other() -> None:
    entries = [entry for path in shipped_files() for entry in read_gazetteer_file(path)]
    assert [str(conflict) for conflict in find_conflicts(entries)] == []
    keys = {entry.key for entry in entries}
    offices = {office.where for entry in entries for office in entry.offices if office.where}
    assert offices <= keys
