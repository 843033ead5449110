from __future__ import annotations

import json
import logging
import sys

from bot.channels.core.logs import Lines


def test_a_line_holds_no_words_of_an_exception() -> None:
    try:
        raise ValueError("mất thẻ 001090012345")
    except ValueError:
        record = logging.LogRecord("bridge", logging.ERROR, "x.py", 1, "it %s", ("failed",), sys.exc_info())
    line = json.loads(Lines().format(record))
    assert (line["level"], line["logger"], line["event"], line["error"]) == (
        "error",
        "bridge",
        "it failed",
        "ValueError",
    )
    assert line["at"].endswith("test_logs.py:12")
    assert "mất thẻ" not in json.dumps(line, ensure_ascii=False)
