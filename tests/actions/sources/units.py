"""A small library, a small law and one good unit, to be spoilt by the tests of the question units."""

from __future__ import annotations

import textwrap
from datetime import date
from pathlib import Path

from actions.law.card_rows import RenewalRule
from actions.law.fee_rows import FeeLine, Reduction
from actions.law.models import Law
from actions.law.procedure_rows import TimeLimit
from actions.law.rows import Words
from actions.sources import questions
from actions.sources.grounds import Grounds
from actions.sources.library import Library
from actions.sources.questions import QuestionUnit

DAY = date(2026, 11, 29)

SOURCE = """
    id: luat-thu
    title: {vi: Luật thử, es: Ley de prueba, en: Test law}
    number: 26/2023/QH15
    issuer: Quốc hội
    kind: law
    country: vn
    language: vi
    in_force_from: 2024-07-01
    passages:
    - id: d46-k1
      place: Điều 46 khoản 1
      topics: [validity]
      asks: {vi: [còn dùng được không], es: [sigue valiendo], en: [is it still good]}
      text:
        vi: CCCD còn hạn dùng được đến ngày in trên thẻ; đổi ở 25, 40 và 60 tuổi.
        es: La CCCD vale hasta la fecha impresa; se cambia a los 25, 40 y 60 años.
        en: A CCCD is good until its printed date; it is changed at 25, 40 and 60.
    - id: d46-k2
      place: Điều 46 khoản 2
      topics: [validity]
      in_force_to: 2024-12-31
      asks: {vi: [cmnd dùng tới khi nào], es: [hasta cuándo vale el cmnd], en: [until when is a cmnd good]}
      text: {vi: CMND dùng đến hết 31/12/2024., es: El CMND vale hasta el 31/12/2024., en: Until 31/12/2024.}
    - id: d50
      place: Điều 50
      topics: [scam]
      confidence: medium
      doubt: {vi: Chưa chắc., es: No es seguro., en: Not certain.}
      asks: {vi: [gọi số nào], es: [a qué número llamo], en: [which number do I call]}
      text: {vi: Gọi 113 hoặc 1900.0368., es: Llame al 113 o al 1900 0368., en: Call 113 or 1900 0368.}
"""

UNIT = """
    # One unit.
    units:
    - id: keep-valid-cccd
      kind: must
      about: {topic: renewal, documents: [cccd], procedures: [exchange], age: {from: 40, to: 40}}
      rests_on: [luat-thu#d46-k1]
      lead:
        vi: Không. CCCD còn hạn dùng được đến ngày in trên thẻ.
        es: No. Su CCCD vale hasta la fecha impresa.
        en: No. Your CCCD is good until the date printed on it.
      lines:
      - {label: by_when, vi: Đổi khi đủ 40 tuổi., es: Se cambia a los 40 años., en: You change it at 40.}
      examples:
        vi: [cccd con han co phai doi ko, thẻ còn hạn đổi không, co can doi the k, bố tôi phải đổi chứ, doi ha, khỏi]
        es: [¿tengo que cambiarla?, ¿hay que renovar?, mi padre debe, y si aún vale, es obligatorio, toca ya]
        en: [must I change it, do I have to renew, dad's is still valid, is it forced, still good or not, now]
"""

LAW = Law(
    fee_lines=(
        FeeLine(
            id="fee-lost",
            documents=("can_cuoc",),
            procedure="reissue",
            general=True,
            tariff="tariff-2024",
            currency="VND",
            amount=70_000,
            valid_from=date(2024, 10, 21),
            review=date(2027, 6, 30),
            basis=("luat-thu#d46-k1",),
        ),
    ),
    reductions=(
        Reduction(
            id="half-2026",
            tariffs=("tariff-2024",),
            kind="half",
            percent=50,
            valid_from=date(2025, 7, 1),
            valid_to=date(2026, 12, 31),
            basis=("luat-thu#d46-k1",),
        ),
    ),
    renewal_rules=(
        RenewalRule(
            id="renewal-ages",
            documents=("can_cuoc",),
            ages=(25, 40, 60),
            window_years=2,
            valid_from=date(2024, 7, 1),
            review=date(2027, 6, 30),
            basis=("luat-thu#d46-k1",),
        ),
    ),
    time_limits=(
        TimeLimit(
            id="limit-7",
            documents=("can_cuoc",),
            procedures=("reissue",),
            days=7,
            unit="working",
            valid_from=date(2024, 7, 1),
            review=date(2027, 6, 30),
            note=Words(vi="Hạn 7 ngày.", es="Son siete días.", en="Seven days."),
            basis=("luat-thu#d46-k1",),
        ),
    ),
)


def grounds(tmp_path: Path) -> Grounds:
    """The library of SOURCE and the law of LAW."""
    folder = tmp_path / "sources"
    folder.mkdir(exist_ok=True)
    (folder / "luat-thu.yml").write_text(textwrap.dedent(SOURCE), encoding="utf-8")
    return Grounds(Library.load(folder, added=None), LAW)


def changed(*changes: tuple[str, str]) -> str:
    """The file UNIT with parts of it replaced."""
    text = textwrap.dedent(UNIT)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def written(tmp_path: Path, *texts: str) -> Path:
    """A folder of units, each text a file of it: a.yml, b.yml, ..."""
    folder = tmp_path / "questions"
    folder.mkdir(exist_ok=True)
    for name, text in zip("abcdefghij", texts, strict=False):
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def read(tmp_path: Path, *texts: str, day: date = DAY) -> tuple[tuple[QuestionUnit, ...], list[str]]:
    """The units of these texts and what is wrong in them."""
    return questions.read(questions.files(written(tmp_path, *texts)), grounds(tmp_path), day)
