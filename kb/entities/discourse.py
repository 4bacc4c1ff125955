"""What has been spoken of, sentence by sentence, while pronouns and descriptions are resolved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.entities.cluster import Cluster, Found
from kb.entities.entity import MentionKind
from kb.entities.quotes import speaker_of, speech, speech_subjects
from kb.entities.titles import PERSON_WORDS, ROLES
from kb.language.doc import Doc, Token

#: Relations of nouns that can be taken up again by a pronoun.
_TAKEN_UP = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "root", "conj", "appos"})


@dataclass(frozen=True, slots=True)
class Referent:
    """Something spoken of, at a token: an entity, or (without cluster) a noun that is none."""

    token: Token
    cluster: Cluster | None
    name: bool = False

    @property
    def relation(self) -> str:
        return self.token.deprel.split(":")[0]

    @property
    def plural(self) -> bool:
        """By its form: "troops" and "Syrian Democratic Forces", but no state is plural."""
        if self.name and self.cluster and self.cluster.type == "place":
            return False
        return self.token.xpos in ("NNS", "NNPS") or self.token.feat("Number") == "Plur"

    @property
    def is_person(self) -> bool:
        if self.cluster:
            return self.cluster.type == "person"
        noun = self.token.lemma.casefold()
        return noun in ROLES or noun in PERSON_WORDS


class Discourse:
    """The referents of an article by sentence, its quotes and their speakers."""

    __slots__ = ("_at", "_by_sentence", "_covering", "_named", "_quotes", "_subjects", "clusters", "doc", "owner")

    def __init__(self, doc: Doc, clusters: Sequence[Cluster]) -> None:
        self.doc, self.clusters = doc, clusters
        self._quotes = {i: quote for quote in speech(doc) for i in range(quote.first, quote.last)}
        self._subjects = tuple(speech_subjects(doc, frozenset(self._quotes)))
        self._at: dict[int, Referent] = {}
        self._by_sentence: list[list[Referent]] = [[] for _ in doc.sentences]
        #: Heads of all mentions, modifiers too.
        self.owner: dict[int, Cluster] = {}
        self._covering: dict[int, list[Cluster]] = {}
        self._named: list[list[tuple[int, Cluster]]] = [[] for _ in doc.sentences]
        covered: set[int] = set()
        for cluster in clusters:
            for found in cluster.found:
                self._own(found.first, found.last, found.head, cluster)
                covered.update(range(found.first, found.last) if found.kind == "name" else (found.head,))
                token = doc.tokens[found.head]
                if token.deprel != "compound" and not (found.kind == "description" and token.deprel == "amod"):
                    self._enter(Referent(token, cluster, found.kind == "name"))
        for token in doc.tokens:
            if token.index in covered or token.deprel.split(":")[0] not in _TAKEN_UP:
                continue
            if token.upos in ("NOUN", "PROPN"):
                self._enter(Referent(token, None))

    def add(self, cluster: Cluster, first: int, head: Token, kind: MentionKind) -> None:
        """A pronoun or description that was resolved: tokens `first` … `head`."""
        cluster.found.append(Found(first, head.index + 1, head.index, kind))
        self._own(first, head.index + 1, head.index, cluster)
        self._enter(Referent(head, cluster))

    def at(self, token: Token) -> Referent | None:
        return self._at.get(token.index)

    def cluster_at(self, token: Token) -> Cluster | None:
        referent = self._at.get(token.index)
        return referent.cluster if referent else None

    def before(self, token: Token, sentences: int) -> Iterator[Referent]:
        """Referents before the token, in its sentence and so many sentences back."""
        for number in range(max(0, token.sentence - sentences), token.sentence + 1):
            for referent in self._by_sentence[number]:
                if referent.token.index < token.index:
                    yield referent

    def mentioned_before(self, token: Token, sentences: int) -> Iterator[tuple[int, Cluster]]:
        """Sentence and cluster of each mention before the token, adjectives and other modifiers too."""
        for number in range(max(0, token.sentence - sentences), token.sentence + 1):
            for index, cluster in self._named[number]:
                if index < token.index:
                    yield number, cluster

    def is_quoted(self, token: Token) -> bool:
        return token.index in self._quotes

    def speaker(self, token: Token) -> Cluster | None:
        """Who says the direct speech in which the token stands."""
        quote = self._quotes.get(token.index)
        subject = speaker_of(self.doc, quote, self._subjects) if quote else None
        return self.cluster_at(subject) if subject else None

    def speakers_before(self, token: Token, sentences: int) -> Iterator[Referent]:
        """Who spoke before the token, the last one first, within so many sentences."""
        for subject in reversed(self._subjects):
            if subject.index < token.index:
                if token.sentence - subject.sentence > sentences:
                    return
                referent = self._at.get(subject.index)
                if referent:
                    yield referent

    def clause_subjects(self, token: Token) -> Iterator[Token]:
        """Subjects of the verb above the token, shared ones too: "the alliance opened it but paused all of it"."""
        verb = self.doc.head(token)
        while verb.upos not in ("VERB", "AUX", "ADJ") and not verb.is_root:
            verb = self.doc.head(verb)
        while True:
            yield from self.doc.children(verb, "nsubj")
            if verb.deprel != "conj" or self.doc.children(verb, "nsubj"):
                return
            verb = self.doc.head(verb)

    def covers(self, cluster: Cluster, token: Token) -> bool:
        """Whether the token is within a mention of the cluster."""
        return any(other is cluster for other in self._covering.get(token.index, ()))

    def _own(self, first: int, last: int, head: int, cluster: Cluster) -> None:
        for index in {head, *range(first, last)}:
            self._covering.setdefault(index, []).append(cluster)
        self.owner[head] = cluster
        self._named[self.doc.tokens[head].sentence].append((head, cluster))

    def _enter(self, referent: Referent) -> None:
        known = self._at.get(referent.token.index)
        if known:
            self._by_sentence[referent.token.sentence].remove(known)
        self._at[referent.token.index] = referent
        self._by_sentence[referent.token.sentence].append(referent)
