"""The lexicon: words and the event types they name, from `data/event-types/lexicon.tsv`."""

from __future__ import annotations

from functools import lru_cache

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
