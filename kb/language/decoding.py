"""From the network's numbers to tags, lemmas, trees, names and sentence starts, within one window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kb.language.irregular_verbs import is_participle_only
from kb.language.lemmas import Lexicon
from kb.language.trees import best_tree

Floats = NDArray[np.float32]

#: Relations of which a word has one dependent at most (https://universaldependencies.org/u/dep/nsubj.html).
_SINGLE = (("nsubj", "nsubj:pass", "csubj", "csubj:pass"), ("obj",), ("iobj",))
#: A sentence starts where the network is a little surer than even: a wrong cut spoils two trees.
_STARTS = 0.2
#: More changes than that, and the sentence is beyond mending.
_MOST_CHANGES = 4
#: Tags of the words in "residents and a tribal leader of the town".
_NOMINAL = {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "CCONJ", "ADP", "PART"}
#: Multiplications that OpenBLAS does on one thread.
_SMALL_PRODUCT = 262_144


@dataclass(slots=True)
class Reading:
    """What was read out of the words of a paragraph, one entry a word."""

    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    """Position of the head in the paragraph; a root's is its own."""
    relations: list[str] = field(default_factory=list)
    events: list[float] = field(default_factory=list)
    """Probability that a noun names a happening."""
    starts: list[int] = field(default_factory=list)
    """Positions at which a sentence starts."""
    names: list[tuple[int, int, str]] = field(default_factory=list)
    """First word, last word + 1, type."""

    def append(self, other: Reading) -> None:
        """Adds what was read from the words that follow."""
        offset = len(self.upos)
        for layer in ("upos", "xpos", "feats", "lemmas", "relations", "events"):
            getattr(self, layer).extend(getattr(other, layer))
        self.heads += [head + offset for head in other.heads]
        self.starts += [start + offset for start in other.starts]
        self.names += [(first + offset, last + offset, kind) for first, last, kind in other.names]


@dataclass(frozen=True, slots=True)
class Tables:
    """What the numbers mean; ships beside the network."""

    labels: Mapping[str, Sequence[str]]
    """The labels of each tag head, in the network's order; one without labels is a yes or no."""
    relations: Sequence[str]
    relation_weights: Floats
    """Relations x three times the width of a relation vector."""
    relation_bias: Floats
    lexicon: Lexicon

    def widths(self) -> list[tuple[str, int]]:
        return [(name, max(1, len(labels))) for name, labels in self.labels.items()]


