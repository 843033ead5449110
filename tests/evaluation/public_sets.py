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
from actions.search import artifacts
from actions.search.index import Encoder, Floats, Index, Item, pieces
from actions.search.searcher import Result, Searcher, combined
from actions.training.vector_cache import Vectors
from common import clock
from common.text import fold

FOLDER = settings.ROOT.parent / "shared" / "eval"
DEPTH = 10


def report(searcher: Searcher, folder: Path = FOLDER) -> list[str]:
    """Return the tables for the sets in `folder` as Markdown lines; none when the folder is not there."""
    if not folder.is_dir():
        return []
    return ["", *statutes(folder / "alqac2023", searcher.encoder), "", *third_party(folder, searcher)]


def statutes(folder: Path, encoder: Encoder) -> list[str]:
    """Measure the bare search, without judge and context, on ALQAC 2023: questions on statute articles."""
    articles = {row["id"]: row["text"] for row in _rows(folder / "corpus.jsonl")}
    asked = {row["id"]: row["text"] for row in _rows(folder / "queries.jsonl")}
    judgements = [line.split("\t") for line in _lines(folder / "qrels.tsv")]
    qrels = [Qrel(question, article, 1) for question, article, _ in judgements]
    judged = sorted({qrel.query_id for qrel in qrels})
    vectors = Vectors(settings.INDEX.with_name("statutes.npz"), artifacts.stamp()["encoder"])
    index = index_statutes(articles, lambda texts: vectors.encode(texts, encoder.encode_document, "statutes"))
    vectors.save()
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
            vector = index.encode(text, True, encoder)
            scores = combined(index.dense_scores(vector), index.lexical_scores(text))
            run[question] = {ids[i]: float(scores[i]) for i in np.argsort(-scores)[:DEPTH]}
        values = ir_measures.calc_aggregate([R @ 1, R @ 5, Success @ 5, RR @ DEPTH], qrels, run)
        row = " | ".join(f"{values[measure]:.3f}" for measure in (R @ 1, R @ 5, Success @ 5, RR @ DEPTH))
        lines.append(f"| {typed} | {row} |")
    return lines


def index_statutes(articles: Mapping[str, str], encode: Callable[[list[str]], Floats]) -> Index:
    """Index articles by their ids ("law@number"), each under its law's title."""
    items = [Item(words=(f"{key.split('@')[0]} {text}",), texts=pieces(text)) for key, text in articles.items()]
    return Index.build(items, articles.values(), encode)


def third_party(folder: Path, searcher: Searcher) -> list[str]:
    """Measure which questions of other people are answered: those on identity cards, and those that are not."""
    groups: dict[tuple[str, str], list[Result]] = {}
    for file in ("questions.jsonl", "out_of_scope.jsonl"):
        for row in tqdm(_rows(folder / file), desc=file):
            result = searcher.search(row["text"], row["lang"], day=clock.today())
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
