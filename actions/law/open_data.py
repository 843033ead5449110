"""The procedures, rules, costs, papers and channels of a day as open data: CPSV-AP 3.2 (public services) in JSON-LD.

Rows keep their ids as identifiers; texts are named by their official number, in the manner of URN:LEX. What CPSV-AP
has no field for (confidence, doubt, working days) is in the descriptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from actions import formats
from actions.law import loading, models
from actions.law.fees import Fee, fee_table
from actions.law.procedure_rows import Place, Route, TimeLimit
from actions.law.rows import Row, Words, in_force, unique
from actions.sources.library import Library, Source
from common import text, vocabulary
from common.vocabulary import LANGUAGES

CONTEXT = {
    "cv": "http://data.europa.eu/m8g/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TERRITORY = "http://data.europa.eu/88u/dataset/atu-type"
COUNTRIES = {"vn": "VNM", "cn": "CHN"}
AUTHORITY = "http://publications.europa.eu/resource/authority/"
BASE = "urn:identity-cards:"
DATASET = Words(
    vi="Thủ tục, lệ phí và thời hạn về thẻ căn cước",
    es="Trámites, tasas y plazos de las tarjetas de identidad",
    en="Procedures, fees and time limits of identity cards",
)
NOT_OFFICIAL = Words(
    vi="Do người làm trợ lý tổng hợp từ các văn bản; không phải dữ liệu của cơ quan nhà nước.",
    es="Reunido de los textos por quienes hacen el asistente; no son datos oficiales.",
    en="Put together from the texts by the makers of the assistant; no official data.",
)
PUBLISHER = Words(vi="Nhóm làm trợ lý", es="Autores del asistente", en="Makers of the assistant")

Node = dict[str, Any]


def export(day: date) -> Node:
    """Return the data of `day` as one JSON-LD document: a context and the graph."""
    graph = {node["@id"]: node for node in _nodes(day)}
    return {"@context": CONTEXT, "@graph": list(graph.values())}


def _nodes(day: date) -> Iterator[Node]:
    law = loading.load()
    library = Library.load(added=None)
    services = []
    for document in law.cards:
        row = law.document(document)
        if row.first > day:
            continue
        found = fee_table(document, day)
        ended = row.issued_until is not None and day > row.issued_until
        for procedure in unique(one.procedure for one in found if not ended or one.procedure == "conversion"):
            of_procedure = [one for one in found if one.procedure == procedure]
            service, *beside = _service(document, procedure, of_procedure, day, law, library)
            services.append(service)
            yield from beside
    yield from services
    yield {
        "@id": f"{BASE}publisher",
        "@type": "foaf:Agent",
        "dct:identifier": "publisher",
        "dct:title": _said(PUBLISHER),
    }
    yield {
        "@id": f"{BASE}dataset:{day}",
        "@type": "dcat:Dataset",
        "dct:title": _said(DATASET),
        "dct:description": _said(NOT_OFFICIAL),
        "dct:issued": {"@value": day.isoformat(), "@type": "xsd:date"},
        "dct:publisher": _ref(f"{BASE}publisher"),
        "dct:hasPart": [_ref(service["@id"]) for service in services],
    }


def _service(
    document: str, procedure: str, fees: list[Fee], day: date, law: models.Law, library: Library
) -> Iterator[Node]:
    """Yield the service, then all that it points to."""
    name = f"{document}:{procedure}"
    routes = [row for row in in_force(law.routes, day) if document in row.documents and row.procedure == procedure]
    limits = [
        row for row in in_force(law.time_limits, day) if document in row.documents and procedure in row.procedures
    ]
    places = [row for row in in_force(law.places, day) if document in row.documents and _is_for(row, procedure)]
    papers = [law.by_id[paper] for paper in unique(paper for route in routes for paper in route.papers)]
    lines = [law.by_id[row] for row in unique(row for fee in fees for row in fee.rows)]
    rules = list(unique([*lines, *limits]))
    sources = unique(ref.split("#")[0] for row in (*rules, *routes, *places) for ref in row.basis)
    channels = _channels(name, routes, places)
    costs = [cost for fee in fees for cost in _costs(name, fee, channels)]
    country = COUNTRIES[law.document(document).country]
    yield {
        "@id": f"{BASE}service:{name}",
        "@type": "cpsv:PublicService",
        "dct:identifier": name,
        "dct:title": _named(document, procedure),
        "dct:description": _described(document, procedure, limits),
        "cv:hasCompetentAuthority": _ref(f"{BASE}authority:{country}"),
        "dct:spatial": _ref(f"{AUTHORITY}country/{country}"),
        "cv:hasLegalResource": [_ref(_lex(library.sources[source])) for source in sources],
        "cpsv:follows": [_ref(f"{BASE}rule:{row.id}") for row in rules],
        "cv:hasCost": [_ref(cost["@id"]) for cost in costs],
        "cpsv:hasInput": [_ref(f"{BASE}evidence:{paper.id}") for paper in papers],
        "cv:hasChannel": [_ref(channel["@id"]) for channel in channels],
    }
    yield from channels
    yield from costs
    yield from (_rule(row, library) for row in rules)
    yield from (_evidence(paper) for paper in papers)
    yield from (_text(library.sources[source]) for source in sources)
    yield from _country(country)
    yield from (_currency(fee.currency) for fee in fees)


def _is_for(place: Place, procedure: str) -> bool:
    return not place.procedures or procedure in place.procedures


def _channels(name: str, routes: list[Route], places: list[Place]) -> list[Node]:
    known = vocabulary.load()
    found = [
        {
            "@id": f"{BASE}channel:{name}:in_person",
            "@type": "cv:Channel",
            "dct:identifier": f"{name}:in_person",
            "dct:description": [said for place in places for said in _said(place.label)] or _label("in_person"),
        }
    ]
    if any(route.online in ("full", "booking", "regional") for route in routes):
        kinds = unique(route.online for route in routes)
        words = {language: known.label("channel", "online", language) for language in LANGUAGES}
        said = [{"@value": f"{words[language]} ({', '.join(kinds)})", "@language": language} for language in LANGUAGES]
        found.append(
            {
                "@id": f"{BASE}channel:{name}:online",
                "@type": "cv:Channel",
                "dct:identifier": f"{name}:online",
                "dct:description": said,
            }
        )
    return found


def _costs(name: str, fee: Fee, channels: list[Node]) -> Iterator[Node]:
    """What is paid for one line, by way of filing; none where no national text sets an amount."""
    by_channel = {"in_person": fee.in_person, "online": fee.online}
    offered = {channel["@id"] for channel in channels}
    for channel, amount in by_channel.items():
        way = f"{BASE}channel:{name}:{channel}"
        if amount is None or way not in offered:
            continue
        identifier = f"{fee.rows[0]}:{channel}"
        reasons = [_label_of("reason", fee.reason, language) for language in LANGUAGES] if fee.reason else ["", "", ""]
        yield {
            "@id": f"{BASE}cost:{name}:{identifier}",
            "@type": "cv:Cost",
            "dct:identifier": f"{name}:{identifier}",
            "dct:description": [
                {
                    "@value": f"{_label_of('procedure', fee.procedure, language)} {reason}".strip(),
                    "@language": language,
                }
                for language, reason in zip(LANGUAGES, reasons, strict=True)
            ],
            "cv:hasValue": {"@value": f"{amount}.0", "@type": "xsd:double"},
            "cv:currency": _ref(f"{AUTHORITY}currency/{fee.currency}"),
            "cv:ifAccessedThrough": _ref(way),
        }


def _rule(row: Row, library: Library) -> Node:
    said = [words for words in (row.note, row.doubt) if words]
    texts = unique(ref.split("#")[0] for ref in row.basis)
    period = f"{row.valid_from or '…'} – {row.valid_to or '…'}; {row.confidence}"
    return {
        "@id": f"{BASE}rule:{row.id}",
        "@type": "cpsv:Rule",
        "dct:identifier": row.id,
        "dct:title": [{"@value": row.id, "@language": language} for language in LANGUAGES],
        "dct:description": [
            {"@value": " ".join([*(words.say(language) for words in said), period]), "@language": language}
            for language in LANGUAGES
        ],
        "cpsv:implements": [_ref(_lex(library.sources[source])) for source in texts],
    }


def _evidence(paper: Row) -> Node:
    return {
        "@id": f"{BASE}evidence:{paper.id}",
        "@type": "cv:Evidence",
        "dct:identifier": paper.id,
        "dct:title": _said(paper.label),  # type: ignore[attr-defined]
    }


def _text(source: Source) -> Node:
    titles = [{"@value": source.name(language), "@language": language} for language in LANGUAGES]
    number = {"eli:id_local": source.number} if source.number else {}
    return {"@id": _lex(source), "@type": "eli:LegalResource", "dct:title": titles, **number}


def _country(code: str) -> Iterator[Node]:
    names = {"VNM": ("Việt Nam", "Vietnam", "Vietnam"), "CHN": ("Trung Quốc", "China", "China")}[code]
    place = f"{AUTHORITY}country/{code}"
    yield {"@id": place, "@type": ["dct:Location", TERRITORY]}
    yield {
        "@id": f"{BASE}authority:{code}",
        "@type": "cv:PublicOrganisation",
        "dct:spatial": _ref(place),
        "skos:prefLabel": [
            {"@value": f"{_label_of('topic', 'authority', language)}: {name}", "@language": language}
            for language, name in zip(LANGUAGES, names, strict=True)
        ],
    }


def _currency(code: str) -> Node:
    return {"@id": f"{AUTHORITY}currency/{code}", "@type": "skos:Concept", "skos:notation": code}


def _lex(source: Source) -> str:
    """Name a text by its number: "26/2023/QH15" of Vietnam -> "urn:lex:vn:law:26-2023-qh15"; by its id without one."""
    name = text.fold(source.number or source.id)
    return (
        f"urn:lex:{source.country}:{source.kind}:{'-'.join(''.join(c if c.isalnum() else ' ' for c in name).split())}"
    )


def _described(document: str, procedure: str, limits: Iterable[TimeLimit]) -> list[Node]:
    found = []
    for language in LANGUAGES:
        days = unique(formats.days(row.days, row.unit, language) for row in limits if row.role == "limit")
        name = _named_in(document, procedure, language)
        found.append({"@value": f"{name}{': ' if days else ''}{'; '.join(days)}", "@language": language})
    return found


def _named(document: str, procedure: str) -> list[Node]:
    return [{"@value": _named_in(document, procedure, language), "@language": language} for language in LANGUAGES]


def _named_in(document: str, procedure: str, language: str) -> str:
    return f"{_label_of('procedure', procedure, language)}, {_label_of('document', document, language)}"


def _label(channel: str) -> list[Node]:
    return [{"@value": _label_of("channel", channel, language), "@language": language} for language in LANGUAGES]


def _label_of(kind: str, value: str, language: str) -> str:
    return vocabulary.load().label(kind, value, language)


def _said(words: Words) -> list[Node]:
    return [{"@value": words.say(language), "@language": language} for language in LANGUAGES]


def _ref(identifier: str) -> Node:
    return {"@id": identifier}
