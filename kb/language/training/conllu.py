"""Reads treebanks in CoNLL-U (https://universaldependencies.org/format.html)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kb.language.training.gold import Syntax

#: The features that the network learns; the others follow from the word itself or are not needed.
FEATURES = ("VerbForm", "Tense", "Mood", "Aspect", "Voice", "Number", "Person", "Degree")


@dataclass(slots=True)
class TreebankSentence:
    """One sentence with all that the treebank says about it."""

    words: list[str] = field(default_factory=list)
    space_after: list[bool] = field(default_factory=list)
    starts_paragraph: bool = False
    misc: list[str] = field(default_factory=list)
    """The last column, for each word."""
    syntax: Syntax = field(default_factory=lambda: Syntax([], [], [], [], [], []))


@dataclass(slots=True)
class TreebankDocument:
    name: str
    sentences: list[TreebankSentence]


def _kept_features(column: str) -> str:
    return "|".join(pair for pair in column.split("|") if pair.split("=")[0] in FEATURES)


def _sentence(rows: list[list[str]], starts_paragraph: bool) -> TreebankSentence:
    sentence = TreebankSentence(starts_paragraph=starts_paragraph)
    syntax = sentence.syntax
    joined_until, joined_space = 0, True
    for row in rows:
        number = row[0]
        space = "SpaceAfter=No" not in row[9]
        if "." in number:  # a word that isn't there, only in the enhanced graph
            continue
        if "-" in number:  # "don't" above its two words: they stand together, the space is after the last
            joined_until, joined_space = int(number.split("-")[1]), space
            continue
        if int(number) <= joined_until:
            space = joined_space if int(number) == joined_until else False
        sentence.words.append(row[1].replace(" ", "_"))
        sentence.space_after.append(space)
        sentence.misc.append(row[9])
        syntax.lemmas.append(row[2])
        syntax.upos.append(row[3])
        syntax.xpos.append(row[4])
        syntax.feats.append(_kept_features(row[5]))
        syntax.heads.append(int(row[6]))
        syntax.relations.append(row[7])
    return sentence


def read_conllu(path: Path) -> Iterator[TreebankDocument]:
    """The documents of a treebank file, in order."""
    document: TreebankDocument | None = None
    rows: list[list[str]] = []
    starts_paragraph = True
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                if document is not None:
                    yield document
                document = TreebankDocument(line.partition("=")[2].strip(), [])
                starts_paragraph = True
            elif line.startswith("# newpar"):
                starts_paragraph = True
            elif line.startswith("#"):
                continue
            elif line:
                rows.append(line.split("\t"))
            elif rows:
                if document is None:
                    document = TreebankDocument(path.stem, [])
                document.sentences.append(_sentence(rows, starts_paragraph))
                rows, starts_paragraph = [], False
    if document is not None:
        yield document
