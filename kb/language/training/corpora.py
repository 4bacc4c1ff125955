"""Everything that the model learns from and is measured on, by name.

Licences (the model card repeats them): EWT CC BY-SA 4.0; GUM annotation CC BY 4.0, texts CC BY or public
domain;
Universal NER CC BY-SA 4.0; re3d public domain and OGL; CrossNER MIT; MEANTIME CC BY 4.0. Nothing else may be
added
without looking at its licence first. Twitter's names (BTC) are left out: handles are persons there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kb.language.training.conllu import TreebankDocument, read_conllu
from kb.language.training.gold import GoldDocument, GoldSentence
from kb.language.training.gum_entities import entity_labels, event_labels, name_labels
from kb.language.training.meantime import read_meantime
from kb.language.training.name_corpora import WRITTEN, known_places, names_of, read_iob, read_uner, read_written

#: Every sixth development document only watches the training ("ewt-dev-watch"); the others train once nothing is
#: to be decided on them any more ("ewt-dev-rest").
_WATCHED = 6


@dataclass(slots=True)
class Corpora:
    """Documents by part, "ewt-train", "gum-test", …"""

    parts: dict[str, list[GoldDocument]]

    @property
    def training(self) -> list[tuple[str, float]]:
        """The parts that train, and how often a pass takes each: CrossNER would outweigh the news, GUM holds
        the only news and event nouns, and our own few lines would go under."""
        return [
            ("ewt-train", 1.0),
            ("ewt-dev-rest", 1.0),
            ("gum-train", 2.0),
            ("gum-dev-rest", 2.0),
            ("re3d", 1.0),
            ("crossner", 0.4),
            ("meantime", 1.0),
            ("written", 2.0),
        ]


def _ewt(documents: list[TreebankDocument], names_file: Path) -> list[GoldDocument]:
    names = read_uner(names_file)
    read = []
    for document in documents:
        sentences = []
        for place, sentence in enumerate(document.sentences):
            labels = names_of(sentence.words, place, names.get(document.name, []))
            sentences.append(
                GoldSentence(sentence.words, sentence.space_after, sentence.starts_paragraph, sentence.syntax, labels)
            )
        read.append(GoldDocument(document.name, sentences))
    return read


def _gum(documents: list[TreebankDocument], places: dict[str, str]) -> list[GoldDocument]:
    return [
        GoldDocument(
            document.name,
            [
                GoldSentence(
                    sentence.words,
                    sentence.space_after,
                    sentence.starts_paragraph,
                    sentence.syntax,
                    name_labels(sentence, places),
                    event_labels(sentence),
                    entities=entity_labels(sentence),
                )
                for sentence in document.sentences
            ],
        )
        for document in documents
    ]


def load_corpora(folder: Path) -> Corpora:
    """Reads `treebanks`, `ner` and `meantime` below `folder`."""
    treebanks, names = folder / "treebanks", folder / "ner"
    parts: dict[str, list[GoldDocument]] = {}
    for part in ("train", "dev", "test"):
        parts[f"ewt-{part}"] = _ewt(
            list(read_conllu(treebanks / "ewt" / f"en_ewt-{part}.conllu")), names / f"uner-ewt-{part}.iob2"
        )
    parts["re3d"] = list(read_iob(names / "re3d.iob2"))
    parts["crossner"] = list(read_iob(names / "crossner-train.iob2"))
    parts["crossner-politics-test"] = list(read_iob(names / "crossner-politics-test.iob2"))
    places = known_places([*parts["ewt-train"], *parts["re3d"], *parts["crossner"]])
    for part in ("train", "dev", "test"):
        parts[f"gum-{part}"] = _gum(list(read_conllu(treebanks / "gum" / f"gum-{part}.conllu")), places)
    for part in ("ewt-dev", "gum-dev"):
        parts[f"{part}-watch"] = parts[part][::_WATCHED]
        parts[f"{part}-rest"] = [document for i, document in enumerate(parts[part]) if i % _WATCHED]
    parts["gum-news-test"] = [document for document in parts["gum-test"] if "_news_" in document.name]
    parts["written"] = list(read_written(WRITTEN))
    parts["meantime"] = list(read_meantime(folder / "meantime" / "apple"))
    return Corpora(parts)
