"""The blocks of a text: its title, datelines, bylines, captions and body, and the furniture of the page around.

A text pasted from a page is judged in three steps. Each line is split where furniture is glued to it and looked
at by itself (`kb.reading.furniture`, `kb.reading.bylines` and its neighbours). Then the stretch is sought that holds
the running text (`_body_zone`). At last the lines before, within and after it get their kinds by their place. In
doubt a line is kept: furniture that is read costs a false event, an article that is not read costs all of its
events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.reading import furniture
from kb.reading.article import Block, BlockKind
from kb.reading.bylines import is_byline, is_person
from kb.reading.captions import describes_picture, has_photo_credit
from kb.reading.date_lines import date_line, dateline_end, is_dateline
from kb.reading.flattened import dated_head
from kb.reading.paragraphs import paragraphs
from kb.reading.prose import count_words, is_prose, is_sentence, stop_words

#: Longer lines are running text, whatever words they hold.
LONGEST_HEAD_LINE = 300
#: Running text counts its words; a line of no known kind or of furniture inside the zone costs as many.
_UNKNOWN_COST, _FURNITURE_COST = 4, 8
#: After this many words of running text a comment box ends the article.
_ENOUGH_WORDS = 40
#: More running text than this above a title is no notice of the page (cookies, alerts) but part of the article.
_MOST_WORDS_ABOVE = 80
#: A title has about so many words.
_TITLE_WORDS = range(2, 31)
#: People repeat shorter sentences themselves.
_COPY_WORDS = 8
#: So many labels in a row at the end of a text are the page's tags.
_TAGS = 3


@dataclass(slots=True)
class _Piece:
    """A paragraph, or the part of one that furniture is not glued to."""

    begin: int
    end: int
    text: str
    label: bool = False
    """Stands in a line of icons and labels, and so is no running text."""
    kind: BlockKind | None = None
    words: int = 0
    prose: bool = False
    plain: str = field(default="")
    """Normalised for comparing; only of short pieces."""

    def __post_init__(self) -> None:
        self.words = count_words(self.text)
        self.prose = not self.label and is_prose(self.text, self.words)
        if len(self.text) <= furniture.LONGEST_LINE:
            self.plain = furniture.normalise(self.text)


def find_blocks(text: str, *, title: str | None = None, pasted: bool = True) -> tuple[Block, ...]:
    """The blocks of `text`, in order, covering all but white space.

    `title` is the title where it is known from elsewhere. `pasted` is false for the main text of a page, from which
    the furniture was already taken: there only the tables count, not the place of a line.
    """
    pieces = [piece for paragraph in paragraphs(text, _stands_alone)
              for piece in _split(text, paragraph.begin, paragraph.end)]
    _judge_alone(pieces)
    _drop_copies(pieces)
    _end_at_comments(pieces)
    _skip_other_articles(pieces)
    first, last = _body_zone(pieces)
    if first == last:
        _judge_without_prose(pieces, title)
    else:
        _judge_head(pieces, first, title)
        _judge_body(pieces, first, last)
        _judge_tail(pieces, last, pasted)
    return tuple(block for piece in pieces for block in _without_dateline(piece))


def _without_dateline(piece: _Piece) -> tuple[Block, ...]:
    """A paragraph of the body apart from the dateline that opens it, which is no part of its first sentence."""
    kind = piece.kind or "body"
    end = dateline_end(piece.text) if kind == "body" else 0
    if not end:
        return (Block(piece.begin, piece.end, kind),)
    line = len(piece.text[:end].rstrip())
    return (Block(piece.begin, piece.begin + line, "dateline"), Block(piece.begin + end, piece.end, kind))


def _stands_alone(line: str) -> bool:
    return len(line) <= LONGEST_HEAD_LINE and (
        furniture.is_furniture(line) or date_line(line) is not None or is_byline(line))


# ---- lines by themselves ----------------------------------------------------------------------------------

def _split(text: str, begin: int, end: int) -> list[_Piece]:
    """A paragraph cut where icons, buttons or a date line are glued to it."""
    line = text[begin:end]
    marks = furniture.icons(line)
    if marks:
        pieces: list[_Piece] = []
        at = 0
        for icon_begin, icon_end in [*marks, (len(line), len(line))]:
            pieces += _trimmed(line, begin, at, icon_begin, label=bool(pieces) or icon_begin < len(line))
            pieces += _trimmed(line, begin, icon_begin, icon_end, kind="furniture")
            at = icon_end
        return pieces
    head = dated_head(line) if begin == len(text) - len(text.lstrip()) else None
    if head:
        return [*_trimmed(line, begin, 0, head[0]), *_trimmed(line, begin, *head),
                *_trimmed(line, begin, head[1], len(line))]
    front, back = furniture.glued_front(line), furniture.glued_end(line)
    if back <= front:
        front, back = 0, len(line)
    cut = _glued_date(line, front, back)
    return [*_trimmed(line, begin, 0, front, kind="furniture"), *_trimmed(line, begin, front, cut),
            *_trimmed(line, begin, cut, back), *_trimmed(line, begin, back, len(line), kind="furniture")]


def _trimmed(line: str, offset: int, begin: int, end: int, *, kind: BlockKind | None = None,
             label: bool = False) -> list[_Piece]:
    part = line[begin:end]
    bare = part.strip()
    if not bare:
        return []
    begin += len(part) - len(part.lstrip())
    return [_Piece(offset + begin, offset + begin + len(bare), bare, label=label, kind=kind)]


def _glued_date(line: str, begin: int, end: int) -> int:
    """Where a date line is glued to the end of a title ("… defend townFebruary 18 2019 01:01 AM"); else `end`."""
    if end - begin > LONGEST_HEAD_LINE or not any(character.isdigit() for character in line[begin:end]):
        return end
    for at in range(begin + 10, end - 7):
        if line[at].isupper() and line[at - 1].islower() and date_line(line[at:end]):
            return at
    return end


def _judge_alone(pieces: Sequence[_Piece]) -> None:
    """What the tables call furniture is, but for paragraphs of some length."""
    for piece in pieces:
        if piece.kind is None and piece.words < 40 and furniture.is_furniture(piece.text):
            piece.kind, piece.prose = "furniture", False


def _drop_copies(pieces: Sequence[_Piece]) -> None:
    """A paragraph that was said before, word for word, is a copy that the page keeps for another layout."""
    said: set[str] = set()
    for piece in pieces:
        if piece.prose and piece.words >= _COPY_WORDS:
            if piece.text in said:
                piece.kind, piece.prose = "furniture", False
            said.add(piece.text)


def _end_at_comments(pieces: Sequence[_Piece]) -> None:
    """All that follows the comment box is furniture, if enough of an article stands before it."""
    words, total = 0, sum(piece.words for piece in pieces if piece.prose)
    for index, piece in enumerate(pieces):
        if piece.kind == "furniture" and words >= _ENOUGH_WORDS and furniture.COMMENTS_BEGIN.fullmatch(piece.plain):
            if total - words > words and not _looks_like_comments(pieces[index + 1:index + 13]):
                continue
            for other in pieces[index:]:
                other.kind, other.prose = "furniture", False
            return
        if piece.prose and piece.kind is None:
            words += piece.words


def _looks_like_comments(pieces: Sequence[_Piece]) -> bool:
    """Names, ages and "Reply" between the paragraphs, as readers' comments have them."""
    return sum(not piece.prose for piece in pieces) >= 3


