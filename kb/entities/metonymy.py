"""Capitals that stand for their governments: "Moscow denied it", "ties with Washington".

A capital is taken for its country where it does what governments do, and nowhere else: "Damascus fell" and "in
Moscow" stay the city.
"""

from __future__ import annotations

from kb.entities.cluster import Cluster, Found
from kb.entities.gazetteer import Gazetteer
from kb.entities.quotes import SPEECH_VERBS
from kb.entities.spelling import word_set
from kb.language.doc import Doc, Token

#: What governments do, besides speaking: "Beijing backed her".
_GOVERNING = SPEECH_VERBS | word_set("""
    accuse agree back ban believe blame cancel condemn consider criticise criticize cut decide demand denounce deploy
    dispatch dissolve expel favor favour freeze help hope impose insist intend invite lift negotiate offer oppose order
    plan protest push ratify recall recognise recognize refuse reject retaliate sanction scrap seek send sign summon
    support suspect suspend threaten urge veto want welcome withdraw
""")
#: Who is asked or blamed is a government: "asked Washington for troops".
_ADDRESSING = word_set("accuse ask blame criticise criticize lobby persuade press pressure thank urge warn")
#: "Ties with Washington", "talks with Tehran".
_DEALINGS = word_set("""
    accord agreement alliance cooperation deal negotiation pact relation relations relationship talk talks tension
    tensions tie ties trade treaty
""")


def governments(doc: Doc, clusters: list[Cluster], gazetteer: Gazetteer) -> None:
    """Moves such names from the cluster of the capital to that of its country; one left without any name goes."""
    for capital in [one for one in clusters if one.entry and one.entry.kind == "capital"]:
        assert capital.entry
        country = next((entry for key in gazetteer.containers(capital.entry.key)
                        if (entry := gazetteer.get(key)) and entry.kind == "country"), None)
        meant = [found for found in capital.found if found.kind == "name" and _governs(doc, found)]
        if country is None or not meant:
            continue
        cluster = next((one for one in clusters if one.entry is country), None)
        if cluster is None:
            cluster = Cluster(country.type)
            name = doc.text[doc.tokens[meant[0].first].begin:doc.tokens[meant[0].last - 1].end]
            cluster.describe(country, min(capital.confidence, 0.9), f"{name} here stands for the government")
            clusters.append(cluster)
        cluster.found += meant
        capital.found = [found for found in capital.found if found not in meant]
        if not capital.found:
            clusters.remove(capital)
    clusters.sort(key=lambda cluster: cluster.first)


def _governs(doc: Doc, found: Found) -> bool:
    token = doc.tokens[found.head]
    above = doc.head(token)
    if token.is_root:
        return False
    lemma = above.lemma.casefold()
    if token.deprel == "nsubj":
        return above.upos == "VERB" and lemma in _GOVERNING
    if token.deprel in ("obj", "iobj"):
        return lemma in _ADDRESSING
    preposition = {child.lower for child in doc.children(token, "case")}
    if token.deprel == "conj" and above.deprel != "conj":  # "Paris and The Hague": as the first, so the second
        return _governs(doc, Found(above.index, above.index + 1, above.index, "name"))
    if token.deprel.split(":")[0] == "obl" and preposition == {"by"}:
        return lemma in _GOVERNING
    if token.deprel.split(":")[0] in ("nmod", "obl") and preposition == {"with"}:
        return lemma in _DEALINGS or _has_dealings(doc, above)
    return token.deprel == "obl" and preposition == {"on"} and lemma == "call"


def _has_dealings(doc: Doc, verb: Token) -> bool:
    """ "Broke off ties with Washington", where "with" hangs from the verb."""
    return any(child.lemma.casefold() in _DEALINGS for child in doc.children(verb, "obj"))
