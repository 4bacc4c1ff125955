"""Any spaCy pipeline in the place of our model: `KB_LANGUAGE=en_core_web_trf`.

The other rooms read Universal Dependencies. spaCy's English pipelines use the ClearNLP scheme, in which a
preposition heads its noun; it is turned into the universal one here. What a pipeline lacks (lemmas, names, a
tree) stays empty. spaCy doesn't tell nouns that name a happening from others, so `event_noun` is 0 throughout.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from kb.errors import LanguageError
from kb.language.doc import Doc, Name, NameType, Sentence, Token

if TYPE_CHECKING:
    import spacy.language
    import spacy.tokens

    from kb.reading.article import Article

#: spaCy's kinds of names that are ours; the other kinds (dates, amounts, peoples) are no names here.
_NAMES: dict[str, NameType] = {
    "PERSON": "PER",
    "PER": "PER",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "ORG": "ORG",
}
#: ClearNLP relations under their universal names; those that are not listed are called the same in both.
_RELATIONS = {
    "ROOT": "root",
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "neg": "advmod",
    "poss": "nmod:poss",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "npadvmod": "obl:npmod",
    "nn": "compound",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "quantmod": "advmod",
    "attr": "xcomp",
    "acomp": "xcomp",
    "oprd": "xcomp",
    "intj": "discourse",
    "meta": "dep",
    "agent": "prep",
}
_VERBAL = ("VERB", "AUX")


class SpacyPipeline:
    """Reads articles with a spaCy pipeline."""

    def __init__(self, pipeline: spacy.language.Language) -> None:
        self._pipeline = pipeline

    @classmethod
    def load(cls, name: str) -> SpacyPipeline:
        """The installed pipeline of that name. Raises LanguageError."""
        try:
            import spacy
        except ImportError as error:
            raise LanguageError(
                f"the language pipeline “{name}” needs spaCy; install it with “pip install event-timeline[spacy]”"
            ) from error
        try:
            return cls(spacy.load(name))
        except (OSError, ValueError) as error:
            raise LanguageError(
                f"spaCy has no pipeline “{name}” here; install it with “python -m spacy download {name}”"
            ) from error

    def __call__(self, article: Article) -> Doc:
        """Tokens, sentences, tree and names of every block but furniture."""
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        names: list[Name] = []
        for number, block in enumerate(article.blocks):
            if block.kind == "furniture":
                continue
            parsed = self._pipeline(article.text[block.begin : block.end])
            _add_block(parsed, block.begin, number, tokens, sentences, names)
        return Doc(article.text, tuple(tokens), tuple(sentences), tuple(names))


def doc_of(parsed: spacy.tokens.Doc) -> Doc:
    """What a spaCy pipeline has said about a text, as a `Doc` of one block. What it lacks stays empty."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    _add_block(parsed, 0, 0, tokens, sentences, names)
    return Doc(parsed.text, tuple(tokens), tuple(sentences), tuple(names))


def _add_block(
    parsed: spacy.tokens.Doc,
    offset: int,
    number: int,
    tokens: list[Token],
    sentences: list[Sentence],
    names: list[Name],
) -> None:
    """Adds a parsed block, the `number`th of its article, that begins at the character `offset`."""
    words = [word for word in parsed if not word.is_space]  # spaCy has tokens of white space, we don't
    place = {word.i: len(tokens) + i for i, word in enumerate(words)}
    for first, last in pairwise([*_starts(words), len(words)]):
        sentence = len(sentences)
        begin, end = offset + words[first].idx, offset + words[last - 1].idx + len(words[last - 1])
        sentences.append(Sentence(sentence, place[words[first].i], place[words[last - 1].i] + 1, begin, end, number))
        tokens += _sentence_tokens(words[first:last], place, offset, sentence)
    for entity in parsed.ents:
        inside = [word.i for word in entity if word.i in place]
        if entity.label_ in _NAMES and inside:
            first, last = place[inside[0]], place[inside[-1]] + 1
            names.append(Name(first, last, tokens[first].begin, tokens[last - 1].end, _NAMES[entity.label_]))


def _starts(words: list[spacy.tokens.Token]) -> list[int]:
    return [i for i, word in enumerate(words) if i == 0 or word.is_sent_start]


def _sentence_tokens(words: list[spacy.tokens.Token], place: dict[int, int], offset: int, sentence: int) -> list[Token]:
    inside = {word.i for word in words}
    heads = {word.i: word.head.i if word.head.i in inside else word.i for word in words}
    relations = {word.i: _RELATIONS.get(word.dep_, word.dep_) or "dep" for word in words}
    _prepositions_below_nouns(words, heads, relations)
    roots = [i for i in heads if heads[i] == i]
    for other in roots[1:]:  # without a tree each word is its own root; hang all on the first
        heads[other] = roots[0]
        relations[other] = "dep" if relations[other] == "root" else relations[other]
    relations[roots[0]] = "root"
    return [
        Token(
            place[word.i],
            offset + word.idx,
            offset + word.idx + len(word),
            word.text,
            word.lemma_ or word.lower_,
            word.pos_ or "X",
            word.tag_,
            str(word.morph),
            place[heads[word.i]],
            relations[word.i],
            sentence,
            0.0,
        )
        for word in words
    ]


def _prepositions_below_nouns(
    words: list[spacy.tokens.Token], heads: dict[int, int], relations: dict[int, str]
) -> None:
    """“killed -prep-> in -pobj-> Raqqa” becomes “killed -obl-> Raqqa -case-> in”."""
    upos = {word.i: word.pos_ for word in words}
    for word in words:
        if relations[word.i] not in ("pobj", "pcomp") or heads[word.i] == word.i:
            continue
        preposition = heads[word.i]
        above = heads[preposition]
        if above == preposition:
            relations[word.i] = "dep"
            continue
        clause = relations[word.i] == "pcomp"
        verbal = upos.get(above) in _VERBAL
        relations[word.i] = ("advcl" if verbal else "acl") if clause else ("obl" if verbal else "nmod")
        heads[word.i] = above
        heads[preposition] = word.i
        relations[preposition] = "mark" if clause else "case"
    for i, relation in relations.items():
        if relation == "prep":  # a preposition without a noun: "went on"
            relations[i] = "advmod"
