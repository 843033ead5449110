from __future__ import annotations

from pathlib import Path

import jinja2
import pytest

from bot.page.filling import environment


def test_text_is_escaped_and_a_block_leaves_no_line(tmp_path: Path) -> None:
    (tmp_path / "said.html").write_text("{% if said %}\n<p>{{ said }}</p>\n{% endif %}\n")
    assert environment(tmp_path).get_template("said.html").render(said="a < b") == "<p>a &lt; b</p>\n"


def test_a_name_that_is_not_given_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "said.html").write_text("{{ said }}")
    with pytest.raises(jinja2.UndefinedError, match="said"):
        environment(tmp_path).get_template("said.html").render()
