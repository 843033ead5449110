"""`python -m bot.desk`: accounts are made, listed, disabled here, and nowhere else; the audit trail is printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer
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

commands = typer.Typer(add_completion=False, no_args_is_help=True, help="The accounts of the desk, its audit trail.")
account = typer.Typer(no_args_is_help=True, help="Who may sign in.")
commands.add_typer(account, name="account")
Name = Annotated[str, typer.Argument(help="Small letters, digits, dots, hyphens.")]
T = TypeVar("T")


@account.command()
def add(
    name: Name,
    role: accounts.Role = "clerk",
    office: Annotated[
        str | None, typer.Option(metavar="KEY", help="A file's name in var/offices; default: all offices.")
    ] = None,
) -> None:
    """Make an account; asks for its password."""
    known, password = [one.key for one in offices.current().all()], _password()
    made = _done(lambda session: accounts.add(session, name, password, role, office, known))
    typer.echo(f"{made.name} may sign in at /desk/ ({made.role}, {made.office or 'all offices'}).")


@account.command(name="list")
def list_() -> None:
    """List every account."""
    for one in _done(accounts.everyone):
        state = f"disabled since {rendering.moment(one.disabled_at)}" if one.disabled_at else "may sign in"
        typer.echo(f"{one.name}  {one.role}  {one.office or 'all offices'}  {state}")


@account.command()
def disable(name: Name) -> None:
    """Let somebody in no more, at once."""
    _done(lambda session: accounts.disable(session, name))
    typer.echo(f"{name} is let in no more.")


@account.command(name="password")
def change_password(name: Name) -> None:
    """Set another password; lets a disabled account in again."""
    password = _password()
    _done(lambda session: accounts.change_password(session, name, password))
    typer.echo(f"{name} signs in with the new password from now on.")


@commands.command(name="audit")
def print_trail(lines: int = audit.SHOWN) -> None:
    """Print who did what at the desk, the latest last."""
    for one in reversed(_done(lambda session: audit.entries(session, None, lines))):
        typer.echo(
            f"{rendering.moment(one.at)}  {one.account}  {one.office or 'all'}  {one.what}  {one.about}".rstrip()
        )


def _password() -> str:
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt="The same again")
    return password


def _done(work: Callable[[Session], T]) -> T:
    """Do one thing in the bridge's database; say what keeps it from being done."""
    try:
        database = Database(settings.load().database_url)
        if database.is_sqlite and database.url.database:
            # Not `open`: that is for the one bridge that works on the file, and this may run beside it.
            migrate(database.engine)
        return database.call(work)
    except (AccountError, WeakPassword, SettingsError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(WRONG) from error
