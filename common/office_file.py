"""One office's file: read, checked field by field, and told what to write where something is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import yaml

from common import vocabulary
from common.office import SHOWN, Closure, Notice, Office, OfficeError, Span, Telephone, Words

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIELDS = (
    "name",
    "address",
    "country",
    "map",
    "booking",
    "portal",
    "telephones",
    "hours",
    "public_holidays",
    "closed",
    "notices",
    "personal_data",
    "second_person",
    "serves",
    "handover",
)
_KEY = re.compile(r"[a-z0-9-]{1,40}")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)\s*-\s*([01]\d|2[0-3]):([0-5]\d)")
_NUMBER = re.compile(r"\+?[\d .()-]{3,20}")

T = TypeVar("T")


def read_office(path: Path) -> Office:
    """Return the office of a file; OfficeError lists every fault with file, field and what to write instead."""
    return _File(path).office()


class _File:
    """A file while it is read: what is wrong is gathered, so that all of it is told at once."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        self._problems: list[str] = []
        if not _KEY.fullmatch(path.stem):
            self._wrong("the file's name", "write small letters, digits and -, such as phuong-mau.yml")
        try:
            content = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            where = " ".join(str(error).split())
            raise OfficeError([f"{path.name}: it cannot be read as YAML: {where}"]) from error
        self._key = path.stem
        self._content: dict[str, Any] = content if isinstance(content, dict) else {}
        if not isinstance(content, dict):
            self._wrong("the file", "write fields, such as name: Công an phường ...")

    def office(self) -> Office:
        """Return the office; raise OfficeError where something is wrong."""
        for field in self._content:
            if field not in FIELDS:
                self._wrong(str(field), f"there is no such field; there are {', '.join(FIELDS)}")
        serves, personal = self._table("serves"), self._table("personal_data")
        handover = self._table("handover")
        pages = tuple(self._each(serves.get("pages"), "serves.pages", self._link))
        office = Office(
            key=self._key,
            name=self._words(self._content.get("name"), "name") or Words("", "", ""),
            address=self._optional("address", self._words),
            country=self._optional("country", self._country),
            map=self._optional("map", self._link),
            booking=self._optional("booking", self._link),
            portal=self._optional("portal", self._link),
            telephones=tuple(self._each(self._content.get("telephones"), "telephones", self._telephone)),
            hours=self._hours(self._table("hours")),
            holidays=self._holidays(),
            closures=tuple(self._each(self._content.get("closed"), "closed", self._closure)),
            notices=tuple(self._each(self._content.get("notices"), "notices", self._notice)),
            controller=self._words(personal["controller"], "personal_data.controller")
            if "controller" in personal
            else None,
            contact=self._text(personal["contact"], "personal_data.contact") if "contact" in personal else None,
            second_person=bool(self._optional("second_person", self._yes_or_no)),
            accounts=frozenset(self._each(serves.get("accounts"), "serves.accounts", self._text)),
            pages=pages,
            handover_email=self._address(handover["email"]) if "email" in handover else None,
            handover_inbox=self._number(handover["inbox"]) if "inbox" in handover else None,
        )
        if self._problems:
            raise OfficeError(self._problems)
        return office

    def _wrong(self, field: str, fix: str) -> None:
        self._problems.append(f"{self._name}: {field}: {fix}")

    def _optional(self, field: str, read: Callable[[Any, str], T | None]) -> T | None:
        value = self._content.get(field)
        return None if value is None else read(value, field)

    def _table(self, field: str) -> dict[str, Any]:
        value = self._content.get(field) or {}
        if not isinstance(value, dict):
            self._wrong(field, "write fields beneath it, each with its value")
            return {}
        return value

    def _each(self, values: Any, field: str, read: Callable[[Any, str], T | None]) -> list[T]:
        if values is None:
            return []
        if not isinstance(values, list):
            self._wrong(field, 'write a list: each entry on a line of its own that begins with "- "')
            return []
        found = (read(value, f"{field}[{position}]") for position, value in enumerate(values, 1))
        return [one for one in found if one is not None]

    def _text(self, value: Any, field: str) -> str | None:
        if isinstance(value, str | int) and str(value).strip():
            return str(value).strip()
        self._wrong(field, "write a text")
        return None

    def _words(self, value: Any, field: str) -> Words | None:
        """Return a text: one for all languages, or one for each."""
        if isinstance(value, str) and value.strip():
            return Words(value.strip(), value.strip(), value.strip())
        if isinstance(value, dict) and set(value) == set(vocabulary.LANGUAGES):
            said = {language: str(words or "").strip() for language, words in value.items()}
            if all(said.values()):
                return Words(**said)
        self._wrong(field, "write one text, or one for each of vi, es and en")
        return None

    def _link(self, value: Any, field: str) -> str | None:
        if isinstance(value, str) and re.fullmatch(r"https://[^\s\"'<>]+", value):
            return value
        self._wrong(field, f"{value!r} is no address: write it as https://www.example.gov.vn/")
        return None

    def _address(self, value: Any) -> str | None:
        if isinstance(value, str) and re.fullmatch(r"[^@\s]+@[^@\s]+", value):
            return value
        self._wrong("handover.email", f"{value!r} is no address: write it as phuong@example.gov.vn")
        return None

    def _number(self, value: Any) -> int | None:
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self._wrong("handover.inbox", f"{value!r} is no number of an inbox: it stands in its address in Chatwoot")
        return None

    def _country(self, value: Any, field: str) -> str | None:
        if vocabulary.load().is_known("country", str(value)):
            return str(value)
        self._wrong(field, f"{value!r} is not known: write {' or '.join(vocabulary.load().values('country'))}")
        return None

    def _holidays(self) -> str | None:
        value = self._content.get("public_holidays", "vn")
        return None if value in ("none", False) else self._country(value, "public_holidays")

    def _yes_or_no(self, value: Any, field: str) -> bool | None:
        if isinstance(value, bool):
            return value
        self._wrong(field, f"{value!r} is neither: write true or false")
        return None

    def _telephone(self, value: Any, field: str) -> Telephone | None:
        if not isinstance(value, dict) or set(value) != {"number", "for"}:
            self._wrong(field, 'write number: "028 1234 5678" and for: what it is for')
            return None
        number, purpose = str(value["number"]), self._words(value["for"], f"{field}.for")
        if not _NUMBER.fullmatch(number):
            self._wrong(f"{field}.number", f'{number!r} is no number: write it as "028 1234 5678", in quotes')
            return None
        return Telephone(number, purpose) if purpose else None

    def _hours(self, days: Mapping[Any, Any]) -> dict[int, tuple[Span, ...]]:
        hours = {}
        for name, spans in days.items():
            if name not in WEEKDAYS:
                self._wrong(f"hours.{name}", f"there is no such day; there are {', '.join(WEEKDAYS)}")
                continue
            read = self._each(spans, f"hours.{name}", self._span)
            if any(later.start < earlier.end for earlier, later in pairwise(read)):
                self._wrong(f"hours.{name}", "a span begins before the one before it has ended")
            hours[WEEKDAYS.index(name)] = tuple(read)
        return hours

    def _span(self, value: Any, field: str) -> Span | None:
        found = _SPAN.fullmatch(str(value))
        if found:
            start, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
            if start < end:
                return Span(start, end)
        self._wrong(field, f'{value!r} is no span of a day: write it as "07:30-11:30", in quotes')
        return None

    def _days(self, value: Mapping[str, Any], field: str) -> tuple[date, date] | None:
        first, last = value.get("from"), value.get("to")
        if type(first) is date and type(last) is date and first <= last:
            return first, last
        self._wrong(field, "write from: 2026-12-24 and to: 2026-12-31, the first and the last day, without quotes")
        return None

    def _closure(self, value: Any, field: str) -> Closure | None:
        if not isinstance(value, dict) or set(value) != {"from", "to", "reason"}:
            self._wrong(field, "write from, to and reason")
            return None
        days, reason = self._days(value, field), self._words(value["reason"], f"{field}.reason")
        return Closure(*days, reason) if days and reason else None

    def _notice(self, value: Any, field: str) -> Notice | None:
        if not isinstance(value, dict) or not {"from", "to", "show", "text"} <= set(value) <= {
            "from",
            "to",
            "show",
            "topics",
            "text",
        }:
            self._wrong(field, "write from, to, show and text, and topics where it is shown in answers")
            return None
        days, text = self._days(value, field), self._words(value["text"], f"{field}.text")
        shown = frozenset(self._each(value["show"], f"{field}.show", self._text))
        topics = frozenset(self._each(value.get("topics"), f"{field}.topics", self._topic))
        if not shown or shown - set(SHOWN):
            self._wrong(f"{field}.show", f"write a list of {', '.join(SHOWN)}")
        if ("answers" in shown) != bool(topics):
            self._wrong(f"{field}.topics", "name the topics on whose answers it is shown, where show has answers")
        return Notice(*days, shown, topics, text) if days and text else None

    def _topic(self, value: Any, field: str) -> str | None:
        if vocabulary.load().is_known("topic", str(value)):
            return str(value)
        self._wrong(field, f"{value!r} is no topic; there are {', '.join(vocabulary.load().values('topic'))}")
        return None
