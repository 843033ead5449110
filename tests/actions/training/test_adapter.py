from __future__ import annotations

from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel

from actions.training import adapter

LARGEST = 4_000_000
"""Bytes of the adapter that is kept in the repository."""


def small() -> BertModel:
    torch.manual_seed(1)
    config = BertConfig(vocab_size=20, hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16)
    bert: BertModel = BertModel(config, add_pooling_layer=False).eval()  # type: ignore[no-untyped-call]
    return bert


def states(bert: BertModel) -> torch.Tensor:
    with torch.no_grad():
        output: torch.Tensor = bert(torch.tensor([[3, 4, 5]])).last_hidden_state
    return output


def test_an_untrained_adapter_changes_nothing_and_is_all_that_is_trained() -> None:
    bert = small()
    before = states(bert)
    adapters = adapter.attach(bert)
    assert torch.allclose(states(bert), before, atol=1e-6)
    trained = [name for name, parameter in bert.named_parameters() if parameter.requires_grad]
    assert len(adapters) == 2 * len(adapter.ADAPTED)
    assert all(name.endswith((".down", ".up")) for name in trained)


def test_a_merged_adapter_gives_what_it_gave_beside_the_weights(tmp_path: Path) -> None:
    tuned = small()
    adapters = adapter.attach(tuned)
    with torch.no_grad():
        for adapted in adapters.values():
            adapted.up.add_(torch.randn_like(adapted.up) * 0.1)
    adapter.write(adapters, tmp_path / "adapter.safetensors")
    plain = small()
    assert not torch.allclose(states(plain), states(tuned), atol=1e-2)
    adapter.merge(plain, tmp_path / "adapter.safetensors")
    assert torch.allclose(states(plain), states(tuned), atol=1e-2)


def test_an_adapter_of_another_network_is_refused(tmp_path: Path) -> None:
    adapters = adapter.attach(small())
    adapter.write({"encoder.layer.9.output.dense": next(iter(adapters.values()))}, tmp_path / "adapter.safetensors")
    with pytest.raises(AttributeError):
        adapter.merge(small(), tmp_path / "adapter.safetensors")


def test_the_adapter_of_the_repository_is_small() -> None:
    assert adapter.FILE.stat().st_size < LARGEST
