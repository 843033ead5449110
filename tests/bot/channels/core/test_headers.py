from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.channels.core.headers import DEFAULTS, SecurityHeaders


async def plain(_request: Request) -> Response:
    return Response("x")


async def own(_request: Request) -> Response:
    return Response("x", headers={"content-security-policy": "default-src 'self'"})


CLIENT = TestClient(
    Starlette(routes=[Route("/plain", plain), Route("/own", own)], middleware=[Middleware(SecurityHeaders)])
)


def test_every_response_has_the_headers_also_one_that_is_not_found() -> None:
    for path in ("/plain", "/nothing"):
        assert DEFAULTS.items() <= {name.title(): value for name, value in CLIENT.get(path).headers.items()}.items()


def test_a_page_keeps_its_own_policy() -> None:
    answer = CLIENT.get("/own")
    assert answer.headers.get_list("content-security-policy") == ["default-src 'self'"]
    assert answer.headers["x-content-type-options"] == "nosniff"
