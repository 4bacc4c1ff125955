"""The narrative: a dated past event dates those that the story tells next; one of them is what the article is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from kb.events.attribution import Voice
from kb.events.clause import base, cases, is_repeated, marks
from kb.events.dating import FINENESS, Dating
from kb.events.factuality import Factuality
from kb.events.trigger import Trigger
from kb.language import Doc

#: How far, in sentences, a date carries over to undated past events of the same paragraph …
CARRY_SENTENCES = 3
#: … and to those of the same actor, in any paragraph.
CARRY_SAME_ACTOR = 8
#: News tells of events at most so old; what is older is told as background.
FRESH = timedelta(days=7)

#: Types of events in which somebody speaks.
SPEAKING = frozenset({"Statement", "Announcement", "Criticism", "Support", "Warning", "Denial", "Promise",
                      "Accusation", "Opinion", "Demand", "Rejection", "SocialMediaPost", "Threat"})
#: Types that say too little for two mentions of them to be one event.
VAGUE = SPEAKING | {"Happening", "State", "Change", "Use", "Perception", "Attempt", "Movement", "Transfer", "Creation",
                    "PolicyDecision", "ProductLaunch", "Publication", "Trade", "Research", "Negotiation",
                    "Cooperation", "PriceChange", "FinancialResult"}
#: What courts do …
_LEGAL = frozenset({"Charge", "Lawsuit", "Trial", "Verdict", "Sentence"})
#: … with what was done some time before.
_DEEDS = frozenset({"Killing", "Shooting", "Attack", "Bombing", "Crime", "Injury", "Destruction", "Death", "Fire",
                    "Arrest", "Escape", "HostageTaking", "Accident", "Investigation", "Discovery"})
#: What lasts for years.
_SPANS = frozenset("career season lifetime childhood tenure reign youth apprenticeship".split())
_OWN_TIMES = frozenset("quarter period era past history decade century".split())
_WITHIN = frozenset({"in", "during", "at"})


@dataclass(frozen=True, slots=True)
class _Told:
    """A dated event of the story so far."""

    sentence: int
    block: int
    actor: str | None
    kind: str
    dating: Dating


class Narrative:
    """The story that one document tells, as far as it has been followed. `clauses` gives the event of a token or of
    the verb that carries its tense; `facts`, `voices`, `actors` (entity ids of those who act) and `kinds` (types) by
    trigger token; `deaths` gives who has died, by the token that tells of it."""

    def __init__(self, doc: Doc, published: date | None, clauses: Mapping[int, Trigger],
                 facts: Mapping[int, Factuality], voices: Mapping[int, Voice | None], actors: Mapping[int, str],
                 kinds: Mapping[int, str], deaths: Mapping[int, str]) -> None:
        self._deaths, self._dead = deaths, set[str]()
        self._doc, self._published, self._clauses = doc, published, clauses
        self._facts, self._voices, self._actors, self._kinds = facts, voices, actors, kinds
        #: Sentences that tell of what courts do, whatever verb they tell it by.
        self._in_court = frozenset(doc.tokens[token].sentence for token, kind in kinds.items() if kind in _LEGAL)
        self._story: list[_Told] = []
        self._dated_kinds: dict[str, Dating] = {}
        self._is_back = False
        self._back: set[int] = set()
        #: The date of what the article is about: of its first main event that was fresh on publication.
        self.focus: Dating | None = None

    def tells(self, trigger: Trigger) -> bool:
        """A past event of a main clause, in the article's own voice: what a story is made of."""
        if trigger.kind == "noun" and trigger.clause == trigger.token:
            return False
        fact = self._facts[trigger.token]
        return fact.tense == "past" and fact.certainty == "asserted" and fact.polarity == "positive" and (
            self._voices[trigger.token] is None and self._is_main(trigger))

    def follow(self, trigger: Trigger, dating: Dating | None) -> None:
        """Go on, in text order, to the next event."""
        if trigger.token in self._deaths:
            self._dead.add(self._deaths[trigger.token])
        self._follow_time(trigger, dating)
        if dating is None or dating.day is None or dating.expression is None:
            return
        self._dated_kinds[self._kinds[trigger.token]] = dating
        if self.focus is None and self._is_news(trigger, dating):
            self.focus = dating
        if self.tells(trigger) and FINENESS.get(dating.expression.granularity, 99) <= FINENESS["day"]:
            sentence = self._doc.sentences[self._doc.tokens[trigger.token].sentence]
            self._story.append(_Told(sentence.index, sentence.block, self._actors.get(trigger.token),
                                     self._kinds[trigger.token], dating))

    def carried(self, trigger: Trigger) -> Dating | None:
        """The date of what was told just before, where the story goes on: in the next sentence of the paragraph,
        or a little further when the same one acts."""
        if not self._story or not self.tells(trigger) or self._facts[trigger.token].perfect or (
                is_repeated(self._doc, self._doc.tokens[trigger.clause]) or self.spans_years(trigger)
                or self._has_own_time(trigger)):
            return None
        token, clause = self._doc.tokens[trigger.token], self._doc.tokens[trigger.clause]
        if clause.deprel == "advcl" and marks(self._doc, clause) & {"after", "before"}:
            return None                                               # "two years after the town was destroyed"
        sentence = self._doc.sentences[token.sentence]
        actor = self._actors.get(trigger.token)
        if actor in self._dead:
            return None                                               # what the dead did they did before
        near = takewhile(lambda told: sentence.index - told.sentence <= CARRY_SAME_ACTOR, reversed(self._story))
        same = next((told for told in near if actor is not None and told.actor == actor), None)
        last = self._story[-1]
        if 0 <= sentence.index - last.sentence <= CARRY_SENTENCES and sentence.block == last.block:
            why = "the story goes on"
        elif same is not None and same.sentence <= sentence.index:
            last, why = same, "the same one acts"
        else:
            return None
        if self._kinds[trigger.token] in SPEAKING and not self._is_fresh(last.dating):
            return None                                # what is told of long ago need not have been said then
        if (last.kind in _LEGAL or last.sentence in self._in_court) and self._kinds[trigger.token] in _DEEDS:
            return last.dating.before(f"“{token.text}” is what a court deals with, and came before that.")
        elsewhere = self._told_elsewhere(trigger, last.dating)
        if elsewhere is not None:
            return elsewhere
        assert last.dating.expression is not None
        return last.dating.carried(f"“{last.dating.expression.text}” carries over to “{token.text}”: {why}.")

    def spans_years(self, trigger: Trigger) -> bool:
        """"Averaged ten goals a season in a long career": no one day holds it."""
        doc = self._doc
        around = doc.children(doc.tokens[trigger.clause], "obj", "obl")
        if any(child.lemma == "time" and doc.children(child, "nmod:poss") for child in around):
            return True                                               # "during his time in Leeds"
        return any(word.lemma.lower() in _SPANS for child in around for word in (child, *doc.children(child, "nmod")))

    def _has_own_time(self, trigger: Trigger) -> bool:
        """"In the last financial quarter sales rose", "it fell soon after its launch": told of a time of its own, even
        though no day is known for it."""
        doc = self._doc
        return any(child.lemma.lower() in _OWN_TIMES or (
            cases(doc, child) & {"after", "before", "since", "until"} and child.event_noun > 0.5)
            for child in doc.children(doc.tokens[trigger.clause], "obl"))

    def _told_elsewhere(self, trigger: Trigger, dating: Dating) -> Dating | None:
        """"Twelve people were killed in the bombing": the day of the bombing, told before, is not that of the story."""
        for child in self._doc.children(self._doc.tokens[trigger.clause], "obl"):
            within = self._clauses.get(child.index)
            if within is None or within.kind != "noun" or not cases(self._doc, child) & _WITHIN:
                continue
            kind = self._kinds[within.token]
            known = self._dated_kinds.get(kind) if kind not in VAGUE else None
            if known is not None and known.day != dating.day and known.expression is not None:
                return known.carried(f"“{self._doc.tokens[within.token].text}”, in which “"
                                     f"{self._doc.tokens[trigger.token].text}” happened, is told of “"
                                     f"{known.expression.text}”.")
        return None

    def is_background(self, trigger: Trigger) -> bool:
        """Whether an event is told while the story is back in what happened long before publication."""
        return trigger.token in self._back

    def _follow_time(self, trigger: Trigger, dating: Dating | None) -> None:
        """The story goes back with a date of long ago, and returns with a fresh one or with the present tense."""
        fact = self._facts[trigger.token]
        if self._is_main(trigger):
            if dating is not None and dating.expression is not None and fact.tense == "past":
                self._is_back = not self._is_fresh(dating)
            elif fact.tense in ("present", "future") or fact.perfect:
                self._is_back = False
        if self._is_back:
            self._back.add(trigger.token)

    def _is_news(self, trigger: Trigger, dating: Dating) -> bool:
        fact, voice = self._facts[trigger.token], self._voices[trigger.token]
        return dating.basis != "carried" and self._is_main(trigger) and self._is_fresh(dating) and (
            fact.tense == "past" and fact.certainty in ("asserted", "reported") and not (voice and voice.quoted)
            and dating.latest is not None and self._published is not None and dating.latest <= self._published)

    def _is_fresh(self, dating: Dating) -> bool:
        return self._published is None or dating.latest is None or dating.latest >= self._published - FRESH

    def _is_main(self, trigger: Trigger) -> bool:
        node = self._doc.tokens[trigger.clause]
        while base(node.deprel) in ("conj", "parataxis"):
            node = self._doc.head(node)
        return node.is_root
