"""Anchoring: which words date an event, and what follows from tense where none do.

In this order: an expression that the tree hangs on the event itself; the event it belongs to (what was said by
Sunday happened by Sunday, what happened "after" it came no later); coordination; the narrative, where one
dated past event follows another; at last tense and the publication date, which bound an event and never
become its date. What stays open gets a likely day beside its bounds (`kb/events/likely.py`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kb.events.attribution import FINDING, REPORTING, Attribution, Voice
from kb.events.clause import base, cases, is_passive, is_repeated, is_verbal, marks
from kb.events.dating import Dating, edtf
from kb.events.factuality import Factuality
from kb.events.lexicon import known_lemma
from kb.events.likely import LikelyDays
from kb.events.linking import Linking
from kb.events.mention import EventTime, TimeRelation
from kb.events.narrative import Narrative
from kb.events.offsets import offsets
from kb.events.ordering import BRINGING_ABOUT, LOOKING_BACK, Ordering
from kb.events.trigger import Trigger
from kb.language import Doc
from kb.reading import Article
from kb.temporal import TimeExpression

#: Verbs that happen together with what their infinitive tells: "were allowed to enter on Friday".
_IMPLYING = frozenset("allow permit let force compel manage help begin start try fail refuse decline dare".split())
#: Events that become cases: "questioned in last month's killing" …
_CASES = frozenset({"Killing", "Death", "Crime", "Attack", "Shooting", "Bombing"})
#: … but "killed in last month's attack".
_SUFFERING = frozenset("kill die injure wound hurt lose perish survive damage destroy maim".split())


#: How what is written comes out.
_ISSUING = frozenset("publish release issue file post submit send sign write date print lodge unveil present".split())


class Anchoring:
    """Dates the events of one document. `times` in text order; `facts`, `voices`, `actors` (entity ids of
    those who act) and `kinds` (types) by trigger token."""

    def __init__(self, doc: Doc, article: Article, times: Sequence[TimeExpression], triggers: Sequence[Trigger],
                 facts: Mapping[int, Factuality], voices: Mapping[int, Voice | None],
                 attribution: Attribution, actors: Mapping[int, str], kinds: Mapping[int, str],
                 deaths: Mapping[int, str]) -> None:
        self._doc, self._article = doc, article
        self._facts, self._voices, self._kinds = facts, voices, kinds
        self._triggers = {t.token: t for t in triggers}
        self._clauses: dict[int, Trigger] = {}
        for trigger in triggers:
            self._clauses.setdefault(trigger.clause, trigger)
            if trigger.arranged is not None:                          # "is due on Monday to sign"
                self._clauses.setdefault(trigger.arranged, trigger)
        for trigger in triggers:
            self._clauses[trigger.token] = trigger
        self._direct = Linking(doc, article, times, self._clauses, facts, attribution).datings()
        self._offsets = offsets(doc, times, self._clauses)
        self._ordering = Ordering(doc, self._clauses, facts, self._direct)
        self._narrative = Narrative(doc, article.published, self._clauses, facts, voices, actors, kinds, deaths)
        self._known: dict[int, Dating | None] = {}
        for trigger in triggers:
            self._narrative.follow(trigger, self._dating(trigger))
        self._likely = LikelyDays(doc, article, self._clauses, facts, voices, kinds, self._ordering,
                                  self._narrative, self._known, self._offsets)

    def time_of(self, trigger: Trigger) -> EventTime:
        """When the event happened, as far as the article says."""
        dating = self._dating(trigger)
        fact = self._facts[trigger.token]
        dating = self._bounded(dating, fact, trigger)
        expression, guess = dating.expression, self._likely.guess(trigger)
        if guess is not None and not dating.allows(guess.day):
            guess = None
        explanation = dating.explanation
        if guess is not None:
            explanation += f" Most likely on {guess.day.isoformat()}: {guess.because}."
        return EventTime(
            expression=expression.id if expression else None, value=expression.value if expression else None,
            earliest=dating.earliest, latest=dating.latest, relation=dating.relation,
            granularity=expression.granularity if expression else None, edtf=edtf(dating),
            explanation=explanation, basis=dating.basis, likely=guess.day if guess else None)

    # From event to event

    def _dating(self, trigger: Trigger) -> Dating | None:
        """The date of an event from the text alone; memoised, and safe against circles."""
        if trigger.token in self._known:
            return self._known[trigger.token]
        self._known[trigger.token] = None
        found = (self._direct.get(trigger.token) or self._from_offset(trigger) or self._from_speech(trigger)
                 or self._from_neighbours(trigger) or self._narrative.carried(trigger))
        self._known[trigger.token] = found
        return found

    def _word(self, trigger: Trigger) -> str:
        return self._doc.tokens[trigger.token].text

    def _from_offset(self, trigger: Trigger) -> Dating | None:
        """"A day after the vote they left": what dates the one dates the other."""
        for offset in self._offsets.get(trigger.token, ()):
            other = offset.other
            if isinstance(other, Trigger):
                dating, theirs = self._dating(other), f"“{self._word(other)}”"
            else:
                dating, theirs = Dating(other, other.earliest, other.latest, "on", ""), f"“{other.text}”"
            found = offset.applied(dating, self._word(trigger), theirs) if dating is not None else None
            if found is not None:
                return found
        return None

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
        if fact.tense == "present" and dating.relation == "on" and dating.earliest and dating.day is None:
            return dating.same(f"“{self._word(trigger)}” holds as they “{said}” it {words}.")
        return None

    def _from_neighbours(self, trigger: Trigger) -> Dating | None:
        """From the event above or those below: a date rather than a bound."""
        above = self._from_governor(trigger)
        if above is not None and above.relation == "on":
            return above
        below = self._from_dependents(trigger)
        return below if below is not None and (above is None or below.relation == "on") else above

    def _from_governor(self, trigger: Trigger, within: int | None = None) -> Dating | None:
        found = self._ordering.order(trigger)
        if found is None or found[0].token == within:
            return None
        other, bound = found
        dating = self._dating(other)
        if dating is None or (dating.expression is None):
            return None
        fact = self._facts[trigger.token]
        if fact.anterior and bound == "on" and not self._facts[other.token].anterior:
            bound = "past"
        words = f"“{dating.expression.text}”"
        mine, theirs = self._word(trigger), self._word(other)
        if bound == "on" and dating.relation == "since" and fact.tense == "past" and not fact.perfect:
            return dating.begin(f"“{mine}” belongs to “{theirs}”, which began {words}.")
        if bound == "on" and dating.relation == "on" and is_repeated(self._doc, self._doc.tokens[trigger.clause]):
            return dating.after(f"“{mine}” came again and again after “{theirs}”, which {words} dates.")
        if bound == "on":
            return dating.same(f"“{mine}” belongs to “{theirs}”, which {words} dates.")
        if bound == "past":
            return dating.before(f"“{mine}” came no later than “{theirs}”, which {words} dates.")
        return dating.after(f"“{mine}” came no earlier than “{theirs}”, which {words} dates.")

    def _from_dependents(self, trigger: Trigger) -> Dating | None:
        """From below: "after the vote on Monday", the date hung on the object, the last of coordinated verbs."""
        doc, clause = self._doc, self._doc.tokens[trigger.clause]
        if trigger.kind == "noun" and trigger.clause == trigger.token:
            return self._from_relative_clause(trigger)
        written = self._from_document(trigger)
        if written is not None:
            return written
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
                fact = self._facts[other.token]
                took_place = fact.certainty in ("asserted", "reported") and fact.polarity == "positive" and (
                    other.clause in (other.token, clause.index))      # not "a treaty signed in 1991"
                loose = dating.expression.first > other.token and dating.relation == "on" and took_place
                if loose and doc.tokens[trigger.clause].lemma not in LOOKING_BACK and relation == "obj":
                    return dating.same(f"{words} dates “{theirs}”, and “{mine}” with it.")
            linking = marks(doc, child) | cases(doc, child)
            linking |= {word.lower for word in doc.children(child, "advmod") if word.lower == "when"}
            if relation in ("advcl", "obl") and "since" in linking and dating.earliest:
                fact = self._facts[trigger.token]
                until = None if fact.perfect and not fact.anterior else self._article.published
                return dating.since(until, f"“{mine}” is told of the time since “{theirs}”, which "
                                                             f"{words} dates.")
            if relation in ("advcl", "obl") and linking & {"after", "following"}:
                return dating.after(f"“{mine}” came after “{theirs}”, which {words} dates.")
            if relation in ("advcl", "obl") and linking & {"before", "ahead of"}:
                return dating.before(f"“{mine}” came before “{theirs}”, which {words} dates.")
            about = "in" in linking and self._kinds[other.token] in _CASES and known_lemma(clause) not in _SUFFERING
            if relation == "advcl" and linking & {"as", "while"} and dating.day is not None:
                return dating.same(f"“{mine}” happened as “{theirs}”, which {words} dates.")
            if relation in ("advcl", "obl") and linking & {"when", "during", "in", "at"} and not about:
                return dating.same(f"“{mine}” happened with “{theirs}”, which {words} dates.")
            if relation == "xcomp" and dating.relation == "on" and known_lemma(clause) in _IMPLYING:
                return dating.same(f"{words} dates “{theirs}”, and “{mine}” with it.")
            if relation == "conj" and not doc.children(child, "nsubj") and not doc.children(clause, "obl"):
                fact, theirs_fact = self._facts[trigger.token], self._facts[other.token]
                if (fact.tense, fact.perfect) == (theirs_fact.tense, theirs_fact.perfect) and is_verbal(child):
                    return dating.same(f"{words} dates “{theirs}”, told in one breath with “{mine}”.")
        return None

    def _from_document(self, trigger: Trigger) -> Dating | None:
        """"The report, published on Monday, says …": what is written says so as it comes out."""
        doc = self._doc
        if trigger.lemma not in REPORTING | FINDING:
            return None
        for said in doc.children(doc.tokens[trigger.clause], "nsubj"):
            for verb in doc.children(said, "acl"):
                coming_out = self._clauses.get(verb.index)
                dating = self._direct.get(coming_out.token) if coming_out is not None else None
                if dating is None or dating.expression is None or dating.relation != "on":
                    continue
                if is_passive(doc, verb) and known_lemma(verb) in _ISSUING:
                    return dating.same(f"“{self._word(trigger)}” is what the {said.text} says that was “{verb.text}” “"
                                       f"{dating.expression.text}”.")
        return None

    def _from_relative_clause(self, trigger: Trigger) -> Dating | None:
        """"The earthquake that struck the town in 2010", "the fire, which broke out on Sunday"."""
        doc = self._doc
        for child in doc.children(doc.tokens[trigger.token], "acl:relcl"):
            verb = self._clauses.get(child.index)
            dating = self._direct.get(verb.token) if verb is not None else None
            subject = [word for word in doc.children(child, "nsubj") if word.lower in ("that", "which")]
            if verb is not None and dating is not None and dating.expression is not None and subject and (
                    dating.relation == "on" and known_lemma(child) in BRINGING_ABOUT):
                words = f"“{dating.expression.text}”"
                return dating.same(f"“{self._word(trigger)}” is what “{self._word(verb)}”, and {words} dates that.")
        return None

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
                                                                 "has no publication date.", "tense")
        day = published.isoformat()
        if fact.tense == "past" and fact.certainty in ("asserted", "reported", "denied"):
            return Dating(None, None, published, "before-or-on",
                          f"No words date “{word}”; it is told as past on {day}, the publication date.", "tense")
        if fact.tense == "future" or (fact.certainty == "planned" and fact.tense != "past"):
            return Dating(None, published, None, "on-or-after",
                          f"No words date “{word}”; it was still to come on {day}, the publication date.", "tense")
        if fact.tense == "none" and self._told_as_past(trigger):
            return Dating(None, None, published, "before-or-on",
                          f"No words date “{word}”; what is told with it is past on {day}, the publication date.",
                          "tense")
        return Dating(None, None, None, "on", f"No words date “{word}”, and its tense leaves it open.", "tense")

    def _told_as_past(self, trigger: Trigger) -> bool:
        fact = self._facts[trigger.token]
        if fact.certainty not in ("asserted", "reported"):
            return False
        found = self._ordering.governor(trigger)
        return found is not None and self._facts[found[0].token].tense == "past"


def _open_relation(fact: Factuality) -> TimeRelation:
    if fact.tense == "past":
        return "before-or-on"
    return "on-or-after" if fact.tense == "future" else "on"
