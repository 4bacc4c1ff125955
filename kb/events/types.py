"""Types: what kind of happening an event is, from its word and, where the word is ambiguous, from what it
happens to, who does it, its preposition or what it is compounded with.

The words are in `data/event-types/lexicon.tsv`, the ambiguous ones in `senses.tsv` beside it, the types in
`ontology/event-types.ttl`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.events.clause import cases, is_passive, is_verbal
from kb.events.lexicon import Sense, lexicon, senses
from kb.events.participants import Argument, is_animate
from kb.events.phrases import EntityIndex, counted
from kb.events.trigger import Trigger
from kb.events.triggers import LIGHT
from kb.events.word_classes import is_person
from kb.language import Doc, Token

_PERSONAL = frozenset("he him she her they them who whom we us me i anyone someone everyone nobody".split())
_COMPANY_NOUNS = frozenset("company firm stake share bank rival business unit airline carmaker maker startup group "
                           "retailer newspaper club brand start-up up".split())
_DISASTERS = frozenset({"Storm", "Earthquake", "Flood", "Fire", "Explosion"})
_BECOMING = frozenset({"turn", "prove", "seem", "appear"})
#: Those who attack from the air.
_AIRCRAFT = frozenset("jet warplane plane aircraft drone helicopter bomber".split())
#: So many words of a field make it what an article is about.
_TOPICAL = 3
#: Types of what only somebody does.
_OF_SOMEBODY = frozenset("Victory Defeat Lawsuit Escape Protest Negotiation Agreement Meeting Resignation Appointment "
                         "Capture Siege Arrest Visit Match Acquisition Surrender HostageTaking Crime Riot "
                         "MilitaryWithdrawal MilitaryDeployment Layoff Interview Rescue Founding SocialMediaPost "
                         "Battle Offensive Sentence Charge Trial ProductLaunch Demand".split())
#: Nouns that nobody is, besides those that name happenings and those with the endings of `_ABSTRACT`.
_NOBODY = frozenset("heart word weight factor course makeup idea reason fact point score news rumour rumor story "
                    "money price cost time life night day year mood spirit weather wind rain number figure "
                    "problem issue question absence presence interest view hope fear lack rate ratio value effect "
                    "truth past future rest end chance dream memory history health voice eye mind way luck".split())
_ABSTRACT = ("ness", "ity", "ism", "ance", "ence", "ship")


def type_of(doc: Doc, trigger: Trigger, arguments: Sequence[Argument], index: EntityIndex) -> str:
    """Local name of the event's type, "Happening" for a word that no table knows."""
    found = _by_word(doc, trigger, arguments, index)
    if found in _OF_SOMEBODY and trigger.kind == "verb" and any(
            argument.role == "agent" and _is_abstract(doc, argument.head, index) for argument in arguments):
        return "Change"                                               # "these factors appealed to him"
    if found in ("Bombing", "Attack", "Shelling") and any(
            argument.role == "agent" and _lemmas(doc, argument.head) & _AIRCRAFT for argument in arguments):
        return "Airstrike"
    return found


def _by_word(doc: Doc, trigger: Trigger, arguments: Sequence[Argument], index: EntityIndex) -> str:
    words = lexicon()
    part = "n" if trigger.kind == "noun" else "v"
    token = doc.tokens[trigger.token]
    if part == "v" and token.lemma in _BECOMING and doc.children(token, "xcomp", "ccomp"):
        return "State"                                                # "turned out to be a trawler"
    for lemma in dict.fromkeys((trigger.lemma, token.lemma.lower(), trigger.lemma.split(" ")[0])):
        for sense in senses().get((lemma, part), ()):
            if _applies(doc, sense, trigger, arguments, index):
                return sense.type
        for pos in (part, "n" if part == "v" else "v"):
            if (lemma, pos) in words:
                return words[(lemma, pos)]
    clause = doc.tokens[trigger.clause]
    if part == "n" and clause.index != token.index and is_verbal(clause) and clause.lemma not in LIGHT and (
            clause.lemma, "v") in words:
        return words[(clause.lemma, "v")]
    return "Happening"


