"""Chatwoot as the office: its application API for an inbox of the kind "API", and its signed webhook.

A case is a contact of its own, named by its number, with one conversation; the summary is a private note there. What
officers wrote is fetched, never taken from a webhook: one that is lost loses nothing, a forged one says nothing.
API: https://developers.chatwoot.com (application API: contacts, conversations, messages).
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import time
from collections.abc import Mapping
from typing import Any

import httpx

from bot.channels.core.delivery import Rejected, TryAgain, retry_after
from bot.channels.core.webhooks import Fields, row, rows, same
from bot.channels.handover import words
from bot.channels.handover.ways import Case, News, NotThere, OfficerWord, Talk

REQUEST_SECONDS = 15.0
"""Longest wait for one answer of Chatwoot's."""

SIGNED_SECONDS = 300
"""How old a signed request may be; an older one was recorded and sent again."""

EVENTS = ("message_created", "message_updated", "conversation_status_changed")
"""Events after which there may be something new for a citizen."""

OUTGOING, INCOMING = (1, "outgoing"), (0, "incoming")
"""What Chatwoot calls officers' and citizens' messages, by number and by name."""

CLOSING = ("end", "lapsed")
"""Notes after which the conversation is resolved by us; after "resolved" an officer has done so."""

_REFUSED = {
    401: "CHATWOOT_TOKEN is not accepted: make a new access token in Chatwoot's profile settings",
    403: "the owner of CHATWOOT_TOKEN may not do this: take an administrator's token",
    404: "CHATWOOT_ACCOUNT_ID or CHATWOOT_INBOX_ID is not known there",
}


