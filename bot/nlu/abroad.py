"""Where a country is named as the place somebody is in or lost a card in, and tells nothing of whose card it is."""

from __future__ import annotations

import re

from common.text import fold

_IS_IN = {
    "en": r"(?:(?:am|m|are|re|is|s|was|were|been|be|live|lives|lived|living|work|works|working|stay|stays|staying"
    r"|study|studies|studying|stuck|based|moved|residing|abroad)(?: (?:now|currently|abroad|here|temporarily|stuck"
    r"|over|living|based|back|still))*) (?:in|to)(?: the)?",
    "es": r"(?:estoy|estaba|esta|estamos|estan|vivo|vive|vivimos|viven|viviendo|resido|reside|residimos|trabajo"
    r"|trabaja|trabajando|estudio|estudia|estudiando|encuentro|encuentra|mude|emigre)(?: (?:ahora|actualmente|aqui"
    r"|temporalmente|fuera|viviendo|todavia))* (?:en|a)(?: los| las| el)?",
}
_LOST_IN = {
    "en": r"(?:lost|lose|losing|stole|stolen|robbed|misplaced|left|mislaid|broke|broken|expired|expires)\b"
    r"(?: \w+){0,6} in(?: the)?",
    "es": r"(?:perdi|perdio|perdimos|perdido|perdida|robaron|robado|robada|extravie|extraviado|olvide|rompio|caduco"
    r"|vencio)\b(?: \w+){0,6} en(?: los| las| el)?",
}
_BEFORE = re.compile(rf"\b(?:{'|'.join([*_IS_IN.values(), *_LOST_IN.values()])}) $")
_LONGEST = 90
"""Characters before a country that are looked at."""


def is_place(text: str, start: int) -> bool:
    """Say whether the country that stands at `start` of a text is where somebody is, or lost his card."""
    before = re.sub(r"[^\w.!?;]+", " ", fold(text[max(0, start - _LONGEST) : start]))
    return bool(_BEFORE.search(before))
