"""Direct speech: which words stand in quotation marks, and who says them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.entities.spelling import word_set
from kb.language.doc import Doc, Token

#: Verbs that report words.
SPEECH_VERBS: frozenset[str] = word_set("""
    say tell add write tweet announce declare state warn explain insist claim argue comment reply respond answer
    note stress admit acknowledge confirm deny report post remark recall suggest continue conclude ask call
    shout promise vow pledge complain concede observe reveal joke quip
""")
_OPENING = "“„«"
_MARKS = frozenset("“„«”»\"`")
#: Tokens of a quotation of speech: fewer are a title or a word held at arm's length.
_SPEECH = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks: tokens `first` … `last - 1`, characters `begin` … `end - 1` (code points
    into the text), in the block `block`; `sentence` is where it begins."""

    first: int
    last: int
    begin: int
    end: int
    block: int
    sentence: int


def quotations(doc: Doc) -> tuple[Quotation, ...]:
    """Quotations of the document in text order, of any length, within a paragraph. One that is never closed ends with
    its paragraph, as in speech that goes on in the next one."""
    found: list[Quotation] = []
    opened: Token | None = None

    def close(mark: Token, last: int, end: int) -> None:
        if mark.index + 1 < last or end > mark.end:
            first = min(mark.index + 1, last - 1)
            found.append(Quotation(mark.index + 1, last, mark.end, end, doc.sentences[mark.sentence].block,
                                   doc.tokens[first].sentence))

    for token in doc.tokens:
        if opened is not None and doc.sentences[token.sentence].block != doc.sentences[opened.sentence].block:
            close(opened, token.index, doc.tokens[token.index - 1].end)
            opened = None
        mark = token.text
        if not mark or (mark[0] not in _MARKS and mark != "''") or token.upos not in ("PUNCT", "SYM", "X"):
            continue
        if opened is None and (mark[0] in _OPENING or mark == "``" or mark[0] == '"'):
            opened = token
        elif opened is not None and (mark[0] not in _OPENING or (mark == "“" and opened.text == "„")):
            close(opened, token.index, token.begin)
            opened = None
    if opened is not None and doc.tokens:
        close(opened, len(doc.tokens), doc.tokens[-1].end)
    return tuple(found)


def speech(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations that are long enough to be somebody's words."""
    return tuple(quotation for quotation in quotations(doc) if quotation.last - quotation.first >= _SPEECH)


def speech_subjects(doc: Doc, quoted: frozenset[int]) -> Iterator[Token]:
    """Subjects of verbs that report, outside quotes, in text order: who spoke, one after the other."""
    for token in doc.tokens:
        if token.deprel == "nsubj" and token.index not in quoted:
            verb = doc.head(token)
            if verb.lemma.casefold() in SPEECH_VERBS and verb.upos in ("VERB", "AUX") and verb.index not in quoted:
                yield token


def speaker_of(doc: Doc, quote: Quotation, subjects: tuple[Token, ...]) -> Token | None:
    """The subject that speaks the quote: in a sentence it touches, else of the sentence before, when in
    the same paragraph; the nearest one where there are several."""
    block = doc.sentences[quote.sentence].block
    last_sentence = doc.tokens[quote.last - 1].sentence

    def distance(token: Token) -> int:
        return min(abs(token.index - quote.first), abs(token.index - quote.last))

    nearby = [token for token in subjects if doc.sentences[token.sentence].block == block]
    touching = [token for token in nearby if quote.sentence <= token.sentence <= last_sentence]
    after = [token for token in nearby if 0 <= token.index - quote.last < 6]
    before = [token for token in nearby if token.sentence == quote.sentence - 1]
    for group in (touching, after, before):
        if group:
            return min(group, key=distance)
    return None
