"""Telegram's side of a conversation: updates read, answers put into its form. No network, no Rasa.

Limits: core.telegram.org/bots/api, as kept in telegram.constants.
"""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import Chat, InlineKeyboardButton, InlineKeyboardMarkup, Message, MessageEntity, Update
from telegram.constants import ChatType, InlineKeyboardButtonLimit, MessageLimit
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.channels.core.buttons import Button, Payloads, buttons, with_links, with_numbers
from bot.channels.core.delivery import Gone, Rejected, SendError, TryAgain, utf16_units
from bot.channels.core.incoming import Incoming
from bot.channels.core.splitting import split

MAX_TEXT = int(MessageLimit.MAX_TEXT_LENGTH)
MAX_CALLBACK_BYTES = int(InlineKeyboardButtonLimit.MAX_CALLBACK_DATA)

SHORT_TITLE = 18
"""Characters of a title that fits beside another one on a telephone."""

CHOSEN = "✓ "
"""Stands before the title of a button that was pressed."""

KINDS = ["message", "edited_message", "callback_query"]
"""Updates that are asked for; an edited message counts as a new one: the person corrected the question."""

_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


@dataclass(frozen=True)
class Part:
    """One message as Telegram takes it."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None

    @property
    def body(self) -> dict[str, Any]:
        """Return the message as JSON."""
        return {"html": self.html, "keyboard": self.keyboard.to_dict() if self.keyboard else None}

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Part:
        """Return the message of its JSON."""
        keyboard = body["keyboard"]
        return cls(body["html"], InlineKeyboardMarkup.de_json(keyboard, None) if keyboard else None)


class Moved(Rejected):
    """The group has become a supergroup, under another id."""

    def __init__(self, chat: int) -> None:
        super().__init__("the group has become a supergroup")
        self.chat = chat


def incoming(update: Update, payloads: Payloads, bot_id: int | None, username: str | None) -> Incoming | None:
    """Return what a person did, None for what is not meant for the assistant.

    In a group only what is addressed to the bot counts: a mention of it, a command, a reply to it. `bot_id`
    and `username` are None until Telegram has told them.
    """
    if update.callback_query is not None:
        return _pressed(update, payloads)
    message = update.message or update.edited_message
    if message is None or message.from_user is None or not _is_of_a_person(message):
        return None
    if message.migrate_from_chat_id is not None:
        payloads.keep(_moved(message.chat.id), str(message.migrate_from_chat_id))
        return None
    group = message.chat.type in _GROUPS
    text = message.text or message.caption or ""
    if update.edited_message is not None and not text:
        return None  # a live location that moves, a poll that is voted on
    if group:
        addressed = _addressed(message, bot_id, username)
        if addressed is None:
            return None
        text = addressed
    elif message.chat.type != ChatType.PRIVATE or not (text or _is_content(message)):
        return None
    return Incoming(
        person=_place(message),
        text=text,
        kind="text" if text else "unreadable",
        delivery=str(update.update_id),
        order=float(update.update_id),
        conversation=_conversation(message.chat, message.from_user.id, payloads) if group else "",
        language=_language(message.from_user.language_code),
    )


def title_of(markup: InlineKeyboardMarkup | None, data: str | None) -> str:
    """Return the title of the button with this callback data, empty when it is not there."""
    rows = markup.inline_keyboard if markup else ()
    titles = [button.text for row in rows for button in row if button.callback_data == data]
    return titles[0].removeprefix(CHOSEN) if titles else ""


def chosen(markup: InlineKeyboardMarkup, data: str | None) -> InlineKeyboardMarkup:
    """Return the keyboard with the pressed button marked, and any mark of before taken off."""
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(
                    (CHOSEN if data is not None and button.callback_data == data else "")
                    + button.text.removeprefix(CHOSEN),
                    callback_data=button.callback_data,
                    url=button.url,
                )
                for button in row
            ]
            for row in markup.inline_keyboard
        ]
    )


def parts(message: dict[str, object], payloads: Payloads) -> list[Part]:
    """Return an answer as messages of at most MAX_TEXT, the buttons under the last one."""
    offered = buttons(message)
    text = str(message.get("text") or "")
    if not text:
        text = with_numbers("", offered)  # Telegram has no keyboard without a text
    linked = [button for button in offered if button.payload or _is_web(button.url)]
    text = with_links(text, [button for button in offered if button not in linked])
    texts = split(text, MAX_TEXT, utf16_units)
    made = [Part(html.escape(part, quote=False)) for part in texts]
    return [*made[:-1], Part(made[-1].html, _keyboard(linked, payloads))] if made else []


def send_error(error: TelegramError) -> SendError:
    """Return what an error of Telegram's means for a message; neither text holds the token."""
    if isinstance(error, ChatMigrated):
        return Moved(error.new_chat_id)
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return TryAgain("HTTP 429", wait.total_seconds() if isinstance(wait, dt.timedelta) else float(wait))
    if isinstance(error, Forbidden):
        return Gone(error.message)
    if isinstance(error, InvalidToken):  # its text holds the token
        return Rejected("Telegram refuses TELEGRAM_TOKEN: get the valid one from @BotFather")
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        return TryAgain(error.message)
    return Rejected(error.message)


