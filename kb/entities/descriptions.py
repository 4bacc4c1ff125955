"""Descriptions: whom "the group", "the president" and "the village" mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kb.entities.cluster import Cluster
from kb.entities.discourse import Discourse
from kb.entities.titles import BROADER, DESCRIPTIONS, PERSON_WORDS, TITLE_WORDS, role
from kb.language.doc import Token

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OTHERS = frozenset(
    {"other", "another", "first", "second", "last", "next", "rival", "similar", "same", "such", "different"}
)
#: Words that fit many names of an article: they are resolved only when no two fit.
_VAGUE = frozenset({"country", "nation", "state", "region", "area", "city", "town"})
_THINGS = frozenset().union(*DESCRIPTIONS.values())
#: How many sentences back a description may reach, and how much nearer than the next that fits it must be.
_REACH, _LEAD = 4, 2
#: "The American president" reaches further, since it says more.
_OFFICE_REACH = 12
_NOT_NOW = frozenset({"former", "ex", "then", "late", "new", "future", "previous", "a", "an", "every", "any", "no"})


def resolve_description(discourse: Discourse, noun: Token) -> Cluster | None:
    """The entity that a definite noun phrase takes up again, or None. Phrases that say more ("the president
    of Chad", "the other group") name something themselves and are left alone."""
    doc, word = discourse.doc, noun.lemma.casefold()
    children = doc.children(noun)
    holder = _office_holder(discourse, noun)
    if holder:
        return holder
    if not any(child.deprel == "det" and child.lower in _DEFINITE for child in children):
        return None
    for child in children:
        if child.deprel in ("acl:relcl", "acl", "nmod", "nummod", "nmod:poss") or child.upos == "PROPN":
            return None
        if child.lower in _OTHERS or child.index in discourse.owner:
            return None
    plural = noun.xpos == "NNS"
    named = role(word)
    if not plural and (named or word in PERSON_WORDS or _is_age(discourse, noun)):
        gender = PERSON_WORDS.get(word)
        roles = set((named or "").split())
        #: "The home minister" is not the prime minister.
        closer = {child.lower for child in children if child.index < noun.index and child.lower in TITLE_WORDS}

        def fits(cluster: Cluster) -> bool:
            if cluster.type != "person":
                return False
            if named and not closer <= cluster.roles:
                return False
            if named:
                return not roles.isdisjoint({*cluster.roles, *(BROADER.get(known, known) for known in cluster.roles)})
            return gender is None or cluster.gender in (None, gender)

        return _nearest(discourse, noun, fits, vague=named is None)
    spelled = noun.lower if noun.lower in _THINGS else word
    if spelled in _THINGS and not (plural and spelled == word):
        return _nearest(
            discourse,
            noun,
            lambda cluster: cluster.type != "person" and cluster.may_be_called(spelled),
            vague=word in _VAGUE,
        )
    return None


def _office_holder(discourse: Discourse, noun: Token) -> Cluster | None:
    """ "The American president", "Turkey's president", "the president of France": who, of those named before,
    holds that office by the gazetteer."""
    title = role(noun.lemma)
    if title is None or noun.xpos == "NNS":
        return None
    children = discourse.doc.children(noun)
    if any(child.lower in _OTHERS | _NOT_NOW for child in children):
        return None
    places = {
        cluster.entry.key
        for child in children
        if child.deprel.split(":")[0] in ("amod", "compound", "nmod")
        for cluster in [discourse.owner.get(child.index)]
        if cluster and cluster.entry
    }
    found = {
        id(cluster): cluster
        for _, cluster in discourse.mentioned_before(noun, _OFFICE_REACH)
        if cluster.entry
        and any(office.where in places and title in office.title.split() for office in cluster.entry.offices)
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _nearest(discourse: Discourse, noun: Token, fits: Callable[[Cluster], bool], *, vague: bool) -> Cluster | None:
    """The cluster spoken of last that fits. What acts in the same clause is not described anew ("the SDF
    hold foreigners accused of fighting for the group"); two that are about as near leave it open."""
    doc = discourse.doc
    acting = set() if noun.deprel == "nsubj" else {
        id(discourse.cluster_at(subject))
        for verb in doc.ancestors(noun)
        for subject in doc.children(verb, "nsubj")
        if subject.index < noun.index
    }
    last: dict[int, tuple[int, Cluster]] = {}
    for sentence, cluster in discourse.mentioned_before(noun, _REACH):
        if id(cluster) not in acting and fits(cluster):
            last[id(cluster)] = (sentence, cluster)
    if not last:
        return None
    ranked = sorted(last.values(), key=lambda item: item[0], reverse=True)
    if len(ranked) == 1 or (not vague and ranked[0][0] - ranked[1][0] >= _LEAD):
        return ranked[0][1]
    return None if vague else _subject_before(discourse, noun, [cluster for _, cluster in ranked])


def _subject_before(discourse: Discourse, noun: Token, fitting: Sequence[Cluster]) -> Cluster | None:
    """Of several that fit, what the sentence before is about goes on acting: "Orbex sold a plant to Lanova Steel. The
    company …" """
    doc = discourse.doc
    if noun.deprel != "nsubj" or not doc.head(noun).is_root or noun.sentence == 0:
        return None
    before = doc.sentences[noun.sentence - 1]
    subjects = [cluster for token in doc.tokens_of(before) if token.deprel == "nsubj" and doc.head(token).is_root
                and (cluster := discourse.cluster_at(token))]
    return subjects[0] if len(subjects) == 1 and any(subjects[0] is one for one in fitting) else None


def _is_age(discourse: Discourse, noun: Token) -> bool:
    """ "The 40-year-old"."""
    return noun.lower.endswith("old") and any(part.text[0].isdigit() for part in discourse.doc.subtree(noun))
