"""A low-rank adapter: what the encoder learned of our questions, small enough to be kept beside the code.

Each adapted matrix W becomes W + SCALE * B A (Hu et al., LoRA, 2021), merged when the encoder is built, so that it
costs nothing when a question is read. `python -m actions.training.tune_encoder` trains it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import nn
from transformers import BertModel

from actions import settings

FILE = settings.ROOT / "data" / "encoder" / "adapter.safetensors"
RANK = 16
SCALE = 2.0
ADAPTED = (
    "attention.self.query",
    "attention.self.value",
    "intermediate.dense",
    "output.dense",
)
"""The matrices of a layer that are adapted."""


class Adapted(nn.Module):
    """A linear layer, frozen, with a low-rank change beside it that is trained."""

    def __init__(self, base: nn.Linear):
        super().__init__()
        self.base = base
        self.down = nn.Parameter(torch.randn(RANK, base.in_features) / math.sqrt(base.in_features))
        self.up = nn.Parameter(torch.zeros(base.out_features, RANK))

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return the layer's output (..., out) for `states` (..., in)."""
        changed: torch.Tensor = self.base(states) + SCALE * (states @ self.down.T) @ self.up.T
        return changed


def attach(bert: BertModel) -> dict[str, Adapted]:
    """Freeze `bert`, put an adapter on each adapted matrix, and return the adapters by the matrix's name."""
    bert.requires_grad_(False)
    adapters = {}
    for number, layer in enumerate(bert.encoder.layer):
        for name in ADAPTED:
            parent, _, last = name.rpartition(".")
            holder = layer.get_submodule(parent)
            adapted = Adapted(getattr(holder, last))
            setattr(holder, last, adapted)
            adapters[f"encoder.layer.{number}.{name}"] = adapted
    return adapters


def write(adapters: Mapping[str, Adapted], path: Path = FILE) -> None:
    """Write the adapters to `path` in half precision."""
    tensors = {
        f"{name}.{part}": getattr(adapted, part).detach().half().contiguous()
        for name, adapted in adapters.items()
        for part in ("down", "up")
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, str(path))


def read(adapters: Mapping[str, Adapted], path: Path = FILE) -> None:
    """Set `adapters` to what `write` wrote, to train them further."""
    tensors = load_file(str(path))
    with torch.no_grad():
        for name, adapted in adapters.items():
            adapted.down.copy_(tensors[f"{name}.down"])
            adapted.up.copy_(tensors[f"{name}.up"])


def merge(bert: BertModel, path: Path = FILE) -> None:
    """Add the adapter in `path` to the weights of `bert`; AttributeError where it is one of another network."""
    tensors = load_file(str(path))
    with torch.no_grad():
        for name in sorted({key.rpartition(".")[0] for key in tensors}):
            weight = bert.get_parameter(f"{name}.weight")
            weight.add_(SCALE * tensors[f"{name}.up"].float() @ tensors[f"{name}.down"].float())
