"""The command line as a person meets it: real processes, real stores."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from xml.etree import ElementTree

import click
import pytest
from click.testing import CliRunner

from kb.cli import COMMANDS, main
from tests.serving import kb_serve

REPORT = """Bridge over the Arn closed

PORTMERE, March 4, 2021 - The city council closed the old bridge over the river Arn on Tuesday after engineers found
cracks in two pillars, Mayor Ilse Brandt said.

Brandt said the council had ordered an inspection last month. Repairs will begin in May.
"""


def kb(*arguments: str, stdin: str | bytes = b"", folder: Path | None = None, **environment: str
       ) -> subprocess.CompletedProcess[str]:
    """Runs `kb …` as its own process."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run([sys.executable, "-m", "kb", *arguments], input=data, capture_output=True, cwd=folder,
                          env=os.environ | environment, timeout=240, check=False)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cli")
    (folder / "bridge.txt").write_text(REPORT)
    done = kb("ingest", "bridge.txt", "--store", "store", folder=folder)
    assert done.returncode == 0, done.stderr
    assert "1 article read: 1 new" in done.stderr
    return str(folder / "store")


def test_every_command_explains_itself() -> None:
    for command in ("", *COMMANDS):
        arguments = [command, "--help"] if command else ["--help"]
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0
        assert len(result.output.splitlines()) > 5
        assert "..." not in result.output.partition("Commands:")[2], "a summary is too long for a screen of 80 columns"


def test_the_list_of_commands_says_of_each_what_its_own_help_says() -> None:
    for name, (_, _, does) in COMMANDS.items():
        command = main.get_command(click.Context(main), name)
        assert command and (command.help or "").splitlines()[0] == does


#: What reading articles needs, and reading a store does not.
READING = {"onnxruntime", "tokenizers", "lxml", "feedparser", "warcio", "kb.language.model", "kb.temporal.find",
           "kb.events.finding", "kb.entities.finding", "kb.reading.reader"}


@pytest.mark.parametrize(("words", "unneeded"), [
    (["--help"], {"numpy", "rdflib", "pyoxigraph", "rich", "kb.knowledge_base", *READING}),
    (["timeline", "--store", "."], READING), (["query", "ASK {}", "--store", "."], READING)])
def test_a_command_loads_only_what_it_needs(store: str, words: list[str], unneeded: set[str]) -> None:
    code = "import sys; from kb.cli import main; main(sys.argv[1:], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, *words], cwd=store, capture_output=True, text=True,
                          timeout=120, check=True)

    assert not unneeded & {*done.stdout.splitlines()[-1].split()}


def test_annotate_prints_one_object_an_article_with_offsets_into_the_text() -> None:
    done = kb("annotate", stdin=REPORT)
    (line,) = done.stdout.splitlines()
    said = json.loads(line)
    assert said["article"]["published"] == "2021-03-04"
    for when in said["times"]:
        assert REPORT[when["begin"]:when["end"]] == when["text"]
    assert {when["text"]: when["value"] for when in said["times"]}["Tuesday"] == "2021-03-02"
    assert {"closed", "ordered"} <= {event["text"] for event in said["events"]}


def test_the_publication_date_can_be_given() -> None:
    done = kb("annotate", "-", "--published", "2020-06-10", stdin="The council met yesterday.\n\nIt voted on the plan.")
    (said,) = map(json.loads, done.stdout.splitlines())
    assert said["times"][0]["value"] == "2020-06-09"
    assert said["article"]["published_from"] == "option"


def test_annotate_writes_timeml() -> None:
    done = kb("annotate", "--format", "timeml", stdin=REPORT)
    document = ElementTree.fromstring(done.stdout.encode())
    times = {time.text: time.get("value") for time in document.iter("TIMEX3")}
    assert times["Tuesday"] == "2021-03-02"


def test_an_impossible_date_is_answered_in_one_line() -> None:
    done = kb("annotate", "--published", "2019-02-31", stdin=REPORT)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and "2019-02-31" in done.stderr and "YYYY-MM-DD" in done.stderr


def test_timeline_lists_the_events_and_explain_tells_why_then(store: str) -> None:
    listed = kb("timeline", "--store", store, "--format", "jsonl", "--details")
    events = [json.loads(line) for line in listed.stdout.splitlines()]
    (closed,) = [event for event in events if "closed" in event["label"] and "said" not in event["label"]]
    assert (closed["earliest"], closed["latest"]) == ("2021-03-02", "2021-03-02")
    story = kb("explain", closed["id"][:8], "--store", store)
    assert "Tuesday" in story.stdout and "2021-03-02" in story.stdout


def test_the_table_says_what_it_leaves_out(store: str) -> None:
    short, whole = kb("timeline", "--store", store, "--limit", "1"), kb("timeline", "--store", store, "--details")
    assert "more; raise --limit" in short.stdout
    assert re.search(r"\d+ details? beside them; add --details", short.stdout)
    assert "add --details" not in whole.stdout


def test_articles_are_listed_with_the_ids_that_other_commands_take(store: str) -> None:
    assert re.search(r"2021-03-04 .*Bridge over the Arn closed .*bridge\.txt", kb("articles", "--store", store).stdout)
    (listed,) = map(json.loads, kb("articles", "--store", store, "--format", "jsonl").stdout.splitlines())
    assert listed["id"] == "bridge.txt"
    assert "kb articles lists them" in kb("redate", "bridge", "2021-03-04", "--store", store).stderr


def test_query_answers_sparql(store: str) -> None:
    done = kb("query", "--store", store, "--format", "csv",
              "PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> SELECT ?e WHERE { ?e a sem:Event }")
    assert done.returncode == 0 and len(done.stdout.splitlines()) > 2


