"""Words that tell a language alone, for messages too short or too mixed for counts of letters."""

from __future__ import annotations

import re
from itertools import pairwise

from common.text import fold

_TELLING = {
    "es": (
        "gracias hola cuanto cuanta cuesta donde cuando tarjeta quiero necesito puedo para una el los las del favor"
        " perdi perdida perdido mis hijo hija precio tasa plazo renovar sacar tengo tiene vale buenas senor hago hacer"
        " es que como mi documentos cambiar renovacion perdio"
    ),
    "en": (
        "how much what where when which is are does my your need want the for with lost thanks thank you please and"
        " renew get card price time documents i it this valid expired about"
    ),
    "vi": (
        "cam_on bao_nhieu bao_lau may_ngay lam_lai cap_lai bi_mat lam_sao o_dau the_nao"
        " duoc_khong duoc_ko dc_ko dc_khong ad_oi ban_nhe nhieu_tien gio_sao"
        " mat_roi het_han con_phi phi_sao"
    ),
}
_SHARED = frozenset(
    ("es", "que", "mi", "como", "the", "los", "is", "are", "get", "it", "i", "time", "my", "vale", "las", "una")
)
"""Words that unmarked Vietnamese, or the other language, has as well: they tell only with another word beside them."""
TERMS = frozenset(
    (
        "thẻ",
        "căn",
        "cước",
        "công",
        "dân",
        "chứng",
        "minh",
        "thư",
        "nhân",
        "giấy",
        "khai",
        "sinh",
        "nhận",
        "lệ",
        "phí",
        "phường",
        "xã",
        "hộ",
        "chiếu",
        "khẩu",
        "định",
        "danh",
        "điện",
        "tử",
        "gắn",
        "mã",
        "tạm",
        "trú",
        "thường",
    )
)
"""Words of the names of documents, fees and offices, which people of other languages use as they stand."""


def told_language(text: str) -> str | None:
    """Return the one language whose telling words a message has; None where there is none, or several."""
    words = re.findall(r"\w+", fold(text))
    pairs = {f"{first}_{second}" for first, second in pairwise(words)}
    found = {language: _count(said.split(), words, pairs) for language, said in _TELLING.items()}
    told = [language for language, count in found.items() if count]
    return told[0] if len(told) == 1 else None


def are_terms(words: list[str]) -> bool:
    """Say whether all these words are of names that stand in any language ("thẻ căn cước")."""
    return all(word.strip(".,;:?!¿¡()\"'") in TERMS for word in words)


def _count(telling: list[str], words: list[str], pairs: set[str]) -> int:
    said = [word for word in telling if word in words or word in pairs]
    return len(said) if len(said) > 1 or not set(said) <= _SHARED else 0
