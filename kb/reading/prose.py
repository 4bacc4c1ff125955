"""Running text: the words of a line, and whether it reads as sentences do."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|[一-鿿぀-ヿ가-힯]")
_SENTENCE_END = re.compile(r"[.!?…。！？؟।]\W{0,4}$")
_STOP_WORDS = frozenset("""
    a an the of to in on at by for from with as and or but that which who whom whose is are was were be been has
    have had will would can could may might must should not no it its he she they his her their them him this
    these those there than after before when while where if so said says into over about against between during
    out up we you i our your us
""".split())


def count_words(line: str) -> int:
    """Words of letters; each sign of a script without spaces counts as half a word."""
    total = signs = 0
    for match in _WORD.finditer(line):
        if len(match[0]) == 1 and match[0] >= "぀":
            signs += 1
        else:
            total += 1
    return total + signs // 2


def is_sentence(line: str) -> bool:
    """Whether a line ends as sentences do."""
    return _SENTENCE_END.search(line[-12:]) is not None


def stop_words(line: str) -> int:
    """How many of the first words are the small words of English running text."""
    return sum(word.strip(".,;:!?\"'“”‘’()").lower() in _STOP_WORDS for word in line[:2000].split())


def is_prose(line: str, words: int) -> bool:
    """Running text: a whole sentence of some length with small words in it, or simply many words."""
    if words >= 25 or (words >= 12 and is_sentence(line)):
        return True
    return words >= 6 and is_sentence(line) and stop_words(line) > 0
