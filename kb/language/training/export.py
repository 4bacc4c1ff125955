"""Turns a trained network into the files that ship: ONNX with eight-bit weights, and its tables."""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
from onnxruntime.quantization.shape_inference import quant_pre_process  # type: ignore[import-untyped]
from torch import Tensor, nn

from kb.language.model import NETWORK, RELATIONS, TABLES, TOKENIZER
from kb.language.training.name_corpora import WRITTEN, read_written
from kb.language.training.network import EncoderLayer, Network
from kb.language.wordpieces import WordPieces, stack

#: One window is run at a time (see `WordReader`), so the masks of what is padding stay behind.
_INPUTS = ("ids", "case", "first", "last")
_OUTPUTS = ("tags", "arcs", "as_dependent", "as_head")


class _Balanced(nn.Module):
    """A linear layer whose inputs are divided by `scale`, and its weights multiplied."""

    def __init__(self, linear: nn.Linear, scale: Tensor) -> None:
        super().__init__()
        self.linear = linear
        self.linear.weight.data *= scale
        self.inverse = nn.Parameter(1 / scale)

    def forward(self, x: Tensor) -> Tensor:
        found: Tensor = self.linear(x * self.inverse)
        return found


def _balance(network: Network, pieces: WordPieces) -> None:
    """Evens out what goes into the wide layers, where a few columns are so large that eight bits leave little for the
    others (Xiao et al. 2023, https://arxiv.org/abs/2211.10438). How large they get is seen on our own written lines."""
    layers = [cast(EncoderLayer, layer) for layer in network.layers]
    largest = [torch.full((layer.inner.in_features,), 1e-5) for layer in layers]

    def look(place: int) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def seen(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            largest[place] = torch.maximum(largest[place], inputs[0].abs().flatten(0, -2).amax(0))

        return seen

    hooks = [layer.inner.register_forward_pre_hook(look(place)) for place, layer in enumerate(layers)]
    with torch.no_grad():
        for document in read_written(WRITTEN):
            for sentence in document.sentences:
                window = stack([pieces.window(sentence.words, sentence.space_after)])
                network(*(torch.from_numpy(window[name]) for name in _INPUTS))
        for hook, layer, reached in zip(hooks, layers, largest, strict=True):
            hook.remove()
            scale = (reached / layer.inner.weight.abs().amax(0).clamp(min=1e-5)).sqrt()
            layer.inner = _Balanced(layer.inner, scale / scale.mean())  # type: ignore[assignment]


def export(
    network: Network,
    labels: Mapping[str, Sequence[str]],
    relations: Sequence[str],
    lexicon: Mapping[str, str],
    tokenizer_file: Path,
    out: Path,
) -> None:
    """Writes the model to the folder `out`.

    Weights are cut to eight bits channel by channel; one scale for a whole matrix loses 0.8 points
    instead of 0.1 to 0.35, and `_balance` halves that.
    """
    out.mkdir(parents=True, exist_ok=True)
    pieces = WordPieces(tokenizer_file)
    network = copy.deepcopy(network).eval()
    _balance(network, pieces)
    sample = stack([pieces.window(["The", "rebels", "did", "n't", "attack", "Aleppo", "."], [True] * 7)])
    axes = {name: {1: "pieces"} for name in ("ids", "case")}
    axes |= {name: {1: "words"} for name in ("first", "last", "tags", "as_dependent")}
    axes |= {"as_head": {1: "words_and_root"}, "arcs": {1: "words", 2: "words_and_root"}}
    with tempfile.TemporaryDirectory() as folder:
        whole, prepared = Path(folder, "whole.onnx"), Path(folder, "prepared.onnx")
        with torch.no_grad():
            torch.onnx.export(
                network,
                tuple(torch.from_numpy(sample[name]) for name in _INPUTS),
                str(whole),
                input_names=list(_INPUTS),
                output_names=list(_OUTPUTS),
                dynamic_axes=axes,
                opset_version=17,
                custom_opsets={"com.microsoft": 1},
                dynamo=False,
            )
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(prepared, out / NETWORK, weight_type=QuantType.QInt8, per_channel=True)
    relation: nn.Linear = network.relation
    np.savez(out / RELATIONS, weights=relation.weight.detach().numpy(), bias=relation.bias.detach().numpy())
    tables = {"labels": labels, "relations": relations, "lexicon": dict(sorted(lexicon.items()))}
    (out / TABLES).write_text(json.dumps(tables, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    shutil.copyfile(tokenizer_file, out / TOKENIZER)
