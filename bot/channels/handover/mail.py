"""E-mail as the office: a case is a mail with the summary and a link to the page on which an officer answers."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from email.utils import formatdate

from bot.channels.core.delivery import Rejected, TryAgain
from bot.channels.handover import words
from bot.channels.handover.ways import Case, Talk

REQUEST_SECONDS = 20.0
"""Longest wait for one answer of the mail server's."""


class Mail:
    """The mail server, and the address that cases go to."""

    name = "mail"

    def __init__(self, given: Mapping[str, str], link: Callable[[str], str]) -> None:
        """`link` returns the address of the page on which a case is answered."""
        self._to, self._from = given["HANDOVER_EMAIL"], given["SMTP_SENDER"]
        self._host, self._port = given["SMTP_HOST"], int(given["SMTP_PORT"])
        self._user, self._password = given["SMTP_USER"], given["SMTP_PASSWORD"]
        self._security, self._language = given["SMTP_SECURITY"], given["HANDOVER_LANGUAGE"]
        self._link = link

    async def talk(self, case: Case, talk: Talk, again: bool) -> None:
        """See Way; a mail that is sent again has the same id, so that a mailbox shows it once."""
        case.remote["mail"] = 1
        await self._send(case, f"{talk.summary}\n\n{self._answer_at(case)}", "talk")

    async def word(self, case: Case, text: str, number: int, again: bool) -> None:
        """See Way."""
        wrote = words.office("wrote", self._language)
        await self._send(case, f"{wrote}:\n{text}\n\n{self._answer_at(case)}", f"word-{number}")

    async def note(self, case: Case, key: str) -> None:
        """See Way; who closed a case on its page knows that."""
        if key != "resolved":
            await self._send(case, words.office(key, self._language), key)

    async def erase(self, case: Case) -> None:
        """See Way: a mail cannot be called back, so the office is asked to delete it."""
        await self._send(case, words.office("erase", self._language, case=case.id), "erase")

    async def close(self) -> None:
        """See Way; each mail has a connection of its own."""

    def _answer_at(self, case: Case) -> str:
        return f"{words.office('answer_here', self._language)}: {self._link(case.id)}"

    async def _send(self, case: Case, text: str, step: str) -> None:
        own = case.own
        place = self._from.rpartition("@")[2].rstrip(">")
        mail = EmailMessage()
        mail["From"], mail["To"] = self._from, (own.handover_email if own else None) or self._to
        mail["Subject"] = words.office("subject", self._language, case=case.id)
        mail["Date"] = formatdate(localtime=False)
        mail["Message-ID"] = f"<{case.id}.{step}@{place}>"
        if step != "talk":
            mail["In-Reply-To"] = mail["References"] = f"<{case.id}.talk@{place}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(text)
        await asyncio.to_thread(self._hand_over, mail)

    def _hand_over(self, mail: EmailMessage) -> None:
        """Give a mail to the server; raise TryAgain or Rejected with the way out. It blocks."""
        secure = ssl.create_default_context()
        try:
            with (
                smtplib.SMTP_SSL(self._host, self._port, timeout=REQUEST_SECONDS, context=secure)
                if self._security == "tls"
                else smtplib.SMTP(self._host, self._port, timeout=REQUEST_SECONDS)
            ) as server:
                if self._security == "starttls":
                    server.starttls(context=secure)
                if self._user:
                    server.login(self._user, self._password)
                server.send_message(mail)
        except smtplib.SMTPAuthenticationError:
            raise Rejected("mail: SMTP_USER and SMTP_PASSWORD are not accepted") from None
        except smtplib.SMTPRecipientsRefused:
            raise Rejected("mail: the server does not take the address HANDOVER_EMAIL, or the office's") from None
        except smtplib.SMTPNotSupportedError:
            raise Rejected("mail: the server offers no STARTTLS or no login: see SMTP_SECURITY, SMTP_USER") from None
        except (smtplib.SMTPException, OSError) as error:  # its text may hold the mail
            raise TryAgain(f"mail: {type(error).__name__}") from None
