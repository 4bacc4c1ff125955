"""The reader's view of articles: one page in which times, events, roles, voices and certainty are seen in the text.

Self-contained: no script, no address to fetch; everything that comes from an article is escaped. Beside each
paragraph stand the cards of its events; pointing at a card (or opening it) lights up who takes part, where and when
in the text, by CSS alone (`:has()`, https://www.w3.org/TR/selectors-4/#relational).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from kb.entities import Entity
from kb.events import EventMention
from kb.extraction import Extraction
from kb.graph.event_types import type_label
from kb.reading import Block
from kb.timeline.labels import date_label

#: Cards beside a stretch of text, from which on the next sentence begins a new one.
CARDS = 4
#: What certainty and polarity are called on a card; what is asserted needs no word.
CERTAINTY = {"reported": "reported", "planned": "planned", "possible": "may be", "denied": "denied",
             "hypothetical": "hypothetical"}
_LEGEND = (
    ("w when", "time"), ("ev sal", "event"), ("ev det", "detail"), ("ev sal c-reported", "reported"),
    ("ev sal c-planned", "planned or possible"), ("ev sal neg", "did not happen, or denied"),
    ("w ent", "name or who it is"), ("lit agent", "who does it"), ("lit patient", "to whom or what"),
    ("lit role", "other part"), ("lit where", "where"), ("lit says", "who says so"))


@dataclass(frozen=True, slots=True)
class _Mark:
    """Characters begin … end - 1 and the classes they get."""

    begin: int
    end: int
    classes: str
    title: str = ""
    target: str = ""
    """Id of the card that the words lead to."""


def page_head() -> str:
    """What comes before the articles: the style and the legend."""
    keys = "".join(f'<li><span class="{classes}">{name}</span></li>' for classes, name in _LEGEND)
    return (f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>What the articles say</title>\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>{_STYLE}</style></head>\n'
            f'<body><nav aria-label="Legend"><ul class="legend">{keys}</ul>'
            f"<p>Point at an event beside the text, or open it, to see its parts in the text.</p></nav>\n")


def page_foot() -> str:
    return "</body></html>\n"


def article_section(extraction: Extraction, number: int) -> str:
    """One article as a section of the page; `number` keeps the ids of several apart."""
    article, name = extraction.article, f"a{number}"
    shown = [event for event in extraction.events if event.salient]
    facts = [escape(fact) for fact in (
        article.source or "", f"published {date_label(article.published, article.published)}"
        + (f" (from {article.published_from})" if article.published_from else "")
        if article.published else "publication date unknown",
        f"{len(shown)} events, {len(extraction.events) - len(shown)} details, {len(extraction.times)} times, "
        f"{len(extraction.entities)} names") if fact]
    rows = "".join(_row(extraction, block, name) for block in _pieces(extraction) if block.kind != "furniture")
    return (f'<article id="{name}"><header><h1>{escape(article.title or article.id)}</h1>'
            f'<p class="facts">{" · ".join(facts)}</p></header>\n'
            f"<style>{_lights(extraction, name)}</style>\n{rows}</article>\n")


def _pieces(extraction: Extraction) -> Iterator[Block]:
    """The blocks, a long one cut between sentences, so that the cards stand beside what they tell of."""
    for block in extraction.article.blocks:
        begin, cards = block.begin, 0
        for event in extraction.events:
            if not block.begin <= event.begin < block.end:
                continue
            if cards >= CARDS and event.sentence_begin > begin:
                yield Block(begin, event.sentence_begin, block.kind)
                begin, cards = event.sentence_begin, 0
            cards += 1
        yield Block(begin, block.end, block.kind)


def _row(extraction: Extraction, block: Block, name: str) -> str:
    events = [event for event in extraction.events if block.begin <= event.begin < block.end]
    tag = "h2" if block.kind == "title" else "p"
    text = _marked(extraction.article.text, block.begin, block.end, list(_marks(extraction, block, name)))
    cards = "".join(_card(extraction, event, name) for event in events)
    return f'<div class="row {block.kind}"><{tag} class="text">{text}</{tag}><div class="cards">{cards}</div></div>\n'


def _marks(extraction: Extraction, block: Block, name: str) -> Iterator[_Mark]:
    for entity in extraction.entities:
        for mention in entity.mentions:
            yield _Mark(mention.begin, mention.end, "w ent", f"{entity.name}, {entity.type}")
    for time in extraction.times:
        yield _Mark(time.begin, time.end, "w when", f"{time.value}: {time.explanation}")
    for event in extraction.events:
        classes = f"ev {'sal' if event.salient else 'det'} c-{_look(event)}"
        if event.polarity == "negative" or event.certainty == "denied":
            classes += " neg"
        yield _Mark(event.begin, event.end, classes, event.label, f"{name}-{event.id}")
        for begin, end, role in _parts(extraction, event):
            if block.begin <= begin < block.end:
                yield _Mark(begin, end, f"m-{event.id}-{role}")


def _parts(extraction: Extraction, event: EventMention) -> Iterator[tuple[int, int, str]]:
    """What a card lights up: begin, end and how."""
    for participant in event.participants:
        role = participant.role if participant.role in ("agent", "patient") else "role"
        yield participant.begin, participant.end, role
    if event.place:
        yield event.place.begin, event.place.end, "where"
    if event.time.expression:
        time = extraction.time(event.time.expression)
        yield time.begin, time.end, "time"
    for voice in event.voices:
        yield voice.begin, voice.end, "says"


def _look(event: EventMention) -> str:
    return {"possible": "planned", "hypothetical": "planned"}.get(event.certainty, event.certainty)


def _marked(text: str, begin: int, end: int, marks: Sequence[_Mark]) -> str:
    """The text with its marks; where they overlap each stretch carries the classes of all."""
    inside = [mark for mark in marks if mark.begin < end and begin < mark.end]
    edges = sorted({begin, end, *(min(max(edge, begin), end) for mark in inside for edge in (mark.begin, mark.end))})
    starting: dict[int, list[_Mark]] = {}
    for mark in inside:
        starting.setdefault(max(mark.begin, begin), []).append(mark)
    active: list[_Mark] = []
    out = []
    for low, high in pairwise(edges):
        active = [mark for mark in active if mark.end > low] + starting.get(low, [])
        out.append(_stretch(escape(text[low:high]), active))
    return "".join(out)


def _stretch(words: str, marks: Sequence[_Mark]) -> str:
    if not marks:
        return words
    classes = " ".join(dict.fromkeys(word for mark in marks for word in mark.classes.split()))
    title = "; ".join(mark.title for mark in reversed(marks) if mark.title)
    hint = f' title="{escape(title)}"' if title else ""
    target = next((mark.target for mark in reversed(marks) if mark.target), "")
    if target:
        return f'<a href="#{target}" class="{classes}"{hint}>{words}</a>'
    return f'<span class="{classes}"{hint}>{words}</span>'


def _card(extraction: Extraction, event: EventMention, name: str) -> str:
    time = event.time
    when = date_label(time.earliest, time.latest, time.value, time.granularity) if (
        time.earliest or time.latest) else ""
    badges = [f'<span class="when-badge">{escape(when)}</span>' if when else "", *(
        f'<span class="badge">{word}</span>' for word in (
            "" if event.polarity == "positive" else "did not happen", CERTAINTY.get(event.certainty, "")) if word)]
    rows = "".join(f"<dt>{escape(key)}</dt><dd>{value}</dd>" for key, value in _fields(extraction, event) if value)
    return (f'<details id="{name}-{event.id}" class="card {"sal" if event.salient else "det"}">'
            f"<summary><b>{escape(event.label)}</b> {' '.join(filter(None, badges))}</summary>"
            f"<dl>{rows}</dl></details>")


def _fields(extraction: Extraction, event: EventMention) -> Iterator[tuple[str, str]]:
    yield "what", f"{escape(type_label(event.type))} <i>({escape(event.lemma)})</i>"
    for participant in event.participants:
        counted = participant.quantity
        many = "" if counted is None else f" – {counted.low if counted.low is not None else 0} to {counted.high}" if (
            counted.high is not None and counted.low != counted.high) else f" – {counted.low}" + (
            " or more" if counted.high is None else "")
        yield participant.role, _who(extraction, participant.text, participant.entity) + escape(many)
    if event.place:
        yield "where", _who(extraction, event.place.text, event.place.entity) + _within(extraction, event.place.entity)
    yield "when", escape(event.time.explanation)
    yield "says who", " ← ".join(_who(extraction, voice.text, voice.entity) for voice in event.voices)
    yield "tense", event.tense if event.tense != "none" else ""
    yield "salience", f"{event.salience}: {escape(', '.join(event.salience_reasons))}"


def _who(extraction: Extraction, words: str, entity: str | None) -> str:
    if entity is None:
        return escape(words)
    known = extraction.entity(entity)
    link = known.name if not known.wikidata else ""
    shown = escape(link) if link else (f'<a href="https://www.wikidata.org/wiki/{escape(known.wikidata or "")}">'
                                       f"{escape(known.name)}</a>")
    return shown if words == known.name else f"{escape(words)} = {shown}"


def _within(extraction: Extraction, entity: str | None) -> str:
    """What contains a place, as far as the article names it."""
    if entity is None:
        return ""
    named: dict[str, Entity] = {one.key: one for one in extraction.entities}
    around = [named[key].name for key in extraction.entity(entity).containers if key in named]
    return escape(" in " + ", ".join(around)) if around else ""


def _lights(extraction: Extraction, name: str) -> str:
    """Rules that light up the parts of an event while its card is pointed at, open, or led to."""
    rules = []
    for event in extraction.events:
        card = f"#{name}-{event.id}"
        states = f":is({card}:hover,{card}[open],{card}:target,{card}:focus-within)"
        for role in dict.fromkeys(role for _, _, role in _parts(extraction, event)):
            rules.append(f"#{name}:has({states}) .m-{event.id}-{role}{{background:var(--{role});}}")
        rules.append(f'#{name}:has({states}) [href="{card}"]{{outline:2px solid var(--line);}}')
    return "".join(rules)


_STYLE = """
:root{color-scheme:light dark;--fg:#1c1b19;--bg:#fffdf9;--dim:#6b665e;--rule:#e4dfd5;--line:#8a3b12;--event:#ffe2b8;
--detail:#f3ede2;--when-fg:#075985;--agent:#bfe3c0;--patient:#f6c6cf;--role:#dcd0f2;--where:#c9e4f2;--time:#b9dcf5;
--says:#e7e19a;--card:#fbf6ec}
@media (prefers-color-scheme:dark){:root{--fg:#ebe6dd;--bg:#181715;--dim:#a39c90;--rule:#39352f;--line:#f0a35e;
--event:#5c3d14;--detail:#2c2923;--when-fg:#7cc4f0;--agent:#1f5a2c;--patient:#6d2735;--role:#453467;--where:#184b60;
--time:#17486b;--says:#565013;--card:#211f1b}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:78rem;padding:1rem 1.25rem 4rem;color:var(--fg);background:var(--bg);
font:1.0625rem/1.65 Georgia,"Times New Roman",serif}
nav,.cards,.facts{font:.8125rem/1.45 system-ui,sans-serif}
nav{position:sticky;top:0;z-index:1;background:var(--bg);border-bottom:1px solid var(--rule);padding:.4rem 0}
nav p{margin:.2rem 0 0;color:var(--dim)}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.1rem;list-style:none;margin:0;padding:0}
article{margin-top:2rem}h1{font-size:1.6rem;line-height:1.25;margin:0}.facts{color:var(--dim);margin:.3rem 0 1rem}
.row{display:grid;grid-template-columns:minmax(0,1fr) 24rem;gap:0 2rem;border-top:1px solid var(--rule);padding:.7rem 0}
.text{margin:0;overflow-wrap:anywhere;white-space:pre-line}h2.text{font-size:1.2rem}
.dateline .text,.byline .text,.caption .text{color:var(--dim);font-size:.9rem}
.w.when{color:var(--when-fg);border-bottom:2px solid currentColor}
.w.ent{text-decoration:underline dotted var(--dim);text-underline-offset:.2em}
.ev{color:inherit;text-decoration:none;border-radius:.2em;padding:0 .12em}
.ev.sal{background:var(--event);border-bottom:2px solid var(--line)}.ev.det{background:var(--detail)}
.ev.det.c-reported,.ev.det.c-planned{border-bottom:1px solid var(--dim)}
.ev.c-reported{border-bottom-style:dashed!important}.ev.c-planned{border-bottom-style:dotted!important;font-style:italic}
.ev.neg{text-decoration:line-through}
.lit{padding:0 .2em}.lit.agent{background:var(--agent)}.lit.patient{background:var(--patient)}
.lit.role{background:var(--role)}.lit.where{background:var(--where)}.lit.says{background:var(--says)}
.card{scroll-margin-top:6rem;border-left:3px solid var(--line);background:var(--card);margin:0 0 .35rem;
padding:.2rem .55rem}
.card.det{border-left-color:var(--rule);background:none;color:var(--dim)}.card.det b{font-weight:400}
.card:hover,.card:target{outline:1px solid var(--line)}
summary{cursor:pointer}.badge,.when-badge{white-space:nowrap;font-size:.75rem;padding:0 .35em;border-radius:.6em;
border:1px solid var(--rule)}.when-badge{color:var(--when-fg)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .7rem;margin:.35rem 0}dt{color:var(--dim)}dd{margin:0}
.card a{color:inherit}
@media (max-width:52rem){.row{grid-template-columns:minmax(0,1fr)}.cards{margin-top:.5rem}nav{position:static}}
"""


def article_page(extractions: Iterable[Extraction]) -> Iterator[str]:
    """The page, piece by piece, so that the first article is there before the last is read."""
    yield page_head()
    for number, extraction in enumerate(extractions, 1):
        yield article_section(extraction, number)
    yield page_foot()
