"""Numbers as news writes them: "twenty-four", "a hundred thirty", "2 1/2", "nineteen ninety-six", "21st"."""

from __future__ import annotations

from collections.abc import Sequence

from kb.temporal.wordlists import wordlist

ONES = {word: number for number, word in enumerate(
    wordlist("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
"""))}
TENS = {word: 10 * number for number, word in enumerate(
    wordlist("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)} | {"fourty": 40}
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
ORDINALS = {word: number for number, word in enumerate(
    wordlist("""
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""), start=1)} | {"thirtieth": 30}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
NUMBER_WORDS = ONES.keys() | TENS.keys() | SCALES.keys()

#: Longest run of digits read as a number: more is a serial number, not a time.
MOST_DIGITS = 9


def parse_digits(text: str) -> float | None:
    """ "1,500" is 1500, "2.5" is 2.5, "½" is 0.5; None for what is too long to count with."""
    if text in FRACTIONS:
        return FRACTIONS[text]
    plain = text.replace(",", "")
    if len(plain) > MOST_DIGITS or not plain.isascii():
        return None
    try:
        return float(plain) if "." in plain else int(plain)
    except ValueError:
        return None


def parse_words(words: Sequence[str]) -> int | None:
    """The number that all the words spell ("two", "hundred", "and", "ten"), None when they spell none.

    Two numbers in a row that can only be a year ("nineteen", "ninety", "six") are read by `parse_year`.
    """
    total = current = 0
    last = 0
    for word in words:
        if word in ("and", "-"):
            continue
        if word in ONES:
            if 0 < last < 20 or (last in range(20, 100) and ONES[word] > 9):
                return None
            last = ONES[word]
            current += last
        elif word in TENS:
            if 0 < last < 100:
                return None
            last = TENS[word]
            current += last
        elif word == "hundred":
            last = 100
            current = (current or 1) * 100
        elif word in SCALES:
            last = SCALES[word]
            total, current = total + (current or 1) * last, 0
        else:
            return None
    return total + current


def parse_year(words: Sequence[str]) -> int | None:
    """A year said in two halves: "nineteen ninety-six" is 1996, "twenty ten" 2010, "nineteen oh five" is not read."""
    plain = [word for word in words if word != "-"]
    for cut in (1, 2):
        century, rest = parse_words(plain[:cut]), parse_words(plain[cut:])
        if century is not None and rest is not None and 10 <= century <= 21 and 10 <= rest <= 99:
            return century * 100 + rest
    return None
