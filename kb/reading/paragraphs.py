"""Where paragraphs begin and end: a line each, or several lines where the text is wrapped by hand.

Mail, agency copy and text from PDFs breaks lines at 60 to 100 columns and sets paragraphs apart by blank
lines, indents or a short last line; pages and records have a line for a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

#: All that Unicode calls a line end. A match holds one line's characters with white space at its ends removed.
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_LINE_END = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_SENTENCE_END = ".!?…:;\"”’»)]。！？؟।"

#: Narrower columns are menus or verse, wider ones are paragraphs that happen to be short.
NARROWEST, WIDEST = 50, 125
#: A wrapped text shows at least this many lines that go on in lower case on the next one (fewer only where it has
#: no more line breaks inside paragraphs), and this share of all.
CONTINUED, CONTINUED_SHARE = 2, 0.25
#: A line that could have held the next word within this share of the column was broken by hand: a paragraph's end.
RAGGED = 0.85


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without the white space at its ends, as offsets into the text."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    begin: int
    end: int
    text: str
    indent: int
    after_blank: bool


def paragraphs(text: str, stands_alone: Callable[[str], bool]) -> list[Paragraph]:
    """The paragraphs of `text` in order; between them lies only white space.

    `stands_alone(line)` tells lines that are never part of a wrapped paragraph (furniture, date lines).
    """
    lines = list(_lines(text))
    column = _column(lines)
    found: list[Paragraph] = []
    previous: _Line | None = None
    for line in lines:
        if previous is not None and column and _goes_on(previous, line, column) and not (
                stands_alone(previous.text) or stands_alone(line.text)):
            found[-1] = Paragraph(found[-1].begin, line.end)
        else:
            found.append(Paragraph(line.begin, line.end))
        previous = line
    return found


def _lines(text: str) -> Iterator[_Line]:
    last_end = 0
    for match in _LINE.finditer(text):
        whole = match[0]
        bare = whole.strip()
        if not bare:
            continue
        indent = len(whole) - len(whole.lstrip())
        begin = match.start() + indent
        blank = sum(1 for _ in _LINE_END.finditer(text, last_end, begin)) > 1
        last_end = begin + len(bare)
        yield _Line(begin, last_end, bare, indent, blank)


def _column(lines: list[_Line]) -> int:
    """The width at which the text is wrapped, or 0 when it isn't."""
    inner = [(line, after) for line, after in pairwise(lines) if not after.after_blank]
    continued = [line for line, after in inner
                 if after.text[0].islower() and line.text[-1] not in _SENTENCE_END
                 and NARROWEST <= len(line.text) <= WIDEST]
    if not continued or len(continued) < max(min(CONTINUED, len(inner)), CONTINUED_SHARE * len(inner)):
        return 0
    return max(len(line.text) for line in continued)


def _goes_on(line: _Line, after: _Line, column: int) -> bool:
    """Whether the paragraph of `line` goes on in `after`: the next word would not have fitted."""
    if after.after_blank or after.indent > line.indent + 1 or len(line.text) > 1.3 * column:
        return False
    word = len(after.text.split(maxsplit=1)[0])
    full = len(line.text) + 1 + word > RAGGED * column
    return full or (after.text[0].islower() and len(line.text) >= NARROWEST and line.text[-1] not in _SENTENCE_END)
