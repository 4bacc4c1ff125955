"""What the witnesses of one event agree on: its name, its date, and where they contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from hashlib import sha256

from kb.merging.comparison import Comparison, clash
from kb.merging.event import Disagreement, Event, MergeReason
from kb.merging.meaning import family
from kb.merging.telling import UNKNOWN, Days, Filler, Telling
from kb.merging.wording import words_of

#: An article's id to the report that it goes back to.
SourceOf = Callable[[str], str]
#: What each further independent source adds to the salience of an event.
_SOURCE_SALIENCE = 0.05
_CERTAIN_FIRST = ("asserted", "reported", "planned", "possible", "hypothetical", "denied")
#: A date stands against contradiction when so many times as many sources bear it out.
_MAJORITY = 2
#: Sorts an open end after every day.
_OPEN_END = 10**6


def event_of(tellings: Sequence[Telling], comparisons: Sequence[Comparison],
             source_of: SourceOf, by_hand: Sequence[MergeReason] = ()) -> Event:
    """One event from the mentions that tell it (at least one).

    `comparisons` are those that speak for the merge; `source_of` gives for each article the report it goes
    back to, so that copies of one agency report count once; `by_hand` are the merges that a person decided.
    """
    tellings = sorted(tellings, key=lambda telling: (telling.ref.article, telling.mention.begin))
    ids = sorted({mention_id(telling) for telling in tellings})
    voice = _voice(tellings, comparisons)
    dated = _dated(tellings, source_of)
    reports: dict[str, set[str]] = {}
    for telling in tellings:
        reports.setdefault(_source(telling, source_of), set()).add(telling.ref.article)
    time = dated.mention.time if dated else None
    stated = time is not None and time.expression is not None
    rest = [telling for telling in tellings if telling is not voice]
    salience = max(telling.mention.salience for telling in tellings) + _SOURCE_SALIENCE * (len(reports) - 1)
    return Event(
        # The smallest mostly stays when another article joins the event; the others lead to it.
        id=ids[0], also=tuple(ids[1:]), mentions=(voice.ref, *(telling.ref for telling in rest)),
        label=voice.mention.label, type=voice.mention.type,
        earliest=time.earliest if time else None, latest=time.latest if time else None,
        value=time.value if time and stated else None, edtf=time.edtf if time else None,
        granularity=time.granularity if time else None, date_from=dated.ref if dated else None,
        salience=round(min(1.0, salience), 3), salient=any(telling.mention.salient for telling in tellings),
        reasons=tuple(sorted((*by_hand, *(comparison.reason() for comparison in comparisons)),
                             key=lambda reason: (reason.first, reason.second))),
        disagreements=tuple(_disagreements(tellings, dated)),
        reports=tuple(sorted(tuple(sorted(articles)) for articles in reports.values())),
        likely=_likely(tellings, dated.days if dated else UNKNOWN))


def mention_id(telling: Telling) -> str:
    """16 hexadecimal digits: a hash of the mention's article, place in the text and word."""
    ref, mention = telling.ref, telling.mention
    name = "\0".join((ref.article, str(mention.begin), str(mention.end), mention.lemma))
    return sha256(name.encode()).hexdigest()[:16]


def _voice(tellings: Sequence[Telling], comparisons: Sequence[Comparison]) -> Telling:
    """The mention whose label and type speak for the event: of the commonest type and word, certain, salient, full
    of participants, and tied to many others."""
    types = [telling.mention.type for telling in tellings]
    words = [family(telling.mention.lemma) for telling in tellings]
    ties = Counter(ref for one in comparisons for ref in (one.first.ref, one.second.ref))
    return min(tellings, key=lambda telling: (
        -types.count(telling.mention.type), telling.mention.polarity == "negative",
        _CERTAIN_FIRST.index(telling.mention.certainty), -telling.mention.salient,
        -words.count(family(telling.mention.lemma)),
        not any(filler.named and filler.name in telling.mention.label for filler in telling.fillers),
        -ties[telling.ref],
        -len({filler.role for filler in telling.fillers}), -telling.mention.salience, telling.ref))


