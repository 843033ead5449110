"""Links in a chat: to the bridge's own pages they need PUBLIC_URL, without it there are none."""

from __future__ import annotations

from bot.channels.core.incoming import Answer


def absolute(answer: Answer, public_url: str) -> Answer:
    """Return an answer whose links to our pages begin with `public_url`; where that is empty they are left out."""
    made = []
    for button in answer.get("buttons") or ():
        url = str(button.get("url") or "")
        if not url.startswith("/"):
            made.append(button)
        elif public_url:
            made.append({**button, "url": f"{public_url.rstrip('/')}{url}"})
    return {**answer, "buttons": made}
