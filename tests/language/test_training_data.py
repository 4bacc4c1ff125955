"""The parts of the recipe that turn annotation into what is learnt."""

from __future__ import annotations

import random
from pathlib import Path

from kb.language.model import LanguageModel
from kb.language.training.conllu import read_conllu
from kb.language.training.doubts import find_doubts, leave_open
from kb.language.training.gold import GoldDocument, GoldSentence
from kb.language.training.gum_entities import entity_labels, event_labels, name_labels
from kb.language.training.name_corpora import known_places, names_of, read_iob, read_written, tidy, trim
from kb.language.training.swaps import NameSwaps

TREEBANK = """\
# newdoc id = small
# newpar
# sent_id = small-1
1\tPresident\tPresident\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tEntity=(1-person-new
2\tAna\tAna\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\t_
3\tPetrova\tPetrova\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\tEntity=1)
4\twatched\twatch\tVERB\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t0\troot\t_\t_
5\tthe\tthe\tDET\tDT\tDefinite=Def\t6\tdet\t_\tEntity=(2-event-new
6\tparade\tparade\tNOUN\tNN\tNumber=Sing\t4\tobj\t_\tEntity=2)
7\tin\tin\tADP\tIN\t_\t8\tcase\t_\t_
8\tFrance\tFrance\tPROPN\tNNP\tNumber=Sing\t4\tobl\t_\tEntity=(3-organization-new)|SpaceAfter=No
9\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# sent_id = small-2
1-2\tdidn't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
1\tdid\tdo\tAUX\tVBD\t_\t0\troot\t_\t_
2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_
2.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t1:x\t_
3\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

"""


def test_a_treebank_is_read_with_its_spaces_and_paragraphs(tmp_path: Path) -> None:
    (tmp_path / "small.conllu").write_text(TREEBANK, encoding="utf-8")
    (document,) = read_conllu(tmp_path / "small.conllu")
    first, second = document.sentences
    assert document.name == "small"
    assert (first.starts_paragraph, second.starts_paragraph) == (True, False)
    assert first.space_after == [True] * 7 + [False, True]
    assert second.words == ["did", "n't", "."] and second.space_after == [False, False, True]
    assert first.syntax.feats[3] == "Mood=Ind|Tense=Past|VerbForm=Fin" and first.syntax.feats[4] == ""


def test_names_are_cut_out_of_mentions_and_events_are_their_head_nouns(tmp_path: Path) -> None:
    (tmp_path / "small.conllu").write_text(TREEBANK, encoding="utf-8")
    sentence = next(read_conllu(tmp_path / "small.conllu")).sentences[0]
    assert name_labels(sentence, {"France": "LOC"}) == ["O", "B-PER", "I-PER", "O", "O", "O", "O", "B-LOC", "O"]
    assert event_labels(sentence) == [None, None, None, None, None, 1, None, None, None]


#: Two clubs side by side, a group after its article, a town in the name of a festival.
BESIDE = """\
# newdoc id = beside
# newpar
1\tRiver\tRiver\tPROPN\tNNP\tNumber=Sing\t2\tcompound\t_\tEntity=(1-organization-new(2-organization-new
2\tUnited\tUnited\tPROPN\tNNP\tNumber=Sing\t6\tnsubj\t_\tEntity=2)
3\tand\tand\tCCONJ\tCC\t_\t5\tcc\t_\t_
4\tNorth\tNorth\tPROPN\tNNP\tNumber=Sing\t5\tcompound\t_\tEntity=(3-organization-new
5\tRovers\tRovers\tPROPN\tNNPS\tNumber=Plur\t2\tconj\t_\tEntity=3)1)
6\tpraised\tpraise\tVERB\tVBD\t_\t0\troot\t_\t_
7\tthe\tthe\tDET\tDT\t_\t8\tdet\t_\tEntity=(4-person-new
8\tBrotherhood\tBrotherhood\tPROPN\tNNP\tNumber=Sing\t6\tobj\t_\tEntity=4)
9\tat\tat\tADP\tIN\t_\t12\tcase\t_\t_
10\tthe\tthe\tDET\tDT\t_\t12\tdet\t_\tEntity=(5-event-new
11\tTurin\tTurin\tPROPN\tNNP\tNumber=Sing\t12\tcompound\t_\tEntity=(6-place-new)
12\tFestival\tFestival\tPROPN\tNNP\tNumber=Sing\t6\tobl\t_\tEntity=5)
13\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_

"""


def test_names_side_by_side_are_two_and_what_other_corpora_see_otherwise_stays_open(tmp_path: Path) -> None:
    (tmp_path / "beside.conllu").write_text(BESIDE, encoding="utf-8")
    sentence = next(read_conllu(tmp_path / "beside.conllu")).sentences[0]
    labels = dict(zip(sentence.words, name_labels(sentence, {}), strict=True))
    assert [labels[word] for word in ("River", "United", "and", "North", "Rovers")] == [
        "B-ORG", "I-ORG", "O", "B-ORG", "I-ORG"]  # fmt: skip
    assert (labels["Brotherhood"], labels["Turin"], labels["praised"]) == (None, None, "O")


