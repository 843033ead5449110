"""A made-up week for trying out the desk: `python scripts/made_up_week.py` fills the database of DATABASE_URL.

The questions are those of made_up_questions.yml; the answers are the running assistant's, asked once for each question
and used again. Every message is marked as made up, and the desk says so. `--remove` takes them out again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import yaml
from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.channels.core import outcomes, settings
from bot.channels.core.database import Database, migrate
from bot.channels.core.tables import Conversation, Message
from bot.desk.kept import MADE_UP
from common import clock
from common.text import fold

QUESTIONS = Path(__file__).with_name("made_up_questions.yml")
MESSAGES = 2_000
DAYS = 7
SEED = 1
CHANNELS = {"web": 45, "zalo": 30, "telegram": 15, "messenger": 10}
HOURS = (1, 0, 0, 0, 0, 1, 3, 7, 10, 10, 9, 6, 4, 7, 9, 9, 7, 5, 4, 5, 6, 5, 3, 2)
"""How many of the questions of a day come in each of its hours; a guess, like everything here."""
VOTERS = 0.12
"""Share of the answers that somebody votes on."""
LIKED = {"computed": 0.9, "retrieved": 0.7, "clarify": 0.3, "abstain": 0.15}
"""Share of votes that are good, by what was answered."""
CHANGES = (("as it is", 4), ("small letters", 3), ("without marks", 2), ("without the last sign", 2))
"""Ways in which people type the same question, and how often."""

TRIES = 3
"""Times that a question is asked before the assistant is said to be away."""

Answer = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """A question, its language, and how often it comes beside the others."""

    text: str
    language: str
    weight: int


def questions(file: Path = QUESTIONS) -> list[Question]:
    """Return the made-up questions."""
    read: Mapping[str, list[list[Any]]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [Question(text, language, weight) for language, asked in read.items() for weight, text in asked]


def answers(asked: Sequence[Question], rasa: str) -> dict[Question, list[Answer]]:
    """Ask the running assistant each question, in a conversation of its own."""
    found = {}
    with httpx.Client(timeout=60) as client:
        for number, question in enumerate(asked):
            body = {"sender": f"{MADE_UP}-{int(time.time())}-{number}", "message": question.text}
            found[question] = _answer(client, f"{rasa.rstrip('/')}/webhooks/rest/webhook", body)
    return found


def _answer(client: httpx.Client, address: str, body: dict[str, str]) -> list[Answer]:
    """Return an answer; a worker that has just started may give none the first time."""
    for _ in range(TRIES):
        said = client.post(address, json=body).raise_for_status().json()
        if said:
            return [{key: one[key] for key in ("text", "buttons", "custom") if key in one} for one in said]
    raise SystemExit(f"{address} gives no answer: start the assistant (make run), and look into its log")


def typed(text: str, chance: random.Random) -> str:
    """Return a question as one of those who ask it types it."""
    way = chance.choices([way for way, _ in CHANGES], [weight for _, weight in CHANGES])[0]
    if way == "without marks":
        return fold(text)
    if way == "small letters":
        return text.lower()
    return text.rstrip("?") if way == "without the last sign" else text


def messages(
    found: Mapping[Question, list[Answer]], until: datetime, count: int = MESSAGES, offices: Sequence[str] = ()
) -> list[Message]:
    """Return made-up messages of the days before `until`, each in a conversation of its own."""
    chance = random.Random(SEED)
    asked, channels = list(found), list(CHANNELS)
    made = []
    for number in range(count):
        question = chance.choices(asked, [one.weight for one in asked])[0]
        at = _moment(until, chance)
        message = Message(
            channel=chance.choices(channels, list(CHANNELS.values()))[0],
            account=MADE_UP,
            delivery=f"{MADE_UP}-{number}",
            conversation=f"{MADE_UP}-{number}",
            position=at,
            kind="text",
            text=typed(question.text, chance),
            edge={},
            hints={},
            language=question.language,
            received_at=at,
            turn_at=at,
            answered_at=at + 0.3,
            state="answered",
            attempts=0,
            answers=found[question],
            office=chance.choice(offices) if offices else None,
        )
        outcomes.keep(message, found[question])
        if chance.random() < VOTERS and message.status in LIKED:
            message.vote = 1 if chance.random() < LIKED[message.status] else -1
        made.append(message)
    return sorted(made, key=lambda one: one.received_at)


def write(session: Session, made: Sequence[Message]) -> None:
    """Put messages into the database in the place of earlier made-up ones."""
    remove(session)
    for message in made:
        session.add(
            Conversation(
                id=message.conversation,
                channel=message.channel,
                language=message.language,
                seen_at=message.received_at,
                last_position=message.position,
            )
        )
    session.flush()
    session.add_all(made)


def remove(session: Session) -> None:
    """Take all made-up messages out of the database."""
    session.execute(delete(Message).where(Message.account == MADE_UP))
    session.execute(delete(Conversation).where(Conversation.id.startswith(f"{MADE_UP}-")))


def _moment(until: datetime, chance: random.Random) -> float:
    day = until - timedelta(days=chance.randrange(DAYS))
    hour = chance.choices(range(24), HOURS)[0]
    at = day.replace(hour=hour, minute=chance.randrange(60), second=chance.randrange(60))
    return min(at, until - timedelta(minutes=chance.randrange(1, 60))).timestamp()


def main(arguments: Sequence[str] | None = None) -> int:
    """Fill the database, or take out again what was made up."""
    parser = argparse.ArgumentParser(prog="python scripts/made_up_week.py", description=__doc__)
    parser.add_argument("--rasa", default="http://127.0.0.1:5005", help="a Rasa worker of the running assistant")
    parser.add_argument("--messages", type=int, default=MESSAGES)
    parser.add_argument("--office", action="append", default=[], metavar="KEY", help="whose they are; may be repeated")
    parser.add_argument("--remove", action="store_true", help="take them out again")
    options = parser.parse_args(arguments)
    database = Database(settings.load().database_url)
    migrate(database.engine)
    if options.remove:
        database.call(remove)
        print("nothing made up is left")
        return 0
    found = answers(questions(), options.rasa)
    made = messages(found, clock.time_of(time.time()), options.messages, options.office)
    database.call(lambda session: write(session, made))
    print(f"{len(made)} made-up messages, of {len(found)} questions that the assistant answered")
    return 0


if __name__ == "__main__":
    sys.exit(main())
