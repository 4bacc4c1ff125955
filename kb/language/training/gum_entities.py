"""Names and event nouns out of GUM's entity annotation.

GUM marks every mention, "the president" as well as "Ms. Sahin", with a type, in brackets in the last column:
`Entity=(12-person-…` opens mention 12, `12)` closes it, `(12-person-…)` does both. A name is the proper-noun
core of a person, place or organisation, without title and article; an event noun is the head of an event.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kb.language.training.conllu import TreebankSentence
from kb.language.training.gold import ENTITY_TYPES
from kb.language.training.name_corpora import is_people

_BRACKETS = re.compile(r"\([^()]+\)?|[^()]+\)")
_NAME_TYPES = {"person": "PER", "place": "LOC", "organization": "ORG"}
#: Before a person's name these are no part of it (UNER and CrossNER leave them out as well).
_TITLES = set(
    re.findall(
        r"\S+",
        """
    mr mr. mrs mrs. miss ms ms. dr dr. prof prof. professor sir lord lady saint reverend rev rev. father sister
    brother
    president vice-president vice president-elect senator sen sen. rep rep. representative congressman
    congresswoman
    minister prime chancellor king queen prince princess governor gov gov. mayor ambassador commissioner
    secretary
    general gen gen. colonel col col. major maj maj. captain capt capt. lieutenant lt lt. sergeant sgt sgt.
    corporal cpl
    private pvt commodore admiral commander cmdr brigadier brig brig. officer detective chief judge justice
    attorney
    pope bishop archbishop cardinal emperor director ceo chairman chairwoman chair speaker leader deputy
    assistant
    spokesman spokeswoman spokesperson administrator coach author actor actress singer astronaut pilot analyst
    reporter correspondent economist star official presidential candidate democrat republican mother mom dad
    uncle
    aunt sheriff
""",
    )
)
_INSIDE_PERSON = {"-", "de", "la", "al", "el", "bin", "ibn", "von", "van", "du", "da", "der"}
_INSIDE_OTHER = _INSIDE_PERSON | {"of", "on", "and", "&", "for", "the", "'s"}
_STARTS_NO_NAME = {"DET", "PUNCT", "ADP"}


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` … `last - 1` of a sentence, of one of GUM's entity types."""

    first: int
    last: int
    type: str


def mentions(sentence: TreebankSentence) -> list[Mention]:
    """All mentions of a sentence, nested ones too."""
    found: list[Mention] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    for position, misc in enumerate(sentence.misc):
        column = re.search(r"Entity=([^|]+)", misc)
        if column is None:
            continue
        for part in _BRACKETS.findall(column.group(1)):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                number, kind = fields[0], fields[1] if len(fields) > 1 else ""
                if part.endswith(")"):
                    found.append(Mention(position, position + 1, kind))
                else:
                    opened.setdefault(number, []).append((position, kind))
            elif opened.get(part[:-1]):
                first, kind = opened[part[:-1]].pop()
                found.append(Mention(first, position + 1, kind))
    return found


def _head(sentence: TreebankSentence, mention: Mention) -> int:
    inside = range(mention.first + 1, mention.last + 1)
    for position in range(mention.first, mention.last):
        if sentence.syntax.heads[position] not in inside:
            return position
    return mention.first


def _is_proper(sentence: TreebankSentence, position: int) -> bool:
    # "United" is a verb's participle in its universal tag, part of a name in its Penn tag.
    return sentence.syntax.upos[position] == "PROPN" or sentence.syntax.xpos[position] in ("NNP", "NNPS")


def _in_name(sentence: TreebankSentence, position: int) -> bool:
    capital = sentence.words[position][:1].isupper()
    return _is_proper(sentence, position) or (capital and sentence.syntax.upos[position] in ("ADJ", "NOUN", "NUM", "X"))


