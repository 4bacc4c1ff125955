"""A user's own names: `kb gazetteer add`, `kb gazetteer check`, and that articles are read with them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kb.cli import main
from kb.entities import Gazetteer, add_gazetteer_file, own_files, read_gazetteer_file
from kb.errors import GazetteerError

Kb = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def kb(folder: Path) -> Kb:
    def run(*arguments: str, stdin: str = "") -> Result:
        return CliRunner().invoke(main, arguments, input=stdin, env={"KB_GAZETTEER": str(folder)})
    return run


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A newsroom's own table."""
    path = tmp_path / "newsroom.csv"
    path.write_text("name,type,kind,wikidata,part_of,aliases\n"
                    "Zorvanat Water Board,organization,agency,Q900000061,syria,ZWB\n"
                    "Zorvanat,place,village,,syria,\n", encoding="utf-8")
    return path


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    """A SPARQL result as the query service of Wikidata gives it: a row for each alias."""
    def row(qid: str, label: str, alias: str = "", **more: str) -> dict[str, dict[str, str]]:
        cells = {"itemLabel": label, "itemAltLabel": alias, **more}
        return {"item": {"type": "uri", "value": f"http://www.wikidata.org/entity/{qid}"},
                **{name: {"type": "literal", "value": value} for name, value in cells.items() if value}}

    path = tmp_path / "query.json"
    path.write_text(json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": [
        row("Q900000071", "Upper Zorvanat", "Zorvanat al-Fawqa, Zorvanat Heights", coord="Point(40.9 34.4)",
            country="http://www.wikidata.org/entity/Q858", population="120"),
        row("Q900000071", "Upper Zorvanat", "Old Zorvanat"),
        row("Q142", "French Republic", "Hexagon"),
    ]}}), encoding="utf-8")
    return path


def test_added_names_are_known_when_articles_are_read(kb: Kb, table: Path) -> None:
    text = "The ZWB closed a well in Zorvanat on Monday.\n"
    before = kb("annotate", "--published", "2019-02-18", stdin=text)
    assert "Q900000061" not in before.stdout
    added = kb("gazetteer", "add", str(table))
    assert added.exit_code == 0, added.output
    assert "2 entries are kept in " in added.stderr
    entities = {entity["key"]: entity for entity in
                json.loads(kb("annotate", "--published", "2019-02-18", stdin=text).stdout)["entities"]}
    assert entities["zorvanat-water-board"]["wikidata"] == "Q900000061"
    assert entities["zorvanat"]["containers"][0] == "syria"


def test_what_is_stored_learns_new_names_when_it_is_read_again(kb: Kb, table: Path, tmp_path: Path) -> None:
    article = tmp_path / "well.txt"
    article.write_text("The ZWB closed a well in Zorvanat on Monday.\n")
    ingest = ("ingest", str(article), "--published", "2019-02-18", "--store", str(tmp_path / "store"))
    assert "1 new" in kb(*ingest).stderr
    assert "1 known" in kb(*ingest).stderr
    kb("gazetteer", "add", str(table))
    assert "1 changed" in kb(*ingest).stderr


def test_a_query_result_becomes_one_entry_an_item(folder: Path, answer: Path) -> None:
    kept, entries = add_gazetteer_file(answer, folder, type_="place", known=Gazetteer.load())
    assert kept == folder / "query.tsv"
    upper, france = read_gazetteer_file(kept)
    assert upper.aliases == ("Zorvanat al-Fawqa", "Zorvanat Heights", "Old Zorvanat")
    assert (upper.key, upper.wikidata, upper.part_of, upper.coordinates) == (
        "upper-zorvanat", "Q900000071", "syria", (34.4, 40.9))
    assert (france.key, france.name) == ("france", "French Republic"), "an item that is known adds to its entry"
    assert [entry.key for entry in entries] == ["upper-zorvanat", "france"]
    assert Gazetteer.load()["france"].name == "France"


def test_a_query_result_must_say_what_its_items_are(kb: Kb, answer: Path, folder: Path) -> None:
    result = kb("gazetteer", "add", str(answer))
    assert result.exit_code == 2
    assert "query.json:1: nothing says whether 'Upper Zorvanat' is a person" in result.stderr
    assert "give --type" in result.stderr
    assert not folder.exists()
    assert kb("gazetteer", "add", str(answer), "--type", "place").exit_code == 0


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"results": {"bindings": 7}}', "item,name\n", "\x00"])
def test_json_that_is_no_query_result_is_named(tmp_path: Path, folder: Path, text: str) -> None:
    path = tmp_path / "query.json"
    path.write_text(text)
    with pytest.raises(GazetteerError, match=r"query\.json: is no SPARQL result in JSON; download the answer"):
        add_gazetteer_file(path, folder, type_="place")


def test_a_file_is_kept_only_when_it_is_right_and_replaces_its_former_self(tmp_path: Path, folder: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("name\ttype\nLanova\tplanet\n")
    with pytest.raises(GazetteerError, match=r"own\.tsv:2"):
        add_gazetteer_file(own, folder)
    assert not folder.exists()
    for name in ("Lanova", "Portmere"):
        own.write_text(f"name\ttype\n{name}\tplace\n")
        add_gazetteer_file(own, folder)
    assert [path.name for path in own_files(folder)] == ["own.tsv"]
    assert "portmere" in Gazetteer.load(*own_files(folder))
    assert "lanova" not in Gazetteer.load(*own_files(folder))


def test_check_looks_at_what_ships_what_was_added_and_what_is_given(kb: Kb, table: Path, tmp_path: Path) -> None:
    assert kb("gazetteer", "check").exit_code == 0
    kb("gazetteer", "add", str(table))
    more = tmp_path / "more.tsv"
    more.write_text("key\tname\ttype\twikidata\tpart_of\n"
                    "zwb\tWater Board\torganization\tQ900000061\tatlantis\n")
    result = kb("gazetteer", "check", str(more))
    assert result.exit_code == 2
    assert "same QID Q900000061: Zorvanat Water Board (newsroom.csv:2), Water Board (more.tsv:2)" in result.stdout
    assert "unknown part_of atlantis: Water Board (more.tsv:2)" in result.stdout


def test_add_warns_of_conflicts_with_what_is_known(kb: Kb, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("key\tname\ttype\twikidata\nour-syria\tSyria\tplace\tQ858\n")
    result = kb("gazetteer", "add", str(own))
    assert result.exit_code == 0
    assert "kb: same QID Q858: Syria (countries.tsv:" in result.stderr
