"""The times as a component of a spaCy pipeline."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

spacy = pytest.importorskip("spacy")


@pytest.fixture
def nlp() -> Any:
    import kb.temporal.spacy_component  # noqa: F401 (an installed package is found by its entry point)

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("event_timeline_times", config={"published": "2019-02-18"})
    return nlp


def test_a_pipeline_finds_times_and_marks_them_as_spans(nlp: Any) -> None:
    doc = nlp("Rebels shut the bridge yesterday.  They left on 12 May 2014.")
    assert [time["value"] for time in doc._.times] == ["2019-02-17", "2014-05-12"]
    first, second = doc.spans["times"]
    assert (first.text, first.label_, first._.time["rule"]) == ("yesterday", "DATE", "day-before")
    assert (second.text, second._.time["earliest"]) == ("12 May 2014", "2014-05-12")
    assert doc[0:2]._.time is None


@pytest.mark.parametrize("published", ["2020-01-01", date(2020, 1, 1)])
def test_each_doc_may_have_its_own_publication_date(nlp: Any, published: object) -> None:
    doc = nlp.make_doc("It rained yesterday.")
    doc._.published = published
    assert [time["value"] for time in nlp(doc)._.times] == ["2019-12-31"]


def test_a_day_that_is_no_day_is_refused(nlp: Any) -> None:
    doc = nlp.make_doc("It rained yesterday.")
    doc._.published = "2020-02-30"
    with pytest.raises(ValueError, match="day"):
        nlp(doc)


def test_without_a_publication_date_yesterday_stays_open() -> None:
    import kb.temporal.spacy_component  # noqa: F401

    nlp = spacy.blank("en")
    nlp.add_pipe("event_timeline_times", config={"spans_key": "when"})
    doc = nlp("It rained yesterday.")
    assert (doc._.times[0]["value"], doc._.times[0]["earliest"]) == ("XXXX-XX-XX", None)
    assert [span.text for span in doc.spans["when"]] == ["yesterday"]


def test_a_german_pipeline_reads_german() -> None:
    import kb.temporal.spacy_component  # noqa: F401

    nlp = spacy.blank("de")
    nlp.add_pipe("event_timeline_times", config={"published": "2019-02-18"})
    assert [time["value"] for time in nlp("Das Lager brannte am Sonntag.")._.times] == ["2019-02-17"]


def test_docs_and_pipelines_go_to_disk_and_back(nlp: Any, tmp_path: Path) -> None:
    doc = nlp("It rained yesterday.")
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [span._.time["value"] for span in again.spans["times"]] == ["2019-02-17"]
    nlp.to_disk(tmp_path)
    assert spacy.load(tmp_path)("It rained yesterday.")._.times == doc._.times


def test_nothing_and_blanks_have_no_times(nlp: Any) -> None:
    assert [nlp(text)._.times for text in ("", " \n ")] == [[], []]


def test_the_component_is_registered_under_its_name() -> None:
    project = tomllib.loads(Path(__file__).parents[2].joinpath("pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["entry-points"]["spacy_factories"] == {
        "event_timeline_times": "kb.temporal.spacy_component:times_component"
    }