class Chatwoot:
    """One account of Chatwoot."""

    name = "chatwoot"

    def __init__(self, given: Mapping[str, str]) -> None:
        base, account = given["CHATWOOT_URL"].rstrip("/"), given["CHATWOOT_ACCOUNT_ID"]
        self._inbox, self._language = int(given["CHATWOOT_INBOX_ID"]), given["HANDOVER_LANGUAGE"]
        self._client = httpx.AsyncClient(
            base_url=f"{base}/api/v1/accounts/{account}/",
            headers={"api_access_token": given["CHATWOOT_TOKEN"]},
            timeout=REQUEST_SECONDS,
        )

    async def talk(self, case: Case, talk: Talk, again: bool) -> None:
        """See Way: a contact, a conversation, the summary as a note of the officers', the question as a message."""
        if "contact" not in case.remote:
            case.remote |= (await self._find(case) if again else None) or await self._contact(case, talk)
        if case.thread is None:
            case.thread = (await self._thread(case) if again else None) or await self._conversation(case)
        known = await self._messages(case, 0) if again else []
        if not any(_is(message, OUTGOING) and message.get("private") for message in known):
            await self._say(case, talk.summary, private=True)
        await self.word(case, talk.question, 0, again)

    async def word(self, case: Case, text: str, _number: int, again: bool) -> None:
        """See Way; what was tried before may be there already, behind the last one that surely is."""
        last = int(case.remote.get("last") or 0)
        known = await self._messages(case, last) if again else []
        there = next((one for one in known if _is(one, INCOMING) and one.get("content") == text), None)
        made = there or await self._say(case, text, incoming=True)
        case.remote["last"] = int(made.get("id") or last)

    async def note(self, case: Case, key: str) -> None:
        """See Way: a private note; a note that is tried again may stand there twice."""
        await self._say(case, words.office(key, self._language), private=True)
        if key in CLOSING:
            await self._call("POST", f"conversations/{case.thread}/toggle_status", {"status": "resolved"})

    async def erase(self, case: Case) -> None:
        """See Way; with the contact its conversation goes. It may have been made without our getting to know it."""
        known = case.remote if "contact" in case.remote else await self._find(case)
        if known:
            with contextlib.suppress(NotThere):
                await self._call("DELETE", f"contacts/{known['contact']}")

    async def news(self, case: Case, heard: int) -> News:
        """Return what officers wrote behind the message `heard`, and whether they have resolved the case.

        The state is asked first: whatever was written before it was resolved is told.
        """
        state = await self._call("GET", f"conversations/{case.thread}")
        found = await self._messages(case, heard)
        said = [
            OfficerWord(int(one["id"]), str(one.get("content") or ""))
            for one in found
            if _is(one, OUTGOING) and not one.get("private")
        ]
        return News(state.get("status") == "resolved", max([heard, *(int(one["id"]) for one in found)]), said)

    async def close(self) -> None:
        """See Way."""
        await self._client.aclose()

    async def _contact(self, case: Case, talk: Talk) -> dict[str, Any]:
        name = f"{words.office('contact', self._language, case=case.id)} · {talk.channel}"
        fields = {"inbox_id": self._inbox_of(case), "name": name, "identifier": case.id}
        payload = row((await self._call("POST", "contacts", fields)).get("payload"))
        return {"contact": row(payload.get("contact"))["id"], "source": row(payload.get("contact_inbox"))["source_id"]}

    async def _find(self, case: Case) -> dict[str, Any] | None:
        """Return the contact of a case that was made before its answer was lost."""
        found = rows((await self._call("GET", "contacts/search", {"q": case.id})).get("payload"))
        for contact in found:
            for at in rows(contact.get("contact_inboxes")):
                if contact.get("identifier") == case.id and at.get("source_id"):
                    return {"contact": contact["id"], "source": at["source_id"]}
        return None

    async def _thread(self, case: Case) -> int | None:
        known = rows((await self._call("GET", f"contacts/{case.remote['contact']}/conversations")).get("payload"))
        return int(known[0]["id"]) if known else None

    async def _conversation(self, case: Case) -> int:
        of = {"source_id": case.remote["source"], "contact_id": case.remote["contact"]}
        made = await self._call("POST", "conversations", {**of, "inbox_id": self._inbox_of(case), "status": "open"})
        return int(made["id"])

    async def _messages(self, case: Case, after: int) -> list[Fields]:
        """Return the messages of a case behind one, oldest first."""
        told = await self._call("GET", f"conversations/{case.thread}/messages", {"after": after})
        found = [one for one in rows(told.get("payload")) if int(one.get("id") or 0) > after]
        return sorted(found, key=lambda one: int(one["id"]))

    async def _say(self, case: Case, text: str, incoming: bool = False, private: bool = False) -> Fields:
        fields = {"content": text, "message_type": "incoming" if incoming else "outgoing", "private": private}
        return await self._call("POST", f"conversations/{case.thread}/messages", fields)

    def _inbox_of(self, case: Case) -> int:
        own = case.own
        return own.handover_inbox if own and own.handover_inbox else self._inbox

    async def _call(self, method: str, path: str, fields: Fields | None = None) -> Fields:
        """Return what Chatwoot answers; raise TryAgain, Rejected with the way out, or NotThere."""
        sent = {"params": fields} if method == "GET" else {"json": fields}
        try:
            answer = await self._client.request(method, path, **sent)  # type: ignore[arg-type]
        except httpx.TransportError as error:
            raise TryAgain(f"Chatwoot: {type(error).__name__}") from None
        status = answer.status_code
        if status == 429 or status >= 500:
            raise TryAgain(f"Chatwoot: HTTP {status}", retry_after(answer.headers.get("Retry-After")))
        if status == 404 and path not in ("contacts", "conversations"):
            raise NotThere(path)
        if status >= 400:
            raise Rejected(f"Chatwoot: HTTP {status}: {_REFUSED.get(status, 'it does not take this request')}")
        try:
            told = answer.json() if answer.content.strip() else {}
        except ValueError:
            raise TryAgain(f"Chatwoot: HTTP {status} without JSON (a proxy?)") from None
        return row(told)


def is_signed(secret: str, body: bytes, stamp: str | None, signature: str | None) -> bool:
    """Say whether a request is Chatwoot's: "sha256=" and the HMAC of "<time>.<body>" (its versions from 4.13.0 on)."""
    if not secret or not (stamp or "").isdecimal() or abs(time.time() - int(stamp or 0)) > SIGNED_SECONDS:
        return False
    proof = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return same(signature, f"sha256={proof}")


def thread_of(event: Fields) -> int | None:
    """Return the conversation that an event is about, where it may hold something new; None for any other."""
    if event.get("event") not in EVENTS or event.get("private") or event.get("message_type") in INCOMING:
        return None
    about = event if event.get("event") == "conversation_status_changed" else row(event.get("conversation"))
    number = about.get("id")
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def _is(message: Fields, kind: tuple[int, str]) -> bool:
    return message.get("message_type") in kind
