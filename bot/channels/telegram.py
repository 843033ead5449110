"""Telegram: long polling by default, or a webhook behind a secret; both by python-telegram-bot.

Settings: TELEGRAM_TOKEN; TELEGRAM_WEBHOOK_URL with TELEGRAM_WEBHOOK_SECRET; TELEGRAM_API_BASE.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

from rasa.core.channels.channel import InputChannel
from sanic import Blueprint, Sanic
from telegram import Bot, BotCommand, CallbackQuery, Message, Update
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError
from telegram.ext import Updater

from bot.channels import commands, delivery, settings, telegram_api, webhooks
from bot.channels.buttons import Button, Payloads
from bot.channels.delivery import SendError
from bot.channels.desk import Desk
from bot.channels.dialogue import Message as Answer
from bot.channels.dialogue import OnMessage
from bot.channels.notices import DEFAULT_LANGUAGE, LANGUAGES
from bot.channels.shared import aside
from bot.channels.telegram_api import Part

logger = logging.getLogger(__name__)

T = TypeVar("T")

POLL_SECONDS = 20
"""How long Telegram holds a request for updates open."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"

_TOKEN = r"\d+:[A-Za-z0-9_-]+"
_SECRET = r"[A-Za-z0-9_-]{1,256}"


class TelegramInput(InputChannel):
    """POST /webhooks/telegram/webhook, where a webhook is set; else no route, updates are fetched."""

    @classmethod
    def name(cls) -> str:
        """Return the channel's name."""
        return "telegram"

    @classmethod
    def from_credentials(cls, _credentials: dict[str, Any] | None) -> TelegramInput:
        """Read the settings; raise SettingsError when they are half set or misshapen."""
        given = settings.read(
            cls.name(),
            required=("TELEGRAM_TOKEN",),
            together=("TELEGRAM_WEBHOOK_URL", "TELEGRAM_WEBHOOK_SECRET"),
            defaults={"TELEGRAM_API_BASE": "https://api.telegram.org"},
        )
        if given:
            token, url = given["TELEGRAM_TOKEN"], given["TELEGRAM_WEBHOOK_URL"]
            settings.require("TELEGRAM_TOKEN", token, _TOKEN, "the token that @BotFather gave, 123456:ABC...")
            if url:
                secret = given["TELEGRAM_WEBHOOK_SECRET"]
                settings.require("TELEGRAM_WEBHOOK_URL", url, r"https?://\S+", "the webhook's https address")
                settings.require(
                    "TELEGRAM_WEBHOOK_SECRET", secret, _SECRET, "1 to 256 letters A-Z a-z, digits, _ or -"
                )
            else:
                settings.require_one_worker(cls.name(), "TELEGRAM_WEBHOOK_URL")
            logger.info("telegram: on (%s)", "webhook" if url else "long polling")
        return cls(given)

    def __init__(self, given: dict[str, str] | None) -> None:
        self._given = given

    def blueprint(self, on_new_message: OnMessage) -> Blueprint:
        """Return the channel's routes, none when it is off."""
        routes = Blueprint("telegram", __name__)
        if self._given is None:
            return routes
        webhooks.quiet_libraries()
        connection = _Connection(self._given, on_new_message)
        connection.attach(routes)
        secret = self._given["TELEGRAM_WEBHOOK_SECRET"]
        if not secret:
            return routes

        webhooks.listen(
            routes,
            lambda request, _fields: webhooks.same(request.headers.get(SECRET_HEADER), secret),
            connection.take_raw,
        )
        return routes


