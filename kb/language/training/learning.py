"""The training loop: losses, schedule, checkpoints.

A run is one or more cycles. In each the learning rate climbs for 60 steps and then falls to zero in a line;
what a
cycle ends with is a finished model. A first short cycle gives something to work with while the long one runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from kb.language.training.network import Network
from kb.language.training.windows import UNKNOWN, Batch, WindowMaker

#: Word pieces a step, padding included.
BATCH_PIECES = 1800
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1.5e-3
_WARM_UP_STEPS = 60
#: How much each head counts. Names are few among many "O"; lemmas are mostly the lexicon's work.
_WEIGHTS = {
    "upos": 1.0,
    "xpos": 0.7,
    "feats": 0.7,
    "lemma_rules": 0.5,
    "names": 1.5,
    "sentence_start": 2.0,
    "event": 1.0,
    "news_event": 0.7,
    "entity": 1.0,
    "heads": 1.0,
    "relations": 1.0,
}
#: Annotators err, and over many passes a network would learn their errors by heart.
_SMOOTHING = 0.03
#: Whether a noun names a happening is often a matter of opinion, and GUM's annotators differ most.
_EVENT_SMOOTHING = 0.08
#: F is best where a noun is taken that is a happening more likely than F / 2 (Lipton et al. 2014,
#: https://arxiv.org/abs/1402.1892): a third for GUM. With this weight for a yes the network
#: says one half there.
_YES_WEIGHTS = {"event": 2.0}
#: Share of the old in the mean of the weights over the latest steps; the mean is steadier than the last.
_MEAN_KEEPS = 0.995


@dataclass(frozen=True, slots=True)
class Cycle:
    """Passes over the corpora, and the minutes after which the cycle comes to its end all the same."""

    passes: float
    minutes: float
    rate: float = 1.0
    """Share of the learning rate; a cycle that goes on from a finished model does with less."""


def losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of each head that the batch has labels for."""
    inputs = {name: torch.from_numpy(array) for name, array in batch.inputs.items()}
    targets = {name: torch.from_numpy(array) for name, array in batch.targets.items()}
    told, arcs, as_dependent, as_head = network.all_heads(**inputs)
    found: dict[str, Tensor] = {}
    for name, logits in ((name, logits.float()) for name, logits in told.items()):
        known = targets[name] != UNKNOWN
        if not known.any():
            continue
        if logits.shape[-1] == 1:
            smoothing = _SMOOTHING if name == "sentence_start" else _EVENT_SMOOTHING
            wanted = targets[name][known].float() * (1 - 2 * smoothing) + smoothing
            yes = torch.tensor(_YES_WEIGHTS.get(name, 1.0))
            found[name] = F.binary_cross_entropy_with_logits(logits[..., 0][known], wanted, pos_weight=yes)
        else:
            found[name] = F.cross_entropy(logits[known], targets[name][known], label_smoothing=_SMOOTHING)
    known = targets["heads"] != UNKNOWN
    if known.any():
        found["heads"] = F.cross_entropy(arcs[known], targets["heads"][known])
        place = targets["heads"].clamp(min=0)[..., None].expand(-1, -1, as_head.shape[-1])
        relations = network.relations(as_dependent, torch.gather(as_head, 1, place)).float()
        known = known & (targets["relations"] != UNKNOWN)
        found["relations"] = F.cross_entropy(relations[known], targets["relations"][known], label_smoothing=_SMOOTHING)
    return found


