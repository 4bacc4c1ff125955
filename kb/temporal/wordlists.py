"""Word lists, written as words and not as rows of quotation marks."""

from __future__ import annotations


def wordlist(text: str) -> list[str]:
    """The words of a text, in order."""
    return text.split()


def wordset(text: str) -> frozenset[str]:
    """The words of a text, to ask "is this one of them?"."""
    return frozenset(text.split())
