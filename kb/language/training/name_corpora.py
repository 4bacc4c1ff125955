"""Reads the corpora of names: Universal NER's own format, and `word TAB SpaceAfter TAB label`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kb.language.tokens import tokenize
from kb.language.training.gold import NAME_LABELS, GoldDocument, GoldSentence

#: Our own lines.
WRITTEN = Path(__file__).with_name("written_names.txt")
#: Beginnings in small letters that do belong to a name.
_SMALL_BEGINNINGS = {"al", "el", "bin", "ibn", "de", "da", "di", "du", "van", "von", "der", "ten", "ter"}


#: Words of a people are no names of places or persons.
_PEOPLES = set(
    re.findall(
        r"\S+",
        """
    american british french german italian spanish russian chinese iranian iraqi syrian turkish israeli
    jordanian
    lebanese egyptian saudi qatari kuwaiti indian pakistani afghan japanese korean australian canadian
    mexican dutch
    belgian danish european arab kurdish kurd jewish muslim christian islamic sunni shia shiite alawite
    yazidi catholic
    democrat democratic republican texan californian western african asian palestinian ukrainian polish greek
    libyan
    yemeni moslem hindu buddhist mujahedeen tamil sinhalese thai cuban mexican jamaican norwegian bosnian saudi
    malaysian nepalese balochi philippine bangladeshi vietnamese taiwanese venezuelan moldovan caucasian shi'ite
    ba'athist baathist sheikh islamist hispanic latino nigerian brazilian swedish norwegian irish scottish welsh english
""",
    )
)


def tidy(labels: Iterable[str]) -> list[str | None]:
    """Valid BIO labels of the three types; a stray "I-" becomes "B-", other labels None: what they name may be of
    our types in another corpus."""
    tidied: list[str | None] = []
    before: str | None = "O"
    for label in labels:
        if label not in NAME_LABELS:
            tidied.append(None)
        elif label.startswith("I-") and (before or "O")[2:] != label[2:]:
            tidied.append("B-" + label[2:])
        else:
            tidied.append(label)
        before = tidied[-1]
    return tidied


def trim(words: Sequence[str], labels: list[str | None]) -> list[str | None]:
    """The same labels with names cut down to what all corpora agree on: "Members of the Security Council" and
    "the province of Idlib" lose the words before the first one with a capital letter or a figure."""
    trimmed = list(labels)
    for position, label in enumerate(labels):
        if label is None or not label.startswith("B-"):
            continue
        last = position + 1
        while last < len(labels) and labels[last] == f"I-{label[2:]}":
            last += 1
        first = position
        if words[first] in ("Members", "The") and last - first > 1:
            first += 1
        while first < last and words[first].islower() and words[first] not in _SMALL_BEGINNINGS:
            first += 1
        if first == last:  # a name all in small letters stays as it is
            continue
        trimmed[position:first] = ["O"] * (first - position)
        trimmed[first] = label
    return trimmed


def read_iob(path: Path) -> Iterator[GoldDocument]:
    """Documents of a `word TAB SpaceAfter=No|_ TAB label` file; sentence ends are not known."""
    words: list[str] = []
    spaces: list[bool] = []
    labels: list[str] = []

    def document() -> GoldDocument:
        return GoldDocument(path.stem, [GoldSentence(words, spaces, True, names=trim(words, tidy(labels)))])

    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 3:
                words.append(columns[0])
                spaces.append(columns[1] != "SpaceAfter=No")
                labels.append(columns[2])
            elif words:
                yield document()
                words, spaces, labels = [], [], []
    if words:
        yield document()


def read_uner(path: Path) -> dict[str, list[tuple[list[str], list[str]]]]:
    """Sentences of Universal NER by document id: words and raw labels."""
    documents: dict[str, list[tuple[list[str], list[str]]]] = {}
    current: list[tuple[list[str], list[str]]] = []
    words: list[str] = []
    labels: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                current = documents.setdefault(line.partition("=")[2].strip(), [])
            elif line.startswith("# ") and "\t" not in line:
                continue
            elif line:
                columns = line.split("\t")
                words.append(columns[1])
                labels.append(columns[2])
            elif words:
                current.append((words, labels))
                words, labels = [], []
    if words:
        current.append((words, labels))
    return documents


def names_of(
    words: Sequence[str], near: int, document: Sequence[tuple[list[str], list[str]]]
) -> list[str | None] | None:
    """The labels of a treebank sentence out of its Universal NER document: the sentence at the same place, or
    one close by with the same words (the two releases cut a few differently); None if there is none.

    The training part knows a fourth type, "OTH". Peoples are one of its kinds, and no names in the other parts;
    its bands, ships and products are organisations to some annotators and nothing to others, so they stay open.
    """
    nearby = sorted(range(max(0, near - 3), min(len(document), near + 4)), key=lambda place: abs(place - near))
    for place in nearby:
        other, labels = document[place]
        if len(other) == len(words) and (place == near or other == list(words)):
            tidied = tidy(labels)
            return [
                "O" if label is None and is_people(word) else label for word, label in zip(words, tidied, strict=True)
            ]
    return None


def is_people(name: str) -> bool:
    """Whether a name is that of a people or a faith ("Kurds", "Shiite"), which is no name of ours."""
    return bool({name.lower(), name.lower().removesuffix("s")} & _PEOPLES)


def known_places(documents: Iterable[GoldDocument]) -> dict[str, str]:
    """Names that are places at least twice and four times in five: {"France": "LOC"}."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for sentence in document.sentences:
            words: list[str] = []
            kind = ""
            for word, label in zip([*sentence.words, ""], [*(sentence.names or []), "O"], strict=False):
                if words and (label is None or not label.startswith("I-")):
                    seen[" ".join(words)][kind] += 1
                    words = []
                if label is not None and label != "O":
                    words.append(word)
                    kind = label[2:]
    return {name: "LOC" for name, kinds in seen.items() if kinds["LOC"] >= 2 and kinds["LOC"] >= 0.8 * kinds.total()}


def read_written(path: Path) -> Iterator[GoldDocument]:
    """Our own lines, names in brackets: `[AFP ORG]/ [Deir Ezzor LOC]`; "#" begins a remark."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        text, marked = "", []
        for part in re.split(r"(\[[^]]+\])", line):
            if part.startswith("["):
                name, _, kind = part[1:-1].rpartition(" ")
                marked.append((len(text), len(text) + len(name), kind))
                text += name
            else:
                text += part
        spans = tokenize(text)
        labels: list[str | None] = ["O"] * len(spans)
        for begin, end, kind in marked:
            inside = [i for i, (first, last) in enumerate(spans) if first >= begin and last <= end]
            labels[inside[0] : inside[-1] + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (len(inside) - 1)
        words = [text[first:last] for first, last in spans]
        spaces = [i + 1 < len(spans) and spans[i + 1][0] > last for i, (_, last) in enumerate(spans)]
        yield GoldDocument(path.stem, [GoldSentence(words, spaces, True, names=labels)])
