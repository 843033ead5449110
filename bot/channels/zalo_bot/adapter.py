"""The side of a Zalo bot in a conversation: updates read, answers put into its form. No network, no Rasa.

The platform has text only: choices are numbered. Direct chats only.
"""

from __future__ import annotations

from typing import Any

from bot.channels.core.buttons import buttons, with_numbers
from bot.channels.core.delivery import Gone, Rejected, SendError, TryAgain, utf16_units
from bot.channels.core.incoming import Incoming
from bot.channels.core.splitting import split
from bot.channels.core.webhooks import row, rows, text

MAX_TEXT = 2000

NO_UPDATE = 408
"""Error code of a request for updates that ended without any."""


def incoming(fields: dict[str, Any]) -> list[Incoming]:
    """Return what people did, from an answer to getUpdates or a webhook's request.

    The platform is seen to send one update at a time, in "result" or bare; a list is read as well.
    """
    result = fields.get("result", fields)
    updates = rows(result) if isinstance(result, list) else [row(result)]
    return [done for update in updates if (done := _incoming(update)) is not None]


def parts(message: dict[str, Any]) -> list[str]:
    """Return an answer as texts of at most MAX_TEXT, choices numbered."""
    return split(with_numbers(str(message.get("text") or ""), buttons(message)), MAX_TEXT, utf16_units)


def send_error(status: int, answer: dict[str, Any]) -> SendError | None:
    """Return what an answer means, None when the platform did what was asked."""
    code = answer.get("error_code", status)
    if answer.get("ok") or code == NO_UPDATE:
        return None
    why = f"Zalo's error {code}: {text(answer.get('description'))}"
    if code == 401:
        return Rejected(f"{why}. Get the valid token and set ZALO_BOT_TOKEN (docs/channels.md)")
    if code == 403:
        return Gone(why)
    if code == 429 or (isinstance(code, int) and code >= 500):
        return TryAgain(why)
    return Rejected(why)


def _incoming(update: dict[str, Any]) -> Incoming | None:
    message = row(update.get("message"))
    chat, sender = row(message.get("chat")), row(message.get("from"))
    person = text(chat.get("id"))
    if not person or text(chat.get("chat_type")) != "PRIVATE" or sender.get("is_bot"):
        return None
    word = text(message.get("text")) or text(message.get("caption"))
    stamp = message.get("date")
    return Incoming(
        person=person,
        text=word,
        kind="text" if word else "unreadable",
        delivery=text(message.get("message_id")) or None,
        order=float(stamp) if isinstance(stamp, (int, float)) else 0.0,
    )
