"""Extractions written by hand: a sentence, its trigger, who takes part, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kb.entities import Entity, EntityMention
from kb.events import EventMention, EventPlace, EventTime, Participant, Quantity
from kb.extraction import Extraction
from kb.reading import Article, Block
from kb.temporal import TimeExpression

#: name → key, type, containers
WHO = {
    "Northern Alliance": ("northern-alliance", "organization", ()),
    "River Front": ("river-front", "organization", ()),
    "Ada Moreno": ("person/ada-moreno", "person", ()),
    "Jonas Weir": ("person/jonas-weir", "person", ()),
    "Tarvale": ("tarvale", "place", ("ostland",)),
    "Port Elin": ("port-elin", "place", ("ostland",)),
    "Ostland": ("ostland", "place", ()),
}


@dataclass
class Told:
    """One sentence that tells one event. `roles` maps a role to words of the sentence; `when` is the words of the
    time expression and the days it means (None where nothing resolves it)."""

    sentence: str
    trigger: str
    lemma: str
    type: str = "Happening"
    roles: dict[str, str] = field(default_factory=dict)
    place: str | None = None
    when: str | None = None
    days: tuple[str, str] | None = None
    relation: str = "on"
    counts: dict[str, tuple[str, int | None, int | None]] = field(default_factory=dict)
    polarity: str = "positive"
    certainty: str = "asserted"
    tense: str = "past"
    salient: bool = True
    likely: str | None = None
    block: str = "body"


def report(id: str, published: str | None, *told: Told, published_from: str | None = "metadata") -> Extraction:
    """An article that consists of these sentences, one paragraph each."""
    text = "\n".join(one.sentence for one in told)
    blocks, events, times, spans = [], [], [], {}
    begin = 0
    for number, one in enumerate(told, 1):
        end = begin + len(one.sentence)
        blocks.append(Block(begin, end, one.block))
        at = begin + one.sentence.index(one.trigger)
        for name in WHO:
            if name in one.sentence:
                where = begin + one.sentence.index(name)
                spans.setdefault(name, []).append((where, where + len(name)))
        expression = None
        if one.when:
            where = begin + one.sentence.index(one.when)
            first, last = (date.fromisoformat(day) for day in one.days) if one.days else (None, None)
            expression = f"t{len(times) + 1}"
            relative = not any(character.isdigit() for character in one.when)
            times.append(TimeExpression(
                id=expression, begin=where, end=where + len(one.when), text=one.when, first=0, last=1, type="DATE",
                value=str(first) if first else "XXXX-WXX-7", granularity="day", rule="by-hand", explanation="",
                earliest=first, latest=last, anchor=date.fromisoformat(published) if published and relative else None,
                anchor_from="published" if published and relative else None))
        bound = date.fromisoformat(published) if published else None
        stated = times[-1] if one.when else None
        events.append(EventMention(
            id=f"e{number}", begin=at, end=at + len(one.trigger), text=one.trigger, trigger=0, lemma=one.lemma,
            type=one.type, label=one.sentence, sentence_begin=begin, sentence_end=end,
            participants=tuple(Participant(
                role=role, begin=begin + one.sentence.index(words), end=begin + one.sentence.index(words) + len(words),
                text=words, entity=words if words in WHO else None,
                quantity=Quantity(*one.counts[role]) if role in one.counts else None)
                for role, words in one.roles.items()),
            place=EventPlace(0, 0, one.place, one.place) if one.place else None,
            time=EventTime(
                expression=expression, value=stated.value if stated else None,
                earliest=stated.earliest if stated and one.relation == "on" else None,
                latest=stated.latest if stated else bound, relation=one.relation if stated else "before-or-on",
                granularity="day" if stated else None, edtf=str(stated.earliest) if stated else None, explanation="",
                likely=date.fromisoformat(one.likely) if one.likely else None),
            polarity=one.polarity, certainty=one.certainty, tense=one.tense, attributed_to=None, salience=0.5,
            salient=one.salient))
        begin = end + 1
    entities = tuple(
        Entity(id=name, key=WHO[name][0], name=name, type=WHO[name][1], containers=WHO[name][2],
               mentions=tuple(EntityMention(a, b, name, 0, 1, 0, "name") for a, b in where))
        for name, where in spans.items())
    entities += tuple(
        Entity(id=name, key=WHO[name][0], name=name, type=WHO[name][1], containers=WHO[name][2], mentions=())
        for name in {one.place for one in told if one.place} - set(spans))
    article = Article(id=id, text=text, blocks=tuple(blocks), title=f"Report {id}",
                      published=date.fromisoformat(published) if published else None,
                      published_from=published_from if published else None)
    return Extraction(article=article, times=tuple(times), events=tuple(events), entities=entities)


def told_together(events, *refs: str) -> bool:
    """Whether the mentions, written "article/e1", are all in one event."""
    wanted = {tuple(ref.split("/")) for ref in refs}
    return any(wanted <= {(one.article, one.mention) for one in event.mentions} for event in events)
