"""What a channel says by itself when the dialogue cannot."""

from __future__ import annotations

from typing import Any

LANGUAGES = ("vi", "es", "en")
DEFAULT_LANGUAGE = "vi"

NOTICES = {
    "unavailable": {
        "vi": (
            "Xin lỗi bạn, phần tra cứu đang tạm ngừng nên mình chưa trả lời được câu này. "
            "Bạn vui lòng gửi lại sau ít phút; nếu gấp, hãy hỏi trực tiếp nơi làm thẻ căn cước."
        ),
        "es": (
            "Disculpe: la consulta no está disponible en este momento y no puedo responderle. "
            "Vuelva a enviar su pregunta en unos minutos; si es urgente, acuda a la oficina de expedición."
        ),
        "en": (
            "Sorry, the lookup is not available right now, so I cannot answer this yet. "
            "Please send it again in a few minutes; if it is urgent, ask the office that issues the card."
        ),
    },
    "too_many": {
        "vi": "Bạn gửi nhanh quá nên mình chưa kịp đọc. Bạn chờ khoảng một phút rồi gửi lại giúp mình nhé.",
        "es": "Ha enviado muchos mensajes seguidos. Espere un minuto y vuelva a escribirme, por favor.",
        "en": "That was a lot of messages at once. Please wait a minute and send your question again.",
    },
}


def notice(reason: str, language: str | None) -> dict[str, Any]:
    """Return the message {"text", "custom"} for a reason; Vietnamese where the language is not known."""
    spoken = language if language in LANGUAGES else DEFAULT_LANGUAGE
    custom = {"status": "abstain", "language": spoken, "reason": reason, "citations": []}
    return {"text": NOTICES[reason][spoken], "custom": custom}
