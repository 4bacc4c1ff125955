"""Names and event nouns out of GUM's entity annotation.

GUM marks every mention, "the president" as well as "Ms. Sahin", with a type, in brackets in the last column:
`Entity=(12-person-…` opens mention 12, `12)` closes it, `(12-person-…)` does both. A name is the proper-noun
core of a person, place or organisation, without title and article; an event noun is the head of an event.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kb.language.training.conllu import TreebankSentence

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
    aunt
""",
    )
)
#: Words of a people are no names of places or persons.
_PEOPLES = set(
    re.findall(
        r"\S+",
        """
    american british french german italian spanish russian chinese iranian iraqi syrian turkish israeli
    jordanian
    lebanese egyptian saudi qatari kuwaiti indian pakistani afghan japanese korean australian canadian
    mexican dutch
    belgian danish european arab kurdish kurd jewish muslim christian islamic sunni shia shiite alawite
    yazidi catholic
    democrat democratic republican texan californian western african asian palestinian ukrainian polish greek
    libyan
    yemeni hispanic latino nigerian brazilian swedish norwegian irish scottish welsh english
""",
    )
)
_INSIDE_PERSON = {"-", "de", "la", "al", "el", "bin", "ibn", "von", "van", "du", "da", "der"}
_INSIDE_OTHER = _INSIDE_PERSON | {"of", "and", "&", "for", "the", "'s"}
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


def _name_core(sentence: TreebankSentence, mention: Mention, kind: str) -> tuple[int, int] | None:
    """The proper-noun stretch around the mention's head, or None when the mention is no name."""
    words, upos = sentence.words, sentence.syntax.upos
    head = _head(sentence, mention)
    if upos[head] != "PROPN":
        return None
    glue = _INSIDE_PERSON if kind == "PER" else _INSIDE_OTHER

    def in_name(position: int) -> bool:
        # "United" is a verb's participle in its universal tag, part of a name in its Penn tag.
        proper = upos[position] == "PROPN" or sentence.syntax.xpos[position] in ("NNP", "NNPS")
        return proper or (upos[position] in ("ADJ", "NOUN", "NUM", "X") and words[position][:1].isupper())

    first = head
    while first > mention.first:
        if in_name(first - 1):
            first -= 1
        elif words[first - 1].lower() in glue and first - 2 >= mention.first and in_name(first - 2):
            first -= 2
        elif (
            kind != "PER"
            and words[first - 1].lower() == "the"
            and first - 3 >= mention.first
            and words[first - 2].lower() == "of"
            and in_name(first - 3)
        ):
            first -= 3
        else:
            break
    last = head + 1
    while last < mention.last:
        if in_name(last):
            last += 1
        elif words[last].lower() in glue and last + 1 < mention.last and in_name(last + 1):
            last += 2
        elif (
            kind != "PER"
            and words[last].lower() == "of"
            and last + 2 < mention.last
            and words[last + 1].lower() == "the"
            and in_name(last + 2)
        ):
            last += 3
        else:
            break
    if kind == "PER":
        titles = [position for position in range(first, last) if words[position].lower() in _TITLES]
        if titles:
            if titles[-1] + 1 == last:
                return None
            first = titles[-1] + 1
        if last - first == 1 and sentence.syntax.xpos[first] == "NNPS":
            return None  # "the Democrats", "the Wilsons"
        if first > mention.first and upos[first - 1] == "DET":
            return None  # "the Protector", "a Fellow"
    while first < last and upos[first] in _STARTS_NO_NAME:
        first += 1
    return (first, last) if first < last else None


def name_labels(sentence: TreebankSentence, places: Mapping[str, str]) -> list[str | None]:
    """BIO labels of the names in a sentence; the longest of nested names wins.

    `places` maps a name to "LOC" where the other corpora call it a place: GUM calls a country that acts
    ("France said") an organisation, they don't, and one model can't learn both.
    """
    spans: list[tuple[int, int, str]] = []
    for mention in mentions(sentence):
        kind = _NAME_TYPES.get(mention.type)
        core = _name_core(sentence, mention, kind) if kind else None
        if kind is None or core is None:
            continue
        text = " ".join(sentence.words[core[0] : core[1]])
        if text.lower().removesuffix("s") in _PEOPLES or text.lower() in _PEOPLES:
            continue
        spans.append((*core, places.get(text, kind) if kind == "ORG" else kind))
    labels: list[str | None] = ["O"] * len(sentence.words)
    for first, last, kind in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if all(label == "O" for label in labels[first:last]):
            labels[first:last] = [f"B-{kind}"] + [f"I-{kind}"] * (last - first - 1)
    return labels


def event_labels(sentence: TreebankSentence) -> list[int | None]:
    """1 for a noun that heads an event mention, 0 for any other noun, None for words that are no nouns."""
    labels: list[int | None] = [0 if tag == "NOUN" else None for tag in sentence.syntax.upos]
    for mention in mentions(sentence):
        if mention.type == "event":
            head = _head(sentence, mention)
            if labels[head] == 0:
                labels[head] = 1
    return labels
