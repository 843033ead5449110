"""Where a country is named as the place somebody is in or lost a card in, and tells nothing of whose card it is."""

from __future__ import annotations

import re

from common.text import fold

_IS = (
    "am m are re is s was were been be live lives lived living work works working stay stays staying study studies"
    " studying stuck based moved residing estoy estaba esta estamos estan vivo vive vivimos viven viviendo resido"
    " reside residimos trabajo trabaja trabajando estudio estudia estudiando encuentro encuentra mude emigre"
)
"""Words that say where somebody is."""
_FILLER = "now currently abroad here temporarily over still back ahora actualmente aqui temporalmente fuera todavia"
_LOST = (
    "lost lose losing stole stolen robbed misplaced left mislaid broke broken expired expires perdi perdio perdimos"
    " perdido perdida robaron robado robada extravie extraviado olvide rompio caduco vencio"
)
"""Words that say what happened to a card there; up to six others may stand between."""
_IN = r"(?:in(?: the)?|to(?: the)?|en(?: los| las| el)?|a(?: los| las)?)"


def _any(words: str) -> str:
    return rf"\b(?:{'|'.join(words.split())})"


_BEFORE = re.compile(rf"(?:{_any(_IS)}(?: {_any(f'{_FILLER} {_IS}')})*|{_any(_LOST)}\b(?: \w+){{0,6}}) {_IN} $")
_LONGEST = 90
"""Characters before a country that are looked at."""


def is_place(text: str, start: int) -> bool:
    """Say whether the country that stands at `start` of a text is where somebody is, or lost his card."""
    before = re.sub(r"[^\w.!?;]+", " ", fold(text[max(0, start - _LONGEST) : start]))
    return bool(_BEFORE.search(before))
