"""What a channel says by itself when the dialogue cannot."""

from __future__ import annotations

from typing import Any

from bot.channels.core.commands import DELETE_CONFIRMED
from common.vocabulary import LANGUAGES

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
    "closed": {
        "vi": (
            "Trợ lý ở kênh này đang tạm nghỉ nên mình chưa trả lời được. "
            "Bạn vui lòng quay lại sau; nếu gấp, hãy hỏi trực tiếp nơi làm thẻ căn cước."
        ),
        "es": (
            "El asistente está en pausa en este canal y ahora no puede responderle. "
            "Vuelva más tarde, por favor; si es urgente, acuda a la oficina de expedición."
        ),
        "en": (
            "The assistant is paused on this channel and cannot answer now. "
            "Please come back later; if it is urgent, ask the office that issues the card."
        ),
    },
    "too_many": {
        "vi": "Bạn gửi nhanh quá nên mình chưa kịp đọc. Bạn chờ khoảng một phút rồi gửi lại giúp mình nhé.",
        "es": "Ha enviado muchos mensajes seguidos. Espere un minuto y vuelva a escribirme, por favor.",
        "en": "That was a lot of messages at once. Please wait a minute and send your question again.",
    },
    "busy": {
        "vi": "Lúc này có nhiều người hỏi quá nên mình chưa trả lời kịp. Bạn gửi lại sau vài phút giúp mình nhé.",
        "es": "Ahora escribe mucha gente y no llego a responder. Vuelva a escribirme en unos minutos, por favor.",
        "en": "Many people are writing right now and I cannot keep up. Please send it again in a few minutes.",
    },
    "text_only": {
        "vi": "Mình chỉ đọc được chữ. Bạn viết câu hỏi giúp mình, và đừng gửi ảnh giấy tờ ở đây nhé.",
        "es": "Solo puedo leer texto. Escriba su pregunta y, por favor, no envíe fotos de documentos.",
        "en": "I can only read text. Please write your question, and send no photos of documents here.",
    },
    "delete_asked": {
        "vi": "Xóa mọi điều bạn đã nhắn với mình? Sau khi xóa thì không lấy lại được.",
        "es": "¿Borrar todo lo que me ha escrito? Después no se puede recuperar.",
        "en": "Delete everything you have written to me? It cannot be brought back afterwards.",
    },
    "deleted": {
        "vi": "Đã xóa: mình không còn giữ gì của cuộc trò chuyện này. Tin trên máy bạn thì bạn tự xóa nhé.",
        "es": "Borrado: no conservo nada de esta conversación. Lo que queda en su teléfono, bórrelo usted.",
        "en": "Deleted: I keep nothing of this conversation. What is on your phone is yours to delete.",
    },
    "delete_later": {
        "vi": "Xin lỗi, lúc này mình chưa xóa được. Mình đã ghi lại và sẽ xóa ngay khi được, bạn không cần nhắn lại.",
        "es": "Disculpe: ahora no he podido borrarlo. Su petición queda anotada y se cumplirá en cuanto sea posible.",
        "en": "Sorry, I could not delete it just now. Your request is noted and will be done as soon as possible.",
    },
    "data": {
        "vi": "Đây là tất cả những gì được giữ từ cuộc trò chuyện này.",
        "es": "Esto es todo lo que se guarda de esta conversación.",
        "en": "This is all that is kept of this conversation.",
    },
    "data_cut": {
        "vi": "Cuộc trò chuyện dài hơn số tin gửi được ở đây, nên chỉ có phần cuối. Bạn hỏi cơ quan để nhận đủ.",
        "es": "La conversación es más larga de lo que cabe aquí; esta es la última parte. Pida el resto a la oficina.",
        "en": "The conversation is longer than what fits here; this is its last part. Ask the office for the rest.",
    },
    "vote_thanks": {
        "vi": "Cảm ơn bạn đã cho biết.",
        "es": "Gracias por decirlo.",
        "en": "Thank you for telling me.",
    },
    "vote_why": {
        "vi": "Cảm ơn bạn. Câu trả lời chưa đúng ở điểm nào?",
        "es": "Gracias. ¿Qué le falta a la respuesta?",
        "en": "Thank you. What is wrong with the answer?",
    },
    "vote_gone": {
        "vi": "Câu trả lời đó không còn được giữ nữa, nên mình không ghi được.",
        "es": "Esa respuesta ya no se guarda, así que no he podido anotarlo.",
        "en": "That answer is no longer kept, so it could not be noted.",
    },
}


DELETE_QUESTION = "delete_asked"
"""The reason of the question whether to delete; it is asked also while an officer speaks."""

BUTTONS = {DELETE_QUESTION: ({"vi": "Xóa", "es": "Borrar", "en": "Delete"}, DELETE_CONFIRMED)}
"""Titles and payload of the button under a notice."""


TALK = frozenset({"data", "data_cut", "vote_thanks", "vote_why", "vote_gone"})
"""Reasons of words that refuse nothing: their status is "chat"."""


def notice(reason: str, language: str | None) -> dict[str, Any]:
    """Return the message {"text", "buttons", "custom"} for a reason; Vietnamese where the language is not known."""
    spoken = language if language in LANGUAGES else DEFAULT_LANGUAGE
    status = "chat" if reason in TALK else "abstain"
    custom = {"status": status, "language": spoken, "reason": reason, "citations": []}
    offered = []
    if reason in BUTTONS:
        titles, payload = BUTTONS[reason]
        offered = [{"title": titles[spoken], "payload": payload}]
    return {"text": NOTICES[reason][spoken], "buttons": offered, "custom": custom}