def _skip_other_articles(pieces: Sequence[_Piece]) -> None:
    """Titles (and teasers under them) after "Related articles" and its like, until running text resumes."""
    skipping = begun = False
    for index, piece in enumerate(pieces):
        begun = begun or piece.prose
        if piece.kind == "furniture":
            skipping = skipping or (begun and furniture.OTHERS_BEGIN.fullmatch(piece.plain) is not None)
        elif skipping:
            after = next((other for other in pieces[index + 1:index + 4] if other.kind != "furniture"), None)
            before = pieces[index - 1]
            cut_off = piece.text.endswith(("...", "…")) or (after is not None and after.text.endswith(("...", "…")))
            teaser = piece.prose and (cut_off or (
                before.kind == "furniture" and (after is None or not after.prose) and piece.words < 30))
            if (piece.prose and not teaser) or (is_byline(piece.text) and is_sentence(piece.text)):
                skipping = False
            else:
                piece.kind, piece.prose = "furniture", False


# ---- the zone of running text -----------------------------------------------------------------------------

def _body_zone(pieces: Sequence[_Piece]) -> tuple[int, int]:
    """The half-open range of pieces that holds most words of running text and least of anything else (the segment of
    greatest sum). Empty when nothing is running text."""
    best = total = 0
    best_range = (0, 0)
    start = 0
    for index, piece in enumerate(pieces):
        if total <= 0:
            total, start = 0, index
        if piece.prose and piece.kind is None:
            total += piece.words
        else:
            total -= _FURNITURE_COST if piece.kind == "furniture" else _UNKNOWN_COST
        if total > best:
            best, best_range = total, (start, index + 1)
    return best_range


