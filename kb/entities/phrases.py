"""Phrases built on a name that mean the same, or act in its name: "the village of Baghouz", "IS fighters",
"US troops", "Mustefa Bali, a spokesman for the alliance"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.entities.cluster import Cluster, Found
from kb.entities.titles import (
    ACTING_FOR,
    DESCRIPTIONS,
    ITSELF,
    PERSON_WORDS,
    PLACE_OF,
    ROLE_GENDER,
    is_title,
    role,
)
from kb.language.doc import Doc, Token

_BEFORE_NOUN = (
    "det",
    "amod",
    "compound",
    "nummod",
    "nmod:poss",
    "nmod:desc",
    "nmod:unmarked",
    "case",
    "punct",
)
#: "The northern California town" lies in California.
_WITHIN = frozenset({"town", "city", "village", "district", "county", "island"})
_THINGS = frozenset().union(*DESCRIPTIONS.values())


def add_phrases(doc: Doc, clusters: Sequence[Cluster]) -> None:
    """Adds the phrases to the clusters, and what they say the names are to the clusters' roles."""
    owner = {found.head: cluster for cluster in clusters for found in cluster.found}
    taken = {
        index
        for cluster in clusters
        for found in cluster.found
        if found.kind == "name"
        for index in range(found.first, found.last)
    }
    for cluster in clusters:
        for found in tuple(cluster.found):
            token = doc.tokens[found.head]
            around = (*_after_name(doc, cluster, found, token), *_before_of(doc, cluster, found, token))
            for noun in (*around, *_apposed(doc, cluster, found, token)):
                if noun.index in taken or noun.index in owner:
                    continue
                last = max(noun.index + 1, found.last) if noun in around else noun.index + 1
                owner[noun.index] = cluster
                cluster.found.append(Found(noun_phrase_start(doc, noun), last, noun.index, "description"))
            if found.kind == "name":
                _predicates(doc, cluster, token)


def noun_phrase_start(doc: Doc, noun: Token) -> int:
    """Where the noun's phrase begins: its article, adjectives and compounds, without commas and clauses."""
    first = noun.index
    for child in reversed([child for child in doc.children(noun) if child.index < noun.index]):
        below = doc.subtree(child)
        if (child.deprel not in _BEFORE_NOUN and child.deprel.split(":")[0] not in _BEFORE_NOUN) or below[
            -1
        ].index != first - 1:
            break
        if child.deprel in ("case", "punct") and child.text not in ("-", "“", '"', "‘"):
            break
        first = below[0].index
    while first < noun.index and doc.tokens[first].upos in ("PUNCT", "ADP"):
        first += 1
    return first


def _after_name(doc: Doc, cluster: Cluster, found: Found, token: Token) -> Iterator[Token]:
    """ "the IS group", "Deir Ezzor province"; "US troops", "French government", "Syria's army"."""
    noun = doc.head(token)
    relation = token.deprel.split(":")[0]
    possessive = token.deprel == "nmod:poss"
    if token.is_root or noun.upos not in ("NOUN", "PROPN") or not (relation in ("compound", "amod") or possessive):
        return
    word = noun.lemma.casefold()
    if found.kind == "name" and relation == "compound" and word in ITSELF and cluster.type != "person":
        wide = cluster.kind in ("country", "capital", "continent")
        within = cluster.kind in ("state", "province", "region", "territory") and word in _WITHIN
        if not wide and not within and noun.index == found.last:
            cluster.roles.add(word)
            yield noun
    elif noun.lower in ACTING_FOR.get(_acting_type(cluster), ()) and not doc.children(token, "conj"):
        yield noun


def _acting_type(cluster: Cluster) -> str:
    if cluster.type == "place":
        return "place" if cluster.kind == "country" else ""
    return cluster.type


def _before_of(doc: Doc, cluster: Cluster, found: Found, token: Token) -> Iterator[Token]:
    """ "the village of Baghouz"; but not "the capital of Syria"."""
    noun = doc.head(token)
    word = noun.lemma.casefold()
    if (
        cluster.type == "place"
        and found.kind == "name"
        and token.deprel.split(":")[0] in ("nmod", "appos")
        and word in PLACE_OF
        and cluster.kind not in ("country", "continent")
        and any(child.lower == "of" for child in doc.children(token, "case"))
    ):
        cluster.roles.add(word)
        yield noun


def _apposed(doc: Doc, cluster: Cluster, found: Found, token: Token) -> Iterator[Token]:
    """ "Mustefa Bali, an SDF spokesman", "the capital, Damascus", "the rocket company SpaceX"."""
    if found.kind != "name":
        return
    beside = list(doc.children(token, "appos"))
    if token.deprel == "appos":
        beside.append(doc.head(token))
    for noun in beside:
        if noun.upos not in ("NOUN", "PROPN"):
            continue
        word = noun.lemma.casefold()
        if cluster.type == "person" and noun.xpos == "NNS":
            continue
        if _fits(cluster, word):
            cluster.roles.update((role(word) or word).split())
            cluster.gender = cluster.gender or ROLE_GENDER.get(role(word) or "") or PERSON_WORDS.get(word)
            yield noun


def _fits(cluster: Cluster, noun: str) -> bool:
    if cluster.type == "person":
        return role(noun) is not None or noun in PERSON_WORDS or is_title(noun)
    if cluster.kind:
        return noun in DESCRIPTIONS.get(cluster.kind, ())
    return noun in _THINGS and (cluster.type == "place") == (noun in PLACE_OF)


def _predicates(doc: Doc, cluster: Cluster, token: Token) -> None:
    """What the article says it is: "Bali is a spokesman"."""
    above = doc.head(token)
    if token.deprel == "nsubj" and above.upos == "NOUN" and doc.children(above, "cop"):
        word = above.lemma.casefold()
        if _fits(cluster, word):
            cluster.roles.update((role(word) or word).split())
