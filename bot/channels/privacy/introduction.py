"""What a person is told once a conversation, before the first answer: a program, whose, what is kept, which rights.

Law 134/2025/QH15 art. 11 (who speaks is a program; K-AI-DISCLOSE) and Law 91/2025/QH15 art. 9 (which data, what for,
who controls, which rights; K-PDP-CONSENT). Short, or nobody reads it; the page on privacy tells more.
"""

from __future__ import annotations

from typing import Any

from bot.channels.core.notices import DEFAULT_LANGUAGE
from common.office import Office
from common.vocabulary import LANGUAGES

REASON = "introduction"

PROGRAM = {
    "vi": "Bạn đang nói chuyện với một chương trình tự động, không phải cán bộ.",
    "es": "Le responde un programa automático, no un funcionario.",
    "en": "You are talking with an automatic program, not an officer.",
}
WHOSE = {
    "vi": "Chương trình này của {office}.",
    "es": "El programa es de {office}.",
    "en": "It is run by {office}.",
}
KEPT = {
    "vi": (
        "Tin nhắn được giữ {days} ngày sau tin cuối (số giấy tờ, điện thoại, tài khoản đã che) để trả lời bạn và sửa "
        "câu trả lời sai, rồi tự xóa."
    ),
    "es": (
        "Sus mensajes se guardan {days} días tras el último (sin números de documento, teléfono ni cuenta) para "
        "responderle y corregir errores; después se borran."
    ),
    "en": (
        "Your messages are kept for {days} days after the last one (identity, phone and account numbers hidden) to "
        "answer you and to mend wrong answers, then deleted."
    ),
}
RIGHTS = {
    "vi": "Xem những gì được giữ: /data. Xóa và rút lại đồng ý: /xoa.",
    "es": "Ver lo guardado: /data. Borrarlo y retirar su consentimiento: /delete.",
    "en": "See what is kept: /data. Delete it and withdraw your consent: /delete.",
}
CONTROLLER = {
    "vi": "Chịu trách nhiệm về dữ liệu: {who}.",
    "es": "Responsable de los datos: {who}.",
    "en": "Responsible for the data: {who}.",
}


def text(language: str | None, days: int, office: Office | None) -> str:
    """Return the introduction in a language, Vietnamese where it is not known; `days` that a conversation is kept.

    What the office's file does not say is left out.
    """
    spoken = language if language in LANGUAGES else DEFAULT_LANGUAGE
    said = [PROGRAM[spoken]]
    if office is not None:
        said.append(WHOSE[spoken].format(office=office.name.say(spoken)))
    said += [KEPT[spoken].format(days=days), RIGHTS[spoken]]
    if office is not None and office.controller is not None:
        who = ", ".join(filter(None, [office.controller.say(spoken), office.contact]))
        said.append(CONTROLLER[spoken].format(who=who))
    return " ".join(said)


def answer(language: str | None, days: int, office: Office | None) -> dict[str, Any]:
    """Return the introduction as a message of the reply contract."""
    spoken = language if language in LANGUAGES else DEFAULT_LANGUAGE
    custom = {"status": "chat", "language": spoken, "reason": REASON, "citations": []}
    return {"text": text(spoken, days, office), "buttons": [], "custom": custom}


def is_one(said: str) -> bool:
    """Say whether a text is an introduction."""
    return said.startswith(tuple(PROGRAM.values()))
