from __future__ import annotations

from collections.abc import Callable

from bot.channels.core.database import Database
from bot.desk import audit
from tests.bot.desk.conftest import Clerk
from tests.bot.desk.made import keep

SignedIn = Callable[..., Clerk]


def test_a_question_is_found_and_the_trail_tells_no_words(signed_in: SignedIn, database: Database) -> None:
    keep(database, "Tôi mất thẻ ở chợ", office="phuong-a")
    keep(database, "Tôi mất thẻ ở bến xe", office="phuong-b")
    clerk = signed_in("lan", office="phuong-a")
    page = clerk.send("/desk/search", "/desk/search", words="mat the").text
    assert "ở chợ" in page
    assert "bến xe" not in page
    last = database.call(lambda session: audit.entries(session, None))[0]
    assert (last.what, last.about) == ("searched", "")


def test_what_is_searched_for_stands_in_no_address(signed_in: SignedIn) -> None:
    assert signed_in().send("/desk/search", "/desk/search", words="mất thẻ").url.query == b""


def test_a_search_without_the_forms_word_is_refused(signed_in: SignedIn) -> None:
    assert signed_in().client.post("/desk/search", data={"words": "x"}).status_code == 403
