"""The order of events within a sentence: how one lies to the one that it hangs on.

"After the vote they left", "he came and she went", "they condemned the attack": prepositions, conjunctions and a few
classes of verbs say whether two events happened together or one before the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kb.events.attachment import climb
from kb.events.clause import base, cases, is_verbal, marks
from kb.events.dating import Dating
from kb.events.factuality import Factuality
from kb.events.lexicon import known_lemma
from kb.events.trigger import Trigger
from kb.language import Doc, Token

#: Where an event lies: with the other, no later than it, no earlier than it.
Order = Literal["on", "past", "future"]

#: Verbs whose subject happens together with them: "the attack killed 12 on Monday".
BRINGING_ABOUT = frozenset("kill injure wound destroy damage cause leave force hit strike claim displace topple "
                            "devastate sweep rock shake occur happen begin start take last close "
                            "open break come fall go draw explode erupt detonate rip tear".split())
#: Verbs by which their subject ends.
ENDING = frozenset("end finish conclude stop cease expire lapse".split())
#: … with "off", "up" or "down".
_ENDING_OFF = frozenset("break call wind wrap shut".split())
#: Verbs whose object was there before: "condemned the attack on Monday".
LOOKING_BACK = frozenset("condemn denounce welcome criticise criticize discuss investigate confirm describe recall "
                          "mark remember follow praise reject blame mourn regret report probe examine "
                          "review commemorate survive flee escape cite deplore hail explain blame "
                          "deny admit celebrate apologise apologize sue charge settle resolve".split())
_AFTER_WORDS = frozenset({"after", "following", "since", "because of", "due to", "thanks to", "upon", "despite",
                          "for", "over", "about", "of"})
_BEFORE_WORDS = frozenset({"before", "ahead of", "until", "till", "prior to", "pending"})
#: What somebody is charged, tried or sought in came before: "charged on Monday in the slaying".
_LEGAL = frozenset("charge convict sentence indict accuse suspect want seek question questioning arrest try interview "
                   "investigate sue acquit implicate involve".split())
#: "In connection with the slaying", "in response to the attack".
_ABOUT = frozenset({"connection", "response", "reaction", "relation"})
#: What somebody comes, is sent or is sought for: "arrived for talks".
_PURPOSES = frozenset("trial questioning talk meeting summit conference treatment surgery training visit interview "
                      "negotiation vote election ceremony discussion hearing".split())
_LATER = frozenset("later subsequently eventually then afterwards soon".split())
#: "He returned in 1996 and later left": what comes then need not have come in 1996; "then" mostly came at once.
_MUCH_LATER = _LATER - {"then"}
#: What one appears or uses an occasion for happens there: "appeared in March to unveil the phone".
_OCCASIONS = frozenset({"appear", "use", "gather", "convene"})
_SIMULTANEOUS = frozenset({"when", "as", "while", "whilst", "where", "once", "by", "with", "in"})


class Ordering:
    """The order of events in the clauses of one document. `clauses` gives the event of a token or of the verb that
    carries its tense, `direct` the dates that the tree hangs on an event, by trigger token."""

    def __init__(self, doc: Doc, clauses: Mapping[int, Trigger], facts: Mapping[int, Factuality],
                 direct: Mapping[int, Dating]) -> None:
        self._doc, self._clauses, self._facts, self._direct = doc, clauses, facts, direct

    def governor(self, trigger: Trigger) -> tuple[Trigger, Token] | None:
        """The next event up the tree, and the node just below it on the way."""
        for node, head in climb(self._doc, self._doc.tokens[trigger.clause]):
            other = self._clauses.get(head.index)
            if other is not None and other.token != trigger.token:
                return other, node
            if is_verbal(head) and base(node.deprel) in ("nsubj", "advcl", "ccomp") and head.lemma != "be":
                return None
        return None

    def order(self, trigger: Trigger) -> tuple[Trigger, Order] | None:
        """The event that one hangs on, and how it lies to it; None where nothing follows."""
        found = self.governor(trigger)
        if found is None:
            return None
        other, node = found
        if base(node.deprel) == "conj":
            other = self._nearest_conjunct(node) or other
        bound = self._order(trigger, other, node, base(node.deprel))
        return (other, bound) if bound is not None else None

    def _nearest_conjunct(self, node: Token) -> Trigger | None:
        """Of several verbs in a row, the last dated one before this one."""
        before = [self._clauses[other.index] for other in self._doc.children(self._doc.head(node), "conj")
                  if other.index < node.index and other.index in self._clauses]
        return next((other for other in reversed(before) if other.token in self._direct), None)

    def _order(self, trigger: Trigger, over: Trigger, node: Token, relation: str) -> Order | None:
        """How an event lies to the one it hangs on."""
        doc, fact = self._doc, self._facts[trigger.token]
        coming = fact.certainty in ("planned", "possible", "hypothetical") or fact.tense == "future"
        words = marks(doc, node)
        theirs = doc.tokens[over.clause]
        if relation == "conj":
            return self._coordinated(trigger, over, node)
        if relation == "xcomp":
            return "future" if coming else "on"
        if relation == "advcl":
            if self._comes_later(node):
                return "future"
            if words & {"after", "since"}:
                return "past"
            if words & {"before", "until", "till"}:
                return "future"
            if words & {"to"} or (node.xpos == "VB" and coming):
                return "on" if self._is_occasion(over) else "future"
            adverbs = {t.lower for t in doc.children(node, "advmod")}
            if words & _SIMULTANEOUS or adverbs & {"when", "where", "while"} or (
                    not words and node.xpos in ("VBG", "VBN")):
                return "past" if fact.perfect else "on"
            return "past" if fact.tense == "past" else None
        if relation in ("ccomp", "csubj"):
            if coming:
                return "future"
            return "past" if fact.tense == "past" else None
        if relation == "appos":
            return "on"
        if node.deprel == "acl:relcl" and fact.tense == "past" and not fact.perfect and (
                {t.lower for t in doc.children(node, "advmod")} & {"where", "when"}):
            return "on"                                               # "announced it at a meeting, where he spoke"
        if node.deprel == "acl:relcl":
            aside = node.index > 0 and any(t.text == "," and t.deprel == "punct" for t in doc.children(node))
            if fact.tense != "past" or aside or {t.lower for t in doc.children(node, "advmod")} & _LATER:
                return None
            return "past"
        if relation == "acl":
            if coming:
                return "future"
            return "past" if node.xpos == "VBN" else ("on" if node.xpos == "VBG" else None)
        if trigger.kind != "noun":
            return None
        if coming:
            return "future" if relation in ("obj", "obl", "nmod") else None
        lemma = known_lemma(theirs)
        if relation == "nsubj" and (lemma in ENDING or (lemma in _ENDING_OFF and any(
                particle.lower in ("off", "up", "down") for particle in doc.children(theirs, "compound:prt")))):
            return "past"
        if relation == "nsubj":
            return "on" if lemma in BRINGING_ABOUT else "past"
        if relation == "obj":
            return "past" if lemma in LOOKING_BACK else "on"
        if relation in ("obl", "nmod"):
            prepositions = cases(doc, node)
            if relation == "nmod" and "on" in prepositions:            # "a hearing on the collapse"
                return "past"
            if prepositions & _AFTER_WORDS or node.lemma in _ABOUT or (lemma in _LEGAL and "in" in prepositions):
                return "future" if "for" in prepositions and trigger.lemma in _PURPOSES else "past"
            if prepositions & _BEFORE_WORDS:
                return "future"
            return "on" if prepositions & {"in", "during", "at", "amid", "with", "by", "as", "on"} else None
        return None

    def _comes_later(self, node: Token) -> bool:
        return any(word.lower in _MUCH_LATER for word in self._doc.children(node, "advmod"))

    def _is_occasion(self, over: Trigger) -> bool:
        """"Appeared", "made an appearance", as something that happened."""
        verb, fact = self._doc.tokens[over.clause], self._facts[over.token]
        shown = verb.lemma in _OCCASIONS or any(
            thing.lemma.lower() == "appearance" for thing in self._doc.children(verb, "obj"))
        return shown and fact.tense == "past" and fact.certainty == "asserted" and fact.polarity == "positive"

    def _coordinated(self, trigger: Trigger, over: Trigger, node: Token) -> Order | None:
        """"He was arrested and charged on Monday", "On Monday he came and she left": one date for both."""
        mine, theirs = self._facts[trigger.token], self._facts[over.token]
        if (mine.tense, mine.perfect, mine.polarity) != (theirs.tense, theirs.perfect, theirs.polarity):
            return None
        if self._comes_later(node):
            return "future"
        own_subject = bool(self._doc.children(node, "nsubj"))
        dating = self._direct.get(over.token)
        if dating is None or dating.expression is None:
            return None if own_subject else "on"
        first = dating.expression.first < self._doc.tokens[over.clause].index
        return "on" if first or not own_subject else None
