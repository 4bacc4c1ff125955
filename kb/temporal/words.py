"""A sentence as the grammar sees it: words and marks with their categories, numbers already read.

The scan works on the characters, not on the tokens, so that "mid-1996", "third-quarter" and "10am" come out the same
whatever a tokeniser makes of them; the tags of the tokens below say where "May" is a month and "fall" a season.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.language import Doc, Sentence
from kb.temporal.lexicon import AMBIGUOUS_NAMES, CORE, HOLIDAY_NAMES, LEXICON
from kb.temporal.numbers import FRACTIONS, NUMBER_WORDS, ONES, ORDINALS, parse_digits, parse_words, parse_year
from kb.temporal.wordlists import wordset


@dataclass(frozen=True, slots=True)
class Word:
    """A word, number or mark: half-open code point offsets into the article's text."""

    category: str
    value: object
    begin: int
    end: int
    text: str
    """As written, lower case."""


_PIECE = re.compile(
    r"""
    (?P<isodate> \b(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}
                     |\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))\b(?![/.]\d) )
  | (?P<clock>   \b\d{1,2}:\d{2}(?::\d{2})?\b | \b\d{1,2}[.:]\d{2}(?=\ ?[ap]\.?m\b) )
  | (?P<decade>  (?:\b\d\d|['’‘]|\b)\d0['’]?s\b )
  | (?P<mark>    ['’]s\b | (?<![\d/])1/2\b )
  | (?P<short>   (?<![\w])['’]\d\d\b(?!['’]?s) )
  | (?P<quarter> \bq[1-4]\b )
  | (?P<fiscal>  \bfy\ ?(?:19|20)?\d\d\b )
  | (?P<half>    \b[ap]\.\ ?m\b\.? )
  | (?P<nth>     \d{1,4}(?:st|nd|rd|th)\b )
  | (?P<digits>  \d+(?:,\d{3})*(?:\.\d+)? | [½¼¾] )
  | (?P<word>    [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)* )
  | (?P<other>   [^\s] )
""",
    re.VERBOSE | re.IGNORECASE,
)

#: After these a capitalised "May" or "March" is the month, whatever the tagger thinks.
_BEFORE_NAMES = wordset("""
    in by since until till last next early late mid- during of before after through from
""")
#: "'35" is 1935 and "'25" 2025.
_PIVOT = 35
#: Longest run of number words read as one number.
_LONGEST_RUN = 12


def read_words(doc: Doc, sentence: Sentence) -> list[Word]:
    """The words of a sentence, or an empty list when nothing in it can be a time."""
    pieces = list(_PIECE.finditer(doc.text, sentence.begin, sentence.end))
    if not any(map(_may_be_time, pieces)):
        return []
    return list(_merge([_classify(piece, doc) for piece in pieces]))


def _may_be_time(piece: re.Match[str]) -> bool:
    kind = piece.lastgroup
    if kind == "word":
        text = piece[0].lower()
        entry = LEXICON.get(text)
        return (entry is not None and entry[0] in CORE) or text in HOLIDAY_NAMES or text in NUMBER_WORDS
    return kind in ("isodate", "clock", "nth", "decade", "half", "short", "quarter", "fiscal") or (
        kind == "digits" and len(piece[0]) == 4
    )


def _classify(piece: re.Match[str], doc: Doc) -> Word:
    begin, end = piece.span()
    text, kind = piece[0].lower(), piece.lastgroup
    category, value = "other", object()
    if kind == "word":
        category, value = LEXICON.get(text, ("number" if text in NUMBER_WORDS else "other", text))
        if text in AMBIGUOUS_NAMES or category == "season":
            category = _name_or_word(category, text, piece, doc)
    elif kind == "digits":
        number = parse_digits(text)
        if number is None:
            category = "other"
        elif isinstance(number, int) and text.isdigit() and len(text) == 4 and 1000 <= number < 2200:
            category = "year"
        else:
            category = "dayno" if isinstance(number, int) and 1 <= number <= 31 and "," not in text else "number"
        value = number
    elif kind == "nth":
        category, value = "ordinal", int(text[:-2])
    elif kind == "decade":
        digits = text.strip("'’‘s")
        category, value = "decades", int(digits) // 10
    elif kind in ("short", "fiscal"):
        number = int(text[-4:]) if text[-4:].isdigit() else int(text[-2:])
        category = "shortyear" if kind == "short" else "fiscalyear"
        value = number if number > 99 else number + (2000 if number < _PIVOT else 1900)
    elif kind == "quarter":
        category, value = "quartername", int(text[1])
    elif kind == "half":
        category, value = ("am", 0) if text[0] == "a" else ("pm", 12)
    elif kind in ("isodate", "clock"):
        category, value = str(kind), text
    else:
        category, value = LEXICON.get(text, ("other", text))
    return Word(category, value, begin, end, text)


