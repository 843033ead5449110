"""Telegram: long polling by default, or a webhook behind a secret; both by python-telegram-bot.

Settings: TELEGRAM_TOKEN; TELEGRAM_WEBHOOK_URL with TELEGRAM_WEBHOOK_SECRET; TELEGRAM_API_BASE.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Sequence
from typing import TypeVar

from starlette.routing import BaseRoute
from telegram import Bot, BotCommand, CallbackQuery, Message, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError

from bot.channels.core import commands, delivery, settings, webhooks
from bot.channels.core.bridge import Bridge
from bot.channels.core.buttons import Button, Payloads
from bot.channels.core.delivery import SendError
from bot.channels.core.incoming import Answer, Body
from bot.channels.core.notices import DEFAULT_LANGUAGE
from bot.channels.core.polling import poll
from bot.channels.core.tasks import Tasks
from bot.channels.telegram import adapter
from common.vocabulary import LANGUAGES

logger = logging.getLogger(__name__)

T = TypeVar("T")

POLL_SECONDS = 20
"""How long Telegram holds a request for updates open."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

_TOKEN = r"\d+:[A-Za-z0-9_-]+"
_SECRET = r"[A-Za-z0-9_-]{1,256}"


class Telegram:
    """The bot's connection with Telegram, and the way out to it."""

    name = "telegram"
    payload_limit = adapter.MAX_CALLBACK_BYTES

    @classmethod
    def create(cls, bridge: Bridge) -> Telegram | None:
        """Return the channel, None when it is off; raise SettingsError when it is half set or misshapen."""
        given = settings.read(
            cls.name,
            required=("TELEGRAM_TOKEN",),
            together=("TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET"),
            values=bridge.settings.named,
        )
        if given is None:
            return None
        token, url = given["TELEGRAM_TOKEN"], given["TELEGRAM_WEBHOOK_URL"]
        settings.require("TELEGRAM_TOKEN", token, _TOKEN, "the token that @BotFather gave, 123456:ABC...")
        if url:
            secret = given["TELEGRAM_WEBHOOK_SECRET"]
            settings.require("TELEGRAM_WEBHOOK_URL", url, r"https?://\S+", "the webhook's https address")
            settings.require("TELEGRAM_WEBHOOK_SECRET", secret, _SECRET, "1 to 256 letters A-Z a-z, digits, _ or -")
        logger.info("telegram: on (%s)", "webhook" if url else "long polling")
        return cls(bridge, given)

    def __init__(self, bridge: Bridge, given: dict[str, str]) -> None:
        base = given["TELEGRAM_API_BASE"].rstrip("/")
        self._token = given["TELEGRAM_TOKEN"]
        self._url, self._secret = given["TELEGRAM_WEBHOOK_URL"], given["TELEGRAM_WEBHOOK_SECRET"]
        self._bot = Bot(self._token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")
        self._bridge = bridge
        self._intake = bridge.intake(self.name, self._token, self)
        self._tasks, self._connection = Tasks(self.name), Tasks(self.name)
        self._offset = 0

    def routes(self) -> Sequence[BaseRoute]:
        """See Channel; none when updates are fetched."""
        if not self._url:
            return ()
        return (webhooks.webhook(self.name, webhooks.bears(SECRET_HEADER, self._secret), self._take_raw),)

    async def start(self) -> None:
        """See Channel."""
        self._connection.spawn(self._open())

    async def stop(self) -> None:
        """See Channel."""
        await self._connection.cancel()
        if not self._url:
            await self._bridge.yield_up(f"poll/{self.name}")

    async def close(self) -> None:
        """See Channel."""
        await self._tasks.cancel()
        await self._bot.shutdown()

    def parts(self, answer: Answer, payloads: Payloads) -> Sequence[Body]:
        """See Outlet."""
        return [part.body for part in adapter.parts(answer, payloads)]

    def numbers(self, _offered: Sequence[Button]) -> bool:
        """See Outlet; Telegram has as many buttons as an answer offers."""
        return False

    def file(self, name: str, content: str) -> Body:
        """See Outlet."""
        return {"file": name, "content": content}

    async def send(self, person: str, part: Body) -> None:
        """See Outlet."""
        chat, topic = adapter.address(person)
        try:
            await self._send(chat, topic, part)
        except adapter.Moved as moved:
            await self._send(moved.chat, None, part)

    async def typing(self, person: str) -> None:
        """See Outlet."""
        chat, topic = adapter.address(person)
        await _call(self._bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=topic))

    async def _send(self, chat: int, topic: int | None, part: Body) -> None:
        if "file" in part:
            content = part["content"].encode()
            await _call(self._bot.send_document(chat, content, filename=part["file"], message_thread_id=topic))
            return
        made = adapter.Part.of(part)
        sending = self._bot.send_message(
            chat, made.html, parse_mode=ParseMode.HTML, reply_markup=made.keyboard, message_thread_id=topic
        )
        await _call(sending)

    async def _take_raw(self, fields: webhooks.Fields) -> None:
        update = Update.de_json(fields, self._bot)
        await self._take([update])

    async def _take(self, updates: Sequence[Update]) -> None:
        """Write updates into the inbox, all or nothing."""
        known = self._bot._bot_user  # the public property raises until Telegram has answered once
        me = (known.id, known.username) if known else (None, None)
        await self._intake.receive(
            lambda payloads: [
                incoming
                for update in updates
                if (incoming := adapter.incoming(update, payloads, *me)) is not None
                and (incoming.text or incoming.kind == "unreadable")
            ]
        )
        for update in updates:
            if update.callback_query is not None:
                self._tasks.spawn(self._acknowledge(update.callback_query))

    async def _acknowledge(self, query: CallbackQuery) -> None:
        """End the button's progress bar and mark what was chosen; the answer does not hang on either."""
        with contextlib.suppress(SendError):
            await _call(query.answer())
        message = query.message
        if isinstance(message, Message) and message.reply_markup is not None:
            marked = adapter.chosen(message.reply_markup, query.data)
            if marked != message.reply_markup:
                with contextlib.suppress(SendError):
                    await _call(message.edit_reply_markup(marked))

    async def _open(self) -> None:
        """Connect, however long Telegram is away; a refused token is said and leaves the bridge running."""
        if not await delivery.reach(self.name, lambda: _call(self._bot.initialize())):
            return
        for language in (None, *LANGUAGES):
            menu = [BotCommand(c.name, c.menu[language or DEFAULT_LANGUAGE]) for c in commands.MENU]
            with contextlib.suppress(SendError):
                await _call(self._bot.set_my_commands(menu, language_code=language))
        if self._url:
            await delivery.reach(
                self.name,
                lambda: _call(
                    self._bot.set_webhook(self._url, secret_token=self._secret, allowed_updates=adapter.KINDS)
                ),
            )
        elif await delivery.reach(self.name, lambda: _call(self._bot.delete_webhook())):
            await poll(self._bridge, self.name, self._fetch)

    async def _fetch(self) -> None:
        """Fetch what is new; it is confirmed to Telegram, by the next request, when it is in the inbox."""
        updates = await _call(self._bot.get_updates(self._offset, timeout=POLL_SECONDS, allowed_updates=adapter.KINDS))
        if updates:
            await self._take(updates)
            self._offset = updates[-1].update_id + 1
        await asyncio.sleep(0)


async def _call(request: Awaitable[T]) -> T:
    """Await a request to Telegram; raise a SendError in place of the library's."""
    try:
        return await request
    except TelegramError as error:
        raise adapter.send_error(error) from None
