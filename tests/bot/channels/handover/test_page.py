"""The address of a case is signed. What the page does is in channels/test_handover.py."""

from __future__ import annotations

import pytest

from bot.channels.handover.page import CaseTokens

TOKENS = CaseTokens("loopback-session-secret")


def test_a_token_leads_to_its_case() -> None:
    assert TOKENS.case(TOKENS.of("ab12")) == "ab12"


OTHERS = (f"ab13{TOKENS.of('ab12')[4:]}", CaseTokens("another-secret").of("ab12"))


@pytest.mark.parametrize("token", ["", "ab12", "ab12.", "ạ.ạ", *OTHERS])
def test_a_forged_token_leads_nowhere(token: str) -> None:
    assert TOKENS.case(token) is None