def _name_or_word(category: str, text: str, piece: re.Match[str], doc: Doc) -> str:
    """Whether "May" is the month and "fall" the season: names need a capital, and the tagger must not object."""
    tokens = doc.tokens_between(*piece.span())
    tag = tokens[0].upos if tokens else ""
    before = doc.tokens[tokens[0].index - 1].lower if tokens and tokens[0].index else ""
    if before in _BEFORE_NAMES and piece[0][0].isupper():
        return category
    if category == "season":
        return "other" if tag in ("VERB", "AUX", "ADJ") else category
    if not piece[0][0].isupper() or tag in ("VERB", "AUX"):
        return "other"
    if text in ("may", "march") and not tag and (not tokens or tokens[0].begin == doc.sentence_of(tokens[0]).begin):
        return "other"
    return category


def _merge(words: list[Word]) -> Iterator[Word]:
    """Joins what is one word for the grammar: "twenty" "-" "four", "Nov" ".", "Good" "Friday", "2" "1/2"."""
    index = 0
    while index < len(words):
        taken, word = (
            _holiday(words, index)
            or _number(words, index)
            or _ordinal(words, index)
            or _abbreviation(words, index)
            or (1, words[index])
        )
        yield word
        index += taken


def _joined(words: list[Word], category: str, value: object) -> Word:
    return Word(category, value, words[0].begin, words[-1].end, " ".join(word.text for word in words))


def _holiday(words: list[Word], index: int) -> tuple[int, Word] | None:
    for name in HOLIDAY_NAMES.get(words[index].text, ()):
        run = words[index : index + len(name)]
        if tuple(word.text.replace("’", "'") for word in run) == name:
            plain = " ".join(name).replace(" '", "'").replace(" .", ".")
            return len(name), _joined(run, "holiday", plain)
    return None


def _number(words: list[Word], index: int) -> tuple[int, Word] | None:
    first = words[index]
    if first.category in ("dayno", "number") and isinstance(first.value, (int, float)):
        return _with_fraction(words, index, first)
    if first.text not in NUMBER_WORDS:
        return None
    run: list[Word] = []
    for word in words[index : index + _LONGEST_RUN]:
        if word.text not in NUMBER_WORDS and not (run and word.text in ("and", "-")):
            break
        if run and 0 < ONES.get(word.text, 0) < 10 and 0 < ONES.get(run[-1].text, 0) < 10:
            break  # "two two" is no number
        run.append(word)
    for length in range(len(run), 0, -1):
        part = run[:length]
        if part[-1].text in ("and", "-"):
            continue
        texts = [word.text for word in part]
        if "and" in texts and not any(scale in texts[: texts.index("and")] for scale in ("hundred", "thousand")):
            continue
        if (year := parse_year(texts)) is not None:
            return length, _joined(part, "year", year)
        if (number := parse_words(texts)) is not None:
            return length, _joined(part, "number", number)
    return None


def _with_fraction(words: list[Word], index: int, first: Word) -> tuple[int, Word] | None:
    assert isinstance(first.value, (int, float))
    after = words[index + 1 : index + 3]
    if after and after[0].text in FRACTIONS:
        return 2, _joined([first, after[0]], "number", first.value + FRACTIONS[after[0].text])
    if after and after[0].category == "fraction":
        return 2, _joined([first, after[0]], "number", first.value + 0.5)
    if len(after) == 2 and after[0].category == "hyphen" and after[1].category == "fraction":
        return 3, _joined([first, *after], "number", first.value + 0.5)
    return None


def _ordinal(words: list[Word], index: int) -> tuple[int, Word] | None:
    if words[index].text in ("twenty", "thirty") and len(words) > index + 2 and words[index + 1].text == "-":
        last = words[index + 2]
        if last.text in ORDINALS and ORDINALS[last.text] < 10:
            value = (20 if words[index].text == "twenty" else 30) + ORDINALS[last.text]
            return 3, _joined(words[index : index + 3], "ordinal", value)
    return None


def _abbreviation(words: list[Word], index: int) -> tuple[int, Word] | None:
    """A short month or day with its full stop is as good as the full name; so is "Sept" anywhere."""
    word = words[index]
    if word.category not in ("shortmonth", "shortday"):
        return None
    full = "month" if word.category == "shortmonth" else "weekday"
    if index + 1 < len(words) and words[index + 1].text == "." and words[index + 1].begin == word.end:
        return 2, _joined(words[index : index + 2], full, word.value)
    return None