def _grown(
    sentence: TreebankSentence,
    head: int,
    mention: Mention,
    glue: set[str],
    others: Mapping[int, int] = MappingProxyType({}),
) -> tuple[int, int]:
    """The stretch of name words around `head`, over words that hold names together ("Bank of the West"), but not over
    `others` that are put beside it with "and": their heads and where they begin."""
    beside = [first for i, first in others.items() if first > head and sentence.syntax.heads[i] == head + 1]
    end = min(beside, default=mention.last)
    mention = Mention(mention.first, min(end, mention.last), mention.type)
    words = [word.lower() for word in sentence.words]

    def joins(between: range) -> bool:
        return all(words[i] in glue for i in between) and (len(between) < 2 or words[between[-1]] == "the")

    first, last = head, head + 1
    for gap in (0, 1, 2) * (mention.last - mention.first):
        other = first - 1 - gap
        if other >= mention.first and _in_name(sentence, other) and joins(range(other + 1, first)):
            first = other
    for gap in (0, 1, 2) * (mention.last - mention.first):
        other = last + gap
        if other < mention.last and _in_name(sentence, other) and joins(range(last, other)):
            last = other + 1
    return first, last


def _person(sentence: TreebankSentence, mention: Mention) -> tuple[int, int] | None:
    """The name of a person without titles; None for "the president" and "a Fellow"."""
    upos, words = sentence.syntax.upos, [word.lower() for word in sentence.words]

    def name(core: int) -> tuple[int, int] | None:
        first, last = _grown(sentence, core, mention, _INSIDE_PERSON)
        first = max([first, *(position + 1 for position in range(first, last) if words[position] in _TITLES)])
        return (first, last) if first < last else None

    head = _head(sentence, mention)
    found = name(head) if upos[head] == "PROPN" else None
    if found:
        first, last = found
        plural = last - first == 1 and sentence.syntax.xpos[first] == "NNPS"  # "the Democrats"
        determined = first > mention.first and upos[first - 1] == "DET"
        return None if plural or determined else found
    # "musician Anna Lind", "Ambassador to France Anna Lind": the name hangs flat on the description.
    for position in range(head + 1, mention.last):
        hangs = sentence.syntax.heads[position] == head + 1 and sentence.syntax.relations[position] == "flat"
        if hangs and upos[position] == "PROPN" and words[position] not in _TITLES:
            return name(position)
    return None


def _places_and_organisations(
    sentence: TreebankSentence, mention: Mention, ends: set[int], others: Mapping[int, int]
) -> list[tuple[int, int]]:
    """The names of a mention: one, or several where places are put one after another ("Basra, Iraq").
    `ends` are the ends of mentions that are names: "Egypt's Supreme Court" is two names; `others` are heads of such
    mentions beside others: "the Red Cross and the Red Crescent" are two as well."""
    head = _head(sentence, mention)
    if sentence.syntax.upos[head] != "PROPN":
        return []
    first, last = _grown(sentence, head, mention, _INSIDE_OTHER, others)
    for position in range(head - 1, first, -1):
        if sentence.words[position] in ("'s", "’s") and {position, position + 1} & ends:
            first = position + 1
            break
    spans = [(first, last)]
    if mention.type == "place":
        while first - 2 >= mention.first and sentence.words[first - 1] == "," and _is_proper(sentence, first - 2):
            first, end = _grown(sentence, first - 2, Mention(mention.first, first - 1, "place"), _INSIDE_OTHER)
            spans.append((first, end))
    return spans


