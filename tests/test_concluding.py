"""Conclusions are kept up to date as articles come, change and go, and are those of a fresh start."""

from __future__ import annotations

import signal
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.reading import Article, article_from_text
from kb.settings import Settings

TEXTS = {
    "a": "Ada Moreno resigned as minister on 2 March 2020 after a quarrel about the budget of Tarvale.",
    "b": "The minister Ada Moreno resigned on 2 March 2020 over the budget of Tarvale, her office announced.",
    "c": "Rebels of the River Front blocked the bridge at Port Elin on 5 April 2020. Soldiers arrived on Sunday.",
    "d": "The River Front blocked the bridge at Port Elin on 5 April 2020, and the port closed the next day.",
    "e": "Ada Moreno, minister of Tarvale, quit yesterday over the budget. Her resignation was expected.",
}


def article(name: str, text: str | None = None) -> Article:
    published = date(2020, 3, 3) if name == "e" else date(2020, 4, 6)
    return article_from_text(text or TEXTS[name], id=name, name=name, published=published)


def settings(folder: Path) -> Settings:
    return Settings(store=str(folder))


def told_at_once(folder: Path, articles: list[Article]) -> bytes:
    with KnowledgeBase.open(settings(folder)) as base:
        base.ingest(articles)
        return base.dump()


def page(base: KnowledgeBase) -> list[str]:
    return [f"{event.id} {event.date_label} {event.label} {event.articles}" for event in base.timeline().events]


def test_an_article_a_process_gives_what_all_at_once_give(tmp_path: Path) -> None:
    for name in ("d", "a", "e", "c", "b"):
        with KnowledgeBase.open(settings(tmp_path / "one")) as base:
            base.ingest([article(name)])
    with KnowledgeBase.open(settings(tmp_path / "one")) as one, KnowledgeBase.open(settings(tmp_path / "all")) as all_:
        all_.ingest(map(article, TEXTS))
        assert one.dump() == all_.dump()
        assert page(one) == page(all_)
        assert one.version == all_.version


def test_an_article_that_comes_anew_in_other_words_leaves_nothing_of_the_old(tmp_path: Path) -> None:
    with KnowledgeBase.open(settings(tmp_path / "one")) as base:
        base.ingest(map(article, TEXTS))
        base.ingest([article("b", TEXTS["d"])])
        changed = base.dump()
    others = [article(name, TEXTS["d"] if name == "b" else None) for name in TEXTS]
    with KnowledgeBase.open(settings(tmp_path / "other")) as base:
        base.ingest(others)
        gone = str(base.iris.removed)
        fresh = base.dump()
    assert without(changed, gone) == without(fresh, gone)


def without(dump: bytes, graph: str) -> set[str]:
    import pyoxigraph as ox
    return {str(quad) for quad in ox.parse(dump, format=ox.RdfFormat.TRIG) if quad.graph_name.value != graph}


@pytest.mark.parametrize("harm", ["lost", "broken", "made by other rules", "of an earlier state"])
def test_notes_that_are_not_of_the_store_are_made_anew(tmp_path: Path, harm: str) -> None:
    notes = tmp_path / "store" / "merging.sqlite"
    with KnowledgeBase.open(settings(tmp_path / "store")) as base:
        base.ingest([article("a"), article("c")])
    earlier = notes.read_bytes()
    with KnowledgeBase.open(settings(tmp_path / "store")) as base:
        base.ingest([article("e")])
    if harm == "lost":
        notes.unlink()
    elif harm == "broken":
        notes.write_bytes(b"no database at all" * 100)
    elif harm == "made by other rules":
        import sqlite3
        connection = sqlite3.connect(notes)
        connection.execute("PRAGMA user_version = 999")
        connection.close()
    else:
        notes.write_bytes(earlier)
    with KnowledgeBase.open(settings(tmp_path / "store")) as base:
        base.ingest([article("b"), article("d")])
        assert base.dump() == told_at_once(tmp_path / "other", list(map(article, TEXTS)))


KILLED = """
    import os, signal, sys
    from kb.knowledge_base import KnowledgeBase
    from kb.merging import Notes
    from kb.settings import Settings
    from kb.store.embedded import EmbeddedStore
    from tests.test_concluding import article

    write, note, writes = EmbeddedStore.replace_graphs, Notes.__setitem__, []

    def write_or_die(*args, **more):
        if sys.argv[2] == "before it is written" and more.get("parts"):
            os.kill(os.getpid(), signal.SIGKILL)
        done = write(*args, **more)
        if sys.argv[2] == "before it is noted" and more.get("parts"):
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    def note_or_die(notes, key, value):
        note(notes, key, value)
        if sys.argv[2] == "in the notes" and key == "inputs":
            os.kill(os.getpid(), signal.SIGKILL)

    with KnowledgeBase.open(Settings(store=sys.argv[1])) as base:
        base.conclude()
        EmbeddedStore.replace_graphs, Notes.__setitem__ = write_or_die, note_or_die
        base.ingest([article("b"), article("e"), article("d")])
"""


@pytest.mark.parametrize("when", ["in the notes", "before it is written", "before it is noted"])
def test_an_ingest_that_is_killed_while_it_concludes_is_concluded_by_the_next(tmp_path: Path, when: str) -> None:
    with KnowledgeBase.open(settings(tmp_path / "store")) as base:
        base.ingest([article("a"), article("c")])
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(KILLED), str(tmp_path / "store"), when], check=False,
                          timeout=240)
    assert done.returncode == -signal.SIGKILL
    with KnowledgeBase.open(settings(tmp_path / "store")) as base:
        shown = page(base)
    with KnowledgeBase.open(settings(tmp_path / "store")) as base:
        base.ingest([article("b")])
        assert page(base) == shown
        assert base.dump() == told_at_once(tmp_path / "other", list(map(article, TEXTS)))


def test_one_article_more_reads_only_those_that_it_touches(tmp_path: Path) -> None:
    """Of many articles that have nothing to do with it, none is read again."""
    things = "harbour bridge school clinic market tunnel tower palace garden quarry airport stadium".split()
    towns = "Ostmar Velding Karsholm Pinawa Lurgan Dremel Tovik Sanbury Quillan Ferrol Maddon Ishtan".split()
    with KnowledgeBase.open(settings(tmp_path / "store")) as base:
        base.ingest(article_from_text(f"Workers of {town} repaired the old {thing} on {day} May 2018.", id=town,
                                      name=town, published=date(2018, 6, 1))
                    for day, (thing, town) in enumerate(zip(things, towns, strict=True), 1))
        base.ingest([article("a")])
    with KnowledgeBase.open(settings(tmp_path / "store")) as base:
        read: list[str] = []
        stored = base._concluding.stored
        base._concluding.stored = lambda id: (read.append(id), stored(id))[1]  # type: ignore[method-assign]
        base.ingest([article("b")])
        assert set(read) == {"a"}
