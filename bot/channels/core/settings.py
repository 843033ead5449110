"""What the bridge is told by the environment: one table, and each channel on, off, or half set and refused.

`.env.example` lists every setting with what it is; docs/channels.md and docs/deploy.md explain them.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from common import retention
from common.database import DATABASE

logger = logging.getLogger(__name__)


class SettingsError(Exception):
    """The bridge cannot work as it is set; it prints the message and does not start."""


class Settings(BaseSettings):
    """Every setting of the bridge; a name in the environment is the field's in capitals, empty means unset."""

    model_config = SettingsConfigDict(
        env_ignore_empty=True, extra="ignore", hide_input_in_errors=True, str_strip_whitespace=True, frozen=True
    )

    bridge_host: str = Field(default="127.0.0.1", description="address that the bridge listens on")
    bridge_port: int = Field(default=8000, ge=1, le=65535, description="port that the bridge listens on")
    public_url: str = Field(
        default="", description="https address that people reach the bridge by; makes links absolute"
    )
    database_url: str = Field(default=DATABASE, description="inbox, outbox, conversations")
    redis_url: str = Field(default="", description="where several bridges count limits together")
    rasa_urls: str = Field(default="http://127.0.0.1:5005", description="Rasa's workers, separated by commas")
    actions_url: str = Field(default="http://127.0.0.1:5055", description="the action server, asked for its health")
    keep_days: int = Field(
        default=retention.KEEP_DAYS, ge=1, description="days that a conversation is kept after its last word"
    )
    keep_figures_days: int = Field(
        default=retention.KEEP_FIGURES_DAYS, ge=1, description="days that counts without words are kept"
    )

    web_session_secret: str = Field(
        default="", description="signs the website's sessions; made and kept in var/ when unset"
    )
    web_allowed_origins: str = Field(default="", description="other websites that may embed the widget, with commas")

    telegram_token: str = Field(default="", description="the token from @BotFather")
    telegram_webhook_url: str = Field(default="", description="the webhook's https address; without it long polling")
    telegram_webhook_secret: str = Field(default="", description="1 to 256 letters A-Z a-z, digits, _ or -")
    telegram_api_base: str = Field(default="https://api.telegram.org", description="address of the Bot API")

    zalo_app_id: str = Field(default="", description="id of the app at developers.zalo.me")
    zalo_app_secret: str = Field(default="", description="the app's secret key: makes tokens")
    zalo_oa_secret: str = Field(
        default="", description="secret key of the Official Account: proves what comes from Zalo"
    )
    zalo_refresh_token: str = Field(default="", description="the first refresh token; its successors are kept in var/")
    zalo_api_base: str = Field(default="https://openapi.zalo.me", description="address of the message API")
    zalo_oauth_base: str = Field(default="https://oauth.zaloapp.com", description="address that renews the tokens")

    zalo_bot_token: str = Field(default="", description="the token from the Zalo Bot platform")
    zalo_bot_webhook_url: str = Field(default="", description="the webhook's https address; without it long polling")
    zalo_bot_webhook_secret: str = Field(default="", description="8 to 256 characters without spaces")
    zalo_bot_api_base: str = Field(default="https://bot-api.zaloplatforms.com", description="address of the bot API")

    messenger_app_secret: str = Field(default="", description="the app's secret: proves what comes from Meta")
    messenger_page_token: str = Field(default="", description="the page's access token: sends the answers")
    messenger_verify_token: str = Field(default="", description="a word of your own, typed in at Meta too")
    messenger_api_base: str = Field(default="https://graph.facebook.com/v25.0", description="address of the Graph API")

    handover_language: str = Field(default="vi", description="language that the officers read: vi, es or en")

    chatwoot_url: str = Field(default="", description="address of the Chatwoot that officers answer in")
    chatwoot_account_id: str = Field(default="", description="number of the account there")
    chatwoot_inbox_id: str = Field(default="", description="number of its inbox of the kind API")
    chatwoot_token: str = Field(default="", description="access token of an administrator there")
    chatwoot_webhook_secret: str = Field(
        default="", description="secret of the inbox: its webhook brings officers' words at once, not within seconds"
    )

    handover_email: str = Field(default="", description="address that cases are sent to where there is no Chatwoot")
    smtp_host: str = Field(default="", description="the mail server")
    smtp_sender: str = Field(default="", description="address that mails come from")
    smtp_user: str = Field(default="", description="name at the mail server, where it wants one")
    smtp_password: str = Field(default="", description="password at the mail server")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="port of the mail server")
    smtp_security: str = Field(default="starttls", description="starttls, tls or none")

    @property
    def named(self) -> dict[str, str]:
        """Return the settings as the environment names them."""
        return {name.upper(): str(value) for name, value in self.model_dump().items()}

    @property
    def rasa_workers(self) -> list[str]:
        """Return the addresses of Rasa's workers."""
        return [url.strip().rstrip("/") for url in self.rasa_urls.split(",") if url.strip()]


def load() -> Settings:
    """Return the settings of this process; raise SettingsError, with the way out, for what is misshapen."""
    try:
        settings = Settings()
    except ValidationError as error:
        faults = "; ".join(f"{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in error.errors())
        raise SettingsError(f"{faults} (.env.example tells what each setting is).") from None
    if settings.redis_url:
        require(
            "REDIS_URL", settings.redis_url, r"(rediss?|unix)://\S+", "an address such as redis://127.0.0.1:6379/0"
        )
    shape = r"(sqlite|postgres(ql)?(\+psycopg)?)://\S+"
    require(
        "DATABASE_URL", settings.database_url, shape, "an address such as postgresql://name:password@host/database"
    )
    for url in settings.rasa_workers:
        require("RASA_URLS", url, r"https?://\S+", "addresses such as http://127.0.0.1:5005")
    if settings.public_url:
        parts = urlsplit(settings.public_url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query:
            raise SettingsError("PUBLIC_URL must be an address such as https://assistant.example.gov.vn.")
    return settings


def read(
    channel: str, required: tuple[str, ...], together: tuple[str, ...], values: Mapping[str, str]
) -> dict[str, str] | None:
    """Return all settings by name when `channel` is on, None when it is off because none of its own is set.

    `required` are needed by a channel that is on. `together` (a webhook's address and secret) may be left
    out, but not one without the other. Raise SettingsError, with the way out, when only some of what is
    needed is set.
    """
    given = {name: values.get(name, "").strip() for name in (*required, *together)}
    present = [name for name, value in given.items() if value]
    if not present:
        logger.info("%s: off (%s is not set)", channel, required[0])
        return None
    needed = [*required, *(together if any(given[name] for name in together) else ())]
    missing = [name for name in needed if not given[name]]
    if missing:
        raise SettingsError(
            f"{channel} is switched on by {', '.join(present)}, but without {', '.join(missing)} it cannot "
            f"tell genuine messages from forged ones or cannot answer them. Set {', '.join(missing)}, or "
            f"unset {', '.join(present)} to leave {channel} off (docs/channels.md)."
        )
    return {**values, **given}


def require(name: str, value: str, shape: str, meaning: str) -> None:
    """Raise SettingsError unless `value` has the `shape` (a regular expression); the value is not shown."""
    if not re.fullmatch(shape, value):
        raise SettingsError(f"{name} must be {meaning} (docs/channels.md).")
