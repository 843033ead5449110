"""The command of the desk: accounts are made, listed, disabled here, and nowhere else; the audit trail is printed."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence

from sqlalchemy.orm import Session

from bot.channels.core import settings
from bot.channels.core.database import Database, migrate
from bot.channels.core.settings import SettingsError
from bot.desk import accounts, audit, rendering
from bot.desk.accounts import AccountError
from bot.desk.passwords import WeakPassword
from common import offices

WRONG = 2
"""Exit code when nothing was done."""


def main(arguments: Sequence[str] | None = None, ask: Callable[[str], str] = getpass.getpass) -> int:
    """Run one command and return its exit code; `ask` reads a password."""
    options = _parser().parse_args(arguments)
    try:
        database = Database(settings.load().database_url)
        if database.is_sqlite and database.url.database:
            # Not `open`: that is for the one bridge that works on the file, and this may run beside it.
            migrate(database.engine)
        database.call(lambda session: options.run(session, options, ask))
    except (AccountError, WeakPassword, SettingsError) as error:
        print(error, file=sys.stderr)
        return WRONG
    return 0


def _add(session: Session, options: argparse.Namespace, ask: Callable[[str], str]) -> None:
    known = [office.key for office in offices.current().all()]
    made = accounts.add(session, options.name, _password(ask), options.role, options.office, known)
    print(f"{made.name} may sign in at /desk/ ({made.role}, {made.office or 'all offices'}).")


def _list(session: Session, _options: argparse.Namespace, _ask: Callable[[str], str]) -> None:
    for one in accounts.everyone(session):
        state = f"disabled since {rendering.moment(one.disabled_at)}" if one.disabled_at else "may sign in"
        print(f"{one.name}  {one.role}  {one.office or 'all offices'}  {state}")


def _disable(session: Session, options: argparse.Namespace, _ask: Callable[[str], str]) -> None:
    accounts.disable(session, options.name)
    print(f"{options.name} is let in no more.")


def _change_password(session: Session, options: argparse.Namespace, ask: Callable[[str], str]) -> None:
    accounts.change_password(session, options.name, _password(ask))
    print(f"{options.name} signs in with the new password from now on.")


def _trail(session: Session, options: argparse.Namespace, _ask: Callable[[str], str]) -> None:
    for one in reversed(audit.entries(session, None, options.lines)):
        print(f"{rendering.moment(one.at)}  {one.account}  {one.office or 'all'}  {one.what}  {one.about}".rstrip())


def _password(ask: Callable[[str], str]) -> str:
    password = ask("Password: ")
    if ask("The same again: ") != password:
        raise WeakPassword("the two are not the same: nothing was changed")
    return password


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.desk", description=__doc__)
    areas = parser.add_subparsers(required=True, metavar="{account,audit}")
    account = areas.add_parser("account", help="who may sign in").add_subparsers(required=True)

    made = account.add_parser("add", help="make an account; asks for its password")
    made.add_argument("name", help="small letters, digits, dots, hyphens")
    made.add_argument("--role", choices=accounts.ROLES, default="clerk")
    made.add_argument("--office", metavar="KEY", help="a file's name in var/offices; default: all offices")
    made.set_defaults(run=_add)

    account.add_parser("list", help="every account").set_defaults(run=_list)
    for name, run, about in (
        ("disable", _disable, "let somebody in no more, at once"),
        ("password", _change_password, "another password; lets a disabled account in again"),
    ):
        made = account.add_parser(name, help=about)
        made.add_argument("name")
        made.set_defaults(run=run)

    made = areas.add_parser("audit", help="who did what at the desk, the latest last")
    made.add_argument("--lines", type=int, default=audit.SHOWN)
    made.set_defaults(run=_trail)
    return parser
