"""The context of an article: what its expressions are counted from, as reading goes on.

The publication date is the first anchor. Beside it stand the expressions already read: "the following day" counts
from the last day named, "a year earlier" from the quarter that is being reported, and where a story of long ago is
told a bare "10 June" belongs to the year that it has got to, be it the whole article (a narrative) or a passage of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice

from kb.language import Doc
from kb.reading import Article
from kb.temporal.calendar import bounds, granularity, make_day
from kb.temporal.expression import Granularity, TimeExpression
from kb.temporal.grammar import Match
from kb.temporal.meaning import Anchor
from kb.temporal.wordlists import wordset

#: How many sentences back an expression still serves as an anchor.
REACH = 8
#: And how many expressions back it is sought: a table of ten thousand dates is no story.
MOST_LOOKED_AT = 100
#: An explicit date counts as long past when it lies this many days before the publication.
LONG_PAST_DAYS = 500
#: A report is filed at most so many days before it is published; what lies further back is no dateline of its own.
FILED_DAYS = 5
#: After these a date is a limit or a look back, and the story does not move there: "until March 1937".
_ASIDE = wordset("until till since through to before from than (")
#: Rules that look back from where the story is.
_LOOKS_BACK = wordset("earlier ago ago-today year-earlier compared-period same-part-of-year")
#: What a story can have got to; of these, what is as fine as a month.
_STORY_GRAINS = wordset("time part-of-day day weekend week month season quarter half year")
_FINE_GRAINS = wordset("time part-of-day day weekend week month season")
DAY_GRAINS = wordset("time part-of-day day")
#: Words of sport, and how many different ones make an article one of sport.
_GAME = wordset("""
    game games coach touchdown touchdowns quarterback halftime playoff playoffs league player players teammate teammates
    referee rebound rebounds midfielder striker goalkeeper fumble interception yards jumper season scored
