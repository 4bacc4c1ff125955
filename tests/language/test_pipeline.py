from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kb.errors import LanguageError
from kb.language.model import LanguageModel
from kb.language.pipeline import load_language
from kb.reading.article import Article


def test_our_own_model_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KB_LANGUAGE", raising=False)
    assert isinstance(load_language(), LanguageModel)


def test_an_unknown_pipeline_is_told_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_LANGUAGE", "xx_no_such_pipeline")
    with pytest.raises(LanguageError, match=r"xx_no_such_pipeline.*install"):
        load_language()


@pytest.fixture
def pipeline(tmp_path: Path) -> str:
    """A small real pipeline: sentences, tags and a tree by rule, names by pattern, saved as a user would have it."""
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("attribute_ruler")
    for word, pos, tag in (
        ("Rebels", "NOUN", "NNS"),
        ("shelled", "VERB", "VBD"),
        ("in", "ADP", "IN"),
        ("Benghazi", "PROPN", "NNP"),
        ("They", "PRON", "PRP"),
        ("left", "VERB", "VBD"),
    ):
        ruler.add(patterns=[[{"ORTH": word}]], attrs={"POS": pos, "TAG": tag})
    for word, relation in (("Rebels", "nsubj"), ("in", "prep"), ("Benghazi", "pobj"), ("shelled", "ROOT")):
        ruler.add(patterns=[[{"ORTH": word}]], attrs={"DEP": relation})
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": "GPE", "pattern": "Benghazi"}, {"label": "DATE", "pattern": "Monday"}]
    )
    nlp.to_disk(tmp_path / "small")
    return str(tmp_path / "small")


def test_a_spacy_pipeline_takes_the_place_of_our_model(pipeline: str, article: Callable[..., Article]) -> None:
    doc = load_language(pipeline)(
        article(
            "Rebels shelled  Benghazi on Monday. They left.", "Share", "They left.", kinds=("body", "furniture", "body")
        )
    )
    assert [doc.text[t.begin : t.end] for t in doc.tokens] == [t.text for t in doc.tokens]
    assert [doc.text[s.begin : s.end] for s in doc.sentences] == [
        "Rebels shelled  Benghazi on Monday.",
        "They left.",
        "They left.",
    ]
    assert [s.block for s in doc.sentences] == [0, 0, 2]
    assert [(doc.text[n.begin : n.end], n.type) for n in doc.names] == [("Benghazi", "LOC")]
    assert doc.tokens[1].upos == "VERB" and doc.tokens[1].xpos == "VBD"
    for sentence in doc.sentences:
        assert sum(t.is_root for t in doc.tokens_of(sentence)) == 1


def test_a_preposition_over_its_noun_is_turned_around(article: Callable[..., Article]) -> None:
    spacy_tokens = pytest.importorskip("spacy.tokens")
    import spacy

    from kb.language.spacy_pipeline import SpacyPipeline

    nlp = spacy.blank("en")

    @spacy.Language.component("clear_tree")
    def clear_tree(doc: object) -> object:
        words = [token.text for token in doc]  # type: ignore[attr-defined]
        return spacy_tokens.Doc(
            doc.vocab,
            words,
            heads=[1, 1, 1, 2],
            deps=["nsubj", "ROOT", "prep", "pobj"],  # type: ignore[attr-defined]
            pos=["NOUN", "VERB", "ADP", "PROPN"],
        )

    nlp.add_pipe("clear_tree")
    doc = SpacyPipeline(nlp)(article("Rebels fought in Benghazi"))
    assert [(t.deprel, t.head) for t in doc.tokens] == [("nsubj", 1), ("root", 1), ("case", 3), ("obl", 1)]
