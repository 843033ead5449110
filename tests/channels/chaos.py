"""Messages on five channels, delivered again and again, while every process is killed at random and started again.

`make chaos` runs it with Rasa and the action server themselves: once on SQLite with one process of each, once on
PostgreSQL and Redis with two of each behind nginx, where both are stopped and started again in between. `--stand-in`
takes a quick echo in their place.

What holds: every message is answered; a person's messages that are in the inbox when their turn comes are answered
in the platform's order; a part of an answer comes twice only when it was on the wire at a kill.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.channels import services
from tests.channels.platforms import CHANNELS, Platform, Website, body
from tests.channels.processes import Processes

QUESTION = "Nộp hồ sơ ngày {day}/11/2026 thì chậm nhất hôm nào có thẻ?"
"""Its answer names the day, which tells a person's messages apart."""

DAYS = 30
A_MINUTE = 20
"""Messages of one person in a minute: below the limit of 30."""

MOST_DELIVERIES = 5
TOLD_LATER = "tạm ngừng"
"""In the word that there is no answer now."""
DELIVERY_SECONDS = 70.0
LATE_SHARE, LATE_SECONDS = 0.05, 4.0
KILL_SECONDS = (4.0, 9.0)
KILL_SECONDS_OF_RASA = (12.0, 30.0)
"""Rasa needs some ten seconds to be ready, twice that beside others: killed more often, it would hardly ever be."""
ASK_AGAIN_SECONDS = (5.0, 15.0)
"""After which a person whose page was told that there is no answer now asks again."""
ANOTHER = 1_000_000
"""What is added to the number of a message that is asked again."""
DOWN_SECONDS = (0.2, 2.0)
STOPPED_SECONDS = (2.0, 6.0)
"""How long PostgreSQL and Redis are away."""

ACKNOWLEDGED_SECONDS = 0.2
"""Of a hundred acknowledgements ninety-nine come within it, while a bridge is up."""

QUIET_SECONDS = 45.0
"""What has not come when nothing came for so long is lost; a lease runs out in a third of it."""


@dataclass(frozen=True)
class Plan:
    """How much, how fast, for how long."""

    messages: int
    a_second: float
    seconds: float
    kills: tuple[float, float] = KILL_SECONDS
    seed: int = 7


@dataclass
class Report:
    """What was seen."""

    sent: int = 0
    deliveries: int = 0
    waits: list[float] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)
    stops: Counter[str] = field(default_factory=Counter)
    answered: int = 0
    lost: list[str] = field(default_factory=list)
    twice: int = 0
    on_the_wire: int = 0
    late: int = 0
    disordered: int = 0
    told_later: int = 0
    seconds: float = 0.0

    def quantile(self, share: float) -> float:
        """Return a quantile of the acknowledgements' times, in seconds; 0 without any."""
        return sorted(self.waits)[int(share * len(self.waits))] if self.waits else 0.0

    def lines(self) -> list[str]:
        """Return the report, one finding a line."""
        kills = ", ".join(f"{name} {count}" for name, count in sorted(self.kills.items()))
        stops = ", ".join(f"{name} {count}" for name, count in sorted(self.stops.items()))
        return [
            f"{self.sent} messages, {self.deliveries} deliveries, {self.seconds:.0f} s; killed: {kills or 'nobody'}"
            + (f"; stopped and started: {stops}" if stops else ""),
            f"answered: {self.answered}, lost: {len(self.lost)}, told that there is none now: {self.told_later}",
            f"answers that came twice: {self.twice}; parts that were on the wire at a kill: {self.on_the_wire}",
            f"answered behind a later message: {self.late}, of which {self.disordered} had been there in time",
            f"acknowledgement: p50 {self.quantile(0.5) * 1000:.0f} ms, p99 {self.quantile(0.99) * 1000:.0f} ms",
        ]

    def slow(self) -> list[str]:
        """Return what took too long; on a machine that others use, too, this says nothing."""
        p99 = self.quantile(0.99)
        if p99 < ACKNOWLEDGED_SECONDS:
            return []
        return [f"acknowledgement p99 {p99 * 1000:.0f} ms, the bar is {ACKNOWLEDGED_SECONDS * 1000:.0f} ms"]

    def faults(self) -> list[str]:
        """Return what must not be."""
        found = []
        if self.lost:
            found.append(f"{len(self.lost)} messages were lost, such as {self.lost[:3]}")
        if self.twice > self.on_the_wire:
            found.append(f"{self.twice} answers came twice, {self.on_the_wire} were on the wire")
        if self.disordered:
            found.append(f"{self.disordered} messages were overtaken although they were there")
        return found


