"""A problem met while reading: told, not raised, so that the other inputs are still read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One input, or one part of it, that could not be taken as it is."""

    where: str
    """The file, or `file:line`, or "standard input"."""
    message: str
    """One clear line that names the thing, the cause and the way out."""
    lost: bool = True
    """True when an article was not read; False when it was, with something in it set aside (a warning)."""

    def __str__(self) -> str:
        return self.message