def test_a_broken_query_is_answered_in_one_line(store: str) -> None:
    done = kb("query", "--store", store, "SELECT WHERE {")
    assert done.returncode == 2 and done.stderr.count("\n") == 1


def test_the_store_conforms_to_the_shapes(store: str) -> None:
    done = kb("validate", "--store", store)
    assert done.returncode == 0, done.stderr


def test_the_timeline_is_exported_for_other_programs(store: str) -> None:
    calendar, table, slides = (kb("export", "--store", store, "--format", format_).stdout
                               for format_ in ("ics", "csv", "timelinejs"))
    assert calendar.startswith("BEGIN:VCALENDAR") and "BEGIN:VEVENT" in calendar
    assert len(json.loads(slides)["events"]) > 1
    assert len(table.splitlines()) > 2


def test_adding_again_changes_nothing_and_a_correction_moves_what_hung_on_the_date(tmp_path: Path) -> None:
    (tmp_path / "bridge.txt").write_text(REPORT)
    kb("ingest", "bridge.txt", "--store", "store", folder=tmp_path)
    before = kb("export", "--store", "store", folder=tmp_path).stdout
    again = kb("ingest", "bridge.txt", "--store", "store", folder=tmp_path)
    assert "0 new, 0 changed, 1 known" in again.stderr
    assert kb("export", "--store", "store", folder=tmp_path).stdout == before
    assert kb("redate", "bridge.txt", "2021-03-11", "--store", "store", folder=tmp_path).returncode == 0
    after = kb("export", "--store", "store", "--details", folder=tmp_path).stdout
    assert "2021-03-09" in after and "2021-03-02" not in after


def test_bad_input_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "lines.jsonl").write_text(json.dumps({"id": "a", "text": REPORT, "published": "2021-03-04"})
                                          + "\n{broken\n")
    (tmp_path / "menu.html").write_text("<html><body><nav><a href='/'>Home</a></nav></body></html>")
    done = kb("ingest", ".", "missing.txt", "--store", "store", folder=tmp_path)
    assert done.returncode == 2
    complaints = [line for line in done.stderr.splitlines() if line.startswith("kb: ")]
    assert len(complaints) == 5
    for name in ("empty.txt", "noise.txt", "lines.jsonl", "menu.html", "missing.txt"):
        assert sum(name in line for line in complaints) == 1
    assert "2 articles read: 2 new" in done.stderr


def test_what_is_passed_over_in_a_folder_is_said_and_fails_nothing(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT)
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    done = kb("annotate", ".", folder=tmp_path)
    assert done.returncode == 0 and "1 file of other kinds (.jpg) passed over" in done.stderr


def test_where_there_is_nothing_to_read_no_store_is_made(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.4\n1 0 obj <</Type/Catalog>> endobj\n")
    done = kb("ingest", "report.pdf", "--store", "store", folder=tmp_path)
    assert done.returncode == 2 and "report.pdf: a PDF, not text" in done.stderr
    assert not (tmp_path / "store").exists()


def test_who_and_what_are_named_as_people_say_them(store: str) -> None:
    for narrowed in (("--entity", "Ilse Brandt"), ("--entity", "person/ilse-brandt"), ("--type", "policy decision")):
        listed = kb("timeline", "--store", store, "--details", "--format", "jsonl", *narrowed)
        assert listed.stdout, narrowed


def test_an_empty_answer_says_what_there_is_instead(store: str) -> None:
    assert "there is person/ilse-brandt" in kb("timeline", "--store", store, "--entity", "person/ilse-brant").stderr
    assert "Widen it" in kb("timeline", "--store", store, "--text", "zeppelin").stderr
    swapped = kb("timeline", "--store", store, "--from", "2021-04-01", "--to", "2021-03-01")
    assert swapped.returncode == 2 and "swap --from and --to" in swapped.stderr


def test_a_yes_or_no_question_is_answered_so(store: str) -> None:
    assert kb("query", "--store", store, "ASK { ?event a sem:Event }").stdout == "yes\n"


def test_a_store_in_use_is_named_with_the_way_out(store: str, tmp_path: Path) -> None:
    with kb_serve(store) as (address, holder):
        with urllib.request.urlopen(f"{address}/", timeout=60) as page:
            assert page.status == 200
        done = kb("timeline", "--store", store)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1 and store in done.stderr
    assert holder.returncode == 0


def test_a_missing_store_is_named_and_not_made(tmp_path: Path) -> None:
    done = kb("timeline", "--store", "nowhere", folder=tmp_path)
    assert done.returncode == 2 and "nowhere" in done.stderr and done.stderr.count("\n") == 1
    assert not (tmp_path / "nowhere").exists()


def test_an_ingest_killed_half_way_leaves_whole_articles_only(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"a{number}", "text": REPORT.replace("Arn", f"Arn {number}")}) for number in range(30)]
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    running = subprocess.Popen([sys.executable, "-m", "kb", "ingest", "many.jsonl", "--store", "store"], cwd=tmp_path,
                               stderr=subprocess.DEVNULL)
    try:
        while running.poll() is None and not any(
                log.lstat().st_size > 100_000 for log in (tmp_path / "store" / "graphs").glob("*.log")):
            time.sleep(0.02)
    except FileNotFoundError:  # the log is gone, since it is done already
        pass
    finally:
        running.kill()
        running.wait()
    done = kb("validate", "--store", "store", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    counted = kb("query", "--store", "store", "--format", "csv", folder=tmp_path,
                 stdin="PREFIX schema: <https://schema.org/> SELECT ?a WHERE { ?a a schema:NewsArticle }")
    articles = len(counted.stdout.splitlines()) - 1
    rest = kb("ingest", "many.jsonl", "--store", "store", folder=tmp_path)
    assert f"{30 - articles} new, 0 changed, {articles} known" in rest.stderr
