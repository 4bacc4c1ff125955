"""The network: a small BERT encoder, a learnt mix of its layers, light heads for all layers of annotation at
once.

- Encoder: all-MiniLM-L6-v2 (6 layers of 384; Wang et al. 2020, https://arxiv.org/abs/2002.10957), with a
class of
  letter case and spacing added to each piece, since its vocabulary is uncased.
- A word is its first and its last piece, of one mix of the layers for tags and another for the tree
  (Peters et al. 2018, https://arxiv.org/abs/1802.05365).
- Tree: biaffine attention over heads (Dozat and Manning 2017, https://arxiv.org/abs/1611.01734); the
relation is
  read from the pair, outside the exported graph, once the tree is known.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from kb.language.training.gold import ENTITY_TYPES
from kb.language.wordpieces import CASE_CLASSES

_VOCABULARY, _POSITIONS, _WIDTH, _INNER, _ATTENTION_HEADS, _LAYERS = 30522, 512, 384, 1536, 12, 6
ARC_WIDTH, RELATION_WIDTH = 192, 128
_MEANING_WIDTH = 256
#: The heads that ask what a word names and not how it is used.
_MEANINGS = ("names", "event", "news_event")
#: An event is taken for one when it is likelier than one third (see `learning._YES_WEIGHTS`): that is even for what
#: ships.
_EVENT_ODDS = math.log(2.0)
_EVENT = ENTITY_TYPES.index("event")


def _attention(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
    rows, length, _ = query.shape

    def split(t: Tensor) -> Tensor:
        return t.view(rows, length, _ATTENTION_HEADS, _WIDTH // _ATTENTION_HEADS).transpose(1, 2)

    mixed = F.scaled_dot_product_attention(split(query), split(key), split(value), attn_mask=mask, dropout_p=dropout)
    return mixed.transpose(1, 2).reshape(rows, length, _WIDTH)


class _OneOperator(torch.autograd.Function):
    """Attention over whole rows as one operator of onnxruntime, which is quicker than its ten parts."""

    @staticmethod
    def forward(_: object, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        return _attention(query, key, value, None, 0.0)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any) -> Any:
        mixed = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=_ATTENTION_HEADS)
        mixed.setType(query.type())
        return mixed


def _split(logits: Tensor, sizes: Sequence[tuple[str, int]]) -> Iterator[tuple[str, Tensor]]:
    """The logits of each head, which lie side by side."""
    parts: tuple[Tensor, ...] = torch.split(logits, [width for _, width in sizes], -1)  # type: ignore[no-untyped-call]
    return zip((name for name, _ in sizes), parts, strict=True)


class EncoderLayer(nn.Module):
    """One layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(_WIDTH, _WIDTH) for _ in range(3))
        self.output = nn.Linear(_WIDTH, _WIDTH)
        self.norm = nn.LayerNorm(_WIDTH, eps=1e-12)
        self.inner, self.outer = nn.Linear(_WIDTH, _INNER), nn.Linear(_INNER, _WIDTH)
        self.final_norm = nn.LayerNorm(_WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        query, key, value = self.query(x), self.key(x), self.value(x)
        if torch.onnx.is_in_onnx_export():
            mixed = _OneOperator.apply(query, key, value)  # type: ignore[no-untyped-call]
        else:
            mixed = _attention(query, key, value, mask, self.dropout.p if self.training else 0.0)
        x = self.norm(x + self.dropout(self.output(mixed)))
        y: Tensor = self.final_norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))
        return y


