"""Questions that an added document answers, proposed from its own sentences for the operator to confirm.

`propose` writes them to KNOWLEDGE_DIR/questions/<id>.yml; the operator strikes out or mends what is wrong there;
`confirm` takes what is left as the sample questions (`asks`) of the passages, by which the search finds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from actions import settings
from actions.sources.fetching import RefusedError
from actions.sources.library import Library, Passage, Source

MOST = 8
"""Questions proposed for one passage; more would be read by nobody."""
SUBJECT = (2, 14)
"""Least and most words of a sentence's beginning that can be asked about; else the article's title is."""
Kind = Literal["when", "where", "how_much", "how_long", "which_papers", "who", "in_force"]

_TIME = (
    r"(?:thứ (?:hai|ba|tư|năm|sáu|bảy)\b|chủ nhật|\d{1,2} giờ|ngày \d{1,2} tháng|sáng thứ|chiều thứ|"
    r"hằng (?:tuần|tháng|quý))"
)
_FOUND_BY: tuple[tuple[Kind, re.Pattern[str], tuple[str, ...]], ...] = (
    ("in_force", re.compile(r"\bcó hiệu lực\b", re.I), ("{of} có hiệu lực từ khi nào?", "{of} áp dụng từ ngày nào?")),
    (
        "how_much",
        re.compile(r"\d[\d.]*\s*(?:nghìn |triệu )?đồng|\bkhông (?:thu|mất|phải trả)[^.;]*tiền|\bmiễn phí", re.I),
        ("{subject} bao nhiêu tiền?", "{subject} có mất tiền không?"),
    ),
    (
        "which_papers",
        re.compile(r"\bmang theo|\bxuất trình|\bgiấy (?:tờ|hẹn|khai sinh|ra viện)|\bphải có giấy", re.I),
        ("{subject} cần mang theo giấy tờ gì?",),
    ),
    ("when", re.compile(rf"(?:vào |từ |lúc |đến )?{_TIME}", re.I), ("{subject} khi nào, thứ mấy, mấy giờ?",)),
    (
        "how_long",
        re.compile(r"(?:trong|sau|trước|chậm nhất|ít nhất)[^.;,]{0,20}\b\d+ (?:ngày|giờ|tháng)", re.I),
        ("{subject} trong mấy ngày?", "{subject} trước mấy ngày?"),
    ),
    (
        "where",
        re.compile(r"\b(?:tại|ở)\s+(?:bộ phận|nhà|trường|trụ sở|quầy|công an|khu phố|thôn|xã|phường|cửa|các)", re.I),
        ("{subject} ở đâu?",),
    ),
)
_WHO = re.compile(r"^(?:\w{1,3}[.)] )?((?:Người|Trẻ em|Phụ nữ|Học sinh|Công an|Cán bộ|Trưởng|Hộ|Giáo viên)\b[^.;]*)")
_HEAD = re.compile(r"^(?:Điều (?:thứ )?\d|PHỤ LỤC)")
_NUMBER = re.compile(r"^(?:\d{1,2}[a-zđ]?|[a-zđ]{1,2})[.)] ")
_VERB = re.compile(
    r"\b(được|phải|không phải|có thể|thông báo|bố trí|chịu trách nhiệm|ghi|đối chiếu|trả lời|nộp|gọi|nhận)\b"
)
_ROW = re.compile(r"^[^:;|]+: [^;]+(?:; [^:;]+: [^;]+)+$")


@dataclass(frozen=True)
class Proposal:
    """Questions of one kind that a sentence of a passage answers."""

    passage: str
    kind: Kind
    sentence: str
    asks: tuple[str, ...]


def proposals(source: Source) -> list[Proposal]:
    """Return the questions that the sentences of an added Vietnamese document answer, in its order."""
    if source.language != "vi":
        return []
    found: list[Proposal] = []
    for passage in source.passages:
        if not passage.id.startswith("mo-dau"):
            found += list(_of_passage(passage, source))[:MOST]
    return found


def write(source: Source, folder: Path = settings.ADDED) -> Path:
    """Write the proposals of a document for the operator; return the file."""
    found = proposals(source)
    if not found:
        raise RefusedError(f"{source.id} has no sentence that a question could be proposed from")
    path = folder / settings.PROPOSED / f"{source.id}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    content = [
        {"passage": one.passage, "kind": one.kind, "sentence": one.sentence, "asks": list(one.asks)} for one in found
    ]
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
    return path


def confirm(source_id: str, library: Library, folder: Path = settings.ADDED) -> int:
    """Take the questions in a document's file as its sample questions; return how many. RefusedError says why not."""
    source, path = library.sources.get(source_id), folder / settings.PROPOSED / f"{source_id}.yml"
    if source is None or source.added is None:
        raise RefusedError(f"there is no added document {source_id} (see `python -m actions.sources list`)")
    if not path.is_file():
        raise RefusedError(
            f"nothing is proposed for {source_id}: run `python -m actions.sources propose {source_id}` first"
        )
    asks = _confirmed(path, source)
    file = folder / f"{source_id}.yml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    for passage in content["passages"]:
        passage.pop("asks", None)
        if asks.get(passage["id"]):
            passage["asks"] = {source.language: asks[passage["id"]]}
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")
    return sum(map(len, asks.values()))


