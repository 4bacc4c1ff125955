"""Phrases: from the head of a nominal to the words a person would quote for it, and to its entity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kb.entities import Entity, EntityMention
from kb.events.clause import base, cases, names_beside
from kb.language import Doc, Token

#: What is left out of a phrase: clauses and asides that hang on the noun.
_ASIDES = frozenset({"acl", "appos", "parataxis", "advcl", "conj", "cc", "dep", "list", "nsubj", "csubj", "cop",
                     "aux", "mark", "discourse", "vocative", "orphan", "dislocated", "ccomp", "xcomp", "obl",
                     "expl", "reparandum"})
_COUNTING = frozenset("hundred dozen thousand million billion score ten number group majority handful couple lot "
                      "part rest crowd wave series string pair some many most all several both one".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of a nominal. Offsets are code points into the article's text, half-open."""

    head: int
    begin: int
    end: int
    text: str


def phrase(doc: Doc, head: Token) -> Phrase:
    """The nominal around `head`: determiners, modifiers and "of"-phrases, without its preposition, clauses,
    asides or conjuncts."""
    kept = _gather(doc, head, top=True)
    tokens = _run(doc, sorted(kept), head.index)
    begin, end = tokens[0].begin, tokens[-1].end
    return Phrase(head.index, begin, end, doc.text[begin:end])


def _gather(doc: Doc, head: Token, top: bool) -> set[int]:
    kept = {head.index}
    for child in doc.children(head):
        relation = base(child.deprel)
        if top and relation == "case" and child.index < head.index:
            continue
        # Parts of adjectives and numbers stay: "US-backed", "two or three".
        part = (relation == "obl" and child.index < head.index) or (
            relation == "conj" and not top and head.upos not in ("NOUN", "PROPN"))
        if relation in _ASIDES and not part:
            continue
        if child.deprel == "nmod:unmarked" and child.index > head.index:
            continue
        if top and child.index > head.index and (relation == "amod" or (
                relation == "nmod" and doc.tokens[doc.subtree(child)[0].index - 1].text == ",")):
            continue                                                  # "ten hostages, among them two nurses"
        kept |= _gather(doc, child, top=False)
    return kept


def _run(doc: Doc, kept: list[int], head: int) -> list[Token]:
    """The unbroken stretch of kept tokens around the head, trimmed of marks at its edges."""
    position = kept.index(head)
    low = high = position
    while low > 0 and kept[low] - kept[low - 1] == 1:
        low -= 1
    while high + 1 < len(kept) and kept[high + 1] - kept[high] == 1:
        high += 1
    tokens = [doc.tokens[i] for i in kept[low:high + 1]]
    while len(tokens) > 1 and (tokens[-1].upos == "PUNCT" or tokens[-1].deprel in ("cc", "case")
                               ) and tokens[-1].text not in "'’s":
        if tokens[-1].index == head:
            break
        tokens.pop()
    while len(tokens) > 1 and (tokens[0].upos == "PUNCT" or tokens[0].xpos == "WP$") and tokens[0].index != head:
        tokens.pop(0)
    tokens = _balanced(doc, tokens)
    tokens[:0] = [doc.tokens[index] for index in hedge_before(doc, tokens[0].index)]
    if len(tokens) > 1 and tokens[-1].xpos == "POS" and tokens[-2].index == head:
        tokens.pop()
    return tokens


def hedge_before(doc: Doc, first: int) -> tuple[int, ...]:
    """Tokens of "up to" before a phrase, which the tree takes for prepositions of the verb."""
    if first >= len(doc.tokens):
        return ()
    before = [token.lower for token in doc.tokens[max(0, first - 2):first]]
    if doc.tokens[first].lower == "to" and before[-1:] == ["up"]:
        return (first - 1,)
    if doc.tokens[first].upos == "NUM" and before == ["up", "to"]:
        return (first - 2, first - 1)
    return ()


def _balanced(doc: Doc, tokens: list[Token]) -> list[Token]:
    """With the closing quotation mark right after, when an opening one is inside."""
    opened = sum(t.text in ("“", "‘") for t in tokens) - sum(t.text in ("”", "’") for t in tokens)
    following = tokens[-1].index + 1
    if opened > 0 and following < len(doc.tokens) and doc.tokens[following].text in ("”", "’"):
        return [*tokens, doc.tokens[following]]
    return tokens


class EntityIndex:
    """Which entity a token speaks of."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._by_head: dict[int, tuple[Entity, EntityMention]] = {}
        self._covering: dict[int, tuple[Entity, EntityMention]] = {}
        self._entities: dict[str, Entity] = {}
        for entity in entities:
            self._entities[entity.id] = entity
            for mention in entity.mentions:
                pair = (entity, mention)
                if mention.head not in self._by_head or _size(mention) < _size(self._by_head[mention.head][1]):
                    self._by_head[mention.head] = pair
                for index in range(mention.first, mention.last):
                    if index not in self._covering or _size(mention) < _size(self._covering[index][1]):
                        self._covering[index] = pair

    def get(self, id: str) -> Entity:
        return self._entities[id]

    def mention_at(self, token: Token) -> tuple[Entity, EntityMention] | None:
        """The entity whose mention has this token as head, or covers it."""
        return self._by_head.get(token.index) or self._covering.get(token.index)

    def entity_of(self, doc: Doc, head: Token) -> Entity | None:
        """The entity that a nominal refers to: its own mention, else its apposition or the noun it counts
        ("dozens of them")."""
        found = self._by_head.get(head.index)
        if found is None:
            covering = self._covering.get(head.index)
            if covering is not None and base(head.deprel) not in ("compound", "amod"):
                found = covering
        if found is not None and base(head.deprel) != "amod":
            return found[0]
        for child in names_beside(doc, head):
            inner = self._by_head.get(child.index) or self._covering.get(child.index)
            if inner is not None and inner[0].type != "place":
                return inner[0]
        return None


def _size(mention: EntityMention) -> int:
    return mention.last - mention.first


def counted(doc: Doc, head: Token) -> Token:
    """The noun that a counting word counts: "civilians" in "hundreds of civilians", else the head itself."""
    if head.lemma.lower() in _COUNTING or head.upos == "NUM":
        for child in doc.children(head, "nmod"):
            if "of" in cases(doc, child):
                return child
    return head
