"""`python -m bot.channels.messenger profile`: sets the page's greeting, its start button and its menus."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping, Sequence

from bot.channels.core import delivery, settings
from bot.channels.messenger import adapter
from bot.channels.messenger.channel import Graph, read_settings
from common import logs


async def set_profile(given: Mapping[str, str]) -> None:
    """Set the page's greeting, start button and menus; raise a SendError when Messenger refuses."""
    graph = Graph(given)
    try:
        await delivery.persist(lambda: graph.call("me/messenger_profile", adapter.profile()))
    finally:
        await graph.close()


def main(arguments: Sequence[str]) -> str | None:
    """Run the command; return what went wrong."""
    if list(arguments) != ["profile"]:
        return "usage: python -m bot.channels.messenger profile"
    logs.quiet_libraries()
    try:
        given = read_settings(settings.load())
        if given is None:
            return "Messenger is off: set MESSENGER_APP_SECRET, MESSENGER_PAGE_TOKEN, MESSENGER_VERIFY_TOKEN"
        asyncio.run(set_profile(given))
    except (settings.SettingsError, delivery.SendError) as error:
        return f"the profile was not set: {error}"
    print(f"The profile is set: greeting, start button and menus in {len(adapter.LOCALES)} locales.")
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
