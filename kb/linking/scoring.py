"""How sure it is that an entity is an item: what speaks for it and what against, each with its weight and in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from kb.entities import Item
from kb.linking.wanted import Wanted

#: From here on a link counts; what is less sure stays a suggestion, and what is hardly likelier than not is dropped.
THRESHOLD, WORTH_SAYING = 0.8, 0.45
#: A name alone says little, since most people in the news share theirs with someone.
_LABEL, _ALIAS = 0.62, 0.56
_LONG_NAME, _ONE_WORD = 0.10, -0.08
_RELATED, _DESCRIBED, _LIVING = 0.16, 0.12, 0.03
_NOT_YET, _LONG_GONE = -0.6, -0.3
_ALONE, _AHEAD, _RIVALLED = 0.12, 0.05, -0.15
#: How far the best must lead to count as ahead, by score, or by the number of sites that tell of it.
_LEAD, _TIMES_AS_KNOWN = 0.1, 4
#: A namesake that lies so far behind (dead for a century, of another country) is no rival.
_OUT_OF_REACH = 0.4
#: Years after which someone who is gone is no longer in the news as acting.
_GONE_YEARS = 5
_SURE_AT_MOST = 0.97
#: What one calls a group another calls an organisation.
_BODIES = frozenset({"organization", "group"})
_NOUN = {"person": "person", "organization": "organisation", "group": "group", "place": "place"}

Found = Literal["label", "alias"]


def choose(wanted: Wanted, found: Mapping[str, Found], items: Mapping[str, Item]) -> tuple[Item, float, str] | None:
    """The likeliest of the items that have the entity's name (`found`: QID → how), with confidence and reason;
    None when none is of its type or likely at all."""
    fitting = [items[qid] for qid in sorted(found) if qid in items and _fits(wanted, items[qid])]
    if not fitting:
        return None
    scored = sorted(((_score(wanted, item, found[item.qid]), item) for item in fitting),
                    key=lambda pair: (-pair[0][0], -pair[1].known, len(pair[1].qid), pair[1].qid))
    (score, reasons), best = scored[0]
    score, last = _against_rivals(wanted, score, best, [(value, item) for (value, _), item in scored[1:]])
    score = round(min(max(score, 0.0), _SURE_AT_MOST), 2)
    if score < WORTH_SAYING:
        return None
    what = f" ({best.description})" if best.description else ""
    return best, score, f"{best.label}{what}: " + "; ".join((*reasons, last))


def _fits(wanted: Wanted, item: Item) -> bool:
    return wanted.type in item.kinds or (wanted.type in _BODIES and not _BODIES.isdisjoint(item.kinds))


def _score(wanted: Wanted, item: Item, how: Found) -> tuple[float, list[str]]:
    noun = _NOUN[wanted.type]
    score = _LABEL if how == "label" else _ALIAS
    reasons = [f"a {noun} of that {'name' if how == 'label' else 'other name'}".replace("a organ", "an organ")]
    words = len(wanted.name.split())
    if wanted.type != "person" and words >= 3:
        score += _LONG_NAME
        reasons.append("a name that few share")
    elif words == 1:
        score += _ONE_WORD
    shared = sorted({wanted.around[qid] for qid in (*item.related, item.qid) if qid in wanted.around})
    if shared:
        score += _RELATED
        reasons.append(f"belongs to {', '.join(shared[:3])}, which the articles speak of")
    described = sorted(wanted.words & _described(item))
    if described:
        score += _DESCRIBED
        reasons.append(f"is called {', '.join(described[:3])} here and there")
    lived, why = _lived(wanted.days, item)
    if why:
        reasons.append(why)
    return score + lived, reasons


def _described(item: Item) -> frozenset[str]:
    """Words by which Wikidata says what it is."""
    text = " ".join((item.description or "", *(label for _, label in item.types)))
    return frozenset(word for part in re.findall(r"[^\W\d_]+", text.casefold())
                     for word in (part, part.removesuffix("s")))


def _lived(days: Sequence[date], item: Item) -> tuple[float, str | None]:
    if not days or (item.begin is None and item.end is None):
        return 0.0, None
    if item.begin and item.begin > days[-1]:
        return _NOT_YET, f"began only in {item.begin.year}"
    if item.end and item.end.year + _GONE_YEARS < days[0].year:
        return _LONG_GONE, f"ended in {item.end.year}"
    return _LIVING, "existed then"


def _against_rivals(wanted: Wanted, score: float, best: Item, others: Sequence[tuple[float, Item]]
                    ) -> tuple[float, str]:
    noun = _NOUN[wanted.type]
    same = [(value, item) for value, item in others if value > score - _OUT_OF_REACH]
    if not same:
        return score + _ALONE, f"no other {noun} of that name {'fits' if others else 'there'}"
    second, rival = same[0]
    if score - second >= _LEAD:
        return score + _AHEAD, f"more speaks for it than for {rival.qid} of the same name"
    if best.known >= _TIMES_AS_KNOWN * max(item.known for _, item in same) and best.known > 0:
        return score + _AHEAD / 2, f"much better known than {rival.qid} of the same name"
    return score + _RIVALLED, f"{len(same)} more of that name"