def _judge_without_prose(pieces: Sequence[_Piece], title: str | None) -> None:
    """A text without one sentence: a lone title, a list, or nothing but furniture."""
    unknown = [piece for piece in pieces if piece.kind is None]
    dropped = len(pieces) - len(unknown)
    if dropped and 3 * dropped >= len(unknown) and not any(
            piece.words >= 5 or (piece.words >= 2 and is_sentence(piece.text)) for piece in unknown):
        for piece in unknown:
            piece.kind = "furniture"
        return
    for piece in unknown:
        piece.kind = _head_kind(piece)
        if piece.kind is None and title and piece.plain == furniture.normalise(title):
            piece.kind = "title"
        elif piece.label and piece.kind is None:
            piece.kind = "furniture"


# ---- kinds by place ---------------------------------------------------------------------------------------

def _head_kind(piece: _Piece) -> BlockKind | None:
    """What a line near the title is by its own words, if it says."""
    if len(piece.text) > LONGEST_HEAD_LINE:
        return None
    if is_dateline(piece.text) or date_line(piece.text):
        return "dateline"
    if is_byline(piece.text):
        return "byline"
    return "caption" if has_photo_credit(piece.text) else None


def _judge_head(pieces: Sequence[_Piece], first: int, known: str | None) -> None:
    """Everything before the running text, and its first paragraphs as far as a byline shows them to be a caption."""
    head = pieces[:first]
    # The first paragraphs may belong to the head: a caption or a lead that stands above the byline.
    reach = min(first + 4, len(pieces))
    for piece in pieces[:reach]:
        if piece.kind is None:
            piece.kind = _head_kind(piece)
            if piece.kind == "caption" and piece.words > 60:
                piece.kind = None
    # A byline right after several paragraphs closes them; only one before them makes them captions.
    byline = max((index for index in range(reach) if pieces[index].kind in ("byline", "dateline")
                  and not all(piece.prose for piece in pieces[max(0, index - 3):index])), default=-1)
    title = _find_title(pieces, first, known)
    if title is not None:
        for piece in pieces:    # its copies in menus and teasers are no title
            if piece.plain == pieces[title].plain:
                piece.kind, piece.prose = "furniture", False
        pieces[title].kind = "title"
    above = title if title is not None else first
    for index, piece in enumerate(pieces[:reach]):
        if piece.kind is None and index >= above and index < byline and piece.prose and describes_picture(piece.text):
            piece.kind = "caption"
    framed = any(piece.kind == "furniture" for piece in head) and (
        sum(piece.words for piece in pieces[:above] if piece.prose) < _MOST_WORDS_ABOVE)
    for index, piece in enumerate(head):
        if piece.kind is not None:
            if piece.kind in ("byline", "caption") and index < above and framed:
                piece.kind = "furniture"
        elif piece.label or (title is not None and index < above and (framed or piece.words < 7)):
            piece.kind = "furniture"
        elif piece.prose or (piece.words >= 7 and stop_words(piece.text) >= 2):
            piece.kind = "body"         # a lead between title and text
        elif is_person(piece.text) and title is not None and index > title:
            piece.kind = "byline"
        elif title is not None or any(other.kind == "furniture" for other in head):
            piece.kind = "furniture"


