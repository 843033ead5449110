"""What can be wrong with a case: always a named field, a code, and a kind sentence in the person's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from actions import formats
from common import vocabulary

# One sentence for each code, with a way on. {field} is the name of the field, the rest are the error's values.
SENTENCES: Mapping[str, Mapping[str, str]] = {
    "missing": {
        "vi": "Để tính được, cho biết thêm {field}{choices}.",
        "es": "Para calcularlo, indique {field}{choices}.",
        "en": "To work this out, please give {field}{choices}.",
    },
    "unknown": {
        "vi": "Không có giá trị “{value}” cho {field}{choices}.",
        "es": "“{value}” no es un valor de {field}{choices}.",
        "en": "“{value}” is not a value of {field}{choices}.",
    },
    "before_document": {
        "vi": "Chưa có số liệu về {document} vào {day}; số liệu bắt đầu từ {first_day}. Hãy chọn ngày khác.",
        "es": "No hay datos de {document} para el {day}; empiezan el {first_day}. Indique otro día.",
        "en": "There is nothing on file on {document} for {day}; it begins on {first_day}. Please give another day.",
    },
    "no_procedure": {
        "vi": "Chưa có số liệu cho thủ tục này của {document}. Hãy chọn thủ tục khác.",
        "es": "No hay datos de ese trámite para {document}. Elija otro trámite.",
        "en": "There is nothing on file on that procedure for {document}. Please choose another.",
    },
    "gap": {
        "vi": "{why}",
        "es": "{why}",
        "en": "{why}",
    },
    "impossible_date": {
        "vi": "Ngày ở {field} không có thật. Hãy viết theo dạng ngày/tháng/năm.",
        "es": "La fecha de {field} no existe. Escríbala como día/mes/año.",
        "en": "The date in {field} does not exist. Please write it as year-month-day.",
    },
    "too_far": {
        "vi": "Ngày ở {field} quá xa. Hãy chọn một ngày trước hoặc đúng {last_day}.",
        "es": "La fecha de {field} queda demasiado lejos. Indique un día no posterior al {last_day}.",
        "en": "The date in {field} is too far ahead. Please give a day up to {last_day}.",
    },
    "birth_after_issue": {
        "vi": "Ngày sinh {birth_date} sau ngày cấp thẻ {issue_date}. Hãy kiểm tra lại.",
        "es": "La fecha de nacimiento ({birth_date}) es posterior a la de expedición ({issue_date}). Compruébela.",
        "en": "The birth date {birth_date} is after the issue date {issue_date}. Please check.",
    },
    "in_future": {
        "vi": "{field}: {date} còn ở tương lai. Hãy kiểm tra lại.",
        "es": "{field}: el {date} aún no ha llegado. Compruébelo.",
        "en": "{field}: {date} is still in the future. Please check.",
    },
    "year_in_future": {
        "vi": "Năm {year} còn ở tương lai. Hãy kiểm tra lại năm cấp thẻ.",
        "es": "El año {year} aún no ha llegado. Compruebe el año de expedición.",
        "en": "The year {year} is still in the future. Please check the year of issue.",
    },
    "too_young": {
        "vi": "Loại thẻ này chỉ cấp cho người từ {min_age} tuổi. Hãy kiểm tra lại.",
        "es": "Esta tarjeta se expide desde los {min_age} años. Compruébelo.",
        "en": "This card is issued from the age of {min_age}. Please check.",
    },
    "too_young_to_hold": {
        "vi": "Người {age} tuổi chưa thể có {document}: loại này chỉ cấp từ {min_age} tuổi. "
        "Hãy kiểm tra lại loại thẻ hoặc tuổi{choices}.",
        "es": "Con {age} años no se puede tener {document}: se expedía desde los {min_age}. "
        "Compruebe el documento o la edad{choices}.",
        "en": "Nobody aged {age} can hold the {document}: it was issued from the age of {min_age}. "
        "Please check the document or the age{choices}.",
    },
    "no_milestone": {
        "vi": "Ở tuổi {age} không có mốc đổi thẻ nào (các mốc: {ages}). Hãy chọn lý do đúng với bạn{choices}.",
        "es": "A los {age} años no toca renovar por edad (edades: {ages}). Elija el motivo que corresponda{choices}.",
        "en": "No renewal age is reached at {age} (the ages: {ages}). Please choose the reason that fits{choices}.",
    },
    "not_that_person": {
        "vi": "{why} Tuổi đã cho là {age}; hãy kiểm tra lại.",
        "es": "{why} La edad indicada es {age}; compruébela.",
        "en": "{why} The age given is {age}; please check.",
    },
    "not_for_them": {
        "vi": "{why}",
        "es": "{why}",
        "en": "{why}",
    },
    "not_issued_then": {
        "vi": "Vào {issue_date} không cấp loại thẻ này. Hãy kiểm tra ngày cấp trên thẻ.",
        "es": "El {issue_date} no se expedía esta tarjeta. Compruebe la fecha de expedición.",
        "en": "This card was not issued on {issue_date}. Please check the issue date on it.",
    },
    "needs_day": {
        "vi": "Kết quả phụ thuộc ngày cấp: đầu năm và cuối năm {year} khác nhau. Cho biết ngày cấp in trên thẻ.",
        "es": "El resultado depende del día: no es lo mismo expedida a principios que a finales de {year}. "
        "Indique la fecha de expedición.",
        "en": "The answer depends on the day: early and late in {year} differ. Please give the card's issue date.",
    },
    "invalid": {
        "vi": "{field}: giá trị không hợp lệ. Hãy kiểm tra lại.",
        "es": "{field}: valor no válido. Compruébelo.",
        "en": "{field}: not a valid value. Please check.",
    },
}

FIELDS: Mapping[str, Mapping[str, str]] = {
    "document": {"vi": "loại thẻ", "es": "el documento", "en": "the document"},
    "procedure": {"vi": "thủ tục", "es": "el trámite", "en": "the procedure"},
    "reason": {"vi": "lý do", "es": "el motivo", "en": "the reason"},
    "channel": {"vi": "cách nộp", "es": "el modo de presentación", "en": "the way of filing"},
    "persons": {"vi": "đối tượng", "es": "la condición personal", "en": "the personal situation"},
    "area": {"vi": "khu vực", "es": "la zona", "en": "the area"},
    "province": {"vi": "tỉnh, thành phố", "es": "la provincia", "en": "the province"},
    "age": {"vi": "tuổi", "es": "la edad", "en": "the age"},
    "expired": {
        "vi": "thẻ đã hết hạn hay chưa",
        "es": "si la tarjeta está vencida",
        "en": "whether the card has expired",
    },
    "day": {"vi": "ngày", "es": "el día", "en": "the day"},
    "received": {
        "vi": "ngày nộp đủ hồ sơ",
        "es": "el día de entrega",
        "en": "the day the complete file was handed in",
    },
    "birth_date": {"vi": "ngày sinh", "es": "la fecha de nacimiento", "en": "the birth date"},
    "issue_date": {"vi": "ngày cấp thẻ", "es": "la fecha de expedición", "en": "the issue date of the card"},
    "due": {"vi": "ngày đến hạn", "es": "el día de cambio", "en": "the day on which it is due"},
    "written": {"vi": "nơi đã viết", "es": "el lugar escrito", "en": "the place as written"},
    "issue_year": {"vi": "năm cấp thẻ", "es": "el año de expedición", "en": "the year of issue"},
}

_CHOICE_KIND = {
    "document": "document",
    "procedure": "procedure",
    "reason": "reason",
    "channel": "channel",
    "area": "area",
    "persons": "person",
}


class CaseError(ValueError):
    """A case that cannot be answered as it is: which `field`, which `code` (a key of SENTENCES), what `choices`.

    `values` are what the sentence needs: dates, keys of data/vocabulary.yml, numbers, or a mapping by language.
    """

    def __init__(self, field: str, code: str, choices: Sequence[str] = (), **values: Any):
        self.field = field
        self.code = code
        self.choices = tuple(choices)
        self.values = values
        super().__init__(f"{field}: {self.say('en')}")

    def say(self, language: str) -> str:
        """Return the sentence for the person, in his language."""
        known = vocabulary.load()
        kind = _CHOICE_KIND.get(self.field)
        labels = [
            known.label(kind, choice, language) if kind and known.is_known(kind, choice) else choice
            for choice in self.choices
        ]
        said: dict[str, str] = {
            "field": FIELDS.get(self.field, {}).get(language, self.field),
            "choices": f" ({'; '.join(labels)})" if labels else "",
        }
        for name, value in self.values.items():
            if isinstance(value, date):
                said[name] = formats.long_date(value, language)
            elif isinstance(value, Mapping):
                said[name] = value[language]
            else:
                said[name] = _said(str(value), (name, kind or ""), language)
        return SENTENCES[self.code][language].format(**said)


def _said(value: str, kinds: Sequence[str], language: str) -> str:
    """Return a value as people call it: by one of `kinds` or else by any, so that no key is ever shown."""
    known = vocabulary.load()
    kind = next((kind for kind in (*kinds, *known.kinds) if known.is_known(kind, value)), None)
    return known.label(kind, value, language) if kind else value


def from_validation(error: ValidationError) -> CaseError:
    """Turn what pydantic refused into the error of the first field that it names."""
    fault = error.errors()[0]
    field = str(fault["loc"][0]) if fault["loc"] else "day"
    original = fault.get("ctx", {}).get("error")
    if isinstance(original, CaseError):
        return original
    if fault["type"] == "missing":
        return CaseError(field, "missing")
    if fault["type"].startswith("date"):
        return CaseError(field, "impossible_date")
    return CaseError(field, "invalid")
