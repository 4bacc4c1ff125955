"""Places: where an event happened: the narrowest place that the text ties to it.

Looks first at the event's own adverbials ("blocked roads in Baghouz"), then at what its participants say of
themselves ("fighters captured in Syria"), then at the clause it belongs to. Nationalities ("French minister")
are no places of events.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.entities import Entity, EntityMention
from kb.events.attachment import dependents
from kb.events.clause import antecedent, base, cases, is_nominal, is_passive, is_verbal
from kb.events.lexicon import lexicon
from kb.events.mention import EventPlace
from kb.events.participants import MOTION, Argument
from kb.events.phrases import EntityIndex
from kb.events.trigger import Trigger
from kb.events.word_classes import is_person
from kb.language import Doc, Token

LOCATIVE = frozenset("in at near on outside inside within across around throughout along off over above through "
                     "by beside opposite beneath under beyond aboard".split()) | {"close to", "next to"}
PLACE_NOUNS = frozenset("place village town city country province region area capital camp island district state "
                        "nation kingdom enclave county suburb port valley".split())
_DIRECTIONAL = frozenset({"from", "to", "into", "toward", "towards", "out of", "onto", "via"})


#: Types of events that happen in the place they happen to ("captured Mosul").
_HAPPENS_TO_PLACES = frozenset({"Attack", "Bombing", "Airstrike", "Shelling", "Capture", "Siege", "Visit", "Escape",
                                "Evacuation", "Destruction", "Flood", "Riot", "Offensive"})


#: Verbs whose "from" is where it happens.
_LEAVING = frozenset("withdraw flee escape evacuate leave retreat depart pull rescue expel deport steal kidnap abduct "
                     "disappear vanish broadcast report speak televise".split())
#: What a disaster does to the place where it happens.
_STRIKING = frozenset("hit strike rock shake devastate batter lash ravage engulf sweep".split())
#: Parts of a place.
_SITES = frozenset("street airport port market square border outskirt suburb centre center hospital station "
                   "coast skyline edge capital town city village province region district road bridge".split())


@dataclass(frozen=True, slots=True)
class _Candidate:
    entity: Entity
    mention: EntityMention
    tier: int


def place_of(doc: Doc, trigger: Trigger, arguments: Sequence[Argument], index: EntityIndex,
             governor: EventPlace | None) -> EventPlace | None:
    """Where the event happened, None when the text ties no known place to it.

    `governor` is the place of the event that this one belongs to (a participle, an infinitive, a coordinated
    verb), which holds when the event names none itself.
    """
    best = _narrowest(list(_candidates(doc, trigger, arguments, index)))
    if best is None:
        return governor
    return EventPlace(best.mention.begin, best.mention.end, best.mention.text, best.entity.id)


def _candidates(doc: Doc, trigger: Trigger, arguments: Sequence[Argument], index: EntityIndex
                ) -> Iterator[_Candidate]:
    token, clause = doc.tokens[trigger.token], doc.tokens[trigger.clause]
    moves = trigger.lemma.split(" ")[0] in MOTION
    words_of = {index: doc.tokens[index] for index in (token.index, clause.index, *trigger.words)}
    for predicate in words_of.values():
        if predicate.deprel == "acl:relcl" and any(
                word.lower == "where" for word in doc.children(predicate, "advmod", "obl")):
            yield from _places_in(doc, doc.head(predicate), index, 0)   # "Lisbon, where his wife joined him"
        for child in dependents(doc, predicate, "obl", "nmod"):
            if child.deprel == "nmod:poss":
                continue
            words = cases(doc, child)
            if words == {"during"}:
                for inner in doc.children(child, "nmod"):
                    if cases(doc, inner) & LOCATIVE:                # "fainted during a service in Arequipa"
                        yield from _places_in(doc, inner, index, 1)
            if child.deprel == "obl:agent" or ("by" in words and is_passive(doc, predicate)):
                continue                                            # "backed by Sudan"
            if words == {"over"} and index.mention_at(child) is None:
                continue                                            # "held over a killing in Valletta"
            if words & LOCATIVE:
                yield from _places_in(doc, antecedent(doc, child), index, 0)
            elif "from" in words and trigger.lemma.split(" ")[0] not in _LEAVING and trigger.kind == "verb":
                continue                                            # "fans travelled from Japan"
            elif (words & _DIRECTIONAL and moves) or ("of" in words and trigger.kind == "noun"):
                yield from _places_in(doc, child, index, 2)
        for adverb in dependents(doc, predicate, "advmod"):
            pair = index.mention_at(adverb)
            if pair is not None and pair[0].type == "place":
                yield _Candidate(*pair, tier=0)
    if trigger.kind == "noun":
        for verb in (*doc.children(token, "acl:relcl"), *([doc.head(token)] if base(token.deprel) == "nsubj" else [])):
            if verb.lemma in _STRIKING:                             # "the earthquake that struck Elazig"
                for child in doc.children(verb, "obj"):
                    yield from _places_in(doc, child, index, 2)
        for child in doc.children(token, "compound", "nmod:unmarked", "nmod:poss"):
            if child.deprel != "nmod:poss":
                yield from _places_in(doc, child, index, 1)
    if trigger.kind == "verb" and lexicon().get((trigger.lemma, "v")) in _HAPPENS_TO_PLACES:
        for argument in arguments:
            if argument.role == "patient":
                yield from _places_in(doc, argument.head, index, 2)
    for argument in arguments:
        if argument.role == "patient" and argument.head.lemma.lower() in _SITES:
            for child in doc.children(argument.head, "nmod"):
                if "of" in cases(doc, child):                       # "lined the streets of Palermo"
                    yield from _places_in(doc, child, index, 2)
        for child in doc.children(argument.head, "nmod", "acl"):
            if child.deprel == "nmod" and cases(doc, child) & LOCATIVE:
                yield from _places_in(doc, child, index, 1 if argument.role == "patient" else 2)
            elif child.deprel == "nmod":
                for inner in doc.children(child, "nmod"):
                    if cases(doc, inner) & LOCATIVE:
                        yield from _places_in(doc, inner, index, 2)


def _places_in(doc: Doc, head: Token, index: EntityIndex, tier: int) -> Iterator[_Candidate]:
    """Places named by a nominal: itself, or what it is of or in ("the village of Baghouz", "a camp in Syria")."""
    if head.upos == "SYM":
        return                                                        # "priced at US $29"
    pair = index.mention_at(head)
    if pair is not None and pair[0].type == "place" and head.upos != "ADJ" and _names_place(pair[1], head):
        yield _Candidate(*pair, tier=tier)
    for child in doc.children(head, "nmod", "appos", "conj", "compound", "flat"):
        if base(child.deprel) == "conj" and not is_nominal(child):
            continue
        if child.deprel in ("nmod:poss", "nmod:desc") or (
                child.deprel == "compound" and (is_verbal(head) or is_person(head))):
            continue                                                  # "an attack on United States forces"
        if base(child.deprel) != "nmod" or cases(doc, child) & (LOCATIVE | {"of"}) or not cases(doc, child):
            yield from _places_in(doc, child, index, tier)


def _names_place(mention: EntityMention, head: Token) -> bool:
    """A name, or a description that says what kind of place it is ("the village"), not "United States forces"."""
    if mention.kind == "name":
        return mention.head == head.index or head.upos == "PROPN"
    return mention.kind == "description" and head.lemma.lower() in PLACE_NOUNS


def _narrowest(candidates: list[_Candidate]) -> _Candidate | None:
    """The one in the best tier that lies inside the others; the first named where they are apart."""
    if not candidates:
        return None
    tier = min(candidate.tier for candidate in candidates)
    best = next(candidate for candidate in candidates if candidate.tier == tier)
    for candidate in candidates:
        if best.entity.key in candidate.entity.containers:
            best = candidate
    return best
