"""The age of a person in a message: "14 tuổi", "25t", "cumplió 14", "turning 40", "he's 14"; on folded text.

A number with a unit of another kind behind it (days, digits, dong), and the age of a thing, is none.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from bot.nlu.bare_ages import VI_NEXT, bare_ages
from bot.nlu.calendar_words import is_marked
from bot.nlu.numbers import SHORT_AGE, SPELT_NUMBER, number

_N = rf"(?P<age>\d{{1,3}}|{SPELT_NUMBER})"
_VI = rf"(?P<age>\d{{1,3}}|{SHORT_AGE}|{SPELT_NUMBER})"
_D = r"(?P<age>\d{1,3})"
"""A number that stands without its unit is read in digits alone: "tengo uno", "I am one of them"."""
_YEARS = r"(?:anos?|anios?|anitos?|aniitos?|anyos?|ans)"
_ES_PERSON = (
    r"(?:yo|el|ella|hij[oa]s?|ni[nñ][oa]s?|nene|nena|bebe|nietos?|nietas?|madre|padre|mama|papa|abuel[oa]|herman[oa]"
    r"|espos[oa]|marido|mujer|novi[oa]|suegr[oa]|sobrin[oa]|prim[oa]|ti[oa]|senor[a]?|persona|menor|joven|chic[oa])"
)
_EN_PERSON = (
    r"(?:i|he|she|they|who|son|daughter|kid|child|boy|girl|baby|mother|mom|mum|father|dad|wife|husband|brother"
    r"|sister|grandmother|grandma|grandfather|grandpa|granny|aunt|uncle|niece|nephew|grandson|granddaughter|parent"
    r"|partner|friend|cousin|woman|man|person|teenager|teen)"
)
_AM = rf"(?:{_EN_PERSON}(?:\s*['’](?:s|m|re)|\s+(?:is|am|are|m))|im|hes|shes|theyre)"
_JUST = (
    r"(?:\s+(?:now|just|only|already|almost|about|nearly|not yet|still|turning|currently|exactly|over|past|around))*"
)
_NO_OTHER_UNIT = (
    r"(?![\w%])(?!\s*[./:,-]\s*\d)(?!\s*(?:%|°|am\b|pm\b|o'?clock|th\b|days?|weeks?|months?"
    r"|years?(?![\s-]*(?:old|of age))|yrs?(?![\s-]*old)|hours?"
    r"|min|digits?|numbers?|dong|vnd|usd|dollars?|euros?|k\b|cards?|articles?|times?"
    r"|people|persons?|minutes?|km|kg|cm|percent|street|documents?|papers?|photos?|steps?|of\b|in (?:a|the) row|away"
    r"|dias?|semanas?|mes(?:es)?|horas?|minutos?|digitos?|cifras?|numeros?|pesos|euros|dolares|dongs|veces|tarjetas?"
    r"|hij[oa]s|herman[oa]s|documentos?|papeles|fotos?|requisitos?|articulos?|paginas?|tramites?|copias?"
    r"|ngay|thang|nam|tuan|gio|phut|nghin|ngan|tr\b|trieu|d\b|so\b|chu so|lan|cai|the|nguoi|trang|tam|bo|ban|buoc"
    r"|dieu|khoan|muc|loai|cap|xa|tinh|buoi|hom|tang|m\b|mil\b))"
)
"""What no age is followed by."""
_AGES = tuple(
    re.compile(pattern)
    for pattern in (
        # Vietnamese: "14 tuổi", "25t"; bare after the words of reaching an age.
        rf"\b{_VI}(?: may| hon)?\s*tuoi\b(?! tho\b)",
        r"(?<![\d.,/])\b(?P<age>\d{1,3})t\b",
        r"(?<!ngay )(?<!thang )(?<!nam )(?<!dieu )(?<!khoan )(?<!so )(?<!mung )(?<!hom )\b(?P<age>\d{1,3}) t\b",
        rf"\btuoi(?:\s+(?:la|da|cua \w+ la))?\s*:?\s+{_N}{_NO_OTHER_UNIT}{VI_NEXT}",
        rf"\b(?P<word>len|tron|du)\s+{_N}{_NO_OTHER_UNIT}{VI_NEXT}",
        rf"\b(?:vua|moi|sap|da|gan) (?:buoc sang|sang|qua)\s+{_N}{_NO_OTHER_UNIT}{VI_NEXT}",
        # English.
        rf"\b{_N}(?:[\s-]*(?:yrs?|y|years?)[\s-]*(?:olds?|young|kid|child|boy|girl|son|daughter|baby)"
        r"|\s*(?:yo|y/o|y\.o\.?)|\s+(?:years?|yrs?) of age)(?!\w)",
        rf"\b(?:aged?|age(?: is|:)?|at (?:the )?age(?: of)?)\s+{_N}{_NO_OTHER_UNIT}",
        rf"\b{_AM}{_JUST}\s+{_D}{_NO_OTHER_UNIT}",
        rf"\b{_EN_PERSON}(?:\s+will|\s*['’]ll|\s+(?:is|am|are) going to) be\s+{_D}{_NO_OTHER_UNIT}",
        rf"\b{_AM}{_JUST}\s+{_N}\s*(?:years?|yrs?)(?=\s*(?:$|[.,;?!]|(?:and|so|now|but)\b))",
        rf"(?:^|\b{_EN_PERSON},?\s+(?:(?:who )?is\s+|of\s+)?){_N}\s*(?:yrs?|years)(?=\s*(?:$|[.,;?!]))",
        rf"\b(?:turn(?:s|ed|ing)?|hits|reach(?:es|ed|ing)?)(?: (?:the )?age(?: of)?)?\s+{_N}{_NO_OTHER_UNIT}",
        # From 13 on: "it opens at 8".
        rf"\bat\s+(?P<age>1[3-9]|[2-9]\d){_NO_OTHER_UNIT}(?=\s*(?:$|[,;?!]|(?:do|does|must|can|should|will|is|are|i|he|she|they|we|you"
        r"|my|need)\b))",
        rf"\b(?:kid|child|son|daughter|boy|girl|baby)\b[^.;?!]{{0,40}}\bat\s+{_D}{_NO_OTHER_UNIT}(?=\s*(?:$|[?!]))",
        # Spanish.
        rf"\bcumpl\w+\s+(?:ya\s+|los\s+)*{_N}(?:\s+{_YEARS}\b|{_NO_OTHER_UNIT})",
        rf"\b(?:tengo|tiene|tienes|tienen|de|los|con|edad(?: de)?|ya)\s+{_N}\s*{_YEARS}\b",
        rf"(?:^|\b{_ES_PERSON}(?: es| d)?[,(]?\s+|\(){_N}\s*{_YEARS}(?=\s*(?:$|[.,;?!)]|y\b|necesit|quier))",
        rf"\bde\s+{_D}\s+y\s+(?:de\s+)?\d{{1,3}}\s*{_YEARS}\b",
        rf"\b(?:a )?los\s+{_D}{_NO_OTHER_UNIT}(?=\s*(?:$|[.,;?!]|(?:hay|se|debo|tengo|toca|renuev\w+|cambi\w+|es)\b))",
        rf"\bedad(?: es|:| de)?\s+{_N}{_NO_OTHER_UNIT}",
        rf"\btengo\s+(?:ya\s+|solo\s+)?{_D}{_NO_OTHER_UNIT}(?=\s*(?:$|[.,;?!]|(?:y|pero|ya|recien|cumplidos)\b))",
        rf"\b{_ES_PERSON}\s+(?:\w+\s+)?(?:ya\s+)?tiene\s+(?:ya\s+|solo\s+)?{_D}{_NO_OTHER_UNIT}"
        r"(?=\s*(?:$|[.,;?!]|(?:y|pero|ya|puede|necesita|debe|recien|cumplidos)\b))",
    )
)
_MARKED = {"len": ("lên",), "tron": ("tròn",), "du": ("đủ",)}
_THING = (
    r"(?:card|id|cccd|cmnd|can cuoc|passport|photo|picture|phone|account|law|rule|document|certificate|it|chip|fee"
    r"|validity|tarjeta|carne|carnet|cedula|dni|foto|pasaporte|ley|documento|telefono|vigencia|validez|plazo|duracion"
    r"|periodo|antiguedad|multa)"
)
_OF_A_THING = re.compile(
    rf"\b{_THING}(?:\s+(?:cu|old|viej[oa]|antigu[oa]))?(?:\s*['’]s|\s+(?:is|was|has|that is|that's|turn\w*|tiene|tenia"
    r"|lleva|es|de|dura|cumpl\w+|la|da|duoc))(?:\s+(?:de|about|already|ya|over|almost|casi))*\s*$"
)
"""A thing whose age, or whose length of time, is told: "my card is 10 years old", "validez de 10 años"."""
_NO_AGE_BEFORE = re.compile(
    r"\b(?:duoi|under|below|younger than|less than|menor(?:es)? de|menos de"
    r"|debajo de(?: los)?|hace(?: mas| menos)?(?: de)?)\s*$"
)
"""What makes a number of years a bound that somebody is below, or a length of time."""
_LENGTH_AFTER = re.compile(
    r"\s*(?:de (?:vigencia|validez|uso|antiguedad|experiencia|vivir|residencia|trabajo|casad\w+|carcel|garantia)"
    r"|viviendo|trabajando|residiendo|esperando|ago\b|atras\b|later\b|despues\b|en (?:espana|vietnam|china)\b"
    r"|sin\b|years? ago|anos atras)"
)


_PERSON_BEFORE = re.compile(rf"\b{_ES_PERSON} (?:de|con) $")
"""Somebody whose age it is, wherever he lives: "mi nieta de 8 años en China"."""


class Age(NamedTuple):
    """Full years, and where its words stand."""

    years: int
    start: int
    end: int


def find_ages(text: str, folded: str) -> list[Age]:
    """Return the ages told in a message, from left to right; `folded` is `text` without marks, as long as it."""
    found: dict[int, Age] = {}
    with_a_unit = (match for pattern in _AGES for match in pattern.finditer(folded) if _is_meant(text, match))
    for match in chain(with_a_unit, bare_ages(text, folded)):
        start = match.start("age")
        if start not in found and _is_of_a_person(folded, match):
            found[start] = Age(number(match["age"]), start, match.end())
    return [found[start] for start in sorted(found)]


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Say whether the word of reaching an age has its own marks: "đủ 14", not "dù 14"."""
    word = match.groupdict().get("word")
    return not word or is_marked(text[slice(*match.span("word"))], text, *_MARKED[word])


def _is_of_a_person(folded: str, match: re.Match[str]) -> bool:
    before = folded[: match.start("age")]
    length = _LENGTH_AFTER.match(folded, match.end()) and not _PERSON_BEFORE.search(before)
    return not (_OF_A_THING.search(before) or _NO_AGE_BEFORE.search(before) or length)
