"""The language model that ships: one small network behind onnxruntime, and the tables that go with it.

`data/model/` holds `network.onnx` (eight-bit weights), `tables.json` (labels and the lexicon of lemmas),
`relations.npz` and `tokenizer.json` (the encoder's vocabulary). `data/model/README.md` says what it was made
of,
`kb/language/training/` how.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray

from kb.errors import LanguageError
from kb.language.decoding import Floats, Reading, Tables
from kb.language.doc import Doc, Name, NameType, Sentence, Token
from kb.language.lemmas import Lexicon
from kb.language.reader import WordReader
from kb.language.tokens import tokenize
from kb.language.wordpieces import WordPieces
from kb.resources import shipped

if TYPE_CHECKING:  # the types alone: reading has slow imports, and a query needs no reader
    from kb.reading.article import Article, Block

NETWORK, TABLES, RELATIONS, TOKENIZER = "network.onnx", "tables.json", "relations.npz", "tokenizer.json"
#: A paragraph is read in stretches of this many characters at most, so that memory stays bounded.
_STRETCH = 100_000


def load_tables(folder: Path) -> Tables:
    """Reads the tables of a model."""
    told = json.loads((folder / TABLES).read_text(encoding="utf-8"))
    with np.load(folder / RELATIONS) as relations:
        return Tables(
            told["labels"], told["relations"], relations["weights"], relations["bias"], Lexicon(told["lexicon"])
        )


def _words(text: str, begin: int, end: int) -> tuple[list[tuple[int, int]], list[str], list[bool]]:
    spans = tokenize(text, begin, end)
    words = [text[first:last] for first, last in spans]
    spaces = [i + 1 < len(spans) and spans[i + 1][0] > last for i, (_, last) in enumerate(spans)]
    return spans, words, spaces


def _stretches(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The block in parts of bounded length, cut at white space where there is some."""
    begin = block.begin
    while block.end - begin > _STRETCH:
        cut = max(text.rfind(mark, begin + _STRETCH // 2, begin + _STRETCH) for mark in (" ", "\n"))
        cut = cut if cut > begin else begin + _STRETCH
        yield begin, cut
        begin = cut
    yield begin, block.end


class LanguageModel:
    """Reads articles: `LanguageModel.load()(article)` is its `Doc`.

    Calls may come from several threads. The result of a paragraph depends on its text alone.
    """

    def __init__(self, reader: WordReader, threads: int = 2) -> None:
        self.reader = reader
        self._pool = ThreadPoolExecutor(threads, "language") if threads > 1 else None

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 2) -> LanguageModel:
        """The model in `folder`, by default the one that ships. Raises LanguageError."""
        try:
            folder = folder or shipped("data", "model")
            options = onnxruntime.SessionOptions()
            # Windows are small: two of them side by side are quicker than one over two threads.
            options.intra_op_num_threads = options.inter_op_num_threads = 1
            session = onnxruntime.InferenceSession(
                str(folder / NETWORK),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=["SkipLayerNormFusion"],  # the fused operator is ten times slower than its parts
            )
            inputs = [given.name for given in session.get_inputs()]
            tables = load_tables(folder)
            pieces = WordPieces(folder / TOKENIZER)
        except Exception as error:  # each of the three libraries raises kinds of its own
            raise LanguageError(
                f"the language model in {folder or 'data/model'} can't be loaded ({error}); "
                "reinstall the package, or make it with “make model”"
            ) from error

        def forward(window: Mapping[str, NDArray[np.int64]]) -> list[Floats]:
            return cast("list[Floats]", session.run(None, {name: window[name] for name in inputs}))

        return cls(WordReader(forward, pieces, tables), threads)

    def __call__(self, article: Article) -> Doc:
        """Tokens, sentences, tree and names of every block but furniture."""
        jobs = [
            (number, begin, end)
            for number, block in enumerate(article.blocks)
            if block.kind != "furniture"
            for begin, end in _stretches(article.text, block)
        ]

        def read(job: tuple[int, int, int]) -> tuple[list[tuple[int, int]], Reading]:
            spans, words, spaces = _words(article.text, job[1], job[2])
            return spans, self.reader.read(words, spaces)

        doc = _DocBuilder(article.text)
        for (number, _, _), (spans, reading) in zip(
            jobs, (self._pool.map if self._pool else map)(read, jobs), strict=True
        ):
            doc.add(number, spans, reading)
        return doc.build()


class _DocBuilder:
    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[Token] = []
        self._sentences: list[Sentence] = []
        self._names: list[Name] = []

    def add(self, block: int, spans: list[tuple[int, int]], reading: Reading) -> None:
        offset = len(self._tokens)
        for first, last in pairwise([*reading.starts, len(spans)]):
            sentence = len(self._sentences)
            self._sentences.append(
                Sentence(sentence, offset + first, offset + last, spans[first][0], spans[last - 1][1], block)
            )
            for i in range(first, last):
                begin, end = spans[i]
                self._tokens.append(
                    Token(
                        offset + i,
                        begin,
                        end,
                        self._text[begin:end],
                        reading.lemmas[i],
                        reading.upos[i],
                        reading.xpos[i],
                        reading.feats[i],
                        offset + reading.heads[i],
                        reading.relations[i],
                        sentence,
                        reading.events[i],
                    )
                )
        self._names += [
            Name(offset + first, offset + last, spans[first][0], spans[last - 1][1], cast(NameType, kind))
            for first, last, kind in reading.names
        ]

    def build(self) -> Doc:
        return Doc(self._text, tuple(self._tokens), tuple(self._sentences), tuple(self._names))
