"""EDTF: a resolved expression as an Extended Date/Time Format string (Library of Congress, 2019; ISO 8601-2)."""

from __future__ import annotations

import re
from datetime import date

from kb.temporal import calendar

#: Sub-year groupings, EDTF level 1 (seasons) and level 2 (quarters and halves).
_GROUPINGS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}
_GROUPED = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_PLAIN = re.compile(r"\d{4}(-\d{2}){0,2}")
#: EDTF counts years astronomically: the year 0 is 1 BC.
_BEFORE_CHRIST = re.compile(r"BC(\d{4})")
_CLOCK = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(Z?)")


def to_edtf(
    value: str, mod: str | None, earliest: date | None, latest: date | None, zone: str | None = None
) -> str | None:
    """The EDTF of a TIMEX3 value and its bounds, None when nothing is known.

    Where the bounds say less or more than the value ("early 1990", "recent weeks"), the interval of the bounds is
    written, ".." for an open side.
    """
    if before_christ := _BEFORE_CHRIST.fullmatch(value):
        return f"-{int(before_christ[1]) - 1:04d}" if before_christ[1] != "0001" else "0000"
    span = calendar.bounds(value)
    approximate = "~" if mod == "APPROX" else ""
    if span is not None and span == (earliest, latest):
        if clock := _CLOCK.fullmatch(value):
            hour = clock[2]
            return f"{clock[1]}T{hour}:{clock[3]}:00{zone or clock[4]}" if hour != "24" else clock[1]
        if _PLAIN.fullmatch(value):
            return value + approximate
        if grouped := _GROUPED.fullmatch(value):
            return f"{grouped[1]}-{_GROUPINGS[grouped[2]]}"
        if value.isdigit():
            return value + "X" * (4 - len(value))
    if earliest is None and latest is None:
        return None
    if earliest == latest and earliest is not None:
        return earliest.isoformat() + approximate
    return f"{earliest.isoformat() if earliest else '..'}/{latest.isoformat() if latest else '..'}"
