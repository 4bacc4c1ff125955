"""The lexicon: words and the event types they name, from the tables in `data/event-types/`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast, get_args

from kb.events.verb_forms import base_form, is_form_of
from kb.language import Token
from kb.resources import shipped

#: What decides between the senses of a word: see the head of `senses.tsv`.
Slot = Literal["object", "subject", "alone", "either", "with", "compound", "sentence", "passive", "doing", "article",
               "companion", "else"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of an ambiguous word: its type where one of `words`, or something of one of `kinds` ("person"),
    fills the slot."""

    slot: Slot
    words: frozenset[str]
    kinds: frozenset[str]
    type: str


def _rows(table: str) -> Iterator[list[str]]:
    """The rows of a table without its comments and its head."""
    lines = [line for line in shipped("data", "event-types", table).read_text(encoding="utf-8").splitlines()
             if line and not line.startswith("#")]
    for line in lines[1:]:
        yield line.split("\t")


@lru_cache(maxsize=1)
def lexicon() -> dict[tuple[str, str], str]:
    """(lemma, "v" or "n") → type, from the shipped table; the first row that has a word wins."""
    found: dict[tuple[str, str], str] = {}
    for type_, pos, lemmas in _rows("lexicon.tsv"):
        for lemma in lemmas.split("; "):
            for part in ("v", "n") if pos == "*" else (pos,):
                found.setdefault((lemma, part), type_)
    return found


@lru_cache(maxsize=1)
def senses() -> dict[tuple[str, str], tuple[Sense, ...]]:
    """(lemma, "v" or "n") → its meanings in the order in which they are tried; empty where it has but one."""
    classes: dict[str, frozenset[str]] = {}
    found: dict[tuple[str, str], list[Sense]] = {}
    for word, pos, slot, fillers, type_ in _rows("senses.tsv"):
        names = [name for name in fillers.split("; ") if name]
        if slot == "class":
            classes[word] = frozenset(names)
            continue
        if slot not in get_args(Slot):
            raise ValueError(f"senses.tsv: {word}: no slot {slot}")
        words = frozenset(name for name in names if not name.startswith("@"))
        words = words.union(*(classes[name] for name in names if name in classes))
        kinds = frozenset(name[1:] for name in names if name.startswith("@") and name not in classes)
        for part in ("v", "n") if pos == "*" else (pos,):
            found.setdefault((word, part), []).append(Sense(cast(Slot, slot), words, kinds, type_))
    return {key: tuple(rows) for key, rows in found.items()}


def known_lemma(verb: Token) -> str:
    """The lemma of a verb, or the known verb that it misses by a letter ("incarcerat", "prompte", "du")."""
    words, lemma = lexicon(), verb.lemma.lower()
    if lemma == verb.lower and verb.xpos in ("VBD", "VBN") and (base := base_form(lemma)) is not None:
        return base
    if (lemma, "v") in words:
        return lemma
    irregular = base_form(verb.lower)
    if irregular is not None:
        return irregular
    return next((other for other in (lemma + "e", lemma[:-1])
                 if (other, "v") in words and is_form_of(verb.lower, other)), lemma)
