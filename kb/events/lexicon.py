"""The lexicon: words and the event types they name, from `data/event-types/lexicon.tsv`."""

from __future__ import annotations

from functools import lru_cache

from kb.events.verb_forms import base_form
from kb.language import Token
from kb.resources import shipped


@lru_cache(maxsize=1)
def lexicon() -> dict[tuple[str, str], str]:
    """(lemma, "v" or "n") → type, from the shipped table; the first row that has a word wins."""
    found: dict[tuple[str, str], str] = {}
    for line in shipped("data", "event-types", "lexicon.tsv").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith(("#", "type\t")):
            continue
        type_, pos, lemmas = line.split("\t")
        for lemma in lemmas.split("; "):
            for part in ("v", "n") if pos == "*" else (pos,):
                found.setdefault((lemma, part), type_)
    return found


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
    return next((other for other in (lemma + "e", lemma[:-1]) if (other, "v") in words), lemma)
