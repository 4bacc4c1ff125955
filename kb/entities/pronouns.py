"""Pronouns: whom "he", "their" and "it" mean.

Rules in the manner of Lappin and Leass (1994): what agrees in number, gender and kind is weighed by nearness
and by its place in the sentence, subjects first. Nouns that are no entity take part, so that "they" after
"civilians" means nobody that we know; better no answer than a wrong one.
"""

from __future__ import annotations

from kb.entities.cluster import Cluster
from kb.entities.discourse import Discourse, Referent
from kb.entities.phrases import noun_phrase_start
from kb.entities.quotes import SPEECH_VERBS
from kb.entities.spelling import word_set
from kb.entities.titles import ACTING_FOR, PERSON_WORDS, ROLE_GENDER
from kb.language.doc import Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "my"})
_PRONOUNS = _HE | _SHE | _THEY | _IT | _I
#: "It was too early", "it is not clear": said of nothing.
_EMPTY_IT_WORDS = word_set("""
    early late clear unclear possible impossible likely unlikely necessary dark cold hot time day week month year
""")
_EMPTY_IT_VERBS = frozenset({"rain", "snow", "seem", "appear", "turn", "mean"})
_ASKING = word_set("appeal ask beg call demand expect invite order persuade plead press request urge want")
#: What is asked for oneself.
_FAVOURS = word_set("""
    aid allow arm assist back forgive free fund give help join let meet pay protect recognise recognize rescue save send
    spare support tell visit
""")
#: How many sentences back a pronoun may reach, and "he said" to who spoke before.
_REACH, _SPEECH_REACH = 2, 4
#: Weights: a sentence's distance counts more than any place in the sentence.
_SENTENCE = 3.0
_PLACE = {"nsubj": 2.5, "root": 1.0, "obj": 1.0, "iobj": 1.0, "obl": 0.5}
_PARALLEL_SUBJECT, _PARALLEL_OBJECT, _OWNER, _NAME, _NUMBER = 0.5, 1.0, 1.0, 0.5, 1.5
#: "Release the prisoners" … "guard them": things that are acted on stay so more than persons do.
_PARALLEL_THING = 2.5
#: What acts only in a relative clause is not what the sentence is about.
_ASIDE = 1.5
#: Nor is what acts in "after she was hurt" what the next sentence goes on about.
_SUBORDINATE = 1.2
#: Who was taken up by a pronoun before is what the text is about.
_CONTINUED = 1.0
#: A person spoken of twice as often weighs so much more.
_TOPIC = 0.3


def is_pronoun(token: Token) -> bool:
    """Whether it is a pronoun that this module may resolve."""
    return token.upos in ("PRON", "DET") and token.lower in _PRONOUNS


def pronoun_gender(token: Token) -> str | None:
    """What a pronoun tells of a person."""
    return "male" if token.lower in _HE else "female" if token.lower in _SHE else None


def resolve_pronoun(discourse: Discourse, token: Token) -> Cluster | None:
    """The entity meant, or None when no entity, or none that is plain enough."""
    word = token.lower
    if word in _I:
        speaker = discourse.speaker(token)
        return speaker if speaker and speaker.type == "person" else None
    if token.deprel.startswith("expl") or _is_empty(discourse, token):
        return None
    if word == "their":
        owner = _members(discourse, token)
        if owner:
            return owner
    if word.endswith(("self", "selves")):
        return _own_subject(discourse, token)
    if word in ("he", "she") and _says(discourse, token):
        return _last_speaker(discourse, token)
    candidates = [
        referent
        for referent in discourse.before(token, _REACH)
        if _agrees(referent, word) and not _is_ruled_out(discourse, referent, token)
    ]
    if not candidates:
        return None
    best = max(candidates, key=lambda referent: _weight(discourse, referent, token))
    if word in _IT | _THEY and best.relation != "nsubj":
        return None
    return best.cluster


def _own_subject(discourse: Discourse, token: Token) -> Cluster | None:
    """Whom "himself" means: the name right before it ("Galois himself"), else the subject of its clause."""
    before = discourse.owner.get(token.index - 1)
    if before and before.type == "person" and before.gender in (None, pronoun_gender(token)):
        return before
    for subject in discourse.clause_subjects(token):
        referent = discourse.at(subject)
        if referent and subject.index < token.index and _agrees(referent, token.lower):
            return referent.cluster
    return None


def _says(discourse: Discourse, token: Token) -> bool:
    verb = discourse.doc.head(token)
    return token.deprel == "nsubj" and verb.lemma.casefold() in SPEECH_VERBS and not discourse.is_quoted(token)


def _last_speaker(discourse: Discourse, token: Token) -> Cluster | None:
    """Who spoke last before "he said", unless that is someone without a name."""
    for referent in discourse.speakers_before(token, _SPEECH_REACH):
        if _agrees(referent, token.lower):
            return referent.cluster
    near = [referent for referent in discourse.before(token, 1) if _agrees(referent, token.lower)]
    return max(near, key=lambda referent: _weight(discourse, referent, token)).cluster if near else None