def connections() -> aiohttp.ClientSession:
    """Return what messages are delivered by; a page that waits for its answer keeps nobody else from a connection."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=DELIVERY_SECONDS)
    )


@dataclass(frozen=True)
class Installation:
    """What is put up, and what lies beneath it."""

    processes: Processes
    entry: str
    """Where platforms and pages reach the bridge."""
    servers: Mapping[str, services.Server] = field(default_factory=dict)


class ToldLater(Exception):
    """A page was told that there is no answer now."""


class Chaos:
    """One run over one installation."""

    def __init__(self, plan: Plan, installation: Installation, platforms: Mapping[str, Platform]) -> None:
        self._plan, self._platforms = plan, platforms
        self._processes, self._entry, self._servers = installation.processes, installation.entry, installation.servers
        self._chance = random.Random(plan.seed)
        self.report = Report()
        self._expected: set[tuple[str, str, int]] = set()
        self._tokens: dict[str, str] = {}
        self._seen: Counter[tuple[str, str, int]] = Counter()

    async def run(self) -> Report:
        """Deliver, kill, wait, count."""
        started = time.monotonic()
        end = started + self._plan.seconds
        logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # it tells of each connection that a kill cut
        async with connections() as self._http:
            killer = asyncio.create_task(self._kill(end))
            stopper = asyncio.create_task(self._stop())
            people = max(self._plan.messages / DAYS, self._plan.a_second * 60 / A_MINUTE)
            each = int(people / len(self._platforms)) + 1
            places = [(name, str(1000 + person)) for name in self._platforms for person in range(each)]
            self._chance.shuffle(places)
            tasks: set[asyncio.Task[None]] = set()
            for number in range(self._plan.messages):
                await asyncio.sleep(max(0.0, started + number / self._plan.a_second - time.monotonic()))
                channel, person = places[number % len(places)]
                day = number // len(places) % DAYS + 1
                self._expected.add((channel, person, day))
                task = asyncio.create_task(self._say(channel, person, day, number + 1))
                tasks.add(task)
                task.add_done_callback(tasks.discard)
            self.report.sent = len(self._expected)
            while time.monotonic() < end and (tasks or self._missing()):
                await asyncio.sleep(0.2)
            killer.cancel()
            await asyncio.gather(killer, return_exceptions=True)
            await stopper
            await self._settle(tasks)
        self.report.seconds = time.monotonic() - started
        self._count()
        return self.report

    async def _settle(self, tasks: set[asyncio.Task[None]]) -> None:
        """Nobody is killed any more: wait for what is left, as long as something still comes."""
        left, end = len(self._missing()), time.monotonic() + QUIET_SECONDS
        while time.monotonic() < end and (tasks or self._missing()):
            self._revive()
            await asyncio.sleep(0.2)
            if (now := len(self._missing()) + len(tasks)) != left:
                left, end = now, time.monotonic() + QUIET_SECONDS
        await asyncio.sleep(1.0)  # a wrong extra answer shows
        for task in list(tasks):
            task.cancel()

    async def _say(self, channel: str, person: str, day: int, number: int) -> None:
        """Deliver a message until it is acknowledged, and some more times, sometimes late."""
        if self._chance.random() < LATE_SHARE:
            await asyncio.sleep(self._chance.random() * LATE_SECONDS)
        again = self._chance.randint(0, MOST_DELIVERIES - 1)
        pauses = [self._chance.random() * 3 for _ in range(again)]
        number = await self._deliver(channel, person, day, number)
        for pause in pauses:
            await asyncio.sleep(pause)
            await self._deliver(channel, person, day, number)

    async def _deliver(self, channel: str, person: str, day: int, number: int) -> int:
        """Deliver a message until it is acknowledged; return its number, another one where it was asked again."""
        platform, asked = self._platforms[channel], QUESTION.format(day=f"{day:02}")
        event = platform.event(person, asked, number)
        while True:
            started = time.perf_counter()
            self.report.deliveries += 1
            try:
                if isinstance(platform, Website):
                    done = await self._ask(platform, {**event, "token": await self._token(person)}, person)
                else:
                    sent = body(event)
                    path = f"{self._entry}/webhooks/{channel}/webhook"
                    headers = {"Content-Type": "application/json", **platform.headers(sent)}
                    async with self._http.post(path, data=sent, headers=headers, ssl=False) as answered:
                        done = answered.status == 200
                    if done:
                        self.report.waits.append(time.perf_counter() - started)
            except (aiohttp.ClientError, asyncio.TimeoutError):
                done = False
            except ToldLater:
                self.report.told_later += 1
                await asyncio.sleep(self._chance.uniform(*ASK_AGAIN_SECONDS))
                number += ANOTHER
                event = platform.event(person, asked, number)
                continue
            if done:
                return number
            await asyncio.sleep(0.3 + self._chance.random())

    async def _ask(self, website: Website, fields: dict[str, Any], person: str) -> bool:
        path, place = f"{self._entry}/webhooks/web/message", {"X-Real-IP": f"203.0.113.{int(person) % 250}"}
        async with self._http.post(path, json=fields, headers=place, ssl=False) as answered:
            if answered.status != 200:
                return False
            said = (await answered.json())["messages"]
        for message in said:
            if (day := _day(message["text"])) is not None:
                self._seen[("web", person, day)] = 1  # a page shows the same answer once
            elif TOLD_LATER in message["text"]:
                raise ToldLater
        return bool(said)

    async def _token(self, person: str) -> str:
        if person not in self._tokens:
            async with self._http.post(f"{self._entry}/webhooks/web/session", json={}, ssl=False) as answered:
                token = (await answered.json())["token"]
            self._tokens.setdefault(person, token)
        return self._tokens[person]

    async def _kill(self, end: float) -> None:
        """Kill one process after the other, and start it again after a while."""
        while time.monotonic() < end:
            await asyncio.sleep(self._chance.uniform(*self._plan.kills))
            self._revive()
            running = [name for name in self._processes.ports if self._processes.is_running(name)]
            if not running:
                continue
            name = self._chance.choice(running)
            self._processes.kill(name)
            self.report.kills[name.split("-")[0]] += 1
            try:
                await asyncio.sleep(self._chance.uniform(*DOWN_SECONDS))
            finally:  # also when the kills end meanwhile
                self._processes.start(name)

    def _revive(self) -> None:
        """Start what ended by itself, as systemd does: a bridge that begins without its database says so and ends."""
        for name in self._processes.ports:
            if not self._processes.is_running(name):
                self._processes.start(name)

    async def _stop(self) -> None:
        """Stop each of the servers beneath once while messages come in, one after the other, and start it again."""
        share = self._plan.messages / self._plan.a_second / max(1, len(self._servers))
        began = time.monotonic()
        for number, (name, server) in enumerate(self._servers.items()):
            moment = began + share * (number + self._chance.uniform(0.2, 0.6))
            await asyncio.sleep(max(0.0, moment - time.monotonic()))
            await asyncio.to_thread(server.stop)
            self.report.stops[name] += 1
            await asyncio.sleep(self._chance.uniform(*STOPPED_SECONDS))
            await asyncio.to_thread(server.start)

    def _missing(self) -> set[tuple[str, str, int]]:
        got = {key for key, count in self._seen.items() if count}
        return self._expected - got - self._sent()

    def _sent(self) -> set[tuple[str, str, int]]:
        return set(self._answers())

    def _answers(self) -> Counter[tuple[str, str, int]]:
        answers: Counter[tuple[str, str, int]] = Counter()
        for channel, platform in self._platforms.items():
            for sent in platform.sent:
                if (day := _day(sent.text)) is not None:
                    answers[(channel, sent.person, day)] += 1
        return answers

    def _count(self) -> None:
        answers = self._answers() + self._seen
        self.report.answered = len(self._expected & set(answers))
        told = Counter(
            (channel, sent.person)
            for channel, platform in self._platforms.items()
            for sent in platform.sent
            if TOLD_LATER in sent.text
        )
        for key in sorted(self._expected - set(answers)):
            if told[key[:2]]:  # the word names no message: each stands for one of the person's
                told[key[:2]] -= 1
            else:
                self.report.lost.append(str(key))
        self.report.twice = sum(count - 1 for count in answers.values() if count > 1)
        unavailable = sum(TOLD_LATER in sent.text for p in self._platforms.values() for sent in p.sent)
        self.report.told_later += unavailable
        rows = self._processes.rows(
            "select conversation, position, received_at, turn_at, answered_at from bridge_messages "
            "where answered_at is not null and channel <> 'web' order by conversation, answered_at"
        )
        self.report.late, self.report.disordered = order(rows)
        self.report.on_the_wire = self._processes.rows("select coalesce(sum(resent), 0) from bridge_parts")[0][0]


def order(rows: list[tuple[Any, ...]]) -> tuple[int, int]:
    """Return how many messages were answered behind a later one, and how many of them although they were there.

    `rows` are (conversation, position, received_at, turn_at, answered_at), by conversation and answer.
    """
    late = disordered = 0
    before: list[tuple[Any, ...]] = []
    for row in rows:
        before = [other for other in before if other[0] == row[0]]
        overtaken_by = [other for other in before if other[1] > row[1]]
        late += bool(overtaken_by)
        disordered += any(row[2] < other[3] - 0.001 for other in overtaken_by)
        before.append(row)
    return late, disordered


def _day(answer: str) -> int | None:
    found = re.search(r"(\d\d)/11/2026", answer)
    return int(found[1]) if found else None


@contextlib.contextmanager
def installed(folder: Path, platforms: Mapping[str, Platform], large: bool, stand_in: bool) -> Iterator[Installation]:
    """Put the assistant up: one of each on SQLite, or two of each on PostgreSQL and Redis behind nginx."""
    environment = {name: value for p in platforms.values() for name, value in p.environment().items()}
    servers: dict[str, services.Server] = {}
    with contextlib.ExitStack() as stack:
        if not large:
            processes = Processes(folder, environment, stand_in=stand_in)
            entry = processes.url("bridge-0")
        else:
            cache = servers["redis"] = stack.enter_context(services.stoppable_redis())
            database = servers["postgresql"] = stack.enter_context(services.stoppable_postgresql())
            environment |= {**services.environment(database.port, cache.port), "DB_PASSWORD": services.PASSWORD}
            front, entry_port = services.free_port(), services.free_port()
            tracker, actions_url = services.tracker(), f"http://127.0.0.1:{front}"
            processes = Processes(folder, environment, 2, 2, 2, tracker, actions_url, stand_in)
            behind = {entry_port: "bridge", front: "actions"}
            site = services.upstreams(
                {port: [processes.ports[name] for name in processes.named(kind)] for port, kind in behind.items()}
            )
            stack.enter_context(services.nginx(site, entry_port))
            entry = f"http://127.0.0.1:{entry_port}"
        try:
            processes.start()
            processes.wait_until_well()
            yield Installation(processes, entry, servers)
        finally:
            processes.close()


async def chaos(plan: Plan, folder: Path, large: bool, stand_in: bool) -> Report:
    """Run it once."""
    platforms = {name: made() for name, made in CHANNELS.items()}
    for platform in platforms.values():
        await platform.start()
    context = installed(folder, platforms, large, stand_in)
    installation = await asyncio.to_thread(context.__enter__)
    try:
        return await Chaos(plan, installation, platforms).run()
    finally:
        await asyncio.to_thread(context.__exit__, None, None, None)
        for platform in platforms.values():
            await platform.stop()


def main() -> int:
    """Run the command; return 1 when something was lost, doubled, disordered or slow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--a-second", type=float, default=50.0)
    parser.add_argument(
        "--seconds", type=float, default=900.0, help="the kills end then; what is left may take as long"
    )
    parser.add_argument("--large", action="store_true", help="PostgreSQL and Redis, two of each behind nginx")
    parser.add_argument("--stand-in", action="store_true", help="a quick echo in place of Rasa and the action server")
    given = parser.parse_args()
    kills = KILL_SECONDS if given.stand_in else KILL_SECONDS_OF_RASA
    plan = Plan(given.messages, given.a_second, given.seconds, kills)
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        report = asyncio.run(chaos(plan, Path(folder), given.large, given.stand_in))
    print("\n".join(report.lines()))
    faults = [*report.faults(), *report.slow()]
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
