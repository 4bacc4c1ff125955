"""The dating: an interval on its way from a time expression to an event."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kb.events.mention import DateBasis, TimeRelation
from kb.temporal import TimeExpression

#: Granularities, the finest first.
FINENESS = {name: rank for rank, name in enumerate(
    ("time", "part-of-day", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade",
     "century", "vague"))}


@dataclass(frozen=True, slots=True)
class Dating:
    """A date on its way from an expression to an event."""

    expression: TimeExpression | None
    earliest: date | None
    latest: date | None
    relation: TimeRelation
    explanation: str
    basis: DateBasis = "stated"

    @property
    def day(self) -> date | None:
        """The one day that it is, None where it is longer, open or only a bound."""
        return self.earliest if self.relation == "on" and self.earliest == self.latest else None

    def allows(self, day: date) -> bool:
        """Whether a day lies within the bounds."""
        return (self.earliest is None or self.earliest <= day) and (self.latest is None or day <= self.latest)

    def rules_out(self, other: Dating) -> bool:
        """Whether no day lies within the bounds of both."""
        return (self.latest is not None and other.earliest is not None and self.latest < other.earliest) or (
            other.latest is not None and self.earliest is not None and other.latest < self.earliest)

    def before(self, explanation: str) -> Dating:
        """At or before this date's end."""
        return Dating(self.expression, None, self.latest, "before-or-on", explanation, self._onward())

    def after(self, explanation: str) -> Dating:
        return Dating(self.expression, self.earliest, None, "on-or-after", explanation, self._onward())

    def since(self, until: date | None, explanation: str) -> Dating:
        """From this date's begin on."""
        return Dating(self.expression, self.earliest, until, "since", explanation, self._onward())

    def begin(self, explanation: str) -> Dating:
        """At the begin of what goes on since this date."""
        latest = self.expression.latest if self.expression is not None else None
        return Dating(self.expression, self.earliest, latest, "on", explanation, self._onward())

    def same(self, explanation: str) -> Dating:
        return replace(self, explanation=explanation, basis=self._onward())

    def carried(self, explanation: str) -> Dating:
        """The date of an event further back in the story."""
        return replace(self, explanation=explanation, basis="carried")

    def _onward(self) -> DateBasis:
        """What a date rests on that another event hands on: no more than the other's."""
        return "inferred" if self.basis == "stated" else self.basis


def edtf(dating: Dating) -> str | None:
    """The interval in EDTF: the expression's own string where the event fills it, else open intervals."""
    if dating.relation == "on" and dating.expression is not None and dating.expression.edtf and (
            dating.earliest, dating.latest) == (dating.expression.earliest, dating.expression.latest):
        return dating.expression.edtf
    if dating.earliest is None and dating.latest is None:
        return None
    begin = dating.earliest.isoformat() if dating.earliest else ".."
    end = dating.latest.isoformat() if dating.latest else ".."
    return begin if begin == end else f"{begin}/{end}"
