"""Finds the gazetteer's names in an article, going by spelling alone; what they mean there is decided in `names`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.entities.gazetteer import Alias, Gazetteer
from kb.entities.spelling import folded, surface_pieces, word_set
from kb.language.doc import Doc, Sentence

#: Words that a text in capitals is full of, and that are acronyms elsewhere.
_COMMON_WORDS = word_set(
    "is it us who as am or an at in no so on to we he me my by do go if of up all and are "
    "can car had has her his how ice not one our out she the was why you"
)


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `first` … `last - 1` are spelled like these aliases."""

    first: int
    last: int
    aliases: tuple[Alias, ...]
    count: int
    """Number of pieces: one-word names need more care than longer ones."""


def find_matches(doc: Doc, gazetteer: Gazetteer) -> Iterator[Match]:
    """Matches in text order. They don't overlap: the leftmost, then the longest wins."""
    for sentence in doc.sentences:
        yield from _sentence_matches(doc, sentence, gazetteer)


def _sentence_matches(doc: Doc, sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Match]:
    seen: list[str] = []
    compared: list[str] = []
    owner: list[int] = []
    for token in doc.tokens_of(sentence):
        for piece, as_compared in _pieces(token.text):
            seen.append(piece)
            compared.append(as_compared)
            owner.append(token.index)
    shouting = None
    at = 0
    while at < len(seen):
        found = _longest(gazetteer, seen, compared, owner, at)
        if found and found.count == 1 and compared[at] in _COMMON_WORDS:
            shouting = _is_shouting(seen) if shouting is None else shouting
            found = None if shouting else found
        if found:
            yield found
            at += found.count
        else:
            at += 1


@lru_cache(maxsize=1 << 15)
def _pieces(word: str) -> tuple[tuple[str, str], ...]:
    """The pieces of a word, as written and as compared. Few words make up most of any text."""
    return tuple((piece, folded(piece)) for piece in surface_pieces(word))


def _longest(gazetteer: Gazetteer, seen: list[str], compared: list[str], owner: list[int], at: int) -> Match | None:
    if at and owner[at - 1] == owner[at]:
        return None
    for count in range(min(gazetteer.longest(compared[at]), len(seen) - at), 0, -1):
        end = at + count
        if end < len(seen) and owner[end] == owner[end - 1]:
            continue
        aliases = gazetteer.names(" ".join(compared[at:end]), seen[at:end])
        if aliases:
            return Match(owner[at], owner[end - 1] + 1, aliases, count)
    return None


def _is_shouting(seen: list[str]) -> bool:
    words = [piece for piece in seen if piece.isalpha() and len(piece) > 1]
    return sum(piece.isupper() for piece in words) * 2 > len(words)
