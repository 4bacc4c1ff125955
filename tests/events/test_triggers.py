"""Which words name a happening, on trees made by hand."""

from __future__ import annotations

from kb.events.triggers import find_triggers
from tests.events.conftest import doc_of


def triggers(rows: str) -> list[tuple[str, str]]:
    doc = doc_of(rows)
    return [(doc.tokens[t.token].text, t.lemma) for t in find_triggers(doc)]


def test_a_light_verb_hands_the_event_to_its_noun() -> None:
    doc = doc_of("""
        Rebels rebel NOUN NNS 2 nsubj
        launched launch VERB VBD 0 root
        an a DET DT 4 det
        assault assault NOUN NN 2 obj 0.9""")
    (trigger,) = find_triggers(doc)
    assert (trigger.token, trigger.clause, trigger.kind) == (3, 1, "noun")


def test_aspect_belongs_to_what_begins() -> None:
    assert triggers("""
        They they PRON PRP 2 nsubj
        began begin VERB VBD 0 root
        to to PART TO 4 mark
        shell shell VERB VB 2 xcomp""") == [("shell", "shell")]


def test_what_took_place_is_the_event() -> None:
    assert triggers("""
        The the DET DT 2 det
        trial trial NOUN NN 3 nsubj 0.9
        took take VERB VBD 0 root
        place place NOUN NN 3 obj 0.1""") == [("trial", "trial")]


def test_companions_become_part_of_the_lemma() -> None:
    assert triggers("""
        They they PRON PRP 3 nsubj
        were be AUX VBD 3 aux:pass
        put put VERB VBN 0 root
        on on ADP IN 5 case
        trial trial NOUN NN 3 obl 0.9""") == [("put", "put on trial")]
    assert triggers("""
        France France PROPN NNP 2 nsubj
        took take VERB VBD 0 root
        them they PRON PRP 2 obj
        back back ADV RB 2 advmod""") == [("took", "take back")]


def test_auxiliaries_copulas_and_prepositions_name_nothing() -> None:
    assert triggers("""
        He he PRON PRP 4 nsubj
        has have AUX VBZ 4 aux
        been be AUX VBN 4 cop
        mayor mayor NOUN NN 0 root
        according accord VERB VBG 7 case
        to to ADP IN 5 fixed
        Lee Lee PROPN NNP 4 obl""") == []


def test_a_noun_counts_when_it_names_a_happening_not_a_kind() -> None:
    rows = """
        The the DET DT 3 det
        election election NOUN NN 3 compound {0}
        poster poster NOUN NN 4 nsubj
        fell fall VERB VBD 0 root"""
    assert triggers(rows.format("0.6")) == [("fell", "fall")]
    assert triggers(rows.format("0.95")) == [("election", "election"), ("fell", "fall")]


def test_a_light_verb_leaves_its_meaning_to_a_noun_of_which_the_model_is_unsure() -> None:
    rows = """
        She she PRON PRP 2 nsubj
        {0} {1} VERB VBD 0 root
        an a DET DT 4 det
        appearance appearance NOUN NN 2 obj 0.4"""
    assert triggers(rows.format("made", "make")) == [("appearance", "appearance")]
    assert triggers(rows.format("sketched", "sketch")) == [("sketched", "sketch")]


def test_storms_that_hit_the_coast_are_one_event() -> None:
    assert triggers("""
        Storms storm NOUN NNS 2 nsubj 0.9
        hit hit VERB VBD 0 root
        the the DET DT 4 det
        coast coast NOUN NN 2 obj""") == [("Storms", "storm")]


def test_what_is_set_to_happen_is_one_event() -> None:
    doc = doc_of("""
        He he PRON PRP 3 nsubj
        was be AUX VBD 3 aux:pass
        set set VERB VBN 0 root
        to to PART TO 5 mark
        resign resign VERB VB 3 xcomp""")
    (trigger,) = find_triggers(doc)
    assert (trigger.token, trigger.arranged) == (4, 2)


def test_filing_a_lawsuit_is_the_lawsuit() -> None:
    rows = """
        They they PRON PRP 2 nsubj
        filed file VERB VBD 0 root
        a a DET DT 4 det
        {0} {0} NOUN NN 2 obj 0.6"""
    assert triggers(rows.format("lawsuit")) == [("lawsuit", "lawsuit")]
    assert ("filed", "file") in triggers(rows.format("report"))