def name_spans(logits: Floats, labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names by the best sequence of labels in which every "I-" follows its own type."""
    best = logits.argmax(1)
    chosen = [labels[i] for i in best]
    if any(label.startswith("I-") and before[2:] != label[2:] for before, label in pairwise(["O", *chosen])):
        chosen = _viterbi(logits, labels)
    spans: list[tuple[int, int, str]] = []
    first: int | None = None
    for position, label in enumerate([*chosen, "O"]):
        if first is not None and not label.startswith("I-"):
            spans.append((first, position, chosen[first][2:]))
            first = None
        if label.startswith("B-"):
            first = position
    return spans


def _viterbi(logits: Floats, labels: Sequence[str]) -> list[str]:
    allowed = np.array(
        [
            [0.0 if not after.startswith("I-") or before[2:] == after[2:] else -1e4 for after in labels]
            for before in labels
        ]
    )
    begins = np.array([-1e4 if label.startswith("I-") else 0.0 for label in labels])
    shifted = logits - logits.max(1, keepdims=True)
    scores = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    total = scores[0] + begins
    came_from = []
    for row in scores[1:]:
        options = total[:, None] + allowed
        came_from.append(options.argmax(0))
        total = options.max(0) + row
    state = int(total.argmax())
    path = [state]
    for back in reversed(came_from):
        state = int(back[state])
        path.append(state)
    return [labels[state] for state in reversed(path)]


def _probability(logits: Floats) -> Floats:
    return (1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30)))).astype(np.float32)


class Decoder:
    """Reads windows by the tables of a model."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._root = list(tables.relations).index("root")
        self._single = [
            [number for number, relation in enumerate(tables.relations) if relation in group] for group in _SINGLE
        ]

    def decode(
        self,
        words: Sequence[str],
        outputs: Sequence[Floats],
        *,
        to_the_end: bool,
        starts: Sequence[int] | None = None,
    ) -> Reading:
        """Reads the words of one window.

        `outputs` are the network's four arrays for this window alone, without the rows' dimension. Unless the
        window reaches `to_the_end` of the paragraph its last sentence may be cut off, and is left out: the
        reading then has fewer words, and the next window begins with that sentence. `starts` gives the
        sentence starts when they are known.
        """
        tags, arcs, as_dependent, as_head = outputs
        widths = self._tables.widths()
        cuts = np.cumsum([width for _, width in widths])[:-1]
        logits = dict(zip((name for name, _ in widths), np.split(tags[: len(words)], cuts, axis=1), strict=True))
        count = len(words)
        known = starts is not None
        if starts is None:
            starts = [0, *(int(i) for i in np.nonzero(logits["sentence_start"][1:, 0] > _STARTS)[0] + 1)]
        # A window whose last sentence begins right at its front is cut at its end, or it would hardly get on.
        if not to_the_end and not known and starts[-1] >= count // 8 and starts[-1] > 0:
            count = starts[-1]
            starts = starts[:-1]
        reading = Reading(starts=list(starts))
        labels = self._tables.labels
        for name in ("upos", "xpos", "feats"):
            chosen = labels[name]
            getattr(reading, name).extend(chosen[i] for i in logits[name][:count].argmax(1))
        for place, tag in enumerate(reading.xpos):
            if tag == "VBD" and is_participle_only(words[place].lower()):  # "was freed and flown home"
                reading.xpos[place], reading.feats[place] = "VBN", "Tense=Past|VerbForm=Part"
        rules = labels["lemma_rules"]
        reading.lemmas = [
            self._tables.lexicon.lemma(word, tag, rules[i])
            for word, tag, i in zip(words, reading.xpos, logits["lemma_rules"][:count].argmax(1), strict=False)
        ]
        reading.names = name_spans(logits["names"][:count], labels["names"])
        happening = (_probability(logits["event"][:count, 0]) + _probability(logits["news_event"][:count, 0])) / 2
        reading.events = [float(p) if tag == "NOUN" else 0.0 for p, tag in zip(happening, reading.upos, strict=True)]
        self._trees(reading, count, arcs, as_dependent, as_head)
        due_to_do(words, reading)
        said_at_the_end(words, reading)
        some_of_whom(words, reading)
        signed_in_doha(reading)
        return reading

    def _trees(self, reading: Reading, count: int, arcs: Floats, as_dependent: Floats, as_head: Floats) -> None:
        for first, last in pairwise([*reading.starts, count]):
            columns = np.r_[0, first + 1 : last + 1]
            heads, relations = self._tree(arcs[first:last, columns], as_dependent[first:last], as_head[columns])
            reading.heads += [first + (int(head) - 1 if head else i) for i, head in enumerate(heads)]
            reading.relations += [self._tables.relations[i] for i in relations]

    def _tree(self, arcs: Floats, as_dependent: Floats, as_head: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Heads (1-based, 0 the root) and relations of one sentence.

        A verb has one subject and one object. Where the best tree gives it two, the cheapest change is made:
        another head for one of them, or another relation.
        """
        arcs = arcs.copy()
        refused = np.zeros((len(arcs), len(self._tables.relations)), bool)
        for _ in range(_MOST_CHANGES + 1):
            heads = best_tree(arcs)
            head = as_head[heads]
            scores = self._relation_scores(np.concatenate([as_dependent, head, as_dependent * head], 1))
            scores[refused] = -1e9
            scores[:, self._root] = np.where(heads == 0, 1e9, -1e9)
            relations = scores.argmax(1)
            change = self._cheapest_change(arcs, heads, scores, relations)
            if change is None:
                break
            word, group = change
            if group is None:
                arcs[word, heads[word]] = -1e9
            else:
                refused[word, group] = True
        return heads, relations

    def _cheapest_change(
        self, arcs: Floats, heads: NDArray[np.int64], scores: Floats, relations: NDArray[np.int64]
    ) -> tuple[int, list[int] | None] | None:
        """The word to change of those that share what only one can be, with the relations to refuse it, or None
        to refuse it its head. None when there are no such words."""
        cheapest: tuple[float, int, list[int] | None] | None = None
        for group in self._single:
            words = [word for word, relation in enumerate(relations.tolist()) if relation in group]
            if len(words) < 2:
                continue
            above = Counter(int(heads[word]) for word in words)
            for word in words:
                if above[int(heads[word])] < 2:
                    continue
                elsewhere = np.delete(arcs[word], [heads[word], word + 1])
                other = np.delete(scores[word], group)
                for cost, refused in (
                    (arcs[word, heads[word]] - elsewhere.max(), None),
                    (scores[word, relations[word]] - other.max(), group),
                ):
                    if cheapest is None or cost < cheapest[0]:
                        cheapest = (float(cost), word, refused)
        return cheapest and cheapest[1:]

    def _relation_scores(self, pairs: Floats) -> Floats:
        # In small parts: for a larger product numpy's OpenBLAS wakes a thread on every core, and these spin on
        # for longer than the product takes, which halved the speed of the whole.
        weights = self._tables.relation_weights.T
        rows = max(1, _SMALL_PRODUCT // weights.size)
        parts = [pairs[first : first + rows] @ weights for first in range(0, len(pairs), rows)]
        return (
            np.concatenate(parts) + self._tables.relation_bias if parts else np.zeros((0, weights.shape[1]), np.float32)
        )


#: Verbs that tell at the end of a sentence who says so.
_SAYING = {"said", "says", "say", "added", "reported", "announced", "confirmed", "warned"}


def said_at_the_end(words: Sequence[str], reading: Reading) -> None:
    """"…, residents and a tribal leader said." is who says so, also where the network hangs the nouns on the clause
    before: the verb becomes the root in place, what stands before the comma what is said."""
    for first, last in pairwise([*reading.starts, len(reading.heads)]):
        verb = last - 1
        while verb > first and reading.upos[verb] == "PUNCT":
            verb -= 1
        root = next((i for i in range(first, last) if reading.heads[i] == i), verb)
        if words[verb].lower() not in _SAYING or verb == root or reading.upos[verb] not in ("VERB", "NOUN"):
            continue
        comma = next((i for i in range(verb - 1, first, -1) if words[i] == ","), first)
        between = range(comma + 1, verb)
        if root >= comma or any(reading.upos[i] not in _NOMINAL for i in between):
            continue
        tops = [i for i in between if reading.heads[i] not in between]
        if len(tops) != 1 or reading.upos[tops[0]] not in ("NOUN", "PROPN", "PRON"):
            continue
        reading.heads[root], reading.relations[root] = verb, "ccomp"
        reading.heads[verb], reading.relations[verb] = verb, "root"
        reading.heads[tops[0]], reading.relations[tops[0]] = verb, "nsubj"
        for i in (comma, *range(verb + 1, last)):
            reading.heads[i], reading.relations[i] = verb, "punct"


def some_of_whom(words: Sequence[str], reading: Reading) -> None:
    """"…, some of whom left" tells of the noun before the comma, and is no clause beside the whole. In place."""
    heads, relations = reading.heads, reading.relations
    for whom in range(4, len(heads)):
        if [word.lower() for word in words[whom - 1 : whom + 1]] != ["of", "whom"] or words[whom - 3] != ",":
            continue
        verb, noun = heads[whom - 2], whom - 4
        while relations[noun] in ("nmod", "flat", "compound") and heads[noun] < noun:
            noun = heads[noun]
        above = noun
        while above not in (verb, heads[above]):
            above = heads[above]
        if relations[verb] == "parataxis" and above != verb and reading.upos[noun] in ("NOUN", "PROPN"):
            heads[verb], relations[verb] = noun, "acl:relcl"


def signed_in_doha(reading: Reading) -> None:
    """A preposition right before the place it leads to is no particle of the verb before it. In place."""
    for place in range(1, len(reading.heads) - 1):
        verb = reading.heads[place]
        follows = reading.heads[place + 1] == verb and reading.relations[place + 1] == "obl"
        if reading.relations[place] == "compound:prt" and reading.xpos[place] == "IN" and follows:
            reading.heads[place], reading.relations[place] = place + 1, "case"


def due_to_do(words: Sequence[str], reading: Reading) -> None:
    """"Is due to visit" is "due", which has an infinitive; the network often reads the preposition of "due to rain".
    Mends such trees in place: "due" takes the verb's place, with all that stands before it."""
    for due, (word, after) in enumerate(pairwise(words[: len(reading.heads)])):
        verb = due + 2
        if word.lower() != "due" or after.lower() != "to" or verb >= len(reading.heads):
            continue
        if reading.upos[verb] != "VERB" or reading.xpos[verb] not in ("VB", "VBP"):
            continue
        root = reading.heads[verb] == verb
        if reading.heads[due] == verb:
            reading.heads[due], reading.relations[due] = due if root else reading.heads[verb], reading.relations[verb]
        elif reading.heads[verb] != due:
            continue
        for other, head in enumerate(reading.heads):
            if head == verb and other not in (due, verb) and (other < due or (root and words[other] in ".!?")):
                reading.heads[other] = due
        reading.heads[verb], reading.relations[verb], reading.xpos[verb] = due, "xcomp", "VB"
        reading.heads[due + 1], reading.relations[due + 1] = verb, "mark"
        reading.upos[due + 1], reading.xpos[due + 1] = "PART", "TO"
