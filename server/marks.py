"""Text with marked words, cut into stretches that a template can print without ever trusting the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that carry the same marks."""

    text: str
    roles: tuple[str, ...]
    """Of the marks on it, the narrowest first; empty for plain text."""
    ending: tuple[str, ...]
    """Roles whose mark ends with this stretch: where a template names them."""
    links: tuple[str, ...] = ()
    """What the marks point to (`href` of a mark), the narrowest first."""


def stretches(text: str, begin: int, end: int, marks: Iterable[Mapping[str, Any]]) -> list[Stretch]:
    """The characters `begin` … `end` of `text` as stretches; marks are `{"begin", "end", "role"}` with
    offsets into `text` and may overlap in any way. What lies outside is cut off."""
    inside = []
    for mark in marks:
        first, last = max(mark["begin"], begin), min(mark["end"], end)
        if first < last:
            inside.append((last - first, first, last, mark["role"], mark.get("href")))
    inside.sort(key=lambda mark: mark[:4])
    cuts = sorted({begin, end, *(mark[1] for mark in inside), *(mark[2] for mark in inside)})
    found = []
    for first, last in pairwise(cuts):
        over = [mark for mark in inside if mark[1] <= first and mark[2] >= last]
        found.append(Stretch(
            text=text[first:last], roles=tuple(dict.fromkeys(mark[3] for mark in over)),
            ending=tuple(dict.fromkeys(mark[3] for mark in over if mark[2] == last)),
            links=tuple(dict.fromkeys(mark[4] for mark in over if mark[4]))))
    return found
