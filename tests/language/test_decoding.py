from __future__ import annotations

import numpy as np

from kb.language.decoding import Decoder, Reading, Tables, name_spans, said_at_the_end, signed_in_doha, some_of_whom
from kb.language.lemmas import Lexicon

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def logits(*best: str) -> np.ndarray:
    rows = np.zeros((len(best), len(LABELS)), np.float32)
    for row, label in enumerate(best):
        rows[row, LABELS.index(label)] = 5
    return rows


def test_labels_become_spans() -> None:
    assert name_spans(logits("B-PER", "I-PER", "O", "B-LOC", "B-LOC"), LABELS) == [
        (0, 2, "PER"),
        (3, 4, "LOC"),
        (4, 5, "LOC"),
    ]


def test_a_name_never_goes_on_in_another_type() -> None:
    rows = logits("B-PER", "I-LOC")
    rows[1, LABELS.index("I-PER")] = 4
    assert name_spans(rows, LABELS) == [(0, 2, "PER")]


def test_no_words_no_names() -> None:
    assert name_spans(np.zeros((0, 5), np.float32), LABELS) == []


RELATIONS = ["root", "nsubj", "obj", "obl"]


def decoder() -> Decoder:
    """Reads the relation off the dependent's vector, which holds a number for each."""
    weights = np.zeros((4, 12), np.float32)
    weights[:, :4] = np.eye(4)
    labels = {
        "upos": ["NOUN"],
        "xpos": ["NN"],
        "feats": [""],
        "lemma_rules": ["L"],
        "names": ["O"],
        "sentence_start": [],
        "event": [],
        "news_event": [],
    }
    return Decoder(Tables(labels, RELATIONS, weights, np.zeros(4, np.float32), Lexicon({})))


def tree(words: str, heads: list[dict[int, float]], relations: list[dict[str, float]]) -> list[tuple[int, str]]:
    """The tree for scores of heads (1-based, 0 the root) and of relations; what is not given scores 0."""
    count = len(words.split())
    tags = np.zeros((count, 8), np.float32)
    tags[:, 5] = -5  # no sentence starts
    arcs = np.zeros((count, count + 1), np.float32)
    dependents = np.zeros((count, 4), np.float32)
    for word in range(count):
        for head, score in heads[word].items():
            arcs[word, head] = score
        for relation, score in relations[word].items():
            dependents[word, RELATIONS.index(relation)] = score
    outputs = [tags, arcs, dependents, np.zeros((count + 1, 4), np.float32)]
    reading = decoder().decode(words.split(), outputs, to_the_end=True)
    return list(zip(reading.heads, reading.relations, strict=True))


def test_a_verb_has_one_object_and_the_surer_word_keeps_it() -> None:
    assert tree(
        "shelled towns Monday",
        [{0: 9}, {1: 9}, {1: 9}],
        [{"root": 9}, {"obj": 9}, {"obj": 3, "obl": 2}],
    ) == [(0, "root"), (0, "obj"), (0, "obl")]


def test_a_second_subject_goes_to_the_verb_that_it_fits_next_best() -> None:
    assert tree(
        "guns roared they said",
        [{2: 9}, {4: 9}, {2: 5, 4: 4}, {0: 9}],
        [{"nsubj": 9}, {"obl": 9}, {"nsubj": 9}, {"root": 9}],
    ) == [(1, "nsubj"), (3, "obl"), (3, "nsubj"), (3, "root")]


def test_who_says_so_at_the_end_is_the_subject_wherever_the_network_hung_it() -> None:
    words = "Shells hit Tadef , residents and police said .".split()
    reading = Reading(
        upos=["NOUN", "VERB", "PROPN", "PUNCT", "NOUN", "CCONJ", "NOUN", "VERB", "PUNCT"],
        heads=[1, 1, 1, 4, 2, 6, 4, 1, 1],
        relations=["nsubj", "root", "obj", "punct", "appos", "cc", "conj", "advcl", "punct"],
        starts=[0],
    )
    said_at_the_end(words, reading)
    assert reading.heads == [1, 7, 1, 7, 7, 6, 4, 7, 7]
    assert reading.relations == ["nsubj", "ccomp", "obj", "punct", "nsubj", "cc", "conj", "root", "punct"]


def test_a_verb_of_saying_in_a_clause_of_its_own_stays_where_it_is() -> None:
    words = "Shells hit Tadef , as police said .".split()
    heads, relations = [1, 1, 1, 6, 6, 6, 1, 1], ["nsubj", "root", "obj", "punct", "mark", "nsubj", "advcl", "punct"]
    reading = Reading(
        upos=["NOUN", "VERB", "PROPN", "PUNCT", "SCONJ", "NOUN", "VERB", "PUNCT"],
        heads=list(heads), relations=list(relations), starts=[0])  # fmt: skip
    said_at_the_end(words, reading)
    assert (reading.heads, reading.relations) == (heads, relations)


def test_some_of_whom_tells_of_the_noun_before_the_comma() -> None:
    reading = Reading(
        upos=["PRON", "VERB", "NOUN", "PUNCT", "DET", "ADP", "PRON", "VERB"],
        heads=[1, 1, 1, 7, 7, 6, 4, 1],
        relations=["nsubj", "root", "obj", "punct", "nsubj", "case", "nmod", "parataxis"],
        starts=[0],
    )
    some_of_whom("She attacked rivals , some of whom left".split(), reading)
    assert (reading.heads[7], reading.relations[7]) == (2, "acl:relcl")


def test_a_preposition_before_its_place_is_no_particle() -> None:
    reading = Reading(
        xpos=["VBN", "IN", "NNP"], heads=[0, 0, 0], relations=["root", "compound:prt", "obl"], starts=[0])  # fmt: skip
    signed_in_doha(reading)
    assert (reading.heads, reading.relations) == ([0, 2, 0], ["root", "case", "obl"])
