"""The side of a Zalo Official Account in a conversation: events read, answers put into its form.

No network, no Rasa. The platform's rules are in docs/channels.md; those that could not be confirmed there
(how many buttons, how long a title) are kept narrow, and a message whose buttons Zalo refuses is sent again
with numbered choices.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.channels.core import commands
from bot.channels.core.buttons import Button, buttons, with_numbers
from bot.channels.core.delivery import Gone, Rejected, SendError, TryAgain, utf16_units
from bot.channels.core.incoming import Incoming
from bot.channels.core.splitting import split
from bot.channels.core.webhooks import row, same, text

MAX_TEXT = 2000
MAX_BUTTONS = 5
MAX_TITLE = 100

WINDOW_SECONDS = 48 * 60 * 60
"""How long after a person's last word an answer is free; later ones would be charged, so none is sent."""

TOKEN_ERRORS = frozenset({-216, -220})
"""The access token is not accepted: make a new one and send again."""

_BUSY = frozenset({-32})
_NOT_REACHABLE = frozenset({-213, -230})
_CONTRACT = {-211: "the account's quota is used up", -224: "the account's package does not allow it"}


class BadForm(Rejected):
    """Zalo does not like the message itself."""


@dataclass(frozen=True)
class Withdrawal:
    """A person took back the consent: all that was said with him is to be deleted."""

    person: str
    order: float


@dataclass(frozen=True)
class OfficerWord:
    """An officer wrote to a person from the account's own inbox."""

    person: str


@dataclass(frozen=True)
class Part:
    """One message; `offered` are shown as Zalo's own buttons."""

    text: str
    offered: tuple[Button, ...] = field(default=())

    @property
    def body(self) -> dict[str, Any]:
        """Return the message as JSON."""
        return {"text": self.text, "offered": [button.kept for button in self.offered]}

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Part:
        """Return the message of its JSON."""
        return cls(body["text"], tuple(Button(**button) for button in body["offered"]))


def is_signed(body: bytes, timestamp: str, header: str | None, app_id: str, secret: str) -> bool:
    """Say whether `header` (X-ZEvent-Signature) is the SHA-256 of app id, body, timestamp and OA secret.

    The hash is a plain one, not an HMAC, over the body's bytes as received; "mac=" may stand before it.
    """
    expected = hashlib.sha256(app_id.encode() + body + timestamp.encode() + secret.encode()).hexdigest()
    return same((header or "").strip().lower().removeprefix("mac="), expected)


def event(fields: dict[str, Any]) -> Incoming | Withdrawal | OfficerWord | None:
    """Return what an event says, None for what needs no answer (own echoes, unknown kinds)."""
    name = text(fields.get("event_name"))
    stamp = text(fields.get("timestamp"))
    order = float(stamp) if stamp.isascii() and stamp.isdecimal() else 0.0
    if name.startswith("oa_send_"):
        recipient = text(row(fields.get("recipient")).get("id"))
        officer = row(fields.get("sender")).get("admin_id")
        return OfficerWord(recipient) if officer and recipient else None
    person = _person(fields)
    if not person:
        return None
    if name == "user_withdraw":
        return Withdrawal(person, order)
    message = row(fields.get("message"))
    word, kind = "", "text"
    if name == "user_send_text":
        word = text(message.get("text"))
    elif name.startswith("user_send_"):
        word = text(message.get("text"))  # what was written under a photo
        kind = "text" if word else "unreadable"
    elif name in ("follow", "user_click_chatnow"):
        word, kind = commands.START, "press"
    elif name == "user_submit_info":  # the details themselves are not read
        word, kind = "/thanks", "press"
    if not word and kind != "unreadable":
        return None
    return Incoming(
        person=person,
        text=word,
        kind=kind,  # type: ignore[arg-type]
        delivery=text(message.get("msg_id")) or f"{name}/{person}/{stamp}",
        order=order,
        until=order / 1000 + WINDOW_SECONDS if order else None,
    )


def parts(message: dict[str, Any], plain: bool) -> list[Part]:
    """Return an answer as messages of at most MAX_TEXT; `plain` stands for an account without buttons."""
    offered = buttons(message)
    shown = str(message.get("text") or "")
    if not shown or is_numbered(offered, plain):
        shown, offered = with_numbers(shown, offered), []
    made = [Part(part) for part in split(shown, MAX_TEXT, utf16_units)]
    return [*made[:-1], Part(made[-1].text, tuple(offered))] if made else []


def is_numbered(offered: Sequence[Button], plain: bool) -> bool:
    """Say whether the buttons are shown as numbered choices."""
    return plain or len(offered) > MAX_BUTTONS or any(len(button.title) > MAX_TITLE for button in offered)


def send_body(person: str, part: Part) -> dict[str, Any]:
    """Return the body of a message for POST /v3.0/oa/message/cs."""
    message: dict[str, Any] = {"text": part.text}
    if part.offered:
        made = [_button(button) for button in part.offered]
        message["attachment"] = {"type": "template", "payload": {"buttons": made}}
    return {"recipient": {"user_id": person}, "message": message}


def send_error(answer: dict[str, Any]) -> SendError | None:
    """Return what an answer means, None for a message that was taken; Zalo reports errors with HTTP 200."""
    code = answer.get("error")
    if code in (0, "0"):
        return None
    why = f"Zalo's error {code}: {text(answer.get('message'))}"
    if code in _BUSY:
        return TryAgain(why)
    if code in _NOT_REACHABLE:
        return Gone(why)
    if code in TOKEN_ERRORS:
        return Rejected(f"{why}. Get a new refresh token and set ZALO_REFRESH_TOKEN (docs/channels.md)")
    if code in _CONTRACT:
        return Rejected(f"{why} ({_CONTRACT[code]})")
    return BadForm(why)


def _person(fields: dict[str, Any]) -> str:
    """Return the person's id; follow and chat-now events carry it elsewhere than messages do."""
    for place in ("sender", "follower", "user"):
        if found := text(row(fields.get(place)).get("id")):
            return found
    return text(fields.get("user_id"))


def _button(button: Button) -> dict[str, Any]:
    """Return a button; a chosen one comes back as its title, typed."""
    if button.url.startswith("tel:"):
        phone = {"phone_code": button.url.removeprefix("tel:")}
        return {"title": button.title, "type": "oa.open.phone", "payload": phone}
    if button.url:
        return {"title": button.title, "type": "oa.open.url", "payload": {"url": button.url}}
    return {"title": button.title, "type": "oa.query.show", "payload": button.title}