def _weight(discourse: Discourse, referent: Referent, pronoun: Token) -> float:
    """Sentences count most, then subjects, owners, names; among equals the nearer."""
    token, relation = referent.token, pronoun.deprel.split(":")[0]
    weight = -_SENTENCE * (pronoun.sentence - token.sentence) + _PLACE.get(referent.relation, 0.0)
    if referent.relation == "nsubj" and discourse.doc.head(token).deprel.startswith("acl"):
        weight -= _ASIDE
    if referent.relation == "nsubj" and token.sentence != pronoun.sentence and (
            discourse.doc.head(token).deprel.startswith("advcl")):
        weight -= _SUBORDINATE
    if _only_reports(discourse, token):
        weight -= _ASIDE
    if referent.relation == "nsubj" and relation == "nsubj":
        weight += _PARALLEL_SUBJECT
    if referent.relation == "obj" and relation == "obj":
        weight += _PARALLEL_OBJECT if referent.is_person else _PARALLEL_THING
    if token.deprel == "nmod:poss" and pronoun.lower in _POSSESSIVE:
        weight += _OWNER
    if referent.name:
        weight += _NAME
    if referent.cluster and pronoun.lower in _HE | _SHE:
        weight += _TOPIC * len(referent.cluster.found).bit_length()
    if token.upos == "PRON":
        weight += _CONTINUED
    if pronoun.lower in _THEY and not referent.plural:
        weight -= _NUMBER
    return weight + token.index / (100.0 * pronoun.index)


def _only_reports(discourse: Discourse, subject: Token) -> bool:
    """ "… died at home, President Zuma said": who is named last only for having said it."""
    verb = discourse.doc.head(subject)
    if subject.deprel != "nsubj" or verb.lemma.casefold() not in SPEECH_VERBS or discourse.is_quoted(subject):
        return False
    return verb.deprel == "parataxis" or any(
        content.index < subject.index for content in discourse.doc.children(verb, "ccomp"))


def _agrees(referent: Referent, word: str) -> bool:
    """In person, gender and number. A group or organisation can be "it" and "they"."""
    cluster = referent.cluster
    if word in _HE | _SHE:
        noun = referent.token.lemma.casefold()
        gender = cluster.gender if cluster else ROLE_GENDER.get(noun) or PERSON_WORDS.get(noun)
        alone = cluster is not None or not referent.plural
        return referent.is_person and alone and gender in (None, "male" if word in _HE else "female")
    if cluster is None:
        return referent.plural if word in _THEY else not referent.plural and not referent.is_person
    if cluster.type == "person":
        return False
    if word in _THEY:
        return cluster.type in ("group", "organization") or referent.plural
    return not referent.plural or (referent.name and cluster.type == "organization")


def _is_ruled_out(discourse: Discourse, referent: Referent, pronoun: Token) -> bool:
    """Grammar rules it out: "Smith met him", "his brother Ali", a speaker's "he" in the own words."""
    own = pronoun.lower in _POSSESSIVE or pronoun.lower.endswith(("self", "selves"))
    if own and pronoun.deprel == "nmod:poss" and referent.token.index == pronoun.head:
        return True
    subjects = () if own or pronoun.deprel == "nsubj" else tuple(discourse.clause_subjects(pronoun))
    if any(subject.index == referent.token.index for subject in subjects):
        return True
    if referent.cluster is None:
        return False
    clause = discourse.doc.head(pronoun)
    if pronoun.deprel == "nsubj" and clause.deprel == "acl:relcl" and (
            discourse.owner.get(clause.head) is referent.cluster):
        return True  # "de Klerk, with whom he shared a prize"
    if any(discourse.cluster_at(subject) is referent.cluster for subject in subjects):
        return True
    if pronoun.lower in _IT and any(discourse.covers(referent.cluster, owner) for subject in subjects
                                    for owner in discourse.doc.children(subject, "nmod:poss")):
        return True  # "its soldiers had done it"
    if _asked_of_others(discourse, referent.cluster, pronoun):
        return True
    if discourse.covers(referent.cluster, pronoun) or discourse.owner.get(pronoun.head) is referent.cluster:
        return True
    return discourse.is_quoted(pronoun) and discourse.speaker(pronoun) is referent.cluster


def _asked_of_others(discourse: Discourse, cluster: Cluster, pronoun: Token) -> bool:
    """ "The Kurds called for these countries to take them back": who asks is not what is to be dealt with, unless it
    is done for their good ("asked the UN to help them")."""
    doc = discourse.doc
    deed = doc.head(pronoun)
    if pronoun.deprel != "obj" or deed.lemma in _FAVOURS:
        return False
    if deed.is_root or not any(child.lower == "to" for child in doc.children(deed)):
        return False
    asking = next((above for above in doc.ancestors(deed) if above.upos == "VERB"), None)
    return asking is not None and asking.lemma.casefold() in _ASKING and any(
        discourse.cluster_at(subject) is cluster for subject in doc.children(asking, "nsubj"))


def _is_empty(discourse: Discourse, token: Token) -> bool:
    """An "it" that means nothing: "it is clear that …", "it rained"."""
    if token.lower != "it" or token.deprel != "nsubj":
        return False
    above = discourse.doc.head(token)
    clause = discourse.doc.children(above, "csubj", "ccomp", "xcomp")
    said_of = above.upos in ("ADJ", "NOUN")
    if above.lemma == "come" and any(child.lower == "when" for child in discourse.doc.children(above)):
        return True  # "when it comes to"
    return bool(said_of and (clause or above.lemma in _EMPTY_IT_WORDS)) or above.lemma in _EMPTY_IT_VERBS


def _members(discourse: Discourse, token: Token) -> Cluster | None:
    """ "Militants have blocked roads out of their IS ‘caliphate’": the militants are those of IS."""
    doc = discourse.doc
    for part in doc.subtree(doc.head(token)):
        cluster = discourse.owner.get(part.index)
        if cluster is None or cluster.type != "group" or part.index < token.index:
            continue
        for verb in doc.ancestors(token):
            for subject in doc.children(verb, "nsubj"):
                if subject.lower in ACTING_FOR["group"] and subject.index < token.index:
                    known = discourse.cluster_at(subject)
                    if known is None:
                        discourse.add(cluster, noun_phrase_start(doc, subject), subject, "description")
                    return known or cluster
    return None
