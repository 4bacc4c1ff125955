"""The likely day of what no words date.

News leaves much unsaid: what it tells in the present tense holds as it appears, a headline tells what the first
sentences date, and what somebody "said" in it was said for this news. These are guesses; they stand beside the
bounds of an event and never narrow them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kb.events.attribution import Voice
from kb.events.clause import base, is_finite, marks
from kb.events.dating import Dating
from kb.events.factuality import Factuality
from kb.events.narrative import FRESH, SPEAKING, VAGUE, Narrative
from kb.events.offsets import Offset
from kb.events.ordering import Ordering
from kb.events.trigger import Trigger
from kb.events.word_classes import REQUESTING
from kb.language import Doc, Token
from kb.reading import Article

#: How many sentences of the body tell the news itself; what comes later may be its background.
LEAD_SENTENCES = 2
#: Letters that a noun shares with the verb it comes from ("resign", "resignation").
_STEM = 5
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
#: Adverbs that set what they stand with apart from the news.
_BACKGROUND = frozenset("ever never always before already previously formerly once twice often repeatedly since "
                        "originally long yet earlier sometimes usually historically first".split())
#: Nouns that tell a figure or how things stand, in the form that does.
_FIGURES = frozenset("sales demand revenue revenues profits earnings shipments exports imports deliveries losses "
                     "turnover output production consumption spending supply supplies growth".split())
_YET_TO_COME = frozenset({"when", "once", "until", "till", "before", "after", "if", "unless", "whenever"})


@dataclass(frozen=True, slots=True)
class Guess:
    """The likely day, and why, to go on from “Most likely on …:”."""

    day: date
    because: str


class LikelyDays:
    """Guesses the days of the events of one document. `clauses` gives the event of a token or of the verb that
    carries its tense; `facts`, `voices`, `kinds` (types), `datings` (those found) and
    `offsets` (counts from other events) by trigger token."""

    def __init__(self, doc: Doc, article: Article, clauses: Mapping[int, Trigger], facts: Mapping[int, Factuality],
                 voices: Mapping[int, Voice | None], kinds: Mapping[int, str], ordering: Ordering, narrative: Narrative,
                 datings: Mapping[int, Dating | None], offsets: Mapping[int, Sequence[Offset]]) -> None:
        self._doc, self._article, self._clauses = doc, article, clauses
        self._facts, self._voices, self._kinds, self._datings = facts, voices, kinds, datings
        self._ordering, self._narrative, self._offsets = ordering, narrative, offsets
        self._by_kind: dict[str, list[Trigger]] = {}
        self._by_sentence: dict[int, list[Trigger]] = {}
        for token, trigger in sorted({trigger.token: trigger for trigger in clauses.values()}.items()):
            self._by_kind.setdefault(kinds[token], []).append(trigger)
            self._by_sentence.setdefault(doc.tokens[token].sentence, []).append(trigger)
        self._known: dict[int, Guess | None] = {}
        body = [sentence.index for sentence in doc.sentences if article.blocks[sentence.block].kind == "body"]
        self._lead = frozenset(body[:LEAD_SENTENCES])

    def guess(self, trigger: Trigger) -> Guess | None:
        """The likely day of an event that has none, and why; None where there is nothing to go by."""
        if trigger.token not in self._known:
            self._known[trigger.token] = None
            guess, dating = self._guessed(trigger), self._datings[trigger.token]
            self._known[trigger.token] = guess if guess and (dating is None or dating.allows(guess.day)) else None
        return self._known[trigger.token]

    def _guessed(self, trigger: Trigger) -> Guess | None:
        fact, dating, published = self._facts[trigger.token], self._datings[trigger.token], self._article.published
        if published is None or (dating is not None and dating.day is not None):
            return None
        if trigger.kind == "noun" and self._word(trigger).lower() in _FIGURES:
            return None
        if dating is not None and dating.relation == "on":
            return self._within(trigger, dating, fact, published)
        if dating is not None and dating.relation in ("since", "until"):
            return None
        if any(offset.shift < timedelta(0) for offset in self._offsets.get(trigger.token, ())):
            return self._counted(trigger)
        return (self._with_governor(trigger) or self._told_again(trigger) or self._headline(trigger, fact, published)
                or self._as_told(trigger, fact, published) or self._news(trigger, fact, published))

    def _day(self, trigger: Trigger) -> date | None:
        """The day of an event, known or likely."""
        dating = self._datings[trigger.token]
        if dating is not None and dating.day is not None:
            return dating.day
        guess = self.guess(trigger)
        return guess.day if guess else None

    def _within(self, trigger: Trigger, dating: Dating, fact: Factuality, published: date) -> Guess | None:
        """A day in the longer time that is known."""
        expression = dating.expression
        if expression is not None and expression.value == "PRESENT_REF" and fact.tense == "present":
            return Guess(published, f"“{expression.text}” includes the day of publication")
        if expression is not None and expression.type == "DURATION":
            return self._news(trigger, fact, published)
        return self._headline(trigger, fact, published)

    def _counted(self, trigger: Trigger) -> Guess | None:
        """"The blast came four weeks after the vote": the vote was so long before the likely day of the blast, and is
        no news of this day."""
        for offset in self._offsets[trigger.token]:
            day = self._day(offset.other) if isinstance(offset.other, Trigger) else None
            if day is not None and isinstance(offset.other, Trigger):
                return Guess(day + offset.shift, f"it came {offset.words} before “{self._word(offset.other)}”")
        return None

    def _with_governor(self, trigger: Trigger) -> Guess | None:
        """What happened together with another event, or was what that one was for ("returned to unveil it")."""
        found = self._ordering.order(trigger)
        day = self._day(found[0]) if found is not None else None
        if found is None or day is None:
            return None
        other, order = found
        mine, theirs = self._word(trigger), self._word(other)
        if order == "on":
            return Guess(day, f"“{mine}” belongs to “{theirs}”")
        node, fact = self._doc.tokens[trigger.clause], self._facts[other.token]
        purpose = base(node.deprel) == "advcl" and "to" in marks(self._doc, node)
        if order == "future" and purpose and fact.tense == "past" and fact.certainty == "asserted" and (
                self._doc.tokens[other.clause].lemma not in REQUESTING):
            return Guess(day, f"“{mine}” is what “{theirs}” was for")
        return None

    def _told_again(self, trigger: Trigger) -> Guess | None:
        """"The announcement", "his death": an event that was just told, named by a noun."""
        doc, token = self._doc, self._doc.tokens[trigger.token]
        definite = doc.children(token, "nmod:poss") or any(
            word.lower in _DEFINITE for word in doc.children(token, "det"))
        if trigger.kind != "noun" or not definite or (
                self._facts[trigger.token].certainty not in ("asserted", "reported")):
            return None
        kind = self._kinds[trigger.token]
        told: list[Trigger] = []
        if kind in ("Announcement", "Statement"):
            told = [other for other in self._by_sentence.get(token.sentence - 1, ()) if self._narrative.tells(other)]
        told += [other for other in self._by_kind[kind] if other.token < trigger.token and (
            kind not in VAGUE or other.lemma[:_STEM] == trigger.lemma[:_STEM])]
        for other in reversed(told):
            day = self._day(other)
            if day is not None:
                return Guess(day, f"“{token.text}” takes up “{self._word(other)}”")
        return None

    def _headline(self, trigger: Trigger, fact: Factuality, published: date) -> Guess | None:
        sentence = self._doc.sentences[self._doc.tokens[trigger.token].sentence]
        if self._article.blocks[sentence.block].kind != "title" or fact.tense == "future" or (
                fact.certainty not in ("asserted", "reported")):
            return None
        return self._of_the_news("the headline tells the news", published)

    def _as_told(self, trigger: Trigger, fact: Factuality, published: date) -> Guess | None:
        """What holds, or has just come about, as it is told or said."""
        node = self._doc.tokens[trigger.clause]
        told = fact.certainty in ("asserted", "reported") or self._is_able(trigger, node)
        if not is_finite(self._doc, node) or not told or self._is_condition(node):
            return None
        recent = fact.perfect and not fact.anterior and not self._is_background(node)
        if fact.tense != "present" and not recent:
            return None
        speech = self._speech(trigger)
        day = self._day(speech) if speech is not None else None
        if speech is not None and day is not None:
            if fact.tense == "present":
                return Guess(day, f"it holds as “{self._word(speech)}” was said")
            focus = self._narrative.focus.day if self._narrative.focus is not None else None
            if focus is not None and focus < day:
                return self._of_the_news("the perfect tense tells what is new", published)
            return Guess(day, f"it was new as “{self._word(speech)}” was said")
        if fact.tense == "present" and self._kinds[trigger.token] in SPEAKING - {"Opinion"}:
            return self._of_the_news("what somebody says was said for the news", published)
        if fact.tense == "present":
            return Guess(published, "what is told in the present tense holds on the day of publication")
        return None

    def _is_condition(self, node: Token) -> bool:
        """"Once he arrives", "until the gate opens": the present tense of what is yet to come."""
        linking = marks(self._doc, node) | {word.lower for word in self._doc.children(node, "advmod")}
        return base(node.deprel) == "advcl" and bool(linking & _YET_TO_COME)

    def _is_able(self, trigger: Trigger, node: Token) -> bool:
        """"Can be stored": what the article itself says can be done, it says of the day it appears."""
        return self._voices[trigger.token] is None and any(
            word.lower == "can" for word in self._doc.children(node, "aux"))

    def _speech(self, trigger: Trigger) -> Trigger | None:
        """The event in which somebody says that an event happened."""
        voice = self._voices[trigger.token]
        if voice is not None:
            speech = self._clauses.get(voice.verb)
        else:
            found = self._ordering.order(trigger)
            within = base(self._doc.tokens[trigger.clause].deprel) in ("ccomp", "parataxis", "acl")
            speech = found[0] if found is not None and within else None
        return speech if speech is not None and speech.token != trigger.token else None

    def _news(self, trigger: Trigger, fact: Factuality, published: date) -> Guess | None:
        """What the article tells as having happened, if it is not its background."""
        doc, token = self._doc, self._doc.tokens[trigger.token]
        clause = doc.tokens[trigger.clause]
        own = self._voices[trigger.token] is None and fact.certainty == "asserted" and fact.polarity == "positive"
        if not own or fact.tense != "past" or fact.anterior or not is_finite(doc, clause) or (
                self._is_background(clause)) or self._follows_what_is_old(trigger, published):
            return None
        if token.sentence in self._lead and self._narrative.tells(trigger):
            return self._of_the_news("the first sentences tell the news", published)
        if self._kinds[trigger.token] in SPEAKING:
            return self._of_the_news("what somebody said was said for the news", published)
        if not self._narrative.tells(trigger) or self._is_old(trigger, published) or (
                self._narrative.spans_years(trigger)):
            return None
        if fact.perfect:
            return self._of_the_news("the perfect tense tells what is new", published)
        if not self._narrative.is_background(trigger):
            return self._of_the_news("it is told with the news", published)
        return None

    def _is_old(self, trigger: Trigger, published: date) -> bool:
        """Whether the article dates an event of the same kind long before: it is told again."""
        kind = self._kinds[trigger.token]
        datings = [self._datings.get(other.token) for other in self._by_kind[kind]] if kind not in VAGUE else []
        return any(dating.latest < published - FRESH for dating in datings
                   if dating is not None and dating.relation == "on" and dating.latest is not None)

    def _follows_what_is_old(self, trigger: Trigger, published: date) -> bool:
        """"In 1996 she returned and soon after resumed her job": it came later, but is no news."""
        dating = self._datings[trigger.token]
        return dating is not None and dating.relation == "on-or-after" and dating.earliest is not None and (
            dating.earliest < published - FRESH)

    def _is_background(self, clause: Token) -> bool:
        words = {child.lower for child in self._doc.children(clause, "advmod")}
        below = [{word.lower for word in self._doc.children(child, "mark", "case", "advmod")}
                 for child in self._doc.children(clause, "obl", "advcl")]
        return bool(words & _BACKGROUND) or any(words & {"since", "when"} for words in below)

    def _of_the_news(self, why: str, published: date) -> Guess:
        focus = self._narrative.focus
        if focus is not None and focus.day is not None and focus.expression is not None:
            return Guess(focus.day, f"{why}, which “{focus.expression.text}” dates")
        return Guess(published, f"{why}, and nothing dates it but the publication")

    def _word(self, trigger: Trigger) -> str:
        return self._doc.tokens[trigger.token].text
