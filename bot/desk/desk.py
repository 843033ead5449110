"""What the pages of the desk work with: the bridge's database, reads of their own, the action server."""

from __future__ import annotations

from bot.channels.core.bridge import Bridge
from bot.desk.action_server import ActionServer
from bot.desk.reads import Reads


class Desk:
    """The parts that all pages share."""

    def __init__(self, bridge: Bridge) -> None:
        """Put the parts together; nothing is touched or connected yet."""
        self.settings = bridge.settings
        self.database = bridge.database
        self.limits = bridge.limits
        self.reads = Reads(bridge.database.url)
        self.actions = ActionServer(bridge.settings.actions_url)

    async def close(self) -> None:
        """End the connections."""
        await self.actions.close()
        self.reads.close()
