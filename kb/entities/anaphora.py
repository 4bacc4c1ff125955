"""Pronouns and descriptions: whom "he", "their" and "the group" mean.

Rules in the manner of Lappin and Leass (1994): what agrees in number, gender and kind is weighed by nearness
and by its place in the sentence, subjects first. Nouns that are no entity take part, so that "they" after
"civilians" means nobody that we know; better no answer than a wrong one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.entities.cluster import Cluster, Found
from kb.entities.phrases import noun_phrase_start
from kb.entities.quotes import SPEECH_VERBS, Quote, find_quotes, speaker_of, speech_subjects
from kb.entities.spelling import word_set
from kb.entities.titles import ACTING_FOR, DESCRIPTIONS, PERSON_WORDS, ROLE_GENDER, ROLES, role
from kb.language.doc import Doc, Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_IT = frozenset({"it", "its", "itself"})
_I = frozenset({"i", "me", "my", "mine", "myself"})
_POSSESSIVE = frozenset({"his", "her", "their", "its", "my"})
_OTHERS = word_set("other another first second third last new next rival similar same such different")
_THINGS_CALLED = frozenset().union(*DESCRIPTIONS.values())
#: How many sentences back a pronoun or description may reach.
_PRONOUN_REACH, _DESCRIPTION_REACH = 2, 4


@dataclass(slots=True)
class _Referent:
    """Something spoken of, at a token: an entity, or a noun that is none."""

    token: Token
    cluster: Cluster | None
    name: bool = False


def resolve_anaphora(doc: Doc, clusters: Sequence[Cluster]) -> None:
    """Adds pronouns and descriptions to the clusters that they mean."""
    _Anaphora(doc, clusters).run()


class _Anaphora:
    def __init__(self, doc: Doc, clusters: Sequence[Cluster]) -> None:
        self.doc = doc
        self.clusters = clusters
        self.quotes = find_quotes(doc)
        self.quote_of: dict[int, Quote] = {
            i: quote for quote in self.quotes for i in range(quote.first, quote.last)
        }
        self.subjects = tuple(speech_subjects(doc, frozenset(self.quote_of)))
        self.referents: dict[int, _Referent] = {}
        covered = set()
        for cluster in clusters:
            for found in cluster.found:
                covered |= set(range(found.first, found.last)) if found.kind == "name" else {found.head}
                if not self._is_modifier(found):
                    self.referents[found.head] = _Referent(
                        doc.tokens[found.head], cluster, found.kind == "name"
                    )
        for token in doc.tokens:
            if (
                token.upos == "NOUN"
                and token.index not in covered
                and token.deprel.split(":")[0]
                in ("nsubj", "obj", "iobj", "obl", "nmod", "root", "conj", "appos")
            ):
                self.referents[token.index] = _Referent(token, None)

    def run(self) -> None:
        for quoted in (False, True):  # who speaks must be known before what is said is read
            for token in self.doc.tokens:
                if (token.index in self.quote_of) is not quoted:
                    continue
                referent = self.referents.get(token.index)
                if token.upos == "PRON" or (token.deprel == "nmod:poss" and token.lower in _POSSESSIVE):
                    cluster = self._pronoun(token)
                    if cluster:
                        self._found(cluster, token.index, token, "pronoun")
                elif token.upos == "NOUN" and referent and referent.cluster is None:
                    cluster = self._description(token)
                    if cluster:
                        self._found(cluster, noun_phrase_start(self.doc, token), token, "description")

    def _found(self, cluster: Cluster, first: int, head: Token, kind: str) -> None:
        cluster.found.append(
            Found(first, head.index + 1, head.index, "pronoun" if kind == "pronoun" else "description")
        )
        self.referents[head.index] = _Referent(head, cluster)
        if kind == "pronoun" and cluster.type == "person" and cluster.gender is None:
            cluster.gender = "male" if head.lower in _HE else "female" if head.lower in _SHE else None

    def _is_modifier(self, found: Found) -> bool:
        token = self.doc.tokens[found.head]
        return (
            found.kind == "description" and token.deprel.split(":")[0] in ("amod", "compound")
        ) or token.deprel == "compound"

    # -- pronouns

    def _pronoun(self, token: Token) -> Cluster | None:
        word = token.lower
        if word in _I:
            return self._speaker(token)
        if (
            word not in _HE | _SHE | _THEY | _IT
            or token.deprel.startswith("expl")
            or self._is_empty_it(token)
        ):
            return None
        if word == "their":
            owned = self._their(token)
            if owned:
                return owned
        governor = self.doc.head(token)
        if (
            token.deprel == "nsubj"
            and governor.lemma.casefold() in SPEECH_VERBS
            and token.index not in self.quote_of
            and word in ("he", "she")
        ):
            return self._last_speaker(token)
        candidates = [
            referent
            for referent in self.referents.values()
            if referent.token.index < token.index
            and token.sentence - referent.token.sentence <= _PRONOUN_REACH
            and self._agrees(referent, word)
            and not self._is_bound(referent, token)
        ]
        if not candidates:
            return None
        best = max(candidates, key=lambda referent: self._weight(referent, token))
        if word in _IT | _THEY and best.token.deprel.split(":")[0] != "nsubj":
            return None
        return best.cluster

    def _weight(self, referent: _Referent, pronoun: Token) -> float:
        """Sentences count most, then subjects and names; among equals the nearer."""
        token = referent.token
        relation = token.deprel.split(":")[0]
        weight = -3.0 * (pronoun.sentence - token.sentence)
        weight += {"nsubj": 2.5, "root": 1.0, "obj": 1.0, "iobj": 1.0, "obl": 0.5}.get(relation, 0.0)
        if token.deprel in ("nmod:poss",) and pronoun.lower in _POSSESSIVE:
            weight += 1.0
        if relation == "nsubj" and pronoun.deprel == "nsubj":
            weight += 0.5
        if referent.name:
            weight += 0.5
        return weight + token.index / (100.0 * len(self.doc.tokens))

    def _agrees(self, referent: _Referent, word: str) -> bool:
        cluster, token = referent.cluster, referent.token
        plural = token.feat("Number") == "Plur" or token.xpos in ("NNS", "NNPS")
        if cluster is None:
            noun = token.lemma.casefold()
            person = noun in ROLES or noun in PERSON_WORDS
            if word in _HE | _SHE:
                gender = ROLE_GENDER.get(noun) or PERSON_WORDS.get(noun)
                return person and not plural and gender in (None, "male" if word in _HE else "female")
            return plural if word in _THEY else not plural and not person
        if word in _HE | _SHE:
            return cluster.type == "person" and cluster.gender in (None, "male" if word in _HE else "female")
        if cluster.type == "person":
            return False
        if word in _THEY:
            return cluster.type in ("group", "organization") or plural
        return not plural or cluster.kind in ("country", "company", "alliance", "bloc")

    def _is_bound(self, referent: _Referent, pronoun: Token) -> bool:
        """Grammar rules it out: "Smith met him", "his brother Ali", a speaker's "he" in the own quote."""
        if referent.cluster and any(
            f.first <= pronoun.index < f.last or f.head == pronoun.head for f in referent.cluster.found
        ):
            return True
        if (
            pronoun.lower not in _POSSESSIVE
            and not pronoun.lower.endswith(("self", "selves"))
            and referent.token.head == pronoun.head
            and pronoun.deprel != "nsubj"
        ):
            return True
        quote = self.quote_of.get(pronoun.index)
        if quote and referent.cluster:
            subject = speaker_of(self.doc, quote, self.subjects)
            return subject is not None and self._at(subject) is referent.cluster
        return False

    def _is_empty_it(self, token: Token) -> bool:
        """ "It is clear that …", "it rained"."""
        if token.lower != "it" or token.deprel != "nsubj":
            return False
        governor = self.doc.head(token)
        return bool(
            self.doc.children(governor, "csubj", "ccomp", "xcomp") and governor.upos in ("ADJ", "NOUN")
        ) or governor.lemma in ("rain", "snow", "seem", "appear", "turn")

    def _at(self, token: Token) -> Cluster | None:
        referent = self.referents.get(token.index)
        return referent.cluster if referent else None

    def _speaker(self, token: Token) -> Cluster | None:
        quote = self.quote_of.get(token.index)
        subject = speaker_of(self.doc, quote, self.subjects) if quote else None
        cluster = self._at(subject) if subject else None
        return cluster if cluster and cluster.type == "person" else None

    def _last_speaker(self, token: Token) -> Cluster | None:
        """Who spoke last before "he said", unless that is someone without a name or out of reach."""
        for subject in reversed(self.subjects):
            if subject.index >= token.index or token.sentence - subject.sentence > _DESCRIPTION_REACH:
                continue
            referent = self.referents.get(subject.index)
            if referent is None or not self._agrees(referent, token.lower):
                continue
            return referent.cluster
        candidates = [
            referent
            for referent in self.referents.values()
            if referent.token.index < token.index
            and token.sentence - referent.token.sentence <= 1
            and self._agrees(referent, token.lower)
        ]
        return max(candidates, key=lambda r: self._weight(r, token)).cluster if candidates else None

    def _their(self, token: Token) -> Cluster | None:
        """ "Militants have blocked roads out of their IS ‘caliphate’": the militants are those of IS."""
        owned = self.doc.head(token)
        for part in self.doc.subtree(owned):
            cluster = next(
                (
                    c
                    for c in self.clusters
                    if c.type == "group" and any(f.kind == "name" and f.head == part.index for f in c.found)
                ),
                None,
            )
            if not cluster or not token.index < part.index:
                continue
            for verb in self.doc.ancestors(token):
                for subject in self.doc.children(verb, "nsubj"):
                    if subject.lower in ACTING_FOR["group"] and subject.index < token.index:
                        known = self._at(subject)
                        if known is None:
                            self._found(cluster, noun_phrase_start(self.doc, subject), subject, "description")
                        return known or cluster
        return None

    # -- descriptions

    def _description(self, noun: Token) -> Cluster | None:
        word = noun.lemma.casefold()
        children = self.doc.children(noun)
        if not any(
            child.deprel == "det" and child.lower in ("the", "this", "that", "these", "those")
            for child in children
        ):
            return None
        if any(
            child.deprel in ("acl:relcl", "acl", "nmod", "nummod", "nmod:poss")
            or child.lower in _OTHERS
            or child.upos == "PROPN"
            for child in children
        ):
            return None
        adjectives = [child for child in children if child.deprel in ("amod", "compound")]
        if any(
            any(found.head == child.index for cluster in self.clusters for found in cluster.found)
            for child in adjectives
        ):
            return None
        plural = noun.xpos == "NNS"
        named = role(word)
        if (named or word in PERSON_WORDS or self._is_age(noun)) and not plural:
            return self._described(
                noun,
                lambda cluster: (
                    cluster.type == "person"
                    and (
                        bool(set((named or "").split()) & cluster.roles)
                        if named
                        else cluster.gender in (None, PERSON_WORDS.get(word) or cluster.gender)
                    )
                ),
                alone=named is None,
            )
        if noun.lower in _THINGS_CALLED or (word in _THINGS_CALLED and not plural):
            spelled = noun.lower if plural else word
            return self._described(
                noun,
                lambda cluster: cluster.type != "person" and cluster.may_be_called(spelled),
                alone=word in ("country", "nation", "state", "region", "area", "city"),
            )
        return None

    def _is_age(self, noun: Token) -> bool:
        return (noun.text[0].isdigit() and noun.lower.endswith("year-old")) or (
            noun.lower in ("old", "year-old")
            and any(child.text[0].isdigit() for child in self.doc.subtree(noun))
        )

    def _described(self, noun: Token, fits: object, *, alone: bool) -> Cluster | None:
        """The nearest cluster that fits; `alone`: only when no other fits within reach, for words that
        fit too many."""
        near: dict[int, int] = {}
        for number, cluster in enumerate(self.clusters):
            if not fits(cluster):  # type: ignore[operator]
                continue
            before = [
                f.head
                for f in cluster.found
                if f.head < noun.index
                and noun.sentence - self.doc.tokens[f.head].sentence <= _DESCRIPTION_REACH
            ]
            if before:
                near[number] = max(before)
        if not near or (alone and len(near) > 1):
            return None
        best = max(near, key=lambda number: near[number])
        return self.clusters[best]