def _dated(tellings: Sequence[Telling], source_of: SourceOf) -> Telling | None:
    """The mention whose date is taken: the narrowest that the others allow, or that at least twice as many
    independent sources bear out as contradict it; where reports are split evenly, the date that most bear out."""
    bounded = [telling for telling in tellings if telling.days.earliest or telling.days.latest]
    if not bounded:
        return None

    def votes(telling: Telling) -> tuple[int, int]:
        for_it = {_source(other, source_of) for other in bounded if other.days.stated
                  and telling.days.gap(other.days) == 0}
        against = {_source(other, source_of) for other in bounded if telling.days.gap(other.days)}
        return len(for_it), len(against - for_it)

    narrow_first = sorted(bounded, key=lambda telling: (_width(telling.days), telling.ref))
    for telling in narrow_first:
        for_it, against = votes(telling)
        if for_it >= _MAJORITY * against:
            return telling
    return max(narrow_first, key=lambda telling: votes(telling)[0])


def _likely(tellings: Sequence[Telling], days: Days) -> date | None:
    """The likely day that most mentions give and the bounds allow; none where the day is known."""
    guesses = Counter(guess for telling in tellings
                      if (guess := telling.mention.time.likely) and not days.gap(Days(guess, guess, stated=False)))
    if not guesses or (days.closed and days.length == 1):
        return None
    return max(guesses, key=lambda day: (guesses[day], -day.toordinal()))


def _source(telling: Telling, source_of: SourceOf) -> str:
    return source_of(telling.ref.article)


def _width(days: Days) -> tuple[int, int, int]:
    """Sorts closed intervals before half-open ones, narrow before wide, and of one width a date that is written whole
    before one that hangs on another, and that before what tense and publication date tell; of those that only end, the
    earliest end says most, of those that only begin, the latest begin."""
    if days.closed:
        return 0, days.length, 0 if days.full else 1 if days.stated else 2
    end = days.latest.toordinal() if days.latest else _OPEN_END
    begin = -days.earliest.toordinal() if days.earliest else 0
    return 1, 0 if days.stated else 1, end + begin


def _disagreements(tellings: Sequence[Telling], dated: Telling | None) -> list[Disagreement]:
    """Each contradiction once: a later witness that only repeats what an earlier one said adds none."""
    found: dict[tuple[str, str, str], Disagreement] = {}

    def note(kind: str, one: Telling, other: Telling, first_says: str, second_says: str) -> None:
        low, high = sorted((first_says.lower(), second_says.lower()))
        found.setdefault((kind, low, high), Disagreement(kind, one.ref, other.ref, first_says, second_says))  # type: ignore[arg-type]

    for position, one in enumerate(tellings):
        for other in tellings[position + 1:]:
            if one.ref.article == other.ref.article:
                continue
            for a, b in ((a, b) for a in one.fillers for b in other.fillers if a.role == b.role):
                if a.words & b.words and clash(a, b) and a.quantity and b.quantity:
                    note("count", one, other, a.quantity.text, b.quantity.text)
            if one.place and other.place and one.place not in other.lineage and other.place not in one.lineage \
                    and len(one.lineage) > 1 and len(other.lineage) > 1:  # what contains a place must be known
                note("place", one, other, one.place_name or one.place, other.place_name or other.place)
            agents = _other_actor(one, other)
            if agents:
                note("actor", one, other, agents[0].name, agents[1].name)
    if dated:
        for other in tellings:
            if other.days.stated and dated.days.gap(other.days):
                note("date", dated, other, _says(dated.days), _says(other.days))
    return sorted(found.values(), key=lambda one: (one.kind, one.first, one.second))


def _other_actor(first: Telling, second: Telling) -> tuple[Filler, Filler] | None:
    agents = [[filler for filler in telling.fillers if filler.role == "agent" and filler.named
               and filler.kind == "person"] for telling in (first, second)]
    shared = first.keys & second.keys
    if not agents[0] or not agents[1] or any(filler.key in shared for filler in (*agents[0], *agents[1])):
        return None
    if any({*words_of(one.name)} & {*words_of(other.name)} for one in agents[0] for other in agents[1]):
        return None  # "Moreno" and "Ada Moreno" may be one person of whom two entities were made
    return agents[0][0], agents[1][0]


def _says(days: Days) -> str:
    if days.earliest == days.latest:
        return str(days.earliest)
    return f"{_end(days.earliest)} … {_end(days.latest)}"


def _end(day: date | None) -> str:
    return str(day) if day else "open"