def _find_title(pieces: Sequence[_Piece], first: int, known: str | None) -> int | None:
    """The piece that is the title: before the running text, of a title's length, near it, repeated or already known."""
    wanted = furniture.normalise(known) if known else None
    copies = Counter(piece.plain for piece in pieces[:first + 1] if piece.plain)
    best, best_score = None, 0.0
    between = 0.0
    for index in range(min(first, len(pieces) - 1), -1, -1):
        piece = pieces[index]
        if wanted and piece.plain == wanted:
            return index
        if not piece.plain or (piece.prose and (index >= first or piece.text[-1] not in "?!")):
            continue
        if piece.kind is not None:
            between += 0.3 if piece.kind == "furniture" else 0.0
            continue
        if (piece.label or piece.words not in _TITLE_WORDS or piece.text.endswith(":")
                or piece.text[0].islower()):
            between += 0.3
            continue
        score = min(piece.words, 8) / 2 - between - (3.0 if piece.text[-1] == "." else 0.0)
        score += 2.0 if copies[piece.plain] > 1 else 0.0
        if index + 1 < len(pieces) and pieces[index + 1].kind in ("dateline", "byline"):
            score += 1.0
        if index == 0:
            score += 1.0
        if score > best_score:
            best, best_score = index, score
        between += 0.5
    return best


def _judge_body(pieces: Sequence[_Piece], first: int, last: int) -> None:
    """Inside the running text all is kept but the tables' furniture and what carries a photo credit."""
    for piece in pieces[first:last]:
        if piece.kind is None:
            if piece.label:
                piece.kind = "furniture"
            elif not piece.prose and is_byline(piece.text):
                piece.kind = "byline"
            elif has_photo_credit(piece.text) and piece.words <= 60:
                piece.kind = "caption"
            else:
                piece.kind = "body"


def _judge_tail(pieces: Sequence[_Piece], last: int, pasted: bool) -> None:
    """After the running text: last short sentences and credits stay; labels are the page's where it shows elsewhere."""
    tail = pieces[last:]
    copies = Counter(piece.plain for piece in pieces if piece.words <= 6)
    framed = pasted and any(piece.kind == "furniture" for piece in pieces)
    tags = _tags(tail)
    left = False
    for index, piece in enumerate(tail):
        if piece.kind is not None:
            left = left or piece.kind == "furniture"
        elif is_byline(piece.text):
            piece.kind = "byline"
        elif index >= tags or (framed and piece.plain and copies[piece.plain] > 1):
            piece.kind = "furniture"
        elif piece.prose or is_sentence(piece.text):
            # Beyond the furniture a lone sentence is another article's teaser or the page's own notice.
            piece.kind = "furniture" if framed and left and piece.words < 40 else "body"
        elif framed and (left or piece.words < 8 or not stop_words(piece.text)):
            piece.kind = "furniture"
        elif date_line(piece.text):
            piece.kind = "dateline"
        else:
            piece.kind = "body"


def _tags(tail: Sequence[_Piece]) -> int:
    """Where in the tail a closing list of one to three words a line begins; its length when there is none."""
    begin = len(tail)
    while begin and (tail[begin - 1].kind == "furniture" or (
            tail[begin - 1].kind is None and 1 <= tail[begin - 1].words <= 3 and tail[begin - 1].text[0].isupper()
            and tail[begin - 1].text[-1].isalpha() and not is_byline(tail[begin - 1].text))):
        begin -= 1
    return begin if sum(piece.kind is None for piece in tail[begin:]) >= _TAGS else len(tail)