def _pressed(update: Update, payloads: Payloads) -> Incoming | None:
    query = update.callback_query
    if query is None or query.message is None:
        return None
    data = query.data or ""
    payload = payloads.full(data)
    markup = query.message.reply_markup if isinstance(query.message, Message) else None
    text = payload if payload is not None else title_of(markup, data)
    chat = query.message.chat
    return Incoming(
        person=_place(query.message) if isinstance(query.message, Message) else str(chat.id),
        text=text,
        kind="press" if payload is not None else "text",
        delivery=str(update.update_id),
        order=float(update.update_id),
        conversation=_conversation(chat, query.from_user.id, payloads) if chat.type in _GROUPS else "",
        language=_language(query.from_user.language_code),
    )


def _addressed(message: Message, bot_id: int | None, username: str | None) -> str | None:
    """Return what a group's message says to the bot, None when it is not for it."""
    text = message.text or message.caption or ""
    if not text or username is None:
        return None
    mention = f"@{username}".lower()
    replied = message.reply_to_message
    if replied is not None and replied.from_user is not None and replied.from_user.id == bot_id:
        return text
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.BOT_COMMAND]
    named_in = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    for entity, named in named_in.items():
        if entity.type == MessageEntity.MENTION and named.lower() == mention:
            return " ".join(text.replace(named, " ").split())
        if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0:
            _, _, owner = named.lower().partition("@")
            if not owner or f"@{owner}" == mention:
                return text
    return None


def _is_content(message: Message) -> bool:
    """Say whether a message without text is something a person sent, not a note of Telegram's own."""
    kinds = (message.photo, message.document, message.voice, message.audio, message.video)
    others = (message.video_note, message.sticker, message.location, message.contact, message.animation)
    games = (message.dice, message.poll, message.game, message.venue, message.story, message.checklist)
    return any((*kinds, *others, *games))


def _is_of_a_person(message: Message) -> bool:
    """Say whether somebody wrote it: a person, or an administrator of the group who stays anonymous."""
    if message.is_automatic_forward or message.from_user is None:
        return False
    anonymous = message.sender_chat is not None and message.sender_chat.id == message.chat.id
    return anonymous or not message.from_user.is_bot


def _place(message: Message) -> str:
    """Return where an answer goes: the chat, with the topic of a forum in which it was asked."""
    topic = message.message_thread_id if message.is_topic_message else None
    return str(message.chat.id) if topic is None else f"{message.chat.id}/{topic}"


def _conversation(chat: Chat, user: int, payloads: Payloads) -> str:
    """Return the key of a person's conversation in a group, which stays when the group becomes a supergroup."""
    return f"{payloads.look_up(_moved(chat.id)) or chat.id}/{user}"


def _moved(chat: int) -> str:
    return f"moved{chat}"


def address(place: str) -> tuple[int, int | None]:
    """Return chat and topic of a place."""
    chat, _, topic = place.partition("/")
    return int(chat), int(topic) if topic else None


def _keyboard(offered: Sequence[Button], payloads: Payloads) -> InlineKeyboardMarkup | None:
    """Return an inline keyboard, short titles two a row."""
    rows: list[list[InlineKeyboardButton]] = []
    room = False
    for button in offered:
        data = payloads.short(button.payload) if button.payload else None
        made = InlineKeyboardButton(button.title, callback_data=data, url=button.url or None)
        short = len(button.title) <= SHORT_TITLE
        if room and short:
            rows[-1].append(made)
            room = False
        else:
            rows.append([made])
            room = short
    return InlineKeyboardMarkup(rows) if rows else None


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _language(code: str | None) -> str | None:
    return code.split("-")[0].lower() if code else None