class Network(nn.Module):
    """All heads over one encoder. `sizes`: the tag heads and their widths, in the order of the outputs."""

    def __init__(self, sizes: Sequence[tuple[str, int]], relations: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = list(sizes)
        self._meanings = [(name, width) for name, width in sizes if name in _MEANINGS]
        self.words = nn.Embedding(_VOCABULARY, _WIDTH)
        self.positions = nn.Embedding(_POSITIONS, _WIDTH)
        self.cases = nn.Embedding(CASE_CLASSES, _WIDTH)
        nn.init.normal_(self.cases.weight, std=0.005)  # the encoder's own inputs count first
        self.norm = nn.LayerNorm(_WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(EncoderLayer(dropout) for _ in range(_LAYERS))
        mix = torch.zeros(2, _LAYERS + 1)
        mix[:, 4:] = 1.0  # the upper layers to begin with
        self.mix = nn.Parameter(mix)
        self.meaning_mix = nn.Parameter(mix[0].clone())
        self.word_dropout = nn.Dropout(0.33)
        self.tags = nn.Linear(2 * _WIDTH, sum(width for _, width in sizes))
        self.meaning = nn.Linear(2 * _WIDTH, _MEANING_WIDTH)
        self.meaning_tags = nn.Linear(_MEANING_WIDTH, sum(width for _, width in self._meanings))
        nn.init.zeros_(self.meaning_tags.weight)  # what the plain layer says counts first
        nn.init.zeros_(self.meaning_tags.bias)
        self.entity = nn.Linear(_MEANING_WIDTH, len(ENTITY_TYPES))
        self.pairs = nn.Linear(2 * _WIDTH, 2 * ARC_WIDTH + 2 * RELATION_WIDTH)
        self.root = nn.Parameter(torch.randn(ARC_WIDTH + RELATION_WIDTH) * 0.02)
        self.arc = nn.Parameter(torch.empty(ARC_WIDTH, ARC_WIDTH))
        nn.init.xavier_uniform_(self.arc)
        self.arc_bias = nn.Linear(ARC_WIDTH, 1)
        self.relation = nn.Linear(3 * RELATION_WIDTH, relations)

    def load_encoder(self, weights: Path) -> None:
        """Takes the encoder's weights from a BERT `model.safetensors`."""
        given = {name.removeprefix("bert."): value for name, value in load_file(str(weights)).items()}
        take = {
            "words": "embeddings.word_embeddings",
            "positions": "embeddings.position_embeddings",
            "norm": "embeddings.LayerNorm",
        }
        for number in range(_LAYERS):
            for ours, theirs in (
                ("query", "attention.self.query"),
                ("key", "attention.self.key"),
                ("value", "attention.self.value"),
                ("output", "attention.output.dense"),
                ("norm", "attention.output.LayerNorm"),
                ("inner", "intermediate.dense"),
                ("outer", "output.dense"),
                ("final_norm", "output.LayerNorm"),
            ):
                take[f"layers.{number}.{ours}"] = f"encoder.layer.{number}.{theirs}"
        own = self.state_dict()
        with torch.no_grad():
            for ours, theirs in take.items():
                for kind in ("weight", "bias"):
                    if f"{ours}.{kind}" in own:
                        own[f"{ours}.{kind}"].copy_(given[f"{theirs}.{kind}"])
            # BERT adds the same "first segment" vector to every piece: fold it into the positions.
            own["positions.weight"].add_(given["embeddings.token_type_embeddings.weight"][0])

    def encoder_parameters(self) -> list[nn.Parameter]:
        """What was learnt before, and takes a smaller learning rate."""
        return [
            p for name, p in self.named_parameters() if name.split(".")[0] in ("layers", "words", "positions", "norm")
        ]

    def forward(
        self,
        ids: Tensor,
        case: Tensor,
        first: Tensor,
        last: Tensor,
        piece_mask: Tensor | None = None,
        word_mask: Tensor | None = None,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits of all tag heads side by side; of each word's head (0 the root); and each word's two
        relation vectors, as dependent and (with the root in front) as head. Without masks nothing is padding.
        Whether a word is an event is the mean of what two heads say: yes or no, and the choice among entities."""
        told, arcs, as_dependent, as_head = self.all_heads(ids, case, first, last, piece_mask, word_mask)
        event = torch.softmax(told["entity"].float(), -1)[..., _EVENT : _EVENT + 1].clamp(1e-5, 1 - 1e-5)
        told["event"] = (told["event"] + torch.log(event) - torch.log(1 - event) + _EVENT_ODDS) / 2
        return torch.cat([told[name] for name, _ in self.sizes], -1), arcs, as_dependent, as_head

    def all_heads(
        self,
        ids: Tensor,
        case: Tensor,
        first: Tensor,
        last: Tensor,
        piece_mask: Tensor | None = None,
        word_mask: Tensor | None = None,
    ) -> tuple[dict[str, Tensor], Tensor, Tensor, Tensor]:
        """What `forward` gives, with the tag heads by name; beside them "entity", the choice among `ENTITY_TYPES`."""
        rows, length = ids.shape
        places = torch.arange(length, device=ids.device)[None]
        x = self.dropout(self.norm(self.words(ids) + self.positions(places) + self.cases(case)))
        mask = None if piece_mask is None else (1.0 - piece_mask[:, None, None, :].to(x.dtype)) * -1e4
        states = [x]
        for layer in self.layers:
            x = layer(x, mask)
            states.append(x)
        weights = torch.softmax(self.mix, -1)
        for_tags, for_tree = (sum(weights[k, i] * states[i] for i in range(_LAYERS + 1)) for k in (0, 1))
        for_meaning = sum(
            share * state for share, state in zip(torch.softmax(self.meaning_mix, -1), states, strict=True)
        )

        row_begins = torch.arange(rows, device=ids.device)[:, None] * length

        def words(mixed: Tensor) -> Tensor:
            ends = [mixed.flatten(0, 1)[place + row_begins] for place in (first, last)]
            dropped: Tensor = self.word_dropout(torch.cat(ends, -1))
            return dropped

        told = dict(_split(self.tags(words(for_tags)), self.sizes))
        meaning = self.word_dropout(F.gelu(self.meaning(words(for_meaning))))
        for name, more in _split(self.meaning_tags(meaning), self._meanings):
            told[name] = told[name] + more
        told["entity"] = self.entity(meaning)
        pairs = self.word_dropout(F.gelu(self.pairs(words(for_tree))))
        dependent, head, as_dependent, as_head = pairs.split([ARC_WIDTH, ARC_WIDTH, RELATION_WIDTH, RELATION_WIDTH], -1)
        head = torch.cat([self.root[:ARC_WIDTH].expand(rows, 1, -1), head], 1)
        as_head = torch.cat([self.root[ARC_WIDTH:].expand(rows, 1, -1), as_head], 1)
        with torch.autocast("cpu", enabled=False):  # sixteen bits are too few here
            arcs = dependent.float() @ self.arc @ head.float().transpose(1, 2) * (
                4.0 / math.sqrt(ARC_WIDTH)
            ) + self.arc_bias(head.float()).transpose(1, 2)
        if word_mask is not None:
            heads = torch.cat([torch.ones_like(word_mask[:, :1]), word_mask], 1)
            arcs = arcs + (1.0 - heads[:, None, :].to(arcs.dtype)) * -1e4
        return told, arcs, as_dependent, as_head

    def relations(self, as_dependent: Tensor, as_chosen_head: Tensor) -> Tensor:
        """Logits of the relation of each word to its head."""
        scores: Tensor = self.relation(torch.cat([as_dependent, as_chosen_head, as_dependent * as_chosen_head], -1))
        return scores