def name_labels(sentence: TreebankSentence, places: Mapping[str, str]) -> list[str | None]:
    """BIO labels of the names in a sentence; the longest of nested names wins.

    `places` maps a name to "LOC" where the other corpora call it a place: GUM calls a country that acts
    ("France said") an organisation, they don't, and one model can't learn both. None where GUM says nothing:
    it doesn't mark names that only modify ("a Google spokesman", "US President"), the others do.
    """
    marked = mentions(sentence)
    proper = [
        mention
        for mention in marked
        if mention.type in _NAME_TYPES and sentence.syntax.upos[_head(sentence, mention)] == "PROPN"
    ]
    proper_ends = {mention.last for mention in proper}
    conjuncts = {
        head: mention.first
        for head, mention in ((_head(sentence, mention), mention) for mention in proper)
        if sentence.syntax.relations[head].startswith("conj")
    }
    spans: list[tuple[int, int, str]] = []
    for mention in marked:
        kind = _NAME_TYPES.get(mention.type)
        if kind is None:
            continue
        if kind == "PER":
            person = _person(sentence, mention)
            found = [person] if person else []
        else:
            found = _places_and_organisations(sentence, mention, proper_ends - {mention.last}, conjuncts)
        for first, last in found:
            while first < last and sentence.syntax.upos[first] in _STARTS_NO_NAME:
                first += 1
            text = " ".join(sentence.words[first:last])
            if first < last and not is_people(text):
                spans.append((first, last, places.get(text, kind) if kind == "ORG" else kind))
    titles = {i for span in spans if _in_title(sentence, span, marked) for i in range(span[0], span[1])}
    spans = [span for span in spans if span[0] not in titles]
    labels: list[str | None] = ["O"] * len(sentence.words)
    for first, last, kind in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(label == "O" for label in labels[first:last]):
            labels[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)
    groups = {  # "the Taliban" is a person to GUM, an organisation to others
        head
        for head in (_head(sentence, mention) for mention in proper if mention.type == "person")
        if head > 0 and sentence.syntax.xpos[head] == "NNP" and sentence.syntax.upos[head - 1] == "DET"
        if sentence.words[head].lower() not in _TITLES
    }
    for position, word in enumerate(sentence.words):
        if labels[position] == "O" and (
            (word in places and word[:1].isupper())
            or _is_modifier(sentence, position, marked)
            or position in groups | titles
        ):
            labels[position] = None
    return labels


def _in_title(sentence: TreebankSentence, span: tuple[int, int, str], marked: Sequence[Mention]) -> bool:
    """Whether a name only stands in the name of another thing ("the [World] Cup", "[Batman]: The Series"), of which the
    other corpora say nothing."""
    first, last, _ = span
    for mention in marked:
        head = _head(sentence, mention)
        if mention.type in _NAME_TYPES or first <= head < last or sentence.syntax.upos[head] != "PROPN":
            continue
        if sentence.words[last : last + 1] in (["'s"], ["’s"], ["'"], ["’"]):
            continue
        if mention.first <= first and last <= mention.last:
            begin, end = _grown(sentence, head, mention, {"-", "&"})
            if begin <= first and last <= end:
                return True
    return False


def _is_modifier(sentence: TreebankSentence, position: int, marked: Sequence[Mention]) -> bool:
    """Whether a proper noun stands in no mention of its own, so that nothing says what it names."""
    if sentence.syntax.upos[position] != "PROPN" or sentence.words[position].lower() in _TITLES:
        return False
    around = [mention for mention in marked if mention.first <= position < mention.last]
    if not around:
        return True
    smallest = min(around, key=lambda mention: mention.last - mention.first)
    return sentence.syntax.upos[_head(sentence, smallest)] != "PROPN"


def event_labels(sentence: TreebankSentence) -> list[int | None]:
    """1 for a noun that heads an event mention, 0 for any other noun, None for words that are no nouns."""
    labels: list[int | None] = [0 if tag == "NOUN" else None for tag in sentence.syntax.upos]
    for mention in mentions(sentence):
        if mention.type == "event":
            head = _head(sentence, mention)
            if labels[head] == 0:
                labels[head] = 1
    return labels


def entity_labels(sentence: TreebankSentence) -> list[str]:
    """What each word names as the head of a mention, of the smallest if it heads several: one of `ENTITY_TYPES`.

    Only events are wanted of a network. But to tell an event from whatever else a noun may name it learns more from
    the whole choice than from a yes or no, and GUM marks some fifteen mentions for one that is an event.
    """
    labels = [""] * len(sentence.words)
    for mention in sorted(mentions(sentence), key=lambda mention: mention.first - mention.last):
        if mention.type in ENTITY_TYPES:
            labels[_head(sentence, mention)] = mention.type
    return labels
