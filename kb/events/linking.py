"""Linking: which time expression the tree hangs on which event, and what its preposition makes of it.

"On Sunday", "by Friday", "since May", "from 2011 to 2014", "two days since …"; an expression that only names a
thing ("the 2019 budget") or stands in somebody's quotation dates nothing outside of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from kb.events.attachment import climb
from kb.events.attribution import Attribution
from kb.events.clause import base, cases, is_verbal, marks
from kb.events.comparisons import dates_nothing
from kb.events.dating import FINENESS, Dating
from kb.events.factuality import Factuality
from kb.events.lexicon import known_lemma
from kb.events.ordering import ENDING
from kb.events.trigger import Trigger
from kb.language import Doc, Token
from kb.reading import Article
from kb.temporal import TimeExpression

#: Nouns that count happenings: "the third time in ten years" is not ten years long.
_COUNTING = frozenset({"time", "occasion", "instance"})
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth latest".split())
#: How many tokens may stand between an ordinal and the time in which it counts.
_COUNTED = 8
#: Verbs for what is to happen: "planned for Friday".
_SCHEDULING = frozenset({"plan", "schedule", "set", "slate", "fix", "book", "arrange", "due", "expect", "call"})
#: Prepositions that put an event before or after another.
_ORDERING = frozenset({"until", "till", "before", "after", "since", "following"})


def _extreme_since(doc: Doc, time: TimeExpression) -> bool:
    """"The first to be born there since 1994", "its highest level since May": nothing goes on since then."""
    before = doc.tokens[max(0, time.first - 10):time.first]
    return any(token.lower == "first" or token.xpos in ("JJS", "RBS") for token in before
               if token.sentence == doc.tokens[time.first].sentence)


class Linking:
    """Links the expressions of one document to its events. `clauses` gives the event of a token or of the verb
    that carries its tense."""

    def __init__(self, doc: Doc, article: Article, times: Sequence[TimeExpression], clauses: Mapping[int, Trigger],
                 facts: Mapping[int, Factuality], attribution: Attribution) -> None:
        self._doc, self._article, self._attribution = doc, article, attribution
        self._clauses, self._facts = clauses, facts
        self._times = [time for time in times if time.type != "SET"]
        self._by_token = {i: time for time in self._times for i in range(time.first, time.last)}

    def datings(self) -> dict[int, Dating]:
        """The best expression of each trigger that has one of its own."""
        found: dict[int, list[Dating]] = {}
        ends = {other.id for time in self._times if (other := self._range_end(time)) is not None}
        for time in self._times:
            since = self._since_it_happened(time)
            if since is not None:
                found.setdefault(since[0].token, []).append(since[1])
                continue
            owner = self._owner(time)
            if owner is not None and self._can_date(time, owner) and time.id not in ends:
                owner = self._scheduled(time, owner)
                dating = self._dated_by(time, owner)
                if dating is not None:
                    found.setdefault(owner.token, []).append(dating)
        return {token: self._best(token, datings) for token, datings in found.items()}

    def _best(self, token: int, datings: list[Dating]) -> Dating:
        """The finest of the expressions; of those that contradict each other, the one beside the event."""
        def preference(dating: Dating) -> tuple[int, int, int]:
            expression = dating.expression
            assert expression is not None
            vague = dating.earliest is None and dating.latest is None
            return (int(vague and not expression.value.startswith("XXXX")), int(dating.relation != "on"),
                    FINENESS.get(expression.granularity, 99))

        def distance(dating: Dating) -> int:
            assert dating.expression is not None
            return max(dating.expression.first - token, token - dating.expression.last)

        best = min(datings, key=preference)
        rivals = [dating for dating in datings
                  if preference(dating)[0] == preference(best)[0] and best.rules_out(dating)]
        return min((best, *rivals), key=distance)

    def _head(self, time: TimeExpression) -> Token:
        """The token of the expression whose head lies outside it."""
        for token in self._doc.tokens[time.first:time.last]:
            if token.is_root or not time.first <= token.head < time.last:
                return token
        return self._doc.tokens[time.last - 1]

    def _owner(self, time: TimeExpression) -> Trigger | None:
        """The event that the tree hangs the expression on; passes through light verbs, aspect and nouns that
        a loose adverbial was hung on, stops where the expression only names a thing ("the 2019 budget")."""
        doc, node = self._doc, self._head(time)
        if node.index in self._clauses:
            return self._clauses[node.index]
        beside = self._noun_beside(time) or self._counted(time)
        if beside is not None:
            return beside
        for step, head in climb(doc, node):
            relation = base(step.deprel)
            if head.index in self._clauses:
                return self._clauses[head.index]
            inside_time = head.index in self._by_token
            if not is_verbal(head) and not inside_time and relation in ("nummod", "compound", "amod", "nmod"):
                left = step.index < head.index
                words = cases(doc, step)
                loose = step.deprel == "nmod:unmarked" or not words or bool(words & {"on", "in", "at", "during",
                                                                                  "since", "until"})
                if step.deprel == "nmod:poss" or left or not loose or head.lemma in _COUNTING:
                    return None
            if is_verbal(head) or doc.children(head, "cop"):
                return self._inside(head)
        return None

    def _noun_beside(self, time: TimeExpression) -> Trigger | None:
        """The event noun of "until her death in 2009", "after the vote on Friday": right before the expression."""
        doc, case = self._doc, self._doc.tokens[time.first - 1] if time.first else None
        if case is None or case.lower not in ("in", "on") or case.index == 0:
            return None
        noun = doc.tokens[case.index - 1]
        trigger = self._clauses.get(noun.index)
        if trigger is None or trigger.token != noun.index or trigger.kind != "noun":
            return None
        return trigger if cases(doc, noun) & _ORDERING else None

    def _counted(self, time: TimeExpression) -> Trigger | None:
        """The event of "the bombing, the third in the city this month", "the third attack this month": the one that is
        counted."""
        doc = self._doc
        for token in reversed(doc.tokens[max(0, time.first - _COUNTED):time.first]):
            if token.sentence != doc.tokens[time.first].sentence or token.upos in ("VERB", "PUNCT"):
                return None
            if token.lower in _ORDINALS and token.deprel in ("appos", "amod"):
                trigger = self._clauses.get(token.head)
                return trigger if trigger is not None and trigger.kind == "noun" else None
        return None

    def _can_date(self, time: TimeExpression, owner: Trigger) -> bool:
        bounded = time.type != "DURATION" or time.earliest is not None or time.latest is not None
        return bounded and not dates_nothing(self._doc, time) and self._quoted_alike(time, owner)

    def _scheduled(self, time: TimeExpression, owner: Trigger) -> Trigger:
        """"The vote is planned for Friday", "a meeting set for May": what happens then is what they planned."""
        doc, verb = self._doc, self._doc.tokens[owner.clause]
        if owner.lemma not in _SCHEDULING or "for" not in cases(doc, self._head(time)):
            return owner
        things = [*doc.children(verb, "nsubj:pass", "nsubj"), *([doc.head(verb)] if base(verb.deprel) == "acl" else [])]
        return next((self._clauses[thing.index] for thing in things if thing.index in self._clauses), owner)

    def _quoted_alike(self, time: TimeExpression, owner: Trigger) -> bool:
        """Words of a quotation don't date what the article tells around it."""
        inside = self._attribution.quotation_at(self._doc.tokens[time.first])
        return inside is None or inside == self._attribution.quotation_at(self._doc.tokens[owner.token])

    def _since_it_happened(self, time: TimeExpression) -> tuple[Trigger, Dating] | None:
        """"It is two days since anyone came out": what comes after "since" lies that long ago."""
        if time.type != "DURATION" or time.earliest is None:
            return None
        for child in self._doc.children(self._head(time), "acl", "advcl"):
            trigger = self._clauses.get(child.index)
            if trigger is not None and "since" in marks(self._doc, child):
                return trigger, Dating(time, None, time.earliest, "before-or-on",
                                       f"“{self._doc.tokens[trigger.token].text}” lies “{time.text}” back.")
        return None

    def _inside(self, head: Token) -> Trigger | None:
        """A clause without a trigger of its own hands its time to the one event noun in it."""
        if head.deprel == "acl:relcl" and head.head in self._clauses:  # "a meeting that they held in May"
            return self._clauses[head.head]
        nouns = [self._clauses[t.index] for t in self._doc.children(head, "nsubj", "obj")
                 if t.index in self._clauses and self._clauses[t.index].token == t.index]
        return nouns[0] if len(nouns) == 1 else None

    def _dated_by(self, time: TimeExpression, owner: Trigger) -> Dating | None:
        doc, head = self._doc, self._head(time)
        words = cases(doc, head) | {m for m in marks(doc, head) if m in ("since", "until", "after", "before", "by")}
        trigger = doc.tokens[owner.token].text
        quoted = f"“{time.text}”"
        partner = self._range_end(time)
        if partner is not None and time.earliest and partner.latest and time.earliest <= partner.latest:
            return Dating(time, time.earliest, partner.latest, "on",
                          f"“{time.text}” to “{partner.text}” says how long “{trigger}” took.")
        if words & {"by"}:
            return Dating(time, None, time.latest, "before-or-on", f"By {quoted}, at the latest.")
        if words & {"until", "till", "til"}:
            return Dating(time, None, time.latest, "until", f"“{trigger}” lasted until {quoted}.")
        if "since" in words:
            fact = self._facts[owner.token]
            if _extreme_since(doc, time):
                return None
            done = fact.tense == "past" and (not fact.perfect or fact.anterior)
            return Dating(time, time.earliest, self._article.published if done else None, "since",
                          f"“{trigger}” is told of the time since {quoted}.")
        if words & {"after", "following"} and time.type != "DURATION":
            return Dating(time, time.earliest, None, "on-or-after", f"After {quoted}.")
        if words & {"before", "prior to", "ahead of"} and time.type != "DURATION":
            latest = time.earliest - timedelta(days=1) if time.earliest else None
            return Dating(time, None, latest, "before-or-on", f"Before {quoted}.")
        if time.type == "DURATION" and words & {"after", "following", "since"}:
            return None
        if time.value == "PAST_REF":
            return Dating(time, time.earliest, time.latest or self._article.published, "before-or-on",
                          f"{quoted} puts “{trigger}” before the publication.")
        fact = self._facts[owner.token]
        if time.value == "PRESENT_REF" and fact.tense == "past" and not fact.perfect:
            return None                                               # "they announced a phone, on sale now"
        if time.value == "PRESENT_REF" and fact.tense == "present":
            return Dating(time, None, None, "on", f"“{trigger}” is told of “{time.text}”, so it began before.")
        coming = fact.tense == "future" or fact.certainty == "planned"
        if coming and time.text.lower() == "currently":
            return None                                               # "the aide, currently in Rome, will succeed her"
        if time.value == "FUTURE_REF" or (time.value == "PRESENT_REF" and coming):
            return Dating(time, self._article.published, None, "on-or-after",
                          f"{quoted} puts “{trigger}” after the publication.")
        latest, published = time.latest, self._article.published
        if time.type == "DATE" and time.mod == "MORE_THAN":
            return Dating(time, None, latest, "before-or-on", f"“{trigger}” lies {quoted}, or longer.")
        if time.type == "DATE" and time.mod == "LESS_THAN" and time.earliest and published and (
                time.earliest <= published):
            return Dating(time, time.earliest, published, "on", f"“{trigger}” lies {quoted}.")
        if self._contradicts(fact, time):
            return None
        if owner.clause != owner.token and known_lemma(doc.tokens[owner.clause]) in ENDING:
            return Dating(time, None, latest, "until", f"“{trigger}” came to its end {quoted}.")
        if fact.tense == "past" and latest and time.earliest and published and time.earliest <= published < latest:
            latest = published                                        # "this week", told on a Tuesday
        return Dating(time, time.earliest, latest, "on", f"{quoted} stands with “{trigger}”.")

    def _contradicts(self, fact: Factuality, time: TimeExpression) -> bool:
        """"Declared a dividend payable on 1 March", "with the finding of a gun last week, police say": the tense tells
        that the expression belongs to another word."""
        published = self._article.published
        if published is None or fact.certainty not in ("asserted", "reported"):
            return False
        if fact.tense == "past":
            return time.earliest is not None and time.earliest > published
        over = time.latest is not None and time.latest < published and time.earliest == time.latest
        return over and fact.tense == "present" and not fact.perfect

    def _range_end(self, time: TimeExpression) -> TimeExpression | None:
        """The other end of "from Monday to Friday", "between 2011 and 2014"."""
        if not cases(self._doc, self._head(time)) & {"from", "between"}:
            return None
        for index in range(time.last, min(time.last + 4, len(self._doc.tokens))):
            other = self._by_token.get(index)
            if other is not None and other.id != time.id:
                link = {t.lower for t in self._doc.tokens[time.last:index]}
                return other if link & {"to", "until", "till", "and", "through", "-", "–"} else None
        return None
