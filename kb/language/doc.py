"""The document: an article's tokens, sentences, tree and names, with exact character offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

NameType = Literal["PER", "LOC", "ORG"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. Offsets are code points into the article's text: `text == article.text[begin:end]`."""

    index: int
    """Position in `Doc.tokens`."""
    begin: int
    end: int
    text: str
    lemma: str
    upos: str
    """Universal part of speech (UD v2)."""
    xpos: str
    """Penn Treebank tag."""
    feats: str
    """UD features, sorted, joined by "|" ("Tense=Past|VerbForm=Fin"), "" when none."""
    head: int
    """Index of the head in `Doc.tokens`; the token's own index when it is the root of its sentence."""
    deprel: str
    """UD relation to the head, with subtype ("nsubj:pass", "root")."""
    sentence: int
    """Index into `Doc.sentences`."""
    event_noun: float
    """Probability that this noun names a happening; 0.0 for what is not a noun."""

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_root(self) -> bool:
        return self.head == self.index

    def feat(self, name: str) -> str | None:
        """The value of a UD feature: `token.feat("Tense")` is "Past", "Pres" or None."""
        for pair in self.feats.split("|"):
            key, _, value = pair.partition("=")
            if key == name:
                return value
        return None


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` … `last - 1` of the document."""

    index: int
    first: int
    last: int
    begin: int
    end: int
    block: int
    """Index into `Article.blocks`."""


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name: tokens `first` … `last - 1`."""

    first: int
    last: int
    begin: int
    end: int
    type: NameType


_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Doc:
    """A parsed article. Furniture blocks have no tokens."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        object.__setattr__(self, "_children", tuple(map(tuple, children)))

    def head(self, token: Token) -> Token:
        return self.tokens[token.head]

    def children(self, token: Token, *deprels: str) -> tuple[Token, ...]:
        """Direct dependents in text order; with `deprels`, only those whose relation is one of them
        ("nsubj" also takes its subtypes, "nsubj:pass")."""
        found = (self.tokens[i] for i in self._children[token.index])
        if not deprels:
            return tuple(found)
        return tuple(t for t in found if t.deprel in deprels or t.deprel.split(":")[0] in deprels)

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The head, its head, … up to the root."""
        while not token.is_root:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> tuple[Token, ...]:
        """The token and all below it, in text order."""
        seen, stack = {token.index}, [token.index]
        while stack:
            for child in self._children[stack.pop()]:
                if child not in seen:
                    seen.add(child)
                    stack.append(child)
        return tuple(self.tokens[i] for i in sorted(seen))

    def sentence_of(self, token: Token) -> Sentence:
        return self.sentences[token.sentence]

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last]

    def tokens_between(self, begin: int, end: int) -> tuple[Token, ...]:
        """Tokens that overlap the characters begin … end - 1."""
        low = stop = bisect_right(self.tokens, begin, key=_END)
        while stop < len(self.tokens) and self.tokens[stop].begin < end:
            stop += 1
        return self.tokens[low:stop]
