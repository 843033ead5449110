"""Measures on the sets of ../shared/eval, where they are: third-party questions that are not ours to keep."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np
from ir_measures import RR, Qrel, R, Success
from tqdm import tqdm

from actions import settings
from actions.search.index import Floats, Index, Item, pieces
from actions.search.searcher import Result, Searcher, combined
from actions.sources.library import Passage
from actions.training import encoders
from common import clock, encoder
from common.diacritics import DiacriticRestorer
from common.text import fold
from common.vector_cache import VectorCache
from tests.evaluation.readings import read_texts

FOLDER = settings.ROOT.parent / "shared" / "eval"
DEPTH = 10


def report(searcher: Searcher[Passage], folder: Path = FOLDER) -> list[str]:
    """Return the tables for the sets in `folder` as Markdown lines; none when the folder is not there."""
    if not folder.is_dir():
        return []
    return ["", *statutes(folder / "alqac2023"), "", *third_party(folder, searcher)]


def statutes(folder: Path) -> list[str]:
    """Measure the bare search, without the learned order, on ALQAC 2023: questions on statute articles."""
    articles = {row["id"]: row["text"] for row in _rows(folder / "corpus.jsonl")}
    asked = {row["id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    judgements = [line.split("\t") for line in _lines(folder / "qrels.tsv")]
    qrels = [Qrel(question, article, 1) for question, article, _ in judgements]
    judged = sorted({qrel.query_id for qrel in qrels})
    model = encoders.load()
    cache = VectorCache(settings.INDEX.with_name("statutes.npz"), encoder.identity(settings.ENCODER))
    index = index_statutes(articles, lambda texts: cache.encode(texts, model.encode_document, "statutes"))
    cache.save()
    restorer = DiacriticRestorer.count(articles.values())
    lines = [
        "## Statute questions (ALQAC 2023)",
        "",
        f"{len(articles)} articles, {len(judged)} questions. Bars: 0.82 and 0.95 with marks, 0.78 and 0.94 without.",
        "",
        "| typed | R@1 | R@5 | found among 5 | MRR |",
        "|---|---|---|---|---|",
    ]
    ids = list(articles)
    for typed, spell in (("with marks", str), ("without marks", fold)):
        run: dict[str, dict[str, float]] = {}
        for question in tqdm(judged, desc=f"statutes {typed}"):
            text = spell(asked[question])
            vector = model.encode_query([restorer.restore(text)], show_progress_bar=False)[0]
            scores = combined(index.dense_scores(vector), index.lexical_scores(text))
            run[question] = {ids[i]: float(scores[i]) for i in np.argsort(-scores)[:DEPTH]}
        values = ir_measures.calc_aggregate([R @ 1, R @ 5, Success @ 5, RR @ DEPTH], qrels, run)
        row = " | ".join(f"{values[measure]:.3f}" for measure in (R @ 1, R @ 5, Success @ 5, RR @ DEPTH))
        lines.append(f"| {typed} | {row} |")
    return lines


def index_statutes(articles: Mapping[str, str], encode: Callable[[list[str]], Floats]) -> Index:
    """Index articles by their ids ("law@number"), each under its law's title."""
    items = [Item(words=(f"{key.split('@')[0]} {text}",), texts=pieces(text)) for key, text in articles.items()]
    return Index.build(items, encode)


def third_party(folder: Path, searcher: Searcher[Passage]) -> list[str]:
    """Measure which questions of other people are answered: those on identity cards, and those that are not."""
    groups: dict[tuple[str, str], list[Result[Passage]]] = {}
    for file in ("questions.jsonl", "out_of_scope.jsonl"):
        rows = _rows(folder / file)
        texts: dict[str, list[str]] = {}
        for row in rows:
            texts.setdefault(row["lang"], []).append(row["text"])
        readings = read_texts(texts)
        for row in tqdm(rows, desc=file):
            result = searcher.search(readings.of(row["text"], row["lang"]), clock.today())
            groups.setdefault((row.get("kind", "on identity cards"), row["lang"]), []).append(result)
    lines = [
        "## Questions of other people",
        "",
        "| questions | language | number | answered | asked back | declined |",
        "|---|---|---|---|---|---|",
    ]
    for (kind, language), results in sorted(groups.items()):
        shares = [
            sum(result.verdict == verdict for result in results) / len(results)
            for verdict in ("answer", "suggest", "abstain")
        ]
        values = " | ".join(f"{share:.2f}" for share in shares)
        lines.append(f"| {kind} | {language} | {len(results)} | {values} |")
    return lines


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _lines(path)]
