"""The recipe from sentences to a model that loads, on a handful of sentences and a network that knows nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.language.lemmas import collect_lexicon
from kb.language.model import LanguageModel
from kb.language.training.corpora import Corpora
from kb.language.training.gold import GoldDocument, GoldSentence, Syntax
from kb.language.training.windows import UNKNOWN, WindowMaker, collect_labels
from kb.language.wordpieces import WordPieces
from kb.resources import shipped

TOKENIZER = shipped("data", "model", "tokenizer.json")


def sentence(starts_paragraph: bool = True) -> GoldSentence:
    syntax = Syntax(
        ["PROPN", "VERB", "NOUN", "PUNCT"], ["NNP", "VBD", "NN", "."], ["", "Tense=Past", "", ""],
        ["Ana", "join", "attack", "."], [2, 0, 2, 2], ["nsubj", "root", "obj", "punct"])  # fmt: skip
    return GoldSentence(["Ana", "joined", "attacks", "."], [True, True, False, True], starts_paragraph, syntax,
                        ["B-PER", "O", "O", None], [None, None, 1, None],
                        entities=["person", "", "event", ""])  # fmt: skip


@pytest.fixture
def corpora() -> Corpora:
    trees = [GoldDocument("d", [sentence(), sentence(False)]) for _ in range(6)]
    names = GoldDocument("n", [GoldSentence(["In", "Oslo"], [True, True], True, names=["O", "B-LOC"])])
    events = GoldDocument("m", [GoldSentence(["The", "siege"], [True, True], True, news_events=[0, 1])])
    parts = dict.fromkeys(("ewt-train", "ewt-dev-rest", "gum-train", "gum-dev-rest"), trees)
    return Corpora({**parts, "re3d": [names], "crossner": [names], "meantime": [events], "written": [names]})


def test_a_pass_asks_each_window_only_what_is_annotated(corpora: Corpora) -> None:
    labels = collect_labels(s for document in corpora.parts["ewt-train"] for s in document.sentences)
    batches = WindowMaker(corpora, labels, WordPieces(TOKENIZER), seed=1).batches(most_pieces=200)
    assert batches
    for batch in batches:
        assert batch.inputs["ids"].shape == batch.inputs["case"].shape
        for row in range(len(batch.inputs["ids"])):
            words = int(batch.inputs["word_mask"][row].sum())
            targets = {name: values[row, :words] for name, values in batch.targets.items()}
            assert targets["sentence_start"][0] == UNKNOWN
            parsed = targets["heads"][0] != UNKNOWN
            assert (targets["upos"] != UNKNOWN).all() == parsed
            if parsed:
                assert targets["heads"].max() <= words
            for name, values in batch.targets.items():
                assert (values[row, words:] == UNKNOWN).all(), name


@pytest.mark.filterwarnings("ignore")  # the exporter warns of its own future
def test_a_run_can_be_broken_off_resumed_and_exported(corpora: Corpora, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("onnx")
    from kb.language.training.__main__ import head_labels
    from kb.language.training.export import export
    from kb.language.training.learning import Cycle, Learner, average
    from kb.language.training.network import Network

    torch.manual_seed(1)
    sentences = [s for document in corpora.parts["ewt-train"] for s in document.sentences]
    labels = collect_labels(sentences)
    sizes = [(name, max(1, len(values))) for name, values in head_labels(labels).items()]
    pieces = WordPieces(TOKENIZER)

    def learner() -> Learner:
        network = Network(sizes, len(labels.relations))
        return Learner(network, WindowMaker(corpora, labels, pieces, seed=1), tmp_path / "checkpoint.pt", print)

    passes: list[int] = []
    first = learner()
    first.run(Cycle(passes=1, minutes=60), passes.append)
    resumed = learner()
    resumed.resume()
    assert (resumed.cycle, resumed.passes) == (1, len(passes))
    for name, value in first.network.state_dict().items():
        assert torch.equal(value, resumed.network.state_dict()[name])

    average(resumed.network, [tmp_path / "checkpoint.pt"])
    for name, value in first.network.state_dict().items():
        assert torch.allclose(value, resumed.network.state_dict()[name])

    lexicon = collect_lexicon(t for s in sentences if s.syntax
                              for t in zip(s.words, s.syntax.xpos, s.syntax.lemmas, strict=True))  # fmt: skip
    export(resumed.network, head_labels(labels), labels.relations, lexicon, TOKENIZER, tmp_path / "model")
    reading = LanguageModel.load(tmp_path / "model", threads=1).reader.read(["Ana", "joined", "attacks"], [True] * 3)
    assert len(reading.upos) == len(reading.heads) == 3
    assert set(reading.upos) <= set(labels.upos)
