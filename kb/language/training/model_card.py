"""Writes the model card that lies beside the model: data, licences, figures, limits."""

# ruff: noqa: E501  (tables of Markdown)

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

_CARD = """\
# The language model

Reads English news: words get tags, features, lemmas and a dependency tree (Universal Dependencies v2), sentences are
found, persons, places and organisations are named, and nouns that name a happening get a probability. One network,
run by onnxruntime with eight-bit weights.

| file | what |
|---|---|
| `network.onnx` | the network; inputs and outputs are described in `kb/language/training/network.py` |
| `tables.json` | the labels of each head, and the lexicon of lemmas |
| `relations.npz` | the weights that read the relation off a word and its head |
| `tokenizer.json` | the encoder's vocabulary (Apache-2.0, from all-MiniLM-L6-v2) |

## What it was made of

| source | licence | what it gave |
|---|---|---|
| [all-MiniLM-L6-v2](https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2), sentence-transformers | Apache-2.0 | the encoder that training started from |
| [UD English EWT](https://universaldependencies.org/treebanks/en_ewt/) 2.16, Silveira et al. 2014 | CC BY-SA 4.0 | tags, lemmas, trees, sentences |
| [GUM](https://gucorpling.org/gum/) 11, Zeldes 2017; genres with open texts only | annotation CC BY 4.0; texts CC BY 2.5 / 4.0, CC BY-SA 3.0, public domain | the same; names, event nouns |
| [Universal NER](https://www.universalner.org/) over EWT, Mayhew et al. 2024 | CC BY-SA 4.0 | names |
| [re3d](https://github.com/dstl/re3d), Dstl; open parts | public domain, OGL 3, CC BY 3.0 AU, CC BY-SA 3.0 | names |
| [CrossNER](https://github.com/zliucr/CrossNER), Liu et al. 2021 | MIT (texts: Wikipedia) | names |
| [MEANTIME](http://www.newsreader-project.eu/results/data/wikinews/), Minard et al. 2016; the 30 texts about Apple | CC BY 4.0; texts Wikinews CC BY 2.5 | event nouns |

The training parts trained, and five sixths of the development parts too; the test parts never did. Nothing of TimeBank,
AQUAINT or ECB+ was used. The model is released under **CC BY-SA 4.0** (see `LICENSE`), with
thanks to the people who made these corpora. Made by `python -m kb.language.training` at commit {commit} on {date}:
{mean}{passes} passes, seed {seed}.{resumed} The code around it has the project's own licence.

## Figures

Per cent, on the test parts of the corpora, paragraph by paragraph, eight-bit weights, punctuation included. "Raw" is
running text cut by our own tokeniser, else the gold words are given; sentences are always found by the model.
Sentences, names and events are F; so is all of the raw text.

{figures}

UPOS, XPOS: tags. UAS, LAS: right head, right head and relation. Names: exact span and type, over Universal NER, over
names made from GUM's entities (names of which GUM says nothing or which it cuts otherwise than the others don't count),
over CrossNER politics. Events: nouns that GUM calls events, which its annotators see differently from text to text: a
noun that is an event in one text is one in another text, too, 54 times in 100 (84 in the same text), and 55 if it also
has the same relation to the same word there; so much of what is missing is a matter of opinion. GUM's news test part is
two articles of 1,900 words: its figures swing by points.

## Limits

- English, and best at edited news; letters, forums and reviews were in the training texts, speech hardly.
- Headlines with two verbs, captions and lists are read worse than sentences; `docs/language-errors.md` counts the errors.
- Three kinds of names. Organisations are the weakest: whether "Washington" is a city or a government differs from corpus to
  corpus. Titles ("President") are not part of a name.
- The vocabulary is uncased; capitals come in beside it. A few acronyms that look like words ("IS", "WHO") are spelled
  out to it, others are not.
- Wikinews 2005–2013, Wikipedia and the web of 2000–2015 are what it knows of the world; names that came later are
  found by their surroundings.
"""


def _commit() -> str:
    try:
        return subprocess.run(
            ["git", "rev-parse", "--short", "HEAD"],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parent,
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _table(figures: Mapping[str, float]) -> str:
    layers = ("tokens", "upos", "xpos", "lemmas", "uas", "las", "sentences", "names", "events")
    rows = sorted({name.rpartition(" ")[0] for name in figures})
    lines = ["| part | " + " | ".join(layers) + " |", "|---" * (len(layers) + 1) + "|"]
    for row in rows:
        cells = [f"{figures[f'{row} {layer}']:.1f}" if f"{row} {layer}" in figures else "" for layer in layers]
        lines.append(f"| {row} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def write_card(folder: Path, figures: Mapping[str, float], *, passes: int, seed: int, resumed: bool, runs: int) -> None:
    """Writes `README.md` in the model's folder."""
    note = " The run was broken off and resumed, so a fresh one gives a model that is alike, not the same."
    mean = f"the mean of {runs} finished networks with one beginning, the longest trained for " if runs > 1 else ""
    today = datetime.now(UTC).date().isoformat()
    text = _CARD.format(
        commit=_commit(),
        date=today,
        passes=passes,
        mean=mean,
        seed=seed,
        resumed=note if resumed else "",
        figures=_table(figures),
    )
    (folder / "README.md").write_text(text, encoding="utf-8")
