"""What people see of an event, an article or an entity, as plain JSON values (docs/rooms.md gives the shapes).

Made from the conclusions and the records of the articles that tell the event; nothing is concluded here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kb.entities import Entity, Link
from kb.events import EventMention
from kb.extraction import Extraction
from kb.graph.event_types import type_label
from kb.merging import Conclusions, Event, MentionRef
from kb.plain import to_plain
from kb.reading import Article
from kb.timeline import TimelineEvent, TimelineParticipant, TimelinePlace, date_label, with_likely

Plain = dict[str, Any]
#: An event's id to its address.
EventIri = Callable[[str], str]


def mention_of(ref: MentionRef, extractions: Mapping[str, Extraction]) -> EventMention:
    return extractions[ref.article].event(ref.mention)


def timeline_events(conclusions: Conclusions, extractions: Mapping[str, Extraction],
                    iri: EventIri) -> Iterator[TimelineEvent]:
    """The rows of the timeline index."""
    for event in conclusions.events:
        told = [extractions[ref.article] for ref in event.mentions]
        mentions = [mention_of(ref, extractions) for ref in event.mentions]
        speaker = mentions[0]
        articles = sorted({ref.article for ref in event.mentions})
        yield TimelineEvent(
            id=event.id, iri=iri(event.id), label=event.label, type=event.type, type_label=type_label(event.type),
            earliest=event.earliest, latest=event.latest, likely=event.likely, value=event.value, edtf=event.edtf,
            granularity=event.granularity, certainty=speaker.certainty, polarity=speaker.polarity,
            salience=event.salience, salient=event.salient,
            participants=_participants(event, extractions), places=_places(event, extractions),
            sources=tuple(sorted({extraction.article.source or extraction.article.id for extraction in told})),
            articles=tuple(articles), mentions=len(mentions), disagreements=len(event.disagreements),
            independent=event.independent, voices=tuple(voice["name"] for voice in _voices(event, extractions)),
            reported=min((published for each in told if (published := each.article.published)), default=None),
            text="\n".join(dict.fromkeys(_sentence(mention, extraction.article)["text"]
                                         for mention, extraction in zip(mentions, told, strict=True))))


def event_view(event: Event, extractions: Mapping[str, Extraction], row: Plain,
               neighbours: Mapping[str, Iterable[Plain]]) -> Plain:
    """The event's page: `row` is the event as the timeline shows it."""
    witnesses = [witness_view(mention_of(ref, extractions), extractions[ref.article]) for ref in event.mentions]
    sentences = {ref: witness["sentence"]["text"] for ref, witness in zip(event.mentions, witnesses, strict=True)}
    return row | {
        "witnesses": witnesses,
        "reasons": [{"score": r.score, "explanation": r.explanation, "first": to_plain(r.first),
                     "second": to_plain(r.second)} for r in event.reasons],
        "disagreements": [to_plain(d) | {"first_sentence": sentences[d.first], "second_sentence": sentences[d.second]}
                          for d in event.disagreements],
        "reports": to_plain(event.reports),
        "voices": _voices(event, extractions),
        "date_explanation": _date_explanation(event, extractions),
        "neighbours": {side: [{key: other[key] for key in ("id", "label", "date_label")} for other in others]
                       for side, others in neighbours.items()},
    }


def witness_view(mention: EventMention, extraction: Extraction) -> Plain:
    """One mention: the sentence, the words that matter in it, and how its date came about."""
    names = {entity.id: entity for entity in extraction.entities}
    marks = [{"begin": mention.begin, "end": mention.end, "role": "trigger"}]
    marks += [{"begin": p.begin, "end": p.end, "role": p.role} for p in mention.participants]
    if mention.place:
        marks.append({"begin": mention.place.begin, "end": mention.place.end, "role": "place"})
    time = to_plain(mention.time)
    if mention.time.expression:
        expression = extraction.time(mention.time.expression)
        marks.append({"begin": expression.begin, "end": expression.end, "role": "time"})
        time |= {"words": expression.text, "begin": expression.begin, "end": expression.end,
                 "anchor": to_plain(expression.anchor), "anchor_from": expression.anchor_from,
                 "rule": expression.rule, "expression_explanation": expression.explanation,
                 "readings": to_plain(expression.readings)}
    speaker = names.get(mention.attributed_to or "")
    said_by = {"key": speaker.key, "name": speaker.name} if speaker else None
    voices = [{"key": names[voice.entity].key, "name": names[voice.entity].name} if voice.entity
              else {"key": None, "name": voice.text} for voice in mention.voices]
    return {
        "id": mention.id,
        "article": article_head(extraction.article),
        "sentence": _sentence(mention, extraction.article),
        "trigger": {"begin": mention.begin, "end": mention.end, "text": mention.text},
        "marks": sorted(marks, key=lambda mark: (mark["begin"], mark["end"])),
        "time": time, "label": mention.label, "certainty": mention.certainty, "polarity": mention.polarity,
        "tense": mention.tense, "salience_reasons": list(mention.salience_reasons),
        "attributed_to": said_by,
        "voices": voices or ([said_by] if said_by else []),
    }


def article_head(article: Article) -> Plain:
    """An article in a list: all but its text."""
    keys = ("id", "title", "source", "url", "published", "published_from", "published_between", "language")
    return {key: to_plain(getattr(article, key)) for key in keys}


def article_view(extraction: Extraction, event_of: Mapping[str, str]) -> Plain:
    """The article's page: its text, what is marked in it, and its events in text order."""
    return article_head(extraction.article) | {
        "text": extraction.article.text,
        "blocks": to_plain(extraction.article.blocks),
        "times": to_plain(extraction.times),
        "events": [witness_view(mention, extraction) | {"event": event_of.get(mention.id), "type": mention.type,
                                                        "type_label": type_label(mention.type),
                                                        "salient": mention.salient}
                   for mention in extraction.events],
        "entities": [_entity_head(entity) | {"mentions": to_plain(entity.mentions)}
                     for entity in extraction.entities],
    }