class Learner:
    """Trains a network, saving a checkpoint after each pass so that a broken run goes on where it stood."""

    def __init__(self, network: Network, windows: WindowMaker, checkpoint: Path, report: Callable[[str], None]) -> None:
        self.network = network
        self._windows = windows
        self._checkpoint = checkpoint
        self._report = report
        encoder = network.encoder_parameters()
        known = {id(parameter) for parameter in encoder}
        heads = [parameter for parameter in network.parameters() if id(parameter) not in known]
        self._optimizer = torch.optim.AdamW(
            [{"params": encoder}, {"params": heads}],
            lr=ENCODER_RATE,
            betas=(0.9, 0.98),
            weight_decay=0.01,
            fused=True,
        )
        self._mean: list[Tensor] = []
        self.cycle, self.passes, self._progress = 0, 0, 0.0

    def resume(self) -> None:
        """Goes on from the checkpoint file."""
        state = torch.load(self._checkpoint, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.cycle, self.passes, self._progress = state["cycle"], state["passes"], state["progress"]
        if state["progress"] > 0:
            self._optimizer.load_state_dict(state["optimizer"])
            self._mean = state["mean"]

    def save(self) -> None:
        part = self._checkpoint.with_suffix(".part")
        torch.save(
            {
                "network": self.network.state_dict(),
                "optimizer": self._optimizer.state_dict(),
                "mean": self._mean,
                "cycle": self.cycle,
                "passes": self.passes,
                "progress": self._progress,
            },
            part,
        )
        part.replace(self._checkpoint)

    def run(self, cycle: Cycle, after_pass: Callable[[int], None]) -> None:
        """One cycle; `after_pass` is called with the number of passes done so far, over all cycles. The network holds
        the mean of its latest steps then, and when the cycle is over."""
        if self._progress == 0:
            self._mean = [parameter.detach().clone() for parameter in self.network.parameters()]
        begun_at = self._progress
        started = time.monotonic()
        step, steps = 0, 0.0
        smooth: dict[str, float] = {}
        while self._progress < 1.0:
            batches = self._windows.batches(BATCH_PIECES)
            steps = steps or len(batches) * cycle.passes
            self.network.train()
            for batch in batches:
                # The share of the cycle that is done: by steps or by the clock, whichever is further.
                elapsed = (time.monotonic() - started) / (60 * cycle.minutes)
                self._progress = min(1.0, begun_at + max((1 - begun_at) * step / steps, elapsed))
                if self._progress >= 1.0:
                    break
                rate = cycle.rate * min(1.0, (step + 1) / _WARM_UP_STEPS) * (1 - self._progress)
                for name, value in self._step(batch, rate).items():
                    smooth[name] = 0.97 * smooth.get(name, value) + 0.03 * value
                step += 1
                if step % 50 == 0:
                    told = " ".join(f"{name} {value:.3f}" for name, value in smooth.items())
                    self._report(f"cycle {self.cycle} pass {self.passes} step {step} {self._progress:.1%} {told}")
            self.passes += 1
            self.save()
            self._exchange()
            after_pass(self.passes)
            if self._progress < 1.0:
                self._exchange()
        self.cycle += 1
        self._progress = 0.0
        self._mean = []
        self._optimizer.state.clear()
        self.save()

    def _exchange(self) -> None:
        """Puts the mean of the weights into the network, and the network's own into the place of the mean."""
        with torch.no_grad():
            for parameter, mean in zip(self.network.parameters(), self._mean, strict=True):
                own = parameter.detach().clone()
                parameter.copy_(mean)
                mean.copy_(own)

    def _step(self, batch: Batch, rate: float) -> dict[str, float]:
        for group, top in zip(self._optimizer.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
            group["lr"] = top * rate
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = losses(self.network, batch)
        total = sum((_WEIGHTS[name] * loss for name, loss in found.items()), torch.zeros(()))
        self._optimizer.zero_grad(set_to_none=True)
        total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self._optimizer.step()
        with torch.no_grad():
            for mean, parameter in zip(self._mean, self.network.parameters(), strict=True):
                mean.lerp_(parameter, 1 - _MEAN_KEEPS)
        return {name: loss.item() for name, loss in found.items()}


def average(network: Network, checkpoints: Sequence[Path], own: float | None = None) -> None:
    """Puts the mean of its own weights and those of `checkpoints` into the network; `own` is its own share, by default
    the same as each other's. The runs must have a common beginning; the mean of strangers is nothing (Wortsman et al.
    2022, https://arxiv.org/abs/2203.05482)."""
    share = 1 / (len(checkpoints) + 1) if own is None else own
    others = [torch.load(path, weights_only=True)["network"] for path in checkpoints]
    mean = {
        name: share * value + (1 - share) * torch.stack([other[name] for other in others]).mean(0)
        for name, value in network.state_dict().items()
    }
    network.load_state_dict(mean)
