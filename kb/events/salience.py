"""Salience: what belongs on a timeline and what stays a detail, as a score with its reasons.

The score starts from the type of the event (an attack is news, "said" rarely is) and moves with what the text
makes of it. The weights were set by reading our sample articles; `THRESHOLD` is where a reader would draw
the line.
"""

from __future__ import annotations

from dataclasses import dataclass

from kb.events.factuality import Factuality
from kb.events.mention import EventTime, Participant

THRESHOLD = 0.5

#: Where the score of a type starts; its broader type's where it is not named.
_LOW: dict[str, tuple[float, str]] = {
    "Statement": (0.15, "saying so is not news in itself"),
    "State": (0.1, "a state, not a happening"),
    "Opinion": (0.1, "what someone thinks or wishes"),
    "Perception": (0.15, "what someone perceives"),
    "Use": (0.25, "a circumstance"),
    "Attempt": (0.3, "an attempt or circumstance"),
    "Change": (0.3, "a change of no special kind"),
    "Happening": (0.25, "a happening of no special kind"),
    "Movement": (0.3, "a movement"),
    "Transfer": (0.3, "something changes hands"),
    "Creation": (0.35, "something is made"),
    "Contest": (0.35, "a contest"),
    "Interview": (0.35, "an interview"),
    "Warning": (0.5, "a warning"),
    "Criticism": (0.5, "a criticism"),
    "Support": (0.45, "support or praise"),
    "Denial": (0.5, "a denial"),
    "Performance": (0.45, "a performance"),
    "Treatment": (0.5, "a treatment"),
    "Research": (0.45, "research"),
    "Trade": (0.45, "something is sold or paid"),
    "Shelling": (0.5, "shelling"),
    "Shooting": (0.5, "shooting"),
    "Aid": (0.45, "aid"),
    "Discovery": (0.5, "something is found"),
    "PolicyDecision": (0.5, "a decision"),
}
_USUAL = (0.6, "news of its kind")


@dataclass(frozen=True, slots=True)
class Salience:
    score: float
    reasons: tuple[str, ...]

    @property
    def salient(self) -> bool:
        return self.score >= THRESHOLD


@dataclass(frozen=True, slots=True)
class Standing:
    """What the text makes of an event."""

    type: str
    headline: bool
    main_clause: bool
    nominal: bool
    finite: bool
    modifier: bool
    """Only modifies another noun ("election campaign")."""
    generic: bool
    """Told of every day or anyone: a habit, a second person."""
    describes: bool
    """Only tells one from another by what they do: "forces fighting them", "the alliance that fights them"."""
    shell: bool
    """Only says that someone plans, tries or fails to do what is told as an event of its own."""
    content: bool
    """Only what somebody asked, threatened or promised, which is told as an event of its own."""
    medium: bool
    """Only how something was said: "in a tweet"."""
    connects: bool
    """Only says how two events hang together: "the decision followed a call"."""
    bare: bool
    """A noun with nothing but an article: what it speaks of is told elsewhere."""
    accused: bool
    """A noun that only names what somebody is charged with."""
    slight: bool
    """Not more than a noun with its article: "a media event"."""
    thing: bool
    """Something that nobody does: "the screen offers access"."""
    purpose: bool
    """Only what something else is done for: "flew there to meet the owners"."""
    move: bool
    """Only one move of a game: "threw two passes"."""
    unclear: str | None
    """What a reader of the label alone misses, see `kb.events.clarity`."""


def salience(standing: Standing, fact: Factuality, time: EventTime, participants: tuple[Participant, ...]
             ) -> Salience:
    """How much an event belongs on a timeline: 0 … 1, with the reasons in words."""
    start, reason = _LOW.get(standing.type, _USUAL)
    score, reasons = start, [reason]

    def weigh(amount: float, why: str) -> None:
        nonlocal score
        score += amount
        reasons.append(why)

    weak = start < 0.3
    if standing.headline:
        weigh(0.15, "told in the headline")
    elif standing.main_clause:
        weigh(0.05, "told in a main clause")
    if any(p.entity for p in participants):
        weigh(0.05 if weak else 0.1, "someone known takes part")
    elif not participants:
        weigh(-0.2, "nobody is said to take part")
    if time.expression and time.relation == "on" and (time.earliest or time.latest or time.value):
        weigh(0.05 if weak else 0.1, "words of the text date it")
    if any(p.quantity for p in participants):
        weigh(0.05, "it says how many")
    if fact.certainty in ("possible", "hypothetical"):
        weigh(-0.25, "it only may happen")
    elif fact.certainty == "planned":
        weigh(-0.05, "it is still planned")
    if fact.certainty == "denied":
        weigh(-0.25, "someone says that it is not so")
    if fact.polarity == "negative" and fact.certainty != "denied":
        weigh(-0.2, "it did not happen")
    if fact.tense == "present" and not fact.progressive and not standing.headline and standing.finite:
        weigh(-0.3 if standing.thing else -0.15, "told in the present, as a state or habit")
    if standing.generic:
        weigh(-0.35, "told of no one time or person")
    if standing.describes:
        weigh(-0.25, "only says who is meant")
    if standing.shell:
        weigh(-0.35, "what is planned or tried is told beside it")
    if standing.content and time.basis != "stated":
        weigh(-0.3, "that it was asked, threatened or promised is told beside it")
    if standing.slight and not any(p.entity or p.quantity for p in participants):
        weigh(-0.15, "not more than a word")
    if standing.purpose and time.basis != "stated":
        weigh(-0.25, "only what something else is done for")
    if standing.move:
        weigh(-0.4, "one move of a game")
    if standing.unclear:
        weigh(-0.4, standing.unclear)
    if standing.medium:
        weigh(-0.35, "only says how something was said")
    if standing.accused:
        weigh(-0.3, "only says what somebody is accused of")
    if standing.connects:
        weigh(-0.2, "only says how two events hang together")
    if standing.modifier:
        weigh(-0.25, "only names a kind of thing")
    if standing.nominal and not standing.headline and len(participants) == 0 and (
            standing.bare or time.expression is None):
        weigh(-0.15 if standing.bare else -0.05, "only mentioned")
    if standing.nominal and not standing.headline and time.basis in ("carried", "tense") and not any(
            p.entity or p.quantity for p in participants):
        weigh(-0.15, "no one known takes part, and no words date it")
    return Salience(round(min(max(score, 0.0), 1.0), 2), tuple(reasons))
