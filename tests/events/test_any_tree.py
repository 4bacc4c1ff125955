"""Whatever tree a parser makes, the room comes to an end, with offsets that hold."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.entities import Entity, EntityMention
from kb.events import find_events
from kb.language import Doc, Sentence, Token
from kb.reading import Article, Block
from kb.temporal import TimeExpression

#: (form, lemma, upos, xpos): the words that the rules look at.
WORDS = (("said", "say", "VERB", "VBD"), ("asked", "ask", "VERB", "VBD"), ("blocked", "block", "VERB", "VBN"),
         ("using", "use", "VERB", "VBG"), ("preventing", "prevent", "VERB", "VBG"), ("leave", "leave", "VERB", "VB"),
         ("began", "begin", "VERB", "VBD"), ("was", "be", "AUX", "VBD"), ("would", "would", "AUX", "MD"),
         ("report", "report", "NOUN", "NN"), ("announcement", "announcement", "NOUN", "NN"),
         ("attack", "attack", "NOUN", "NN"), ("hundreds", "hundred", "NOUN", "NNS"), ("Lee", "Lee", "PROPN", "NNP"),
         ("Sunday", "Sunday", "PROPN", "NNP"), ("he", "he", "PRON", "PRP"), ("who", "who", "PRON", "WP"),
         ("whose", "whose", "PRON", "WP$"), ("that", "that", "SCONJ", "IN"), ("to", "to", "PART", "TO"),
         ("from", "from", "SCONJ", "IN"), ("of", "of", "ADP", "IN"), ("up", "up", "ADP", "RP"),
         ("and", "and", "CCONJ", "CC"),
         ("2,000", "2000", "NUM", "CD"), ("not", "not", "PART", "RB"), (",", ",", "PUNCT", ","),
         ("“", "“", "PUNCT", "``"),
         ("”", "”", "PUNCT", "''"))
RELATIONS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "acl", "acl:relcl", "advcl",
             "ccomp", "xcomp", "conj", "cc", "mark", "case", "aux", "aux:pass", "parataxis", "appos", "compound",
             "flat", "nummod", "amod", "advmod", "compound:prt", "punct", "det", "dep")


@st.composite
def documents(draw: st.DrawFn) -> Doc:
    count = draw(st.integers(1, 14))
    order = draw(st.permutations(range(count)))
    heads = {order[0]: order[0]}
    for position in range(1, count):
        heads[order[position]] = order[draw(st.integers(0, position - 1))]
    tokens, begin = [], 0
    for index in range(count):
        form, lemma, upos, xpos = draw(st.sampled_from(WORDS))
        tokens.append(Token(index, begin, begin + len(form), form, lemma, upos, xpos, "", heads[index],
                            "root" if heads[index] == index else draw(st.sampled_from(RELATIONS)), 0,
                            draw(st.sampled_from((0.0, 0.9))) if upos == "NOUN" else 0.0))
        begin += len(form) + 1
    text = " ".join(token.text for token in tokens)
    return Doc(text, tuple(tokens), (Sentence(0, 0, count, 0, len(text), 0),), ())


@settings(max_examples=300, deadline=None)
@given(documents())
def test_any_tree_is_read_to_its_end(doc: Doc) -> None:
    article = Article("any", doc.text, (Block(0, len(doc.text), "body"),), published=date(2019, 2, 18))
    times = tuple(TimeExpression(f"t{t.index}", t.begin, t.end, t.text, t.index, t.index + 1, "DATE", "2019-02-17",
                                 "day", "weekday", "Sunday.", date(2019, 2, 17), date(2019, 2, 17), "2019-02-17")
                  for t in doc.tokens if t.text == "Sunday")
    mentions = tuple(EntityMention(t.begin, t.end, t.text, t.index, t.index + 1, t.index, "name")
                     for t in doc.tokens if t.text == "Lee")
    entities = (Entity("n1", "person/lee", "Lee", "person", mentions),) if mentions else ()
    for event in find_events(doc, article, times, entities):
        assert doc.text[event.begin:event.end] == event.text
        assert 0 < len(event.label) <= 90
        assert all(doc.text[p.begin:p.end] == p.text for p in event.participants)
        if event.time.earliest and event.time.latest:
            assert event.time.earliest <= event.time.latest
