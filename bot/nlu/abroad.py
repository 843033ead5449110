"""Where a country is named as the place somebody is in or lost a card in, and tells nothing of whose card it is.

A card is another country's where the document carries the country ("German ID card", "thẻ của Hàn Quốc", "my ID in
Canada"), not where a person does ("my cousin in Germany", "bạn tôi ở Hàn Quốc", "mi primo que vive en Alemania").
"""

from __future__ import annotations

import re

from common.text import fold

_IS = (
    "am m are re is s was were been be live lives lived living work works working stay stays staying study studies"
    " studying stuck based moved moving residing resident residents born travelling traveling settled emigrated while"
    " when embassy consulate here"
    " estoy estaba esta estan estamos vivo vive vivimos viven viviendo resido residente residentes reside residimos"
    " trabajo trabaja trabajan trabajamos trabajando estudio estudia estudian estudiando encuentro encuentra mude mudo"
    " emigre emigro naci nacio nacido nacida radicado radicada embajada consulado anda viajo aqui aca"
)
"""Words that say where somebody is, was born, or an embassy is."""
_FILLER = "now currently abroad here temporarily over still back ahora actualmente aqui temporalmente fuera todavia"
_LOST = (
    "lost lose losing stole stolen robbed misplaced left mislaid broke broken expired expires perdi perdio perdimos"
    " perdido perdida robaron robado robada extravie extraviado olvide rompio caduco vencio"
)
"""Words that say what happened to a card there; up to six others may stand between."""
_IN = r"(?:in(?: the)?|to(?: the)?|en(?: los| las| el)?|a(?: los| las)?)"
_PAPER = (
    r"(?:\w*cards?|ids?|identity|identification|licen[cs]es?|passports?|documents?|papers?|numbers?|photos?|visas?"
    r"|permits?|residence|renewal|fees?|application|appointment|dni|cedulas?|tarjetas?|carnes?|carnets?|documentos?"
    r"|pasaportes?|papeles|numeros?|fotos?|visados?|residencia|renovacion|tasas?|cita|tramites?|identidad)"
)
"""What may be had in a country, and is then that country's."""
_PERSON = (
    r"(?:my|our|his|her|their|your|mis?|tus?|sus?|nuestr[oa]s?)"
    rf" (?!{_PAPER}\b)\w+(?: (?:who|that|que|mio|mia|\w+ing))?(?: (?:is|s|esta|now|ahora|vive|lives))*"
    r"|(?:i|we|us|me|mine|he|she|they|him|her|them|people|citizens?|person|somebody|someone|anyone|everyone|family|parents"
    r"|vietnamese|friends?|cousins?|overseas|alguien|gente|personas?|ciudadan[oa]s?|vietnamitas?|nosotros|familia"
    r"|amig[oa]s?|prim[oa]s?)(?: (?:who|that|que))?"
)
"""Who may be in a country: a word for a person, or whatever somebody has that is no paper, however it is spelt."""
_FROM = r"(?:(?:apply|renew|file|order|request|do it|do this|online|remotely|back|home|return\w*) from(?: the)?|desde)"
_TO = (
    r"(?:viaj\w+|ir|voy|vamos|vuelo|vuel[ao]|mud\w+|visado|visa|travel\w*|trips?|fly|flying|flights?|go|going|visas?"
    r"|adopted|moved?) (?:a|para|to|for)(?: the)?"
)
"""Where somebody goes."""
_VI_AT = r"(?:o|ben|sang|qua|tai|di|tu|song tai|den)(?: (?:ben|nuoc|tan))?"
"""Who writes Vietnamese and names a country with "ở" or "sang" tells where somebody is."""


def _any(words: str) -> str:
    return rf"\b(?:{'|'.join(words.split())})"


_BEFORE = re.compile(
    rf"(?:(?:{_any(_IS)}(?: {_any(f'{_FILLER} {_IS}')})*|{_any(_LOST)}\b(?: \w+){{0,6}}|\b(?:{_PERSON})) {_IN}"
    rf"|\b{_FROM}|\b(?:my|our|his|her|mis?|sus?|un|una) (?!{_PAPER}\b)\w+ (?:from|de)|\b{_TO}|\b{_VI_AT}) $"
)
_WITHIN = re.compile(rf"(?:{_VI_AT}) ")
"""A phrase of data/entities that has its word of place with it: "ở mỹ"."""
_LONGEST = 90
"""Characters before a country that are looked at."""


def is_place(text: str, start: int) -> bool:
    """Say whether the country that stands at `start` of a text is where somebody is, or lost his card."""
    before = re.sub(r"[^\w.!?;]+", " ", fold(text[max(0, start - _LONGEST) : start]))
    return bool(_BEFORE.search(before) or _WITHIN.match(fold(text[start:])))
