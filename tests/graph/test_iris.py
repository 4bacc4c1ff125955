"""Every node has an IRI that depends on nothing but what it stands for."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.term import URIRef

from kb.extraction import Extraction
from kb.graph import Iris, MentionIris, article_slug


def test_a_short_plain_id_stays_readable() -> None:
    assert str(Iris().article("river-7")) == "http://localhost:8000/article/river-7"


@pytest.mark.parametrize("id", ["https://harbour-post.example/2019/02/18/bridge?id=1", "reports/brücke.txt", "..",
                                "", "a b", "-", "x" * 65])
def test_any_other_id_becomes_a_digest(id: str) -> None:
    slug = article_slug(id)
    assert len(slug) == 16
    assert int(slug, 16) >= 0


@given(st.text(), st.text())
def test_two_articles_never_share_an_iri(first: str, second: str) -> None:
    assert (article_slug(first) == article_slug(second)) == (first == second)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_whatever_names_a_thing_its_iri_is_valid(name: str) -> None:
    iris = Iris("https://news.example/kb")
    for iri in (iris.article(name), iris.event(name), iris.entity(name), iris.software(name),
                iris.chars(name, 3, 5), iris.conclusions):
        assert list(ox.parse(f"<{iri}> <{iri}> <{iri}> .", format=ox.RdfFormat.N_TRIPLES))


def test_the_base_gets_its_slash() -> None:
    assert str(Iris("https://news.example/kb").event("b41d")) == "https://news.example/kb/event/b41d"


def test_words_are_named_by_their_offsets(dated_report: Extraction) -> None:
    mention = dated_report.event("e1")
    assert MentionIris(dated_report, Iris()).event("e1").endswith(f"#char={mention.begin},{mention.end}")


def test_two_events_told_by_the_same_word_are_told_apart(dated_report: Extraction) -> None:
    first = dated_report.events[0]
    twin = replace(dated_report, events=(first, replace(first, id="e9")))
    mentions = MentionIris(twin, Iris())
    assert mentions.event("e9") == URIRef(f"{mentions.event('e1')};e9")
