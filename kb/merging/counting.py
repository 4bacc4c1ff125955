"""Counts in how many texts each word stands, and writes the table that `kb.merging.rarity` reads.

    python -m kb.merging.counting ../shared/corpora > data/rarity/words.tsv

The texts: documents of the treebanks EWT and GUM, and the sentences of CrossNER and re3d, eight as one text.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kb.merging.wording import words_of

#: What fewer texts hold counts as unseen: most such words are names.
_SEEN_FROM = 3
_SENTENCES = 8
_FOLDERS_OF_TREES = ("treebanks/ewt", "treebanks/gum")
_FILES_OF_SENTENCES = ("ner/crossner-train.iob2", "ner/crossner-politics-test.iob2", "ner/re3d.iob2")


def texts(corpora: Path) -> Iterator[str]:
    """The texts in a fixed order."""
    for folder in _FOLDERS_OF_TREES:
        for file in sorted((corpora / folder).glob("*.conllu")):
            for document in file.read_text(encoding="utf-8").split("# newdoc")[1:]:
                yield "\n".join(line.removeprefix("# text = ") for line in document.splitlines()
                                if line.startswith("# text = "))
    for name in _FILES_OF_SENTENCES:
        sentences = (corpora / name).read_text(encoding="utf-8").split("\n\n")
        rest = iter(sentences)
        while several := list(islice(rest, _SENTENCES)):
            yield " ".join(line.split("\t")[0] for sentence in several for line in sentence.splitlines())


def main(corpora: Path) -> None:
    counts: Counter[str] = Counter()
    total = 0
    for text in texts(corpora):
        total += 1
        counts.update(set(words_of(text)))
    print(f"# texts\t{total}")
    for word, count in sorted(counts.items()):
        if count >= _SEEN_FROM:
            print(f"{word}\t{count}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
