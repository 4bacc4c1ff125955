"""Who did what to whom, where, when, and who says so: on sentences written and annotated by this project.

The sentences and how to read them are in `sentences.txt`. Slots are held against the gold of the events that were
found: precision over what they were given, recall over all that the gold has, also of events that were missed.

    python -m tests.gate.sentences            every disagreement, sentence by sentence, and the figures
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

from kb.annotator import Annotator
from kb.events import EventMention, Role
from kb.extraction import Extraction
from kb.reading import Article, Block

SENTENCES = Path(__file__).with_name("sentences.txt")
ROLES = frozenset(get_args(Role))
_SLOTS = ROLES | {"where", "when", "says", "certainty"}
_NOT_HEADS = frozenset("a an the of in on at for from to with by who which that and its his her their".split())
_OF = frozenset("of in on at for from to with by who which that near outside about into between against over across "
                "throughout".split())


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot: any of `names`; one that is not `needed` counts neither given nor missed."""

    names: tuple[str, ...]
    needed: bool


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One annotated event; offsets count in the text of its sentence."""

    spans: tuple[tuple[int, int], ...]
    word: str
    needed: bool
    types: tuple[str, ...]
    slots: dict[str, tuple[Filler, ...]]
    negative: bool | None
    """None where either may be said."""

    @property
    def certainties(self) -> tuple[str, ...]:
        said = self.slots.get("certainty")
        if said:
            return said[0].names
        voices = self.slots.get("says", ())
        return ("asserted",) if not voices else ("reported",) if voices[0].needed else ("reported", "asserted")


@dataclass(frozen=True, slots=True)
class GoldText:
    """A short text with its events."""

    text: str
    published: date
    headline: bool
    events: tuple[GoldEvent, ...]


@dataclass(slots=True)
class Count:
    right: int = 0
    given: int = 0
    wanted: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        return 100 * self.right / max(self.given, 1)

    @property
    def recall(self) -> float:
        return 100 * self.found / max(self.wanted, 1)


@dataclass(slots=True)
class Score:
    """Counts by slot, and what went wrong, in words."""

    counts: dict[str, Count] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def of(self, slot: str) -> Count:
        return self.counts.setdefault(slot, Count())

    def choice(self, slot: str, right: bool) -> None:
        """One answer to a question that has one."""
        count = self.of(slot)
        count.given += 1
        count.wanted += 1
        count.right += right
        count.found += right


def figures(corpora: Path) -> dict[str, float]:
    """Precision and recall by slot, in percent; needs no corpora."""
    score = measured(Annotator())
    found: dict[str, float] = {}
    for slot in ("trigger", "agent", "patient", "other roles", "place", "time", "says who", "negation"):
        found[f"{slot} precision"] = score.of(slot).precision
        found[f"{slot} recall"] = score.of(slot).recall
    found["type right"] = score.of("type").precision
    found["certainty right"] = score.of("certainty").precision
    return found


def measured(annotate: Callable[[Article], Extraction]) -> Score:
    score = Score()
    for gold in read_gold(SENTENCES.read_text(encoding="utf-8")):
        article = Article("gold", gold.text, (Block(0, len(gold.text), "title" if gold.headline else "body"),),
                          published=gold.published, published_from="option")
        before = len(score.complaints)
        _score_text(gold, annotate(article), score)
        if len(score.complaints) > before:
            score.complaints.insert(before, f"\n> {gold.published} | {gold.text}")
    return score


def read_gold(lines: str) -> Iterator[GoldText]:
    """The texts of the file; ValueError names the line that can't be read."""
    text, head, events = "", "", list[GoldEvent]()
    for number, line in enumerate([*lines.splitlines(), ">"], 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith(">"):
            if text:
                kind, _, day = head.partition(" ")
                yield GoldText(text, date.fromisoformat(day), kind == "headline", tuple(events))
            if line == ">":
                return
            head, _, text = line[1:].partition(" | ")
            events = []
        else:
            try:
                events.append(_event(line, text))
            except ValueError as error:
                raise ValueError(f"line {number}: {error}: {line}") from None


def _event(line: str, text: str) -> GoldEvent:
    word, types, *rest = (part.strip() for part in line.split(" | "))
    slots: dict[str, tuple[Filler, ...]] = {}
    for slot, value in (part.split(": ", 1) for part in rest if not part.startswith("negative")):
        name = slot.removesuffix("?")
        if name not in _SLOTS:
            raise ValueError(f"no slot {name}")
        fillers = tuple(Filler(tuple(one.strip() for one in filler.split(" / ")), not slot.endswith("?"))
                        for filler in value.split(" + "))
        slots[name] = slots.get(name, ()) + fillers
    spans = tuple(_span(one, text) for one in word.removesuffix("?").split("/"))
    return GoldEvent(spans, word, not word.endswith("?"), tuple(types.split("/")), slots,
                     None if "negative?" in rest else "negative" in rest)


def _span(word: str, text: str) -> tuple[int, int]:
    word, _, number = word.partition("#")
    found = list(re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text))
    if len(found) < int(number or 1):
        raise ValueError(f"no word {word}")
    return found[int(number or 1) - 1].span()


