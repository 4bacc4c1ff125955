from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import LanguageError
from kb.language.doc import Doc, Token
from kb.language.model import LanguageModel
from kb.reading.article import Article

Read = Callable[..., Doc]
Make = Callable[..., Article]


def the(doc: Doc, word: str) -> Token:
    return next(token for token in doc.tokens if token.text == word)


def check_invariants(doc: Doc) -> None:
    """What every other room relies on."""
    position = 0
    for index, token in enumerate(doc.tokens):
        assert token.index == index
        assert doc.text[token.begin : token.end] == token.text
        assert token.begin >= position
        position = token.end
        assert token.lemma and token.upos and token.xpos and token.deprel
        assert 0.0 <= token.event_noun <= 1.0
        assert token.event_noun == 0.0 or token.upos == "NOUN"
        sentence = doc.sentences[token.sentence]
        assert sentence.first <= index < sentence.last
        assert sentence.first <= token.head < sentence.last
    for number, sentence in enumerate(doc.sentences):
        assert sentence.index == number
        tokens = doc.tokens_of(sentence)
        assert sum(token.is_root for token in tokens) == 1
        assert (sentence.begin, sentence.end) == (tokens[0].begin, tokens[-1].end)
        root = next(token for token in tokens if token.is_root)
        assert root.deprel == "root"
        assert len(doc.subtree(root)) == len(tokens)
    for name in doc.names:
        assert 0 <= name.first < name.last <= len(doc.tokens)
        assert (name.begin, name.end) == (doc.tokens[name.first].begin, doc.tokens[name.last - 1].end)


def test_a_sentence_of_news_is_read(read: Read) -> None:
    doc = read("Troops shelled the airport in Benghazi on Monday, killing three soldiers.")
    check_invariants(doc)
    shelled = the(doc, "shelled")
    assert shelled.is_root and shelled.lemma == "shell" and shelled.upos == "VERB" and shelled.feat("Tense") == "Past"
    assert [t.text for t in doc.children(shelled, "nsubj")] == ["Troops"]
    assert [t.text for t in doc.children(shelled, "obj")] == ["airport"]
    assert doc.head(the(doc, "soldiers")).text == "killing"
    assert [(doc.text[n.begin : n.end], n.type) for n in doc.names] == [("Benghazi", "LOC")]


def test_passives_and_their_agents_are_told(read: Read) -> None:
    doc = read("The mayor was killed by gunmen.")
    assert the(doc, "mayor").deprel == "nsubj:pass"
    assert the(doc, "gunmen").deprel in ("obl:agent", "obl")


@pytest.mark.parametrize("who", ["The president is", "Prime Minister Ana Petrova is", "Ministers are"])
def test_who_is_due_to_do_a_thing_has_not_done_it(read: Read, who: str) -> None:
    doc = read(f"{who} due to visit the town on Monday.")
    check_invariants(doc)
    assert (the(doc, "due").is_root, the(doc, "visit").xpos, the(doc, "visit").deprel) == (True, "VB", "xcomp")


def test_sentences_end_where_they_should(read: Read) -> None:
    doc = read("Gen. Omar Said left the U.S. on Jan. 5. He was in London at 5 p.m. that day. “Stop!” he said.")
    assert [doc.text[s.begin : s.end] for s in doc.sentences][:2] == [
        "Gen. Omar Said left the U.S. on Jan. 5.",
        "He was in London at 5 p.m. that day.",
    ]


def test_each_block_is_read_on_its_own(read: Read) -> None:
    doc = read("Bridge shut", "Share this page", "Police shut the bridge.", kinds=("title", "furniture", "body"))
    check_invariants(doc)
    assert [sentence.block for sentence in doc.sentences] == [0, 2]
    assert "Share" not in {token.text for token in doc.tokens}


def test_nouns_that_name_happenings_are_told_from_things(read: Read) -> None:
    doc = read("The explosion destroyed the table.")
    assert the(doc, "explosion").event_noun > 0.5 > the(doc, "table").event_noun


def test_names_of_all_types_are_found(read: Read) -> None:
    doc = read("Angela Merkel met NATO officials in Brussels.")
    assert [(doc.text[n.begin : n.end], n.type) for n in doc.names] == [
        ("Angela Merkel", "PER"),
        ("NATO", "ORG"),
        ("Brussels", "LOC"),
    ]


def test_a_paragraph_is_read_alike_whatever_stands_beside_it(read: Read) -> None:
    paragraph = "Troops entered the town on Friday, the ministry said. Two days later they left."
    alone = read(paragraph)
    beside = read("Another paragraph goes first here.", paragraph, "And a last one, in Paris.")
    first = beside.sentences[1].first
    assert [(t.upos, t.deprel, t.lemma, t.event_noun) for t in alone.tokens] == [
        (t.upos, t.deprel, t.lemma, t.event_noun) for t in beside.tokens[first : first + len(alone.tokens)]
    ]


def test_more_threads_read_the_same(language: LanguageModel, article: Make) -> None:
    paragraphs = [f"Troops entered town {n} on Friday, and the army said it would stay." for n in range(12)]
    assert LanguageModel.load(threads=3)(article(*paragraphs)) == language(article(*paragraphs))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u200b",
        "\x00\x01",
        "a" * 50_000,
        "a-" * 2_000,
        "😀" * 300,
        "قال الرئيس في مؤتمر صحفي أمس",
        "中文新闻" * 40,
        "Mixed العربية and 中文 and 😀 in one line.",
        "(((((((((",
        ". . . . . .",
        "é" * 300,
        "THE WHO SAID SO",
        "\ufeffHello",
    ],
)
def test_odd_texts_are_read_without_complaint(read: Read, text: str) -> None:
    doc = read(text, "And then a plain sentence.")
    check_invariants(doc)
    assert doc.tokens[-1].text == "."


def test_an_article_without_words_is_an_empty_doc(read: Read) -> None:
    assert read("").tokens == ()


def test_a_very_long_paragraph_without_a_stop_is_read_whole(read: Read) -> None:
    doc = read("word " * 3_000)
    check_invariants(doc)
    assert len(doc.tokens) == 3_000


def test_a_paragraph_longer_than_a_stretch_loses_nothing(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.language.model._STRETCH", 1_000)
    doc = read("Police said so on Monday. " * 150)
    check_invariants(doc)
    assert len(doc.tokens) == 150 * 6
    assert doc.text[doc.sentences[-1].begin : doc.sentences[-1].end] == "Police said so on Monday."


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_becomes_a_whole_document(read: Read, text: str) -> None:
    check_invariants(read(text))


def test_a_missing_model_is_told_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(LanguageError, match="make model"):
        LanguageModel.load(tmp_path)
