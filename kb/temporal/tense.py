"""The tense around an expression: does its clause tell what was, what is or what will be?"""

from __future__ import annotations

from typing import Literal

from kb.language import Doc, Token
from kb.temporal.grammar import Match

Tense = Literal["past", "present", "future"]

_FUTURE_MODALS = frozenset("will 'll ’ll wo shall".split())
#: Modals that may look ahead or back, by the clause that governs them.
_OPEN_MODALS = frozenset("would could should may might can must 'd ’d".split())
#: Heads whose infinitive, or whose own complement, is yet to come: "is due to meet", "plans to open", "scheduled for".
AHEAD = frozenset((
    "expect schedule plan due intend hope set slate likely ready agree promise vow propose want aim decide prepare "
    "forecast project predict anticipate tentative upcoming postpone delay upcoming order require ask urge").split())
#: Participles that look ahead when they stand without a finite verb of their own: "the vote scheduled for Sunday".
_AHEAD_PARTICIPLES = frozenset("schedule plan expect due slate set propose forecast postpone upcoming".split())


def tense_of(match: Match) -> Tense | None:
    """The tense of the clause that a match stands in; None where the tagger gives nothing to go by."""
    tokens = match.tokens()
    if not tokens:
        return None
    after = match.doc.tokens[tokens[-1].index + 1:tokens[-1].index + 2]
    if after and after[0].xpos == "VBD" and after[0].sentence == tokens[-1].sentence:
        return "past"
    inside = {token.index for token in tokens}
    top = next((token for token in tokens if token.head not in inside or token.is_root), tokens[0])
    if top.is_root:
        return None
    for governor in match.doc.ancestors(top):
        if governor.lemma in _AHEAD_PARTICIPLES and governor.upos in ("VERB", "ADJ"):
            own = _verb_tense(match.doc, governor)
            return "future" if own in (None, "present", "future") or _is_passive(match.doc, governor) else own
        if governor.upos in ("VERB", "AUX") or match.doc.children(governor, "cop"):
            found = _verb_tense(match.doc, governor)
            if found:
                return found
    return None


def _is_passive(doc: Doc, verb: Token) -> bool:
    return verb.xpos == "VBN"


def _verb_tense(doc: Doc, verb: Token) -> Tense | None:
    helpers = [verb, *doc.children(verb, "aux", "cop")]
    lowers = {token.lower for token in helpers}
    if lowers & _FUTURE_MODALS:
        return "future"
    if any(token.xpos == "TO" or token.lower == "to" for token in doc.children(verb, "mark", "aux")):
        head = doc.head(verb)
        if verb.deprel.startswith(("xcomp", "ccomp", "acl", "advcl")) and not verb.is_root:
            if head.lemma in AHEAD or head.lower in AHEAD or head.lemma == "go":
                return "past" if any(token.lower in ("had", "'d") for token in doc.children(head, "aux", "cop")) else "future"
            if verb.deprel.startswith("acl"):
                return "future"
            return _verb_tense(doc, head)
        return None
    if lowers & _OPEN_MODALS:
        return "past" if any(token.lower == "have" for token in helpers) else "future"
    for token in helpers:
        if token.xpos == "VBD" or (token.feat("Tense") == "Past" and token.feat("VerbForm") == "Fin"):
            return "past"
    if any(token.lemma == "have" for token in helpers if token is not verb):
        return "past"
    for token in helpers:
        if token.xpos in ("VBZ", "VBP") or (token.feat("Tense") == "Pres" and token.feat("VerbForm") == "Fin"):
            going = verb.lemma == "go" and doc.children(verb, "xcomp")
            return "future" if going else "present"
    if verb.xpos == "VBN":
        return "past"
    return None