def _is_abstract(doc: Doc, head: Token, index: EntityIndex) -> bool:
    """A noun that nobody is and no body of people."""
    lemma = head.lemma.lower()
    if head.upos != "NOUN" or is_animate(doc, head, index) or index.entity_of(doc, head) is not None or (
            lemma in _COMPANY_NOUNS):
        return False
    return lemma in _NOBODY or head.event_noun > 0.8 or (len(lemma) > 7 and lemma.endswith(_ABSTRACT) and not (
        lemma.endswith(("alliance", "leadership", "community", "authority", "university", "audience", "ambulance"))))


def _applies(doc: Doc, sense: Sense, trigger: Trigger, arguments: Sequence[Argument], index: EntityIndex) -> bool:
    done_to = [argument.head for argument in arguments if argument.role == "patient"]
    token = doc.tokens[trigger.token]
    does = [argument.head for argument in arguments if argument.role == "agent"]
    match sense.slot:
        case "else":
            return True
        case "with":
            asked = {word.lower for child in doc.children(token, "ccomp") for word in doc.children(child)}
            return bool(sense.words & asked) or any(
                sense.words & cases(doc, child) for word in trigger.words
                for child in doc.children(doc.tokens[word], "nmod", "obl"))
        case "doing":
            if "clause" in sense.kinds and doc.children(token, "ccomp"):
                return True
            return any(child.lemma.lower() in sense.words for child in doc.children(token, "xcomp"))
        case "article":
            return sum(word.lemma.lower() in sense.words for word in doc.tokens) >= _TOPICAL
        case "companion":
            heads = [argument.head for argument in arguments if argument.role in ("companion", "instrument")]
        case "passive":
            heads = done_to if is_passive(doc, token) else []
        case "compound":
            return any(child.lemma.lower() in sense.words for child in doc.children(token, "compound", "amod"))
        case "sentence":
            return any(word.lemma.lower() in sense.words for word in doc.tokens_of(doc.sentence_of(token)))
        case "object":
            heads = done_to
        case "subject":
            heads = does
        case "alone":
            heads = [] if done_to else does
        case "either":
            heads = done_to or does
    return any(_fits(doc, head, sense, index) for head in heads)


def _lemmas(doc: Doc, head: Token) -> set[str]:
    return {head.lemma.lower(), counted(doc, head).lemma.lower()}


def _fits(doc: Doc, head: Token, sense: Sense, index: EntityIndex) -> bool:
    noun = counted(doc, head)
    before = {child.lemma.lower() for child in doc.children(noun, "compound")}
    return bool(sense.words & (_lemmas(doc, head) | before)) or bool(sense.kinds & set(_kinds(doc, noun, index)))


def _kinds(doc: Doc, noun: Token, index: EntityIndex) -> Iterator[str]:
    """Classes by meaning that a noun belongs to, as `senses.tsv` names them."""
    yield "any"
    if lexicon().get((noun.lemma.lower(), "n")) in _DISASTERS:
        yield "disaster"
    entity = index.entity_of(doc, noun)
    pronoun = noun.upos == "PRON" and noun.lower in _PERSONAL
    person = is_person(noun) or (entity is not None and entity.type == "person")
    if person or pronoun or (entity is not None and entity.type == "group"):
        yield "person"
    if person or (pronoun and (entity is None or entity.type == "person")):
        yield "human"
    if noun.lemma.lower() in _COMPANY_NOUNS or (entity is not None and entity.type == "organization"):
        yield "company"
    if noun.upos == "PROPN" and not person and any(det.lower in ("a", "an") for det in doc.children(noun, "det")):
        yield "product"                                               # "hit by a red Nimbus"
    if noun.upos == "NUM":
        yield "number"
    if entity is not None and entity.type == "place":
        yield "place"
    somebody = person or noun.lemma.lower() in _COMPANY_NOUNS or is_animate(doc, noun, index)
    if noun.upos == "NOUN" and not somebody and (entity is None or entity.type != "place"):
        yield "thing"
