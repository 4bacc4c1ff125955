"""When an undated article must have appeared, from dated articles that tell the same events.

"Sunday" in a page without a date and "yesterday" in a dated one tell of the same statement; yesterday was 17
February 2019, a Sunday: so the page appeared between the 17th and the 23rd. Each such pair is a witness; the
days that most of them allow are taken, and only when they clearly outvote the others.

An article that was dated in this way is still undated evidence: its dates are never looked at here, and it
dates no other. So the conclusion is the same when it is drawn again from the re-annotated article.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kb.extraction import Extraction
from kb.merging.comparison import compare
from kb.merging.event import ArticleDate
from kb.merging.publication import written_between
from kb.merging.telling import UNKNOWN, Telling
from kb.reading import Article
from kb.temporal import TimeExpression

#: What the witnesses of a date must score together, and how far they must outvote those against it.
_ENOUGH = 0.85
_MAJORITY = 1.5
#: Wider than this says nothing that would help to resolve a weekday.
_WIDEST = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class _Witness:
    undated: Telling
    dated: Telling
    words: str
    """In the undated article."""
    other_words: str
    """In the dated one."""
    meant: date
    first: date
    last: date
    score: float


def is_undated(article: Article) -> bool:
    """Whether the article's own date is unknown (one concluded here counts as unknown)."""
    return article.published is None or article.published_from == "witnesses"


#: An article with its tellings.
Told = tuple[Extraction, Sequence[Telling]]


def date_article(undated: Told, others: Iterable[Told], story: Callable[[str], float],
                 source_of: Callable[[str], str]) -> ArticleDate | None:
    """A date for an article that has none of its own, where there is enough evidence.

    `others` are the articles of the same story (any without a date of their own are passed over), `story` says how
    surely each is of one story with it, and `source_of` gives the report that an article goes back to.
    """
    extraction, tellings = undated
    by_id = {extraction.article.id: extraction}
    blind = [_without_own_dates(telling, extraction) for telling in tellings]
    found: dict[tuple[str, str], _Witness] = {}
    for other, told in others:
        id = other.article.id
        if is_undated(other.article):
            continue
        by_id[id] = other
        for first in blind:
            for second in told:
                if not first.senses & second.senses:
                    continue
                witness = _witness(first, second, by_id, story(id))
                if witness is None:
                    continue
                # One expression is one piece of evidence, however many events and copies of a report repeat it.
                key = str(witness.undated.mention.time.expression), source_of(id)
                known = found.get(key)
                if known is None or (-witness.score, witness.undated.ref, witness.dated.ref) < \
                        (-known.score, known.undated.ref, known.dated.ref):
                    found[key] = witness
    return _conclude(extraction.article, list(found.values()), by_id)


def _without_own_dates(telling: Telling, extraction: Extraction) -> Telling:
    """The telling with its date only when that doesn't hang on the publication date."""
    expression = _expression(telling, extraction)
    absolute = expression is not None and expression.anchor is None and expression.anchor_from is None \
        and written_between(expression.text, date(2000, 1, 1), date(2000, 1, 7)) is None
    if absolute:
        return telling
    return replace(telling, days=UNKNOWN)


def _expression(telling: Telling, extraction: Extraction) -> TimeExpression | None:
    id = telling.mention.time.expression
    return extraction.time(id) if id is not None else None


def _witness(undated: Telling, dated: Telling, extractions: Mapping[str, Extraction],
             story: float) -> _Witness | None:
    # "Announced in December that it will withdraw": December says when it was announced, not the withdrawal.
    if undated.mention.time.relation not in ("on", "before-or-on") or \
            undated.mention.time.relation != dated.mention.time.relation:
        return None
    words = _expression(undated, extractions[undated.ref.article])
    other = _expression(dated, extractions[dated.ref.article])
    if words is None or other is None or other.earliest is None or other.latest is None:
        return None
    ahead = undated.mention.tense == "future" or undated.mention.certainty == "planned"
    between = written_between(words.text, other.earliest, other.latest, ahead=ahead)
    if between is None:
        return None
    comparison = compare(undated, dated, story)
    if not comparison.same:
        return None
    return _Witness(undated, dated, words.text, other.text, other.earliest, *between, comparison.score)


def _conclude(article: Article, witnesses: Sequence[_Witness],
              extractions: Mapping[str, Extraction]) -> ArticleDate | None:
    between = _best_days(witnesses)
    if between is None:
        return None
    first, last = between
    for_it = sorted((one for one in witnesses if one.first <= last and one.last >= first),
                    key=lambda one: (one.last - one.first, -one.score, one.undated.ref, one.dated.ref))
    against = [one for one in witnesses if one.first > last or one.last < first]
    weight = sum(one.score for one in for_it)
    if last - first > _WIDEST or weight < _ENOUGH or weight < _MAJORITY * sum(one.score for one in against):
        return None
    published = _day_of_twin(for_it, first, last, extractions)
    best = min(for_it, key=lambda one: extractions[one.dated.ref.article].article.published != published)
    twin = extractions[best.dated.ref.article].article
    span = f"on {first}" if first == last else f"between {first} and {last}"
    explanation = (f"It says “{best.words}” where “{twin.title or twin.id}”, published {twin.published}, says "
                   f"“{best.other_words}” ({_days(best, extractions)}) of the same event, "
                   f"“{best.undated.mention.text}”: so it appeared {span}"
                   + (f", most likely on {published}." if first != last else "."))
    return ArticleDate(article=article.id, published=published, between=between, explanation=explanation,
                       witnesses=tuple((one.undated.ref, one.dated.ref) for one in for_it))


def _days(witness: _Witness, extractions: Mapping[str, Extraction]) -> str:
    time = _expression(witness.dated, extractions[witness.dated.ref.article])
    assert time is not None
    return str(time.earliest) if time.earliest == time.latest else f"{time.earliest} to {time.latest}"


def _best_days(witnesses: Iterable[_Witness]) -> tuple[date, date] | None:
    """The days that the witnesses with the greatest score together allow; of equals the earliest."""
    witnesses = list(witnesses)
    best: tuple[float, date, date] | None = None
    for begin in sorted({one.first for one in witnesses}):
        covering = [one for one in witnesses if one.first <= begin <= one.last]
        weight = round(sum(one.score for one in covering), 6)
        if best is None or weight > best[0]:
            best = weight, begin, min(one.last for one in covering)
    return (best[1], best[2]) if best else None


def _day_of_twin(witnesses: Sequence[_Witness], first: date, last: date,
                 extractions: Mapping[str, Extraction]) -> date:
    """The publication day of the articles that tell the same, where it fits; else the nearest day that
    does."""
    days: Counter[date] = Counter()
    for one in witnesses:
        published = extractions[one.dated.ref.article].article.published
        if published is not None:
            days[published] += 1
    inside = {day: count for day, count in days.items() if first <= day <= last}
    if inside:
        return min(inside, key=lambda day: (-inside[day], day))
    day = min(days, key=lambda day: (-days[day], day), default=first)
    return min(max(day, first), last)