def _score_text(gold: GoldText, extraction: Extraction, score: Score) -> None:
    say, triggers = score.complaints.append, score.of("trigger")
    left = list(extraction.events)
    for wanted in gold.events:
        own = next((event for event in left if any(event.begin < end and begin < event.end
                                                   for begin, end in wanted.spans)), None)
        if wanted.needed:
            triggers.wanted += 1
            triggers.found += own is not None
        if own is None:
            if wanted.needed:
                say(f"  {wanted.word}: MISSED")
                _miss(wanted, score)
            continue
        left.remove(own)
        if wanted.needed:
            triggers.given += 1
            triggers.right += 1
            _score_event(wanted, own, extraction, score)
    for event in left:
        triggers.given += 1
        say(f"  {event.text}: is no event [{event.type}, salience {event.salience}] “{event.label}”")


def _miss(wanted: GoldEvent, score: Score) -> None:
    for slot, fillers in wanted.slots.items():
        if slot != "certainty":
            score.of(_counted_as(slot)).wanted += sum(filler.needed for filler in fillers)
    score.of("negation").wanted += bool(wanted.negative)


def _counted_as(slot: str) -> str:
    named = {"where": "place", "when": "time", "says": "says who", "agent": "agent", "patient": "patient"}
    return named.get(slot, "other roles")


def _score_event(wanted: GoldEvent, own: EventMention, extraction: Extraction, score: Score) -> None:
    say = score.complaints.append
    score.choice("type", own.type in wanted.types)
    if own.type not in wanted.types:
        say(f"  {wanted.word}: type {own.type}, not {'/'.join(wanted.types)}")
    score.choice("certainty", own.certainty in wanted.certainties)
    if own.certainty not in wanted.certainties:
        say(f"  {wanted.word}: certainty {own.certainty}, not {'/'.join(wanted.certainties)}")
    negation, negative = score.of("negation"), own.polarity == "negative"
    if wanted.negative is not None:
        negation.wanted += wanted.negative
        negation.given += negative
        negation.right += negative and wanted.negative
        negation.found += negative and wanted.negative
        if negative != wanted.negative:
            say(f"  {wanted.word}: polarity {own.polarity}")
    for slot in sorted(ROLES | {"where", "says"}):
        _score_slot(wanted, slot, _given(own, slot, extraction), score)
    _score_time(wanted, own, score)


def _given(own: EventMention, slot: str, extraction: Extraction) -> list[tuple[str, ...]]:
    """What was found for a slot, each with all its names."""
    def names(text: str, entity: str | None) -> tuple[str, ...]:
        return (text, extraction.entity(entity).name) if entity else (text,)

    if slot == "where":
        return [names(own.place.text, own.place.entity)] if own.place else []
    if slot == "says":
        return [names(voice.text, voice.entity) for voice in own.voices[:1]]
    return [names(one.text, one.entity) for one in own.participants if one.role == slot]


