"""What a trigger means: the same word, the noun of a verb ("announcement", "announce"), or a synonym.

Nothing here is learnt: the noun of a verb is found by its ending, what endings don't show stands in a table,
and so do the synonyms, in the senses that news uses.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from kb.merging.synonyms import SYNONYMS

Likeness = Literal["same word", "same family", "synonym"]

#: Nouns (and adjectives) whose verb the endings don't show.
DERIVED = {
    "abduction": "abduct", "accession": "accede", "acquisition": "acquire", "admission": "admit", "arson":
    "burn", "birth": "bear", "breach": "break", "choice": "choose", "collision": "collide", "complaint":
    "complain", "concession": "concede", "conclusion": "conclude", "dead": "die", "death": "die",
    "decision": "decide", "defence": "defend", "defense": "defend", "deportation": "deport", "descent":
    "descend", "destruction": "destroy", "detention": "detain", "entry": "enter", "entrance": "enter",
    "escalation": "escalate", "expansion": "expand", "explosion": "explode", "explosive": "explode",
    "expulsion": "expel", "extension": "extend", "extradition": "extradite", "gift": "give", "growth":
    "grow", "incursion": "invade", "intervention": "intervene", "introduction": "introduce", "intrusion":
    "intrude", "invasion": "invade", "loss": "lose", "marriage": "marry", "omission": "omit", "opposition":
    "oppose", "permission": "permit", "possession": "possess", "proof": "prove", "provision": "provide",
    "pursuit": "pursue", "reception": "receive", "reduction": "reduce", "response": "respond", "revelation":
    "reveal", "revision": "revise", "sale": "sell", "seizure": "seize", "closure": "close", "departure":
    "depart", "failure": "fail", "exposure": "expose", "disclosure": "disclose", "signature": "sign",
    "shot": "shoot", "injury": "injure", "secession": "secede", "speech": "speak", "submission": "submit",
    "success": "succeed", "suspension": "suspend", "theft": "steal", "threat": "threaten", "thought":
    "think", "subscription": "subscribe", "prescription": "prescribe", "production": "produce", "retention":
    "retain", "abstention": "abstain", "transmission": "transmit", "belief": "believe", "relief": "relieve",
    "statement": "state", "resumption": "resume", "assumption": "assume", "redemption": "redeem",
    "corruption": "corrupt", "apology": "apologise", "apologize": "apologise", "criticism": "criticise",
    "criticize": "criticise", "analysis": "analyse", "analyze": "analyse", "emphasis": "emphasise",
    "flight": "fly",
}

#: Words so general that being the same says little about being the same event.
_GENERIC_WORDS = """
say tell be have do make go come take get give put see know think want ask add speak talk call use become
keep let show begin start continue happen occur hold set bring work try need move remain stay turn follow
include report note state believe expect plan lead face look leave find case thing issue event incident
situation year way prompt cause prevent allow mean seem appear help base involve
serve play run pay live change act feel love like enjoy sit stand lie carry learn spend share offer request
"""
GENERIC = frozenset(_GENERIC_WORDS.split())

_ENDINGS = ("isation", "ization", "ation", "ition", "ment", "ance", "ence", "ion", "ing", "al", "y")
_PARTICIPLE_OF_ATE = ("ating", "ated", "ising", "ised", "izing", "ized")
_VERB_ENDINGS = ("ate", "ise", "ize", "ify")
#: Shorter stems are no longer the word: "deal" is no noun of "de".
_SHORTEST_STEM = 3
#: "Discovery" is the noun of "discover", but "deny" is itself a verb.
_SHORTEST_BEFORE_Y = 5


@cache
def family(lemma: str) -> str:
    """A stem that a verb and its noun share: "announce" and "announcement" give the same. Not a word."""
    lemma = lemma.lower().lstrip("#")
    head, _, rest = lemma.partition(" ")
    if rest:
        return lemma
    word = DERIVED.get(head, head)
    if word == head and len(word) > _SHORTEST_STEM and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = DERIVED.get(word[:-1], word[:-1])  # what the language model left as it stood: "nabs", "Oscars"
    if word.endswith(_PARTICIPLE_OF_ATE):  # "nominating": a participle that the language model left as it stood
        word = word.removesuffix("ing").removesuffix("ed") + "e"
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= (_SHORTEST_BEFORE_Y if ending == "y" else _SHORTEST_STEM):
            word = stem
            break
    for ending in _VERB_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            word = stem
            break
    word = word.removesuffix("e")
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "sel":
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 1 else word


@cache
def _rows_of() -> dict[str, frozenset[int]]:
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(SYNONYMS):
        for word in row:
            rows.setdefault(family(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in rows.items()}


@cache
def senses(lemma: str) -> frozenset[str]:
    """Keys that two triggers share when they can mean the same happening: the family and its synonym rows."""
    stem = family(lemma)
    return frozenset({stem}) | {f"={number}" for number in _rows_of().get(stem, ())}


def synonymous(one: str, other: str) -> bool:
    """Whether two families share a synonym row."""
    rows = _rows_of()
    return not rows.get(one, frozenset()).isdisjoint(rows.get(other, ()))


@cache
def likeness(first: str, second: str) -> Likeness | None:
    """How two trigger lemmas can mean the same, None when they can't as far as the tables know."""
    if first.lower() == second.lower():
        return "same word"
    if family(first) == family(second):
        return "same family"
    return "synonym" if senses(first) & senses(second) else None


def is_generic(lemma: str) -> bool:
    """Whether the word is so general that sharing it says little."""
    return lemma.lower() in GENERIC
