"""Messenger's side of a conversation: events read, answers put into its form. No network, no Rasa.

Limits and error codes: developers.facebook.com/docs/messenger-platform (Graph v25.0).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import Any

from bot.channels.core import commands
from bot.channels.core.buttons import Button, Payloads, buttons, with_links, with_numbers
from bot.channels.core.delivery import Gone, Rejected, SendError, TryAgain, utf16_units
from bot.channels.core.incoming import Incoming
from bot.channels.core.splitting import split
from bot.channels.core.webhooks import row, rows, same, text

MAX_TEXT = 2000
MAX_QUICK_REPLIES = 13
MAX_TITLE = 20
MAX_PAYLOAD_BYTES = 1000

WINDOW_SECONDS = 24 * 60 * 60
"""How long after a person's last word an answer is allowed."""

_BUSY = {1, 2, 4, 32, 341, 368, 613, 1200}
_NOT_REACHABLE = {551}
_NO_SUCH_PERSON = {2018001, 1545041}

GREETING = {
    "vi": "Trợ lý tự động về thẻ căn cước: mất thẻ, đổi thẻ, lệ phí, thời hạn, giấy tờ, nơi làm.",
    "es": "Asistente automático sobre la tarjeta de identidad: pérdida, renovación, tasas, plazos y papeles.",
    "en": "Automatic assistant for identity cards: lost cards, renewal, fees, time limits, papers, places.",
}
"""Shown before the first word; at most 160 characters."""

LOCALES = {"default": "vi", "vi_VN": "vi", "es_ES": "es", "es_LA": "es", "en_US": "en", "en_GB": "en"}


def is_signed(body: bytes, header: str | None, secret: str) -> bool:
    """Say whether `header` (X-Hub-Signature-256) is the HMAC-SHA256 of the body's bytes as received."""
    return same(header, "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest())


def incoming(body: dict[str, Any], payloads: Payloads) -> list[Incoming]:
    """Return what people did, from all events of all entries; echoes, receipts and unknown kinds left out."""
    if body.get("object") != "page":
        return []
    events = [event for entry in rows(body.get("entry")) for event in rows(entry.get("messaging"))]
    return [done for event in events if (done := _incoming(event, payloads)) is not None]


def parts(message: dict[str, Any], payloads: Payloads) -> list[dict[str, Any]]:
    """Return an answer as Messenger's messages, quick replies under the last one."""
    offered = buttons(message)
    choices = [button for button in offered if button.payload]
    shown = str(message.get("text") or "")
    if is_numbered(offered) or not shown:
        shown = with_numbers(shown, offered)
        choices = [Button(str(number), button.payload) for number, button in enumerate(choices, 1)]
    else:
        shown = with_links(shown, offered)
    made: list[dict[str, Any]] = [{"text": part} for part in split(shown, MAX_TEXT, utf16_units)]
    if made and choices:
        made[-1]["quick_replies"] = [
            {"content_type": "text", "title": button.title, "payload": payloads.short(button.payload)}
            for button in choices[:MAX_QUICK_REPLIES]
        ]
    return made


def is_numbered(offered: Sequence[Button]) -> bool:
    """Say whether the buttons do not fit into quick replies by their titles."""
    choices = [button for button in offered if button.payload]
    return len(choices) > MAX_QUICK_REPLIES or any(utf16_units(b.title) > MAX_TITLE for b in choices)


def send_error(status: int, answer: dict[str, Any]) -> SendError | None:
    """Return what an answer of the Send API means, None for a message that was taken."""
    error = row(answer.get("error"))
    if status < 400 and not error:
        return None
    code, subcode = error.get("code"), error.get("error_subcode")
    why = f"Messenger's error {code}/{subcode}: {text(error.get('message'))}"
    if code in _NOT_REACHABLE or subcode in _NO_SUCH_PERSON:
        return Gone(why)
    if code in _BUSY:
        return TryAgain(why)
    if code == 190:
        return Rejected(f"{why}. Make a new page token and set MESSENGER_PAGE_TOKEN (docs/channels.md)")
    return Rejected(why)


def profile() -> dict[str, Any]:
    """Return the page's profile: Get Started, greeting and persistent menu by locale."""
    return {
        "get_started": {"payload": commands.START},
        "greeting": [{"locale": locale, "text": GREETING[lang]} for locale, lang in LOCALES.items()],
        "persistent_menu": [
            {
                "locale": locale,
                "composer_input_disabled": False,
                "call_to_actions": [
                    {"type": "postback", "title": command.menu[lang], "payload": command.payload}
                    for command in commands.MENU
                ],
            }
            for locale, lang in LOCALES.items()
        ],
    }


def _incoming(event: dict[str, Any], payloads: Payloads) -> Incoming | None:
    person = text(row(event.get("sender")).get("id"))
    message, postback = row(event.get("message")), row(event.get("postback"))
    referral = row(event.get("referral")) or row(postback.get("referral"))
    if not person or message.get("is_echo"):
        return None
    stamp = event.get("timestamp")
    sent = float(stamp) if isinstance(stamp, (int, float)) else 0.0
    word, kind, identity = "", "text", ""
    if message:
        identity = text(message.get("mid"))
        data = text(row(message.get("quick_reply")).get("payload"))
        pressed = payloads.full(data) if data else None
        word, kind = (pressed, "press") if pressed else (text(message.get("text")), "text")
        if not word:
            kind = "unreadable"
    elif referral:
        word, kind = commands.from_link(text(referral.get("ref"))), "press"
    elif postback:
        identity = text(postback.get("mid"))
        pressed = payloads.full(text(postback.get("payload")))
        word, kind = (pressed, "press") if pressed else (text(postback.get("title")), "text")
    if not word and kind != "unreadable":
        return None
    return Incoming(
        person=person,
        text=word,
        kind=kind,  # type: ignore[arg-type]
        delivery=identity or f"{person}/{stamp}/{hashlib.sha256(word.encode()).hexdigest()[:16]}",
        order=sent,
        until=sent / 1000 + WINDOW_SECONDS if sent else None,
    )