""")
_GAME_WORDS = 5
_WILL, _WILL_REACH = wordset("will 'll ’ll"), 8
#: A passage of a story goes on so many sentences after its last date, and for so many days.
_PASSAGE_REACH, _GOES_ON_DAYS = 2, 92


class Context:
    """What is known when an expression is resolved; `note` adds each resolved one."""

    def __init__(self, article: Article, narrative: bool = False) -> None:
        self.article = article
        self.narrative = narrative
        self.published = _published(article)
        """The day that "today" names: the publication date, or that of the dateline, or in a quotation the day on
        which it was said."""
        self._is_game: bool | None = None
        self._noted: list[tuple[int, TimeExpression]] = []
        self._story: tuple[Match, TimeExpression] | None = None

    def note(self, match: Match, expression: TimeExpression) -> None:
        """Remembers a resolved expression, and that the story has got there where it tells one."""
        self._noted.append((match.sentence.index, expression))
        if (
            expression.type in ("DATE", "TIME")
            and expression.granularity in _STORY_GRAINS
            and bounds(expression.value) is not None
            and expression.rule not in _LOOKS_BACK
            and match.previous not in _ASIDE
            and not self._looks_back(match, expression)
        ):
            self._story = (match, expression)

    def _looks_back(self, match: Match, expression: TimeExpression) -> bool:
        """ "The old lines of 1862", in a story that has got to 1864."""
        told = self._story[1] if self._story is not None else None
        return (
            match.previous == "of"
            and told is not None
            and told.earliest is not None
            and expression.latest is not None
            and expression.latest < told.earliest
        )

    def filed(self, expression: TimeExpression) -> None:
        """The report was filed on the day of its dateline; from there on days are counted from it."""
        published = self.article.published
        if published is None or expression.granularity != "day" or expression.earliest is None:
            return
        if 0 < (published - expression.earliest).days <= FILED_DAYS:
            self.published = Anchor(expression.earliest, "dateline", expression.id, expression.text, expression.value)

    def tells_of_a_game(self, doc: Doc) -> bool:
        """Whether the article is about sport: its quarters and halves are those of a game."""
        if self._is_game is None:
            self._is_game = len(_GAME.intersection(token.lower for token in doc.tokens)) >= _GAME_WORDS
        return self._is_game

    def told(self) -> Iterator[TimeExpression]:
        """The expressions read so far, the latest first, at most `MOST_LOOKED_AT` of them."""
        for _, expression in islice(reversed(self._noted), MOST_LOOKED_AT):
            yield expression

    @contextmanager
    def spoken(self, expression: TimeExpression | None) -> Iterator[None]:
        """Inside, days are counted from the day on which something was said."""
        before, day = self.published, as_anchor(expression)
        self.published = day or before
        yield
        self.published = before

    @property
    def now(self) -> Anchor | None:
        """What undated words are counted from: the publication date, or in a narrative the date last told."""
        if self.narrative and self._story is not None:
            return _as_story(self._story[1])
        return self.published

    def at(self, match: Match) -> Anchor | None:
        """`now`, but the publication in a clause that says what will be: "the funeral will be held on 3 August" leaves
        the life that an obituary tells."""
        if self.published is not None and says_will(match):
            return self.published
        return self.now

    @property
    def today(self) -> Anchor | None:
        """`now` where it is a day: what "tonight" and "at 10 p.m." are counted from."""
        anchor = self.now
        return anchor if anchor is None or is_fine(anchor, "day") else None

    def day_near(self, match: Match) -> Anchor | None:
        """What a bare weekday is counted from: the day that the story has just told, else the publication date."""
        anchor = self.today
        if anchor is None or anchor.source != "narrative" or self._story is None:
            return anchor or self.published
        if not is_long_past(anchor.day, self.article.published):
            return self.published  # an obituary tells a life, but he "died Saturday"
        return anchor if match.sentence.index - self._story[0].sentence.index <= 1 else self.published

    def story(self, match: Match, month: int, day: int = 1) -> Anchor | None:
        """What a month and day without a year are counted from: `now`, or the long past date that the paragraph has
        just told, when the story goes on from it within a season: "On 3 May 2011 … on 7 May …"."""
        if self.narrative or self._story is None:
            return self.at(match)
        told, expression = self._story
        if (
            expression.granularity not in _FINE_GRAINS
            or expression.anchor_from not in (None, "narrative", "expression")
            or expression.latest is None
            or not is_long_past(expression.latest, self.article.published)
            or told.sentence.block != match.sentence.block
            or match.sentence.index - told.sentence.index > _PASSAGE_REACH
        ):
            return self.now
        next_one = make_day(expression.latest.year, month, min(day, 28))
        if next_one is None or not 0 <= (next_one - expression.latest).days <= _GOES_ON_DAYS:
            return self.now
        return _as_story(expression)

    def last(
        self, wanted: Callable[[TimeExpression], bool], *, sentence: int | None = None, reach: int | None = REACH
    ) -> TimeExpression | None:
        """The latest expression read that is wanted, at most `reach` sentences back."""
        for place, expression in islice(reversed(self._noted), MOST_LOOKED_AT):
            if reach is not None and sentence is not None and sentence - place > reach:
                return None
            if wanted(expression):
                return expression
        return None

    def latest(self, wanted: Granularity, match: Match) -> TimeExpression | None:
        """The latest on the calendar of the periods of that length that the last sentences named."""
        near = [
            one
            for place, one in self._noted[-MOST_LOOKED_AT:]
            if one.granularity == wanted and one.earliest is not None and match.sentence.index - place <= REACH
        ]
        return max(near, key=lambda one: (one.earliest is not None, one.earliest), default=None)

    def last_day(self, match: Match, reach: int | None = REACH) -> Anchor | None:
        """The day named last before the match."""
        return self.last_period(match, ("day", "time", "part-of-day"), reach)

    def coarse(self, match: Match) -> TimeExpression | None:
        """The month, season or year that the sentence or the one before it has moved on to, where they name no day and
        the day that was named last does not lie in it: "He came on 3 May 2011. In October he fell ill. That day …"."""
        unnamed = self.last(lambda one: one.granularity == "day", sentence=match.sentence.index)
        if unnamed is not None and unnamed.value.endswith("XX") and unnamed.earliest is not None:
            return unnamed
        if self._story is None or match.sentence.index - self._story[0].sentence.index > 1:
            return None
        place, told = self._story
        if told.granularity not in ("month", "season", "year") or told.earliest is None or told.latest is None:
            return None
        day = self.last_day(match, reach=match.sentence.index - place.sentence.index)
        if day is not None:
            return None  # "On Friday the guards, who had gone on strike in May, came back. The next day …"
        day = self.last_day(match)
        return told if day is None or not told.earliest <= day.day <= told.latest else None

    def last_period(
        self, match: Match, granularities: tuple[Granularity, ...], reach: int | None = REACH
    ) -> Anchor | None:
        """The period of one of these granularities named last before the match, as an anchor on its first day."""
        found = self.last(
            lambda one: (
                one.type in ("DATE", "TIME") and one.granularity in granularities and bounds(one.value) is not None
            ),
            sentence=match.sentence.index,
            reach=reach,
        )
        return as_anchor(found)


def _published(article: Article) -> Anchor | None:
    if article.published is None:
        return None
    return Anchor(article.published, "witnesses" if article.published_from == "witnesses" else "published")


def as_anchor(expression: TimeExpression | None) -> Anchor | None:
    """A resolved expression as an anchor on the first day of its value."""
    if expression is None:
        return None
    span = bounds(expression.value)
    if span is None:
        return None
    return Anchor(span[0], "expression", expression.id, expression.text, expression.value)


def told_anchor(match: Match, context: Context) -> Anchor | None:
    """The date told last that is no longer than a year."""
    return as_anchor(
        context.last(
            lambda one: (
                one.type in ("DATE", "TIME")
                and one.granularity not in ("decade", "century")
                and bounds(one.value) is not None
            ),
            sentence=match.sentence.index,
        )
    )


def _as_story(expression: TimeExpression) -> Anchor | None:
    span = bounds(expression.value)
    if span is None:
        return None
    return Anchor(span[0], "narrative", expression.id, expression.text, expression.value)


def is_fine(anchor: Anchor, unit: str) -> bool:
    """Whether an anchor is known finely enough to name the day, week or month that it lies in."""
    if anchor.source != "narrative" or anchor.value is None:
        return True
    grain = granularity(anchor.value)
    if unit in ("day", "night", "week", "weekend"):
        return grain in DAY_GRAINS or (unit in ("week", "weekend") and grain in ("week", "weekend"))
    return unit not in ("month", "quarter", "season") or grain in _FINE_GRAINS


def says_will(match: Match) -> bool:
    """Whether "will" stands shortly before the words."""
    return any(word.text in _WILL for word in match.before[-_WILL_REACH:])


def is_long_past(day: date, published: date | None) -> bool:
    return published is None or (published - day).days > LONG_PAST_DAYS
