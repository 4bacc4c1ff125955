"""Records: dataclasses to JSON values and back without loss."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kb.plain import from_plain, to_plain


@dataclass(frozen=True, slots=True)
class Inner:
    day: date | None
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Outer:
    name: str
    inners: tuple[Inner, ...]
    score: float = 1.0
    where: tuple[float, float] | None = None


inners = st.builds(Inner, day=st.none() | st.dates(), span=st.tuples(st.integers(), st.integers()))
outers = st.builds(Outer, name=st.text(), inners=st.lists(inners).map(tuple),
                   score=st.floats(allow_nan=False, allow_infinity=False),
                   where=st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))


@given(outers)
def test_json_and_back_gives_the_same_object(outer: Outer) -> None:
    assert from_plain(Outer, json.loads(json.dumps(to_plain(outer)))) == outer


def test_older_records_lack_new_fields_and_keep_unknown_ones() -> None:
    assert from_plain(Outer, {"name": "a", "inners": [], "of_old": 1}) == Outer("a", ())