def _score_slot(wanted: GoldEvent, slot: str, given: list[tuple[str, ...]], score: Score) -> None:
    count, fillers = score.of(_counted_as(slot)), wanted.slots.get(slot, ())
    for filler in fillers:
        if filler.needed:
            hit = any(_same(filler, names) for names in given)
            count.wanted += 1
            count.found += hit
            if not hit:
                score.complaints.append(f"  {wanted.word}: {slot} lacks {' / '.join(filler.names)}")
    for names in given:
        fits = [filler for filler in fillers if _same(filler, names)]
        if fits and not any(filler.needed for filler in fits):
            continue
        count.given += 1
        count.right += bool(fits)
        if not fits:
            score.complaints.append(f"  {wanted.word}: {slot} should not be {' = '.join(names)}")


def _same(filler: Filler, names: tuple[str, ...]) -> bool:
    return any(_same_name(gold, name) for gold in filler.names for name in names if name)


def _same_name(gold: str, name: str) -> bool:
    """The same head, and the words of one within the other."""
    first, second = _words(gold), _words(name)
    if not set(first) <= set(second) and not set(second) <= set(first):
        return False
    return bool(first and second) and (_head(gold) in second and (_head(name) in first or name.istitle()))


def _words(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w,.$%-]*\w", re.sub(r"['’]s\b", "", text.lower()))
            if word not in _NOT_HEADS]


def _head(text: str) -> str:
    before = re.split(rf"(?<=\w)\s+(?:{'|'.join(_OF)})\s", text.lower(), maxsplit=1)[0]
    words = _words(before)
    return words[-1] if words else ""


def _score_time(wanted: GoldEvent, own: EventMention, score: Score) -> None:
    count, fillers = score.of("time"), wanted.slots.get("when", ())
    time = own.time
    dated = time.expression is not None and time.relation in ("on", "since") and time.earliest is not None
    days = (time.earliest, time.latest) if dated else None
    right = [filler for filler in fillers if days in {_days(name) for name in filler.names}]
    needed = any(filler.needed for filler in fillers)
    count.wanted += needed
    count.found += needed and bool(right)
    if dated and not (right and not needed):
        count.given += 1
        count.right += bool(right)
    if (dated or needed) and not right:
        told = " / ".join(name for filler in fillers for name in filler.names) or "no date"
        was = f"{days[0]}…{days[1]}" if days else f"undated ({time.relation} {time.earliest}…{time.latest})"
        score.complaints.append(f"  {wanted.word}: when {was}, not {told} [{time.explanation}]")


def _days(value: str) -> tuple[date | None, date | None]:
    """First and last day: "2023-06" → 1 … 30 June, "2023-06-12/.." → 12 June … open."""
    begin, _, end = value.partition("/")
    return _edge(begin, False), _edge(end or begin, True)


def _edge(value: str, last: bool) -> date | None:
    if value == "..":
        return None
    year, month, day = (*(int(part) for part in value.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    if not last:
        return date(year, month or 1, 1)
    return date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1) - timedelta(days=1)


def unknown_types(known: Iterable[str]) -> set[str]:
    """Types that the gold names and the scheme does not have."""
    named = Counter(type_ for gold in read_gold(SENTENCES.read_text(encoding="utf-8")) for event in gold.events
                    for type_ in event.types)
    return set(named) - set(known)


if __name__ == "__main__":
    result = measured(Annotator())
    print("\n".join(result.complaints))
    print()
    for slot, count in sorted(result.counts.items()):
        print(f"{slot:12} precision {count.precision:5.1f} ({count.right} of {count.given})   "
              f"recall {count.recall:5.1f} ({count.found} of {count.wanted})")
