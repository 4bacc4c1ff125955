"""The trigger: the word that names a happening, and the verb that carries its tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TriggerKind = Literal["verb", "noun", "adjective"]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A happening's word. Indexes are of tokens in the `Doc`."""

    token: int
    """The word that names the happening ("attack" in "they launched an attack")."""
    clause: int
    """The word that carries tense, negation and time: the light or aspectual verb ("launched"), else the
    token itself."""
    kind: TriggerKind
    lemma: str
    """With particle or fixed companion: "take back", "put on trial"."""
    words: tuple[int, ...]
    """All tokens of the trigger, in text order."""
    arranged: int | None
    """The verb over it that only says that it is to come ("set" of "was set to resign"), None mostly."""