class _Connection:
    """The bot's connection with Telegram, from the server's start to its stop; the desk's outlet."""

    def __init__(self, given: dict[str, str], on_new_message: OnMessage) -> None:
        base = given["TELEGRAM_API_BASE"].rstrip("/")
        token = given["TELEGRAM_TOKEN"]
        self._given = given
        self._bot = Bot(token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot")
        self._payloads = Payloads("telegram", telegram_api.MAX_CALLBACK_BYTES)
        self._desk = Desk("telegram", token, self, on_new_message)
        self._updates: asyncio.Queue[object] | None = None
        self._updater: Updater | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def attach(self, routes: Blueprint) -> None:
        """Connect when the server has started, in the background; disconnect before it stops."""

        @routes.listener("after_server_start")
        async def start(_app: Sanic[Any, Any], _loop: object) -> None:
            self._spawn(self._open())

        @routes.listener("before_server_stop")
        async def stop(_app: Sanic[Any, Any], _loop: object) -> None:
            await self._close()

        self._desk.attach(routes)

    async def take_raw(self, fields: webhooks.Fields) -> None:
        """Take an update that came to the webhook."""
        await self._take(Update.de_json(fields, self._bot))

    def parts(self, message: Answer) -> Sequence[Part]:
        """See Outlet."""
        return telegram_api.parts(message, self._payloads)

    def numbers(self, _offered: Sequence[Button]) -> bool:
        """See Outlet; Telegram has as many buttons as an answer offers."""
        return False

    async def send(self, person: str, part: Part) -> None:
        """See Outlet."""
        await _call(
            self._bot.send_message(int(person), part.html, parse_mode=ParseMode.HTML, reply_markup=part.keyboard)
        )

    async def typing(self, person: str) -> None:
        """See Outlet."""
        await _call(self._bot.send_chat_action(int(person), ChatAction.TYPING))

    async def _take(self, update: Update) -> None:
        query = update.callback_query
        if query is not None:
            self._spawn(self._acknowledge(query))
        known = self._bot._bot_user  # the public property raises until Telegram has answered once
        bot_id, username = (known.id, known.username) if known else (None, None)
        incoming = await aside(lambda: telegram_api.incoming(update, self._payloads, bot_id, username))
        if incoming is not None and (incoming.text or incoming.kind == "unreadable"):
            await self._desk.receive(incoming)

    async def _acknowledge(self, query: CallbackQuery) -> None:
        """End the button's progress bar and mark what was chosen; the answer does not hang on either."""
        with contextlib.suppress(SendError):
            await _call(query.answer())
        message = query.message
        if isinstance(message, Message) and message.reply_markup is not None:
            marked = telegram_api.chosen(message.reply_markup, query.data)
            if marked != message.reply_markup:
                with contextlib.suppress(SendError):
                    await _call(message.edit_reply_markup(marked))

    async def _open(self) -> None:
        """Connect, however long Telegram is away; a refused token is said and leaves the server running."""
        if not await delivery.reach("telegram", lambda: _call(self._bot.initialize())):
            return
        for language in (None, *LANGUAGES):
            menu = [BotCommand(c.name, c.menu[language or DEFAULT_LANGUAGE]) for c in commands.MENU]
            with contextlib.suppress(SendError):
                await _call(self._bot.set_my_commands(menu, language_code=language))
        url = self._given["TELEGRAM_WEBHOOK_URL"]
        if url:
            secret = self._given["TELEGRAM_WEBHOOK_SECRET"]
            await delivery.reach(
                "telegram",
                lambda: _call(self._bot.set_webhook(url, secret_token=secret, allowed_updates=telegram_api.KINDS)),
            )
            return
        self._updates = asyncio.Queue()
        self._updater = Updater(self._bot, self._updates)
        await self._updater.initialize()
        await self._updater.start_polling(
            timeout=POLL_SECONDS,
            bootstrap_retries=-1,
            allowed_updates=telegram_api.KINDS,
            error_callback=lambda error: logger.warning(
                "telegram: no updates for now: %s", telegram_api.send_error(error)
            ),
        )
        while True:
            await self._take_waiting(await self._updates.get())

    async def _close(self) -> None:
        if self._updater is not None and self._updater.running:
            with contextlib.suppress(TelegramError):
                await self._updater.stop()
        while self._updates is not None and not self._updates.empty():
            await self._take_waiting(self._updates.get_nowait())
        await self._desk.close()
        for task in self._tasks:
            task.cancel()
        await self._bot.shutdown()

    async def _take_waiting(self, update: object) -> None:
        try:
            if isinstance(update, Update):
                await self._take(update)
        except Exception as error:
            logger.error("telegram: an update was left: %s", type(error).__name__)

    def _spawn(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            logger.error("telegram: %s", type(task.exception()).__name__, exc_info=task.exception())


async def _call(request: Awaitable[T]) -> T:
    """Await a request to Telegram; raise a SendError in place of the library's."""
    try:
        return await request
    except TelegramError as error:
        raise telegram_api.send_error(error) from None
