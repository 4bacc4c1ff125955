"""Attachment: what a token depends on in meaning, where that is not its head in the tree.

A parser hangs a few kinds of clauses and adverbials on the wrong word, most often around "he said"; every
step up the tree in this room goes through here.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.events.clause import base, is_verbal, marks
from kb.events.word_classes import (
    ACCUSING,
    CONTENT_NOUNS,
    MANNER_OF_SPEAKING,
    REQUESTING,
    SPEAKING,
    TELLING,
    WITH_CLAUSE,
)
from kb.language import Doc, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: What a finite verb may be taken for where nothing stands with it.
_BARE = _FINITE | {"VB"}


def governor(doc: Doc, token: Token) -> Token:
    """What a token depends on in meaning: its head in the tree, or what the tree should have said
    (`_reattached`). Never something below the token itself."""
    found = _reattached(doc, token)
    if found.index != token.head and any(above.index == token.index for above in doc.ancestors(found)):
        return doc.head(token)
    return found


def climb(doc: Doc, token: Token) -> Iterator[tuple[Token, Token]]:
    """Pairs (token, its governor) up to the root; each token once, so that it always ends."""
    seen: set[int] = set()
    while not token.is_root and token.index not in seen:
        seen.add(token.index)
        above = governor(doc, token)
        yield token, above
        token = above


def _reattached(doc: Doc, token: Token) -> Token:
    """What a token depends on in meaning, where that is not its head in the tree: "they blocked roads, he
    said, trapping hundreds" (they trap, not he), "A streamed out, but at the gate B stood" and "he said that in
    May B stood" (the adverbial belongs to what follows)."""
    head = doc.head(token)
    if base(token.deprel) == "advcl" and token.xpos == "VBG" and head.lemma in SPEAKING and (
            head.index < token.index and token.lemma not in MANNER_OF_SPEAKING and not marks(doc, token)):
        if head.deprel == "parataxis":
            return doc.head(head)
        for said in doc.children(head, "ccomp"):
            if said.index < head.index:
                return said
    above = doc.head(head)
    if token.deprel == "acl" and "to" in marks(doc, token) and base(head.deprel) == "obl" and (
            above.lemma in REQUESTING):                               # "asked them in a tweet to leave"
        return above
    if token.deprel == "acl" and marks(doc, token) & {"of", "with", "for"} and above.lemma in ACCUSING and (
            base(head.deprel) in ("obj", "iobj")):                                 # "accused them of lying"
        return above
    if token.deprel == "acl:relcl" and "that" in marks(doc, token) and above.lemma in TELLING and (
            base(head.deprel) in ("obj", "iobj")):                    # "told the committee that they had fled"
        return above
    if "that" in marks(doc, token) and (base(token.deprel) in ("acl", "advcl") or (
            base(token.deprel) == "ccomp" and head.lemma not in SPEAKING | WITH_CLAUSE)):
        mark = next(child.index for child in doc.children(token, "mark") if child.lower == "that")
        for noun in reversed(doc.tokens[head.index + 1:mark]):
            if noun.lemma.lower() in CONTENT_NOUNS:              # "fears since the announcement that they leave"
                return noun
    if base(token.deprel) == "advcl" and token.xpos == "VBG" and token.lemma in MANNER_OF_SPEAKING and (
            head.deprel == "ccomp" and above.lemma in SPEAKING and head.index < above.index < token.index):
        return above                                                  # "they fled, he said, using a code word"
    if base(token.deprel) == "conj" and head.deprel == "ccomp" and above.lemma in SPEAKING and (
            above.index < head.index and _stands_alone(doc, token)):
        return above                                                  # "he said they fled, and police closed it"
    if base(token.deprel) == "conj" and token.xpos == "VBD" and not doc.children(token, "nsubj", "aux") and (
            head.deprel == "ccomp" and head.xpos == "VB" and above.index < head.index and above.xpos in _FINITE):
        return above                                                  # "they fear it will rain, and urged him to wait"
    if base(token.deprel) == "conj" and head.xpos == "VBG" and token.xpos in _BARE and not (
            doc.children(token, "nsubj", "aux", "aux:pass")):       # "accused them of hiding and beat them"
        return next((word for word in doc.ancestors(head) if word.xpos in _FINITE), head)
    if base(token.deprel) == "conj" and is_verbal(token) and not is_verbal(head) and above.xpos == token.xpos and (
            base(head.deprel) in ("obj", "obl") and is_verbal(above) and not doc.children(token, "nsubj")):
        return above                                                  # "killing two women and injuring a third"
    if base(token.deprel) == "obl":
        for said in doc.children(head, "parataxis"):
            if said.lemma in SPEAKING and head.index < said.index < token.index:
                return said                                           # "turnout fell, the mayor said on Sunday"
    if base(token.deprel) == "acl" and "that" in marks(doc, token) and base(head.deprel) == "nmod" and (
            above.lemma.lower() in CONTENT_NOUNS):                    # "the demand of the minister that they leave"
        return above
    if base(token.deprel) == "advcl" and token.xpos == "VBG" and token.lemma in SPEAKING and (
            head.deprel == "ccomp" and above.index < head.index and doc.tokens[token.index - 1].text == ","):
        return above                                                  # "she denied that they fired, saying that …"
    if base(token.deprel) == "obl" and head.deprel == "ccomp" and above.lemma in SPEAKING and (
            head.index < above.index < token.index):                  # "they fled, he said on Sunday"
        return above
    if base(token.deprel) in ("obl", "advmod") and head.index < token.index:
        for other in doc.children(head, "conj", "ccomp", "advcl"):
            if is_verbal(other) and any(head.index < word.index < token.index < other.index
                                        for word in doc.children(other, "cc", "mark")):
                return other
    return head


def _stands_alone(doc: Doc, verb: Token) -> bool:
    """A clause after ", and" with its own subject, in the past, that does not say "that" again."""
    cc = doc.children(verb, "cc")
    return bool(cc and doc.children(verb, "nsubj") and verb.xpos == "VBD" and not marks(doc, verb)
                and cc[0].index > 0 and doc.tokens[cc[0].index - 1].text == ",")


def dependents(doc: Doc, verb: Token, *deprels: str) -> tuple[Token, ...]:
    """Children of a predicate by `governor`: without those that belong to a later conjunct, with those that
    the tree hung on the conjunct before."""
    own = [child for child in doc.children(verb, *deprels) if governor(doc, child).index == verb.index]
    if base(verb.deprel) in ("conj", "ccomp", "advcl"):
        own = [child for child in doc.children(doc.head(verb), *deprels)
               if governor(doc, child).index == verb.index] + own
    return tuple(own)