def test_every_head_of_a_mention_has_its_kind(tmp_path: Path) -> None:
    (tmp_path / "small.conllu").write_text(TREEBANK, encoding="utf-8")
    sentence = next(read_conllu(tmp_path / "small.conllu")).sentences[0]
    kinds = {word: kind for word, kind in zip(sentence.words, entity_labels(sentence), strict=True) if kind}
    assert kinds == {"President": "person", "parade": "event", "France": "organization"}


def test_a_name_is_swapped_for_one_with_the_same_labels_only() -> None:
    def named(words: str, *labels: str) -> GoldSentence:
        return GoldSentence(words.split(), [True] * len(labels), True, names=list(labels))

    first = named("Ana left Oslo", "B-PER", "O", "B-LOC")
    others = [named("Bo ran", "B-PER", "O"), named("al Bab fell", "B-LOC", "I-LOC", "O"), named("Rome", "B-LOC")]
    swaps, chance = NameSwaps([first, *others]), random.Random(1)
    found = {tuple(swaps.swapped(first, chance)) for _ in range(200)}
    assert found == {(who, "left", where) for who in ("Ana", "Bo") for where in ("Oslo", "Rome")}
    assert first.words == ["Ana", "left", "Oslo"]


def test_name_corpora_are_tidied(tmp_path: Path) -> None:
    assert tidy(["B-OTH", "I-PER", "I-PER", "I-LOC", "B-O"]) == [None, "B-PER", "I-PER", "B-LOC", None]
    words = ["Members", "of", "the", "Senate", "and", "al", "-", "Arabiya"]
    labels: list[str | None] = ["B-ORG", "I-ORG", "I-ORG", "I-ORG", "O", "B-ORG", "I-ORG", "I-ORG"]
    assert trim(words, labels) == ["O", "O", "O", "B-ORG", "O", "B-ORG", "I-ORG", "I-ORG"]
    (tmp_path / "n.iob2").write_text("# newdoc\nIn\t_\tO\nOslo\tSpaceAfter=No\tB-LOC\n.\t_\tO\n\n", encoding="utf-8")
    (document,) = read_iob(tmp_path / "n.iob2")
    assert document.sentences[0].names == ["O", "B-LOC", "O"]
    assert document.sentences[0].space_after == [True, False, True]


def test_labels_are_found_again_when_sentences_moved() -> None:
    document = [(["Hello"], ["O"]), (["In", "Oslo"], ["O", "B-LOC"])]
    assert names_of(["In", "Oslo"], 0, document) == ["O", "B-LOC"]
    kinds = [(["The", "Kurds", "sank", "the", "Lusitania"], ["O", "B-OTH", "O", "O", "B-OTH"])]
    assert names_of(kinds[0][0], 0, kinds) == ["O", "O", "O", "O", None]
    assert names_of(["Nothing", "like", "it"], 0, document) is None


def test_our_own_lines_are_read_with_their_names(tmp_path: Path) -> None:
    (tmp_path / "w.txt").write_text("# a remark\n[AFP ORG]/ [Deir Ezzor LOC]\n", encoding="utf-8")
    documents = list(read_written(tmp_path / "w.txt"))
    (sentence,) = documents[0].sentences
    assert list(zip(sentence.words, sentence.names or [], strict=True)) == [
        ("AFP", "B-ORG"),
        ("/", "O"),
        ("Deir", "B-LOC"),
        ("Ezzor", "I-LOC"),
    ]
    assert known_places(documents * 2) == {"Deir Ezzor": "LOC"}


def test_every_line_that_ships_can_be_read() -> None:
    import kb.language.training as training

    path = Path(training.__file__).with_name("written_names.txt")
    for document in read_written(path):
        sentence = document.sentences[0]
        assert len(sentence.words) == len(sentence.names or [])
        assert not {"[", "]"} & set(sentence.words)


def test_names_that_the_annotators_overlooked_are_left_open(language: LanguageModel) -> None:
    words = ["Troops", "from", "France", "left", "."]
    labels: list[str | None] = ["O"] * 5
    spaces = [True, True, True, False, True]
    documents = [
        GoldDocument(
            "d",
            [
                GoldSentence(["Good", "."], [False, True], True, names=["O", "O"]),
                GoldSentence(words, spaces, False, names=labels),
            ],
        )
    ]
    doubts = list(find_doubts(language.reader, documents))
    assert doubts == [(0, 1, 2, 3)]
    leave_open(documents, doubts)
    assert documents[0].sentences[1].names == ["O", "O", None, "O", "O"]
