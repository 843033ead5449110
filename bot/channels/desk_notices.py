"""What the chat platforms' channels say by themselves, besides the notices of every channel."""

from __future__ import annotations

from bot.channels.notices import NOTICES

DELETE_BUTTON = {"vi": "Xóa", "es": "Borrar", "en": "Delete"}

NOTICES.update(
    {
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
        "not_deleted": {
            "vi": "Xin lỗi, lúc này mình chưa xóa được. Bạn thử lại sau ít phút giúp mình.",
            "es": "Disculpe: ahora no he podido borrarlo. Inténtelo de nuevo en unos minutos.",
            "en": "Sorry, I could not delete it just now. Please try again in a few minutes.",
        },
    }
)
