"""Trains the encoder's adapter on how people ask: questions of one answer come together, those of neighbours apart.

    python -m actions.training.tune_encoder [STEPS] [--further]

With --further the adapter that is there is trained on, with the neighbours as it sees them.

Every question unit and every passage is a group: its examples in all languages, and its answer. A step takes groups
that are near one another, two texts of each, and learns to tell which belong together (InfoNCE, both ways). Of each
list of examples the ones at HELD_OUT are never seen: what is learned later about the search, from them, is learned on
questions that look as strange as a citizen's.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from torch import nn

from actions.sources import questions
from actions.sources.library import Library
from actions.training import adapter
from actions.training.build_encoder import sentence_network, tokenizer, used_pieces
from actions.training.e5_weights import Weights, weights_file
from actions.training.parts import HELD_OUT, in_part
from common.diacritics import FILE as RESTORER
from common.diacritics import DiacriticRestorer
from common.encoder import DOCUMENT_PROMPT, QUERY_PROMPT
from common.text import fold

SEED = 21
STEPS = 500
GROUPS = 60
"""Groups a step."""
NEAR = 6
"""Groups that stand together in a step: one, and those whose questions are most like its."""
TEMPERATURE = 0.05
RATE = 3e-4
WARM_UP = 20
TOKENS = 48
ANSWER_SHARE = 0.2
"""How often the text that a question is brought together with is the answer itself."""
UNMARKED_SHARE = 0.3
"""How often a question is taken as it is read when its marks were left out: what is restored is not always right."""


@dataclass(frozen=True)
class Group:
    """What belongs together: questions, each as it is typed and as it is read without its marks, and the answers."""

    asks: Sequence[tuple[str, str]]
    answers: Sequence[str]


def groups() -> list[Group]:
    """Return the question units, those of one answer as one, and the passages, without what is held out."""
    restorer = DiacriticRestorer.read(RESTORER)
    asks: dict[str, list[tuple[str, str]]] = {}
    answers: dict[str, list[str]] = {}

    def add(key: str, asked: dict[str, Sequence[str]], said: Sequence[str]) -> None:
        for language, texts in asked.items():
            seen = [text for number, text in enumerate(texts) if not in_part(number, HELD_OUT)]
            asks.setdefault(key, []).extend(
                (restorer.readable(text, language), restorer.readable(fold(text), language)) for text in seen
            )
        answers[key] = list(said)

    for unit in questions.load():
        add(unit.lead.get("vi") or unit.id, dict(unit.examples), [text for text in unit.lead.values() if text])
    for passage in Library.load().passages:
        add(passage.ref, dict(passage.asks), [])
    return [Group(asks[key], answers[key]) for key in asks if len(asks[key]) > 1]


class Tuned:
    """The network with its adapters, and its tokenizer."""

    def __init__(self) -> None:
        weights = Weights(weights_file())
        kept = used_pieces(weights.pieces)
        self._tokenizer = tokenizer(weights.pieces, kept)
        self._tokenizer.enable_truncation(TOKENS)
        self._tokenizer.enable_padding()
        self._bert = sentence_network(weights, kept).bert
        self.adapters = adapter.attach(self._bert)

    def parameters(self) -> list[nn.Parameter]:
        """Return what is trained."""
        return [parameter for adapted in self.adapters.values() for parameter in (adapted.down, adapted.up)]

    def vectors(self, texts: Sequence[str]) -> torch.Tensor:
        """Return unit vectors (len(texts), 384)."""
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = torch.tensor([one.ids for one in encoded])
        mask = torch.tensor([one.attention_mask for one in encoded], dtype=torch.float32)
        away = (1 - mask)[:, None, None, :] * -1e4
        with torch.autocast("cpu", torch.bfloat16):
            states = self._bert(ids, attention_mask=away).last_hidden_state.float()
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return nn.functional.normalize(mean, dim=1)


def steps(known: Sequence[Group], near: np.ndarray, chance: random.Random) -> Iterator[list[int]]:
    """Yield the groups of each step, without end: some at random, each with its neighbours."""
    while True:
        order = list(range(len(known)))
        chance.shuffle(order)
        taken: list[int] = []
        for first in order:
            taken += [first, *chance.sample(near[first].tolist(), NEAR - 1)]
            if len(taken) >= GROUPS:
                yield list(dict.fromkeys(taken))
                taken = []


def neighbours(tuned: Tuned, known: Sequence[Group], chance: random.Random) -> np.ndarray:
    """Return for each group the positions (len(known), 2 * NEAR) of those most like it."""
    rows = []
    with torch.no_grad():
        taken = [chance.sample(list(group.asks), min(3, len(group.asks))) for group in known]
        sample = [" ".join(typed for typed, _ in asks) for asks in taken]
        for start in range(0, len(sample), 64):
            rows.append(tuned.vectors([QUERY_PROMPT + text for text in sample[start : start + 64]]))
    vectors = torch.cat(rows)
    likeness = vectors @ vectors.T
    likeness.fill_diagonal_(-2)
    return likeness.topk(2 * NEAR).indices.numpy()


def pair(group: Group, chance: random.Random) -> tuple[str, str]:
    """Return a question of a group and another text of it, each with its prompt."""
    asked, other = (ask[chance.random() < UNMARKED_SHARE] for ask in chance.sample(list(group.asks), 2))
    if group.answers and chance.random() < ANSWER_SHARE:
        other = chance.choice(list(group.answers))
    return QUERY_PROMPT + asked, DOCUMENT_PROMPT + other


def tune(wanted: int = STEPS, further: bool = False) -> None:
    """Train for `wanted` steps and write the adapter; `further`: begin with the one that is there."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    known, tuned = groups(), Tuned()
    if further:
        adapter.read(tuned.adapters)
    parameters = tuned.parameters()
    optimiser = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    near = neighbours(tuned, known, chance)
    print(f"{len(known)} groups, {sum(len(group.asks) for group in known)} questions", flush=True)
    started = time.monotonic()
    for number, chosen in enumerate(islice(steps(known, near, chance), wanted), 1):
        for settings in optimiser.param_groups:
            settings["lr"] = RATE * min(1.0, number / WARM_UP) * max(0.03, 1 - number / wanted)
        pairs = [pair(known[group], chance) for group in chosen]
        asked = tuned.vectors([first for first, _ in pairs])
        others = tuned.vectors([second for _, second in pairs])
        scores = asked @ others.T / TEMPERATURE
        right = torch.arange(len(pairs))
        loss = (nn.functional.cross_entropy(scores, right) + nn.functional.cross_entropy(scores.T, right)) / 2
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        if number % 20 == 0:
            each = (time.monotonic() - started) / number
            print(f"step {number}: loss {loss.item():.3f}, {each:.1f} s a step", flush=True)
            adapter.write(tuned.adapters)
    adapter.write(tuned.adapters)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdecimal()]
    tune(numbers[0] if numbers else STEPS, further="--further" in sys.argv)
