"""Anchoring: which words date an event, and what follows from tense where none do.

In this order: an expression that the tree hangs on the event itself; the event it belongs to (what was said by
Sunday happened by Sunday, what happened "after" it came no later); coordination; the narrative, where one
dated past event follows another; at last tense and the publication date, which bound an event and never
become its date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from kb.events.attachment import climb
from kb.events.attribution import Attribution, Voice
from kb.events.clause import base, cases, is_verbal, marks
from kb.events.dating import FINENESS, Dating, edtf
from kb.events.factuality import Factuality
from kb.events.linking import Linking
from kb.events.mention import EventTime, TimeRelation
from kb.events.trigger import Trigger
from kb.language import Doc, Token
from kb.reading import Article
from kb.temporal import TimeExpression

#: How far, in sentences, a date carries over to undated past events of the same paragraph …
CARRY_SENTENCES = 3
#: … and to those of the same actor, in any paragraph.
CARRY_SAME_ACTOR = 8

#: Verbs whose subject happens together with them: "the attack killed 12 on Monday".
_BRINGING_ABOUT = frozenset("kill injure wound destroy damage cause leave force hit strike claim displace topple "
                            "devastate sweep rock shake occur happen begin start end take last close "
                            "open break come fall go draw".split())
#: Verbs whose object was there before: "condemned the attack on Monday".
_LOOKING_BACK = frozenset("condemn denounce welcome criticise criticize discuss investigate confirm describe recall "
                          "mark remember follow praise reject blame mourn regret report probe examine "
                          "review commemorate survive flee escape cite deplore hail explain blame "
                          "deny admit celebrate apologise apologize sue charge".split())
_AFTER_WORDS = frozenset({"after", "following", "since", "because of", "due to", "thanks to", "upon", "despite",
                          "for", "over", "about", "of"})
_BEFORE_WORDS = frozenset({"before", "ahead of", "until", "till", "prior to", "pending"})
_LATER = frozenset("later subsequently eventually then afterwards soon".split())
_SIMULTANEOUS = frozenset({"when", "as", "while", "whilst", "where", "once", "by", "with", "in"})
_Bound = Literal["on", "past", "future"]


@dataclass(frozen=True, slots=True)
class _Told:
    """A dated event of the story so far."""

    sentence: int
    block: int
    actor: str | None
    dating: Dating


class Anchoring:
    """Dates the events of one document. `times` in text order; `facts`, `voices` and `actors` (entity ids of
    those who act) by trigger token."""

    def __init__(self, doc: Doc, article: Article, times: Sequence[TimeExpression], triggers: Sequence[Trigger],
                 facts: Mapping[int, Factuality], voices: Mapping[int, Voice | None],
                 attribution: Attribution, actors: Mapping[int, str]) -> None:
        self._doc, self._article = doc, article
        self._facts, self._voices = facts, voices
        self._triggers = {t.token: t for t in triggers}
        self._clauses: dict[int, Trigger] = {}
        for trigger in triggers:
            self._clauses.setdefault(trigger.clause, trigger)
        for trigger in triggers:
            self._clauses[trigger.token] = trigger
        self._direct = Linking(doc, article, times, self._clauses, facts, attribution).datings()
        self._known: dict[int, Dating | None] = {}
        self._actors = actors
        self._story: list[_Told] = []
        for trigger in triggers:
            self._follow(trigger)

    def time_of(self, trigger: Trigger) -> EventTime:
        """When the event happened, as far as the article says."""
        dating = self._dating(trigger)
        fact = self._facts[trigger.token]
        dating = self._bounded(dating, fact, trigger)
        expression = dating.expression
        return EventTime(
            expression=expression.id if expression else None, value=expression.value if expression else None,
            earliest=dating.earliest, latest=dating.latest, relation=dating.relation,
            granularity=expression.granularity if expression else None, edtf=edtf(dating),
            explanation=dating.explanation)

    # From event to event

    def _dating(self, trigger: Trigger) -> Dating | None:
        """The date of an event from the text alone; memoised, and safe against circles."""
        if trigger.token in self._known:
            return self._known[trigger.token]
        self._known[trigger.token] = None
        found = (self._direct.get(trigger.token) or self._from_speech(trigger) or self._from_governor(trigger)
                 or self._from_dependents(trigger) or self._carried(trigger))
        self._known[trigger.token] = found
        return found

    def _word(self, trigger: Trigger) -> str:
        return self._doc.tokens[trigger.token].text

    def _from_speech(self, trigger: Trigger) -> Dating | None:
        """What is said happened before it was said, or will after, by its tense."""
        voice = self._voices[trigger.token]
        if voice is None:
            return None
        speech = self._triggers.get(voice.verb) or self._clauses.get(voice.verb)
        if speech is None or speech.token == trigger.token:
            return None
        dating = self._dating(speech)
        if dating is None:
            return None
        fact, said = self._facts[trigger.token], self._word(speech)
        words = f"“{dating.expression.text}”" if dating.expression else "then"
        if fact.tense == "past":
            inner = self._from_governor(trigger, within=voice.verb)
            if inner is not None:
                return inner
            return dating.before(f"“{self._word(trigger)}” was already told when they “{said}” it {words}.")
        if fact.tense == "future" or fact.certainty == "planned":
            return dating.after(f"“{self._word(trigger)}” was still to come when they “{said}” it {words}.")
        return None

    def _governor(self, trigger: Trigger) -> tuple[Trigger, Token] | None:
        """The next event up the tree, and the node just below it on the way."""
        for node, head in climb(self._doc, self._doc.tokens[trigger.clause]):
            other = self._clauses.get(head.index)
            if other is not None and other.token != trigger.token:
                return other, node
            if is_verbal(head) and base(node.deprel) in ("nsubj", "advcl", "ccomp") and head.lemma != "be":
                return None
        return None

    def _from_governor(self, trigger: Trigger, within: int | None = None) -> Dating | None:
        found = self._governor(trigger)
        if found is None or found[0].token == within:
            return None
        other, node = found
        relation = base(node.deprel)
        bound = self._bound(trigger, other, node, relation)
        if bound is None:
            return None
        dating = self._dating(other)
        if dating is None or (dating.expression is None):
            return None
        fact = self._facts[trigger.token]
        if fact.anterior and bound == "on" and not self._facts[other.token].anterior:
            bound = "past"
        words = f"“{dating.expression.text}”"
        mine, theirs = self._word(trigger), self._word(other)
        if bound == "on":
            return dating.same(f"“{mine}” belongs to “{theirs}”, which {words} dates.")
        if bound == "past":
            return dating.before(f"“{mine}” came no later than “{theirs}”, which {words} dates.")
        return dating.after(f"“{mine}” came no earlier than “{theirs}”, which {words} dates.")

    def _bound(self, trigger: Trigger, over: Trigger, node: Token, relation: str) -> _Bound | None:
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
            if words & {"after", "since"}:
                return "past"
            if words & {"before", "until", "till"}:
                return "future"
            if words & {"to"} or (node.xpos == "VB" and coming):
                return "future"
            adverbs = {t.lower for t in doc.children(node, "advmod")}
            if words & _SIMULTANEOUS or adverbs & {"when", "where", "while"} or (
                    not words and node.xpos in ("VBG", "VBN")):
                return "past" if fact.perfect else "on"
            return "past" if fact.tense == "past" else None
        if relation in ("ccomp", "csubj"):
            if coming:
                return "future"
            return "past" if fact.tense == "past" else None
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
        lemma = theirs.lemma.lower()
        if relation == "nsubj":
            return "on" if lemma in _BRINGING_ABOUT else "past"
        if relation == "obj":
            return "past" if lemma in _LOOKING_BACK else "on"
        if relation in ("obl", "nmod"):
            prepositions = cases(doc, node)
            if prepositions & _AFTER_WORDS:
                return "past"
            if prepositions & _BEFORE_WORDS:
                return "future"
            return "on" if prepositions & {"in", "during", "at", "amid", "with", "by", "as", "on"} else None
        return None

    def _coordinated(self, trigger: Trigger, over: Trigger, node: Token) -> _Bound | None:
        """"He was arrested and charged on Monday", "On Monday he came and she left": one date for both."""
        mine, theirs = self._facts[trigger.token], self._facts[over.token]
        if (mine.tense, mine.perfect) != (theirs.tense, theirs.perfect):
            return None
        own_subject = bool(self._doc.children(node, "nsubj"))
        dating = self._direct.get(over.token)
        if dating is None or dating.expression is None:
            return None if own_subject else "on"
        first = dating.expression.first < self._doc.tokens[over.clause].index
        return "on" if first or not own_subject else None

    def _from_dependents(self, trigger: Trigger) -> Dating | None:
        """From below: "after the vote on Monday", the date hung on the object, the last of coordinated verbs."""
        doc, clause = self._doc, self._doc.tokens[trigger.clause]
        if trigger.kind == "noun" and trigger.clause == trigger.token:
            return None
        for child in doc.children(clause):
            relation = base(child.deprel)
            other = self._clauses.get(child.index)
            if other is None or other.token == trigger.token:
                continue
            dating = self._direct.get(other.token)
            if dating is None or dating.expression is None:
                continue
            words, mine, theirs = f"“{dating.expression.text}”", self._word(trigger), self._word(other)
            if relation in ("obj", "nsubj") and other.kind == "noun":
                loose = dating.expression.first > other.token and dating.relation == "on"
                if loose and doc.tokens[trigger.clause].lemma not in _LOOKING_BACK and relation == "obj":
                    return dating.same(f"{words} dates “{theirs}”, and “{mine}” with it.")
            linking = marks(doc, child) | cases(doc, child)
            if relation in ("advcl", "obl") and linking & {"after", "following"}:
                return dating.after(f"“{mine}” came after “{theirs}”, which {words} dates.")
            if relation in ("advcl", "obl") and linking & {"before", "ahead of"}:
                return dating.before(f"“{mine}” came before “{theirs}”, which {words} dates.")
            if relation in ("advcl", "obl") and linking & {"when", "during", "in", "at"}:
                return dating.same(f"“{mine}” happened with “{theirs}”, which {words} dates.")
            if relation == "conj" and not doc.children(child, "nsubj"):
                fact, theirs_fact = self._facts[trigger.token], self._facts[other.token]
                if (fact.tense, fact.perfect) == (theirs_fact.tense, theirs_fact.perfect) and is_verbal(child):
                    return dating.same(f"{words} dates “{theirs}”, told in one breath with “{mine}”.")
        return None

    # The narrative

    def _follow(self, trigger: Trigger) -> None:
        """Date an event, in text order, and remember it when the story can go on from it."""
        dating = self._dating(trigger)
        fact = self._facts[trigger.token]
        if dating is None or dating.relation != "on" or dating.expression is None or not self._tells(trigger, fact):
            return
        if FINENESS.get(dating.expression.granularity, 99) <= FINENESS["day"] and dating.latest == dating.earliest:
            sentence = self._doc.sentences[self._doc.tokens[trigger.token].sentence]
            self._story.append(_Told(sentence.index, sentence.block, self._actors.get(trigger.token), dating))

    def _tells(self, trigger: Trigger, fact: Factuality) -> bool:
        """A past event of a main clause, in the article's own voice: what a story is made of."""
        if trigger.kind == "noun" and trigger.clause == trigger.token:
            return False
        return fact.tense == "past" and not fact.perfect and fact.certainty == "asserted" and (
            fact.polarity == "positive" and self._voices[trigger.token] is None and self._is_main(trigger))

    def _is_main(self, trigger: Trigger) -> bool:
        node = self._doc.tokens[trigger.clause]
        while base(node.deprel) in ("conj", "parataxis"):
            node = self._doc.head(node)
        return node.is_root

    def _carried(self, trigger: Trigger) -> Dating | None:
        """The date of what was told just before, where the story goes on: in the next sentence of the paragraph,
        or a little further when the same one acts."""
        if not self._story or not self._tells(trigger, self._facts[trigger.token]):
            return None
        sentence = self._doc.sentences[self._doc.tokens[trigger.token].sentence]
        actor = self._actors.get(trigger.token)
        near = takewhile(lambda told: sentence.index - told.sentence <= CARRY_SAME_ACTOR, reversed(self._story))
        same = next((told for told in near if actor is not None and told.actor == actor), None)
        last = self._story[-1]
        if 0 <= sentence.index - last.sentence <= CARRY_SENTENCES and sentence.block == last.block:
            why = "the story goes on"
        elif same is not None and same.sentence <= sentence.index:
            last, why = same, "the same one acts"
        else:
            return None
        assert last.dating.expression is not None
        return last.dating.same(f"“{last.dating.expression.text}” carries over to “{self._word(trigger)}”: {why}.")

    # Tense and the publication date

    def _bounded(self, dating: Dating | None, fact: Factuality, trigger: Trigger) -> Dating:
        published, word = self._article.published, self._word(trigger)
        if dating is not None and dating.expression is not None:
            if dating.relation == "before-or-on" and fact.tense == "past" and published:
                latest = min(dating.latest, published) if dating.latest else (
                    published if not dating.expression.value.startswith("XXXX") else None)
                return replace(dating, latest=latest)
            if dating.relation == "on-or-after" and fact.tense == "past" and dating.earliest and published and (
                    dating.latest is None and dating.earliest <= published):
                return replace(dating, latest=published)
            return dating
        if published is None:
            return Dating(None, None, None, _open_relation(fact), f"No words date “{word}”, and the article "
                                                                 "has no publication date.")
        day = published.isoformat()
        if fact.tense == "past" and fact.certainty in ("asserted", "reported", "denied"):
            return Dating(None, None, published, "before-or-on",
                          f"No words date “{word}”; it is told as past on {day}, the publication date.")
        if fact.tense == "future" or (fact.certainty == "planned" and fact.tense != "past"):
            return Dating(None, published, None, "on-or-after",
                          f"No words date “{word}”; it was still to come on {day}, the publication date.")
        if fact.tense == "none" and self._told_as_past(trigger):
            return Dating(None, None, published, "before-or-on",
                          f"No words date “{word}”; what is told with it is past on {day}, the publication date.")
        return Dating(None, None, None, "on", f"No words date “{word}”, and its tense leaves it open.")

    def _told_as_past(self, trigger: Trigger) -> bool:
        fact = self._facts[trigger.token]
        if fact.certainty not in ("asserted", "reported"):
            return False
        found = self._governor(trigger)
        return found is not None and self._facts[found[0].token].tense == "past"


def _open_relation(fact: Factuality) -> TimeRelation:
    if fact.tense == "past":
        return "before-or-on"
    return "on-or-after" if fact.tense == "future" else "on"
