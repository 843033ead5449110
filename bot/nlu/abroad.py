"""Where a country is named as the place somebody is in or lost a card in, and tells nothing of whose card it is.

A card is another country's where the document carries the country ("German ID card", "thẻ của Hàn Quốc", "my ID in
Canada"), not where a person does ("my cousin in Germany", "bạn tôi ở Hàn Quốc", "mi primo que vive en Alemania").
"""

from __future__ import annotations

import re

from common.text import fold

_IS = (
    "am m are re is s was were been be live lives lived living work works working stay stays staying study studies"
    " studying grew raised emigrate emigrating"
    " stuck based moved moving residing resident residents born travelling traveling settled emigrated while"
    " when embassy consulate here"
    " estoy estaba esta estan estamos estare estara estaremos estaran estuve estuvo estuvimos estar viviremos vivire"
    " vivir"
    " residen crecer crecido crecimos voy vamos viajamos viajare viajaremos residi"
    " vivo vive vivimos viven viviendo resido residente residentes reside residimos"
    " trabajo trabaja trabajan trabajamos trabajando estudio estudia estudian estudiando encuentro encuentra mude"
    " mudo"
    " emigre emigro emigrar creci crecio instalo instala instalar instalamos instalarme instalarse establezco"
    " establecer"
    " asiento quedo queda jubilo jubila caso casamos"
    " naci nacio nacido nacida radicado radicada embajada consulado anda viajo aqui aca"
)
"""Words that say where somebody is, was born, or an embassy is."""
_FILLER = "up now currently abroad here temporarily over still back ahora actualmente aqui temporalmente fuera todavia"
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
    r"|(?:i|we|us|me|mine|he|she|they|him|her|them|people|citizens?|person|somebody|someone|anyone|everyone|family"
    r"|parents"
    r"|vietnamese|friends?|cousins?|overseas|alguien|gente|personas?|ciudadan[oa]s?|vietnamitas?|nosotros|familia"
    r"|amig[oa]s?|prim[oa]s?)(?: (?:who|that|que))?"
)
"""Who may be in a country: a word for a person, or whatever somebody has that is no paper, however it is spelt."""
_FROM = (
    rf"(?:(?!{_PAPER}\b)\w+ (?:is|are|was|s|am|m) from(?: the)?|(?:came|comes?|back) from(?: the)?|out of(?: the)?"
    rf"|(?!{_PAPER}\b)\w+ (?:es|son|era) de|(?:soy|volv\w+|vuelv\w+|vien\w+|vengo|regres\w+|lleg\w+) de"
    r"|(?:anos|meses|semanas|dias|tiempo|years|months|weeks|days|weekend|semana"
    r"|as a passport|de pasaporte|como pasaporte) (?:in|en)"
    r"|(?:appl(?:y|ied)|renew(?:ed)?|filed?|order(?:ed)?|request(?:ed)?|do it|do this|doing it|be done|done|made"
    r"|possible"
    r"|replaced?|reissued?|sent|handled|sorted|online|remotely|home|return\w*) from(?: the)?|desde)"
)
"""Where somebody comes from, or has been for some time."""
_TO = (
    r"(?:viaj\w+|ir|voy|vamos|vuelo|vuel[ao]|mud\w+|visado|visa|travel\w*|trips?|fly|flying|flights?|go|going|visas?"
    r"|adopted|moved?) (?:a|para|to|for)(?: the)?"
)
"""Where somebody goes."""
_VI_AT = (
    r"(?:o|ben|sang|qua|tai|di(?: duoc)?|di (?:lam|lam viec|lam an|lam thue|hoc|cong tac|lao dong|xuat khau lao dong)"
    r"|lam viec|lao dong|xuat khau lao dong|du lich|nhap canh|tu|song tai|den|du hoc|dinh cu|xkld|ve|lay (?:chong"
    r"|vo))"
    r"(?: (?:ben|nuoc|tan|o|tai))?"
)
"""Who writes Vietnamese and names a country with "ở" or "sang" tells where somebody is."""


_NATIONAL = (
    r"(?:nguoi|ng|goc|viet kieu|kieu bao|dan|khach|chong|vo|me|bo|cha|con lai|sep|ong|ba|quoc tich|mang quoc tich"
    r"|con|cho|xuong|cong ty|truong|sinh vien|sv)(?: (?:nuoc|toi|em|minh|la nguoi))?"
    r"|(?:i m|im|i am|am|is|are|s|became|become|being|soy|es|somos|son) (?:an? |un |una )?"
    r"|(?:husband|wife|esposo|esposa|marido|mujer|padre|madre|father|mother|ciudadan[oa]|nacionalidad|passport holder"
    r"|company|empresa|embajada|consulado|embassy"
    r"|consulate|dai su quan|lanh su quan|su quan)(?: (?:is|es|de|of))?"
)
"""Words that make a country somebody's, or an embassy's: a paper stands behind none of them."""