def entity_view(key: str, told: Sequence[Extraction], link: Link | None = None) -> Plain:
    """An entity as the articles that mention it know it: names by how often they occur, links, containment; and
    what Wikidata was found to say of it (`link`: a link, or only a suggestion)."""
    versions = [entity for extraction in told for entity in extraction.entities if entity.key == key]
    names = Counter(" ".join(mention.text.split()) for entity in versions for mention in entity.mentions
                    if mention.kind == "name")
    best = max(versions, key=lambda entity: (entity.wikidata is not None, len(entity.name), entity.name))
    return _entity_head(best) | {
        "aliases": [name for name, _ in names.most_common() if name != best.name],
        "containers": list(best.containers), "coordinates": to_plain(best.coordinates),
        "reason": best.reason, "confidence": best.confidence, "link": _link_view(link),
        "mentions": sum(len(entity.mentions) for entity in versions),
        "articles": [article_head(extraction.article) for extraction in told],
    }


def _link_view(link: Link | None) -> Plain | None:
    if link is None:
        return None
    item = link.item
    return {"wikidata": item.qid, "status": link.status, "confidence": link.confidence, "reason": link.reason,
            "label": item.label, "description": item.description, "aliases": list(item.aliases),
            "types": [label for _, label in item.types], "begin": to_plain(item.begin), "end": to_plain(item.end),
            "coordinates": to_plain(item.coordinates)}


def export_event(event: Event, extractions: Mapping[str, Extraction]) -> Plain:
    """One canonical event as `kb export --format jsonl` prints it."""
    mentions = [(ref, mention_of(ref, extractions)) for ref in event.mentions]
    return {
        "id": event.id, "label": event.label, "type": event.type, "earliest": to_plain(event.earliest),
        "latest": to_plain(event.latest), "value": event.value, "edtf": event.edtf,
        "likely": to_plain(event.likely), "salient": event.salient,
        "participants": to_plain(_participants(event, extractions)), "places": to_plain(_places(event, extractions)),
        "mentions": [{"article": ref.article, "begin": m.begin, "end": m.end, "text": m.text}
                     for ref, m in mentions],
        "sources": len({ref.article for ref in event.mentions}),
        "disagreements": [to_plain(d) for d in event.disagreements],
    }


def _sentence(mention: EventMention, article: Article) -> Plain:
    return {"begin": mention.sentence_begin, "end": mention.sentence_end,
            "text": article.text[mention.sentence_begin:mention.sentence_end]}


def _entity_head(entity: Entity) -> Plain:
    return {"key": entity.key, "name": entity.name, "type": entity.type, "wikidata": entity.wikidata}


def _participants(event: Event, extractions: Mapping[str, Extraction]) -> tuple[TimelineParticipant, ...]:
    """Each entity once per role, in the order in which the witnesses name them; those without an entity stay
    words, and only while nobody names an entity for their role."""
    named: dict[tuple[str, str], TimelineParticipant] = {}
    unnamed: dict[str, TimelineParticipant] = {}
    for ref in event.mentions:
        extraction = extractions[ref.article]
        for part in extraction.event(ref.mention).participants:
            if part.entity:
                entity = extraction.entity(part.entity)
                named.setdefault((part.role, entity.key), TimelineParticipant(
                    part.role, entity.key, entity.name, entity.type, entity.wikidata))
            else:
                unnamed.setdefault(part.role, TimelineParticipant(part.role, None, part.text))
    roles = {role for role, _ in named}
    return (*named.values(), *(part for role, part in unnamed.items() if role not in roles))


def _places(event: Event, extractions: Mapping[str, Extraction]) -> tuple[TimelinePlace, ...]:
    found: dict[str, TimelinePlace] = {}
    for ref in event.mentions:
        extraction = extractions[ref.article]
        place = extraction.event(ref.mention).place
        if place and place.entity:
            entity = extraction.entity(place.entity)
            found.setdefault(entity.key, TimelinePlace(entity.key, entity.name, entity.wikidata,
                                                       entity.coordinates, entity.containers))
    return tuple(found.values())


def _voices(event: Event, extractions: Mapping[str, Extraction]) -> list[Plain]:
    """Who is quoted as saying so, each once, by name."""
    speakers = (extractions[ref.article].entity(said_by) for ref in event.mentions
                if (said_by := mention_of(ref, extractions).attributed_to) is not None)
    return [{"key": key, "name": name} for name, key in
            sorted({entity.key: (entity.name, entity.key) for entity in speakers}.values())]


def _date_explanation(event: Event, extractions: Mapping[str, Extraction]) -> str:
    guessed = next((ref for ref in event.mentions if event.likely is not None
                    and mention_of(ref, extractions).time.likely == event.likely), None)
    source = event.date_from or guessed
    if source is None:
        return "No article says when, and nothing bounds it."
    mention = mention_of(source, extractions)
    when = with_likely(date_label(event.earliest, event.latest, event.value, event.granularity), event.likely,
                       event.latest)
    extraction = extractions[source.article]
    told = extraction.article.source or extraction.article.title or extraction.article.id
    if mention.time.expression is None:
        return f"{when}: {mention.time.explanation} ({told})"
    expression = extraction.time(mention.time.expression)
    tied = "" if mention.time.basis == "stated" else f"; {mention.time.explanation}"
    return f"{when}: {expression.explanation}{tied} ({told})"