def _confirmed(path: Path, source: Source) -> Mapping[str, list[str]]:
    """Return the questions of the operator's file by passage."""
    known = {passage.id for passage in source.passages}
    asks: dict[str, list[str]] = {}
    try:
        content: Sequence[Mapping[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        for one in content:
            asks.setdefault(str(one["passage"]), []).extend(str(ask) for ask in one["asks"] or ())
    except (yaml.YAMLError, TypeError, KeyError) as error:
        raise RefusedError(f"{path} cannot be read: each entry needs `passage` and a list `asks` ({error})") from error
    unknown = sorted(set(asks) - known)
    if unknown:
        raise RefusedError(f"{path} names passages that {source.id} does not have: {', '.join(unknown)}")
    return {passage: list(dict.fromkeys(found)) for passage, found in asks.items()}


def _of_passage(passage: Passage, source: Source) -> Iterator[Proposal]:
    title = _title(passage)
    said: set[str] = set()
    for line in passage.say(source.language).split("\n"):
        sentence = _NUMBER.sub("", line).strip()
        if _HEAD.match(sentence):
            continue
        if _ROW.match(sentence):
            asks = tuple(_of_row(sentence))
            yield Proposal(passage.id, "how_much", sentence, asks)
            continue
        for kind, pattern, templates in _FOUND_BY:
            match = pattern.search(sentence)
            if match is None or sentence == title:
                continue
            subject = _subject(sentence[: match.start()]) or title
            asks = tuple(
                ask
                for template in templates
                if (ask := _sentence(template.format(subject=subject, of=_short(source)))) not in said
            )
            said.update(asks)
            if asks:
                yield Proposal(passage.id, kind, sentence, asks)
        who = _WHO.match(sentence)
        verb = _VERB.search(sentence) if who else None
        ask = f"Ai {sentence[verb.start() :].rstrip('.;,')}?" if verb else ""
        if ask and ask not in said:
            said.add(ask)
            yield Proposal(passage.id, "who", sentence, (ask,))


def _of_row(row: str) -> Iterator[str]:
    """Yield the questions that a row of a table answers: "Mức hỗ trợ của Thôn Trên, Người cao tuổi là bao nhiêu?"."""
    cells = [cell.split(": ", 1) for cell in row.split("; ")]
    names = [value for _, value in cells if not re.match(r"^[\d.,]", value)]
    for label, value in cells:
        if re.match(r"^[\d.,]", value):
            yield f"{label} của {', '.join(names)} là bao nhiêu?"


def _subject(text: str) -> str:
    """Return the beginning of a sentence as what is asked about, where it is neither too short nor too long."""
    text = re.sub(r"[\s,:;]+(?:vào|từ|lúc|tại|ở|đến|là|và)?$", "", text.split(";")[-1].split(":")[-1].strip())
    least, most = SUBJECT
    return text if least <= len(text.split()) <= most else ""


def _title(passage: Passage) -> str:
    """Return the title of a passage's article: "Điều 2 khoản 1 (Điều 2. Lịch làm việc)" -> "Lịch làm việc"."""
    found = re.search(r"Điều (?:thứ )?\d+\w?\s*[.:–-]\s*([^()]+)", passage.place)
    return (found[1] if found else passage.place).strip(" .")


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _short(source: Source) -> str:
    name = source.name(source.language)
    return f"Quyết định {name[0].lower()}{name[1:]}" if source.kind == "decision" else name