_PERSONS_BEHIND = (
    r"(?:husband|wife|passport holders?|spouse|partner|fiancee?|boyfriend|girlfriend|father|mother|dad|mum|mom"
    r"|parents?|brother"
    r"|sister|son"
    r"|daughter|uncle|aunt|cousin|nephew|niece|grandfather|grandmother|grandpa|grandma|friend|friends|boss|colleague"
    r"|neighbou?r|man|woman|guy|lady|girl|boy|kid|citizens?|nationals?|engineer|teacher|student|worker|expat|tourist"
    r"|manager|doctor|businessman|investor|visitor|retiree|soldier|chef|coach|priest|in law|father in law|mother in"
    r" law"
    r"|embassy|consulate|company|school|university|website|page|portal|law|name|surname|descent|origin|born|people"
    r"|living|working|here|and|birth|marriage|divorce)"
)
"""Who is of a nation that is named before him, or what of it is no paper: "my French husband", "that Spanish page"."""
_NATION = re.compile(
    r"(?:spanish|american|japanese|korean|taiwanese|indian|thai|german|french|italian|british|canadian|australian"
    r"|swedish"
    r"|swiss|dutch|russian|cuban|portuguese|pakistani|lao|laotian|cambodian|mexican|colombian|danish|polish|norwegian"
    r"|filipino|philippine|malaysian|singaporean|indonesian|uk|us|u s|usa)"
)
"""English names of a nation, which stand before what is of it."""
_PERSON_BEHIND = re.compile(rf"^ (?:born |ex |former |old |new |young )?{_PERSONS_BEHIND}\b(?! (?:s )?{_PAPER}\b)")
_IS_HIS = re.compile(
    r"\b(?:novi[oa]|amig[oa]|prim[oa]|cunad[oa]|yerno|nuera|suegr[oa]|abuel[oa]|niet[oa]|hij[oa]|herman[oa]|ti[oa]"
    r"|jef[ea]"
    r"|vecin[oa]|parej[oa]|prometid[oa]|hombre|mujer|chic[oa]|turista|ingenier[oa]|estudiante|profesor[oa]?"
    r"|trabajador[oa]?"
    r"|pagina|web|ley|partida|nacimiento|acta|matrimonio|divorcio|apellido|nombre|origen|pasaporte|y yo|yo|siendo"
    r"|como) ?$"
)
"""Spanish names of persons right before their nation: "mi novia taiwanesa", "y yo peruano"."""


def _any(words: str) -> str:
    return rf"\b(?:{'|'.join(words.split())})"


_BEFORE = re.compile(
    rf"(?:(?:{_any(_IS)}(?: {_any(f'{_FILLER} {_IS}')})*|{_any(_LOST)}\b(?: \w+){{0,6}}|\b(?:{_PERSON})) {_IN}"
    rf"|\b{_FROM}|\b(?:my|our|his|her|mis?|sus?|un|una) (?!{_PAPER}\b)\w+ (?:from|de)|\b{_TO}|\b{_VI_AT}) $"
)
_WITHIN = re.compile(rf"(?:{_VI_AT}|nguoi|quoc tich) ")
"""A phrase of data/entities that has its word of place, or of a person, with it: "ở mỹ", "người hàn"."""
_IS_NATIONAL = re.compile(rf"\b(?:{_NATIONAL}) ?$")
_PAPER_OF = re.compile(rf"^ (?:national |resident |citizen )?{_PAPER}\b")
"""A paper right behind a country: "a Spanish ID", "US passport"."""
_OF_A_PAPER = re.compile(
    rf"\b(?:{_PAPER}|the|giay to|ho chieu|visa|bang lai)"
    r"(?: (?:de identidad|nacional|number))?(?: (?:of|from|de|del|de la|de los|cua|nuoc|cua nuoc|o nuoc))?(?: the)? $"
)
"""A paper right before a country, which it belongs to: "DNI de España", "thẻ của Nhật"."""
NAMES_A_PAPER = re.compile(
    r"\b(?:real id|dni|dnie|cedula|id|cards?|aadhaar|aadhar|philsys|curp|ine|nie|nric|mykad|hkid|ktp|reniec"
    r"|renaper|brp|zairyu|mynumber|my number|greencard|tarjeta|documento|carnet?|credencial"
    r"|passport|pasaporte|ho chieu|the(?= (?:xanh|nhat|han|my|ngoai)))\b"
)
"""A paper of a third country in its name: "dni español" is one wherever it is asked about."""
_LONGEST = 90
"""Characters before a country that are looked at."""


def is_place(text: str, start: int, end: int | None = None) -> bool:
    """Say whether the country that stands at `start` of a text is where somebody is, or lost his card, or is from.

    end: where its name ends, if it is known: a paper right behind it is that country's.
    """
    if end is not None and NAMES_A_PAPER.search(fold(text[start:end])):
        return False
    before = _before(text, start)
    if _BEFORE.search(before) or _WITHIN.match(fold(text[start:])):
        return True
    behind = "" if end is None else re.sub(r"[^\w.!?;]+", " ", fold(text[end : end + _LONGEST]))
    if end is not None and _NATION.fullmatch(fold(text[start:end])) and _PERSON_BEHIND.match(behind):
        return True
    return bool(_IS_NATIONAL.search(before) or _IS_HIS.search(before)) and not _PAPER_OF.match(behind)


def is_of_a_paper(text: str, start: int, end: int) -> bool:
    """Say whether a paper carries the country that stands there: "DNI español", "a Spanish ID"."""
    behind = re.sub(r"[^\w.!?;]+", " ", fold(text[end : end + _LONGEST]))
    return bool(_OF_A_PAPER.search(_before(text, start)) or _PAPER_OF.match(behind))


def _before(text: str, start: int) -> str:
    """Return the folded words before a place of a text, however they were divided."""
    return re.sub(r"[^\w.!?;]+", " ", fold(text[max(0, start - _LONGEST) : start]))
