"""Every module of the product has a test of its own name beside it, or a reason why not."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("actions", "bot", "common", "scripts")
WITHOUT = {
    # what reads or names things and decides nothing
    "actions/settings.py": "paths and two environment variables",
    "actions/search/entry.py": "a protocol without code; mypy checks it",
    "actions/law/__main__.py": "starts the command that law/test_cli.py runs",
    "actions/sources/__main__.py": "starts the command that sources/test_adding.py runs",
    "common/office.py": "what an office is made of; common/test_office_file.py reads and asks it",
    # tested under a name that says what is tested
    "actions/answers/errors.py": "answers/test_contradictions.py asks back, test_router.py refuses an age",
    "actions/answers/passages.py": "answers/test_answers.py shows passages, test_router.py chooses them",
    "actions/answers/refusals.py": "answers/test_answers.py and test_router.py",
    "actions/law/errors.py": "the tests of each calculator read the sentences",
    "actions/law/loading.py": "law/test_validation.py loads broken and whole data",
    "actions/law/calendar_rows.py": "law/test_calendars.py and test_validation.py",
    "actions/law/card_rows.py": "law/test_renewals.py and test_validation.py",
    "actions/law/fee_rows.py": "law/test_fees.py and test_validation.py",
    "actions/law/models.py": "law/test_validation.py",
    "actions/law/procedure_rows.py": "law/test_checklists.py, test_deadlines.py and test_validation.py",
    "actions/law/rows.py": "law/test_validation.py",
    "actions/law/tables.py": "law/test_cli.py prints the tables",
    "actions/law/timeline.py": "law/test_cli.py writes the report",
    "actions/law/timeline_plots.py": "law/test_cli.py writes the report",
    "actions/law/timeline_spans.py": "law/test_cli.py writes the report",
    "actions/law/timeline_tables.py": "law/test_cli.py writes the report",
    "actions/law/timeline_words.py": "law/test_cli.py writes the report",
    "actions/sources/cli.py": "sources/test_adding.py and test_questions.py run its commands",
    "actions/search/encoder_module.py": "training/test_encoders.py encodes through it",
    "actions/training/e5_weights.py": "training/test_build_encoder.py compares with the whole network",
    "bot/channels/desk.py": "tests/channels/test_conformance.py, over all channels",
    "bot/channels/messenger_api.py": "bot/channels/test_messenger.py",
    "bot/channels/telegram_api.py": "bot/channels/test_telegram.py",
    "bot/channels/web_pages.py": "bot/channels/test_web.py and tests/widget",
    "bot/channels/zalo_api.py": "bot/channels/test_zalo.py",
    "bot/channels/zalo_bot_api.py": "bot/channels/test_zalo_bot.py",
    "bot/channels/zalo_tokens.py": "tests/channels/test_zalo_channel.py",
    # needs what a test of one module has not
    "actions/search/__main__.py": "prints what the search finds; the whole index is needed",
    "scripts/ready.py": "waits for the running processes; `make run` uses it",
}
"""Module -> what tests it, or why nothing does."""


def modules() -> list[str]:
    """The product's Python modules, as paths from the root."""
    paths = (path.relative_to(ROOT) for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))
    return [path.as_posix() for path in paths if path.name != "__init__.py" and "node_modules" not in path.parts]


def own_test(module: str) -> Path:
    """Where the test of a module's own name lies."""
    path = Path(module)
    return ROOT / "tests" / path.parent / f"test_{path.name}"


@pytest.mark.parametrize("module", modules())
def test_a_module_has_a_test_of_its_name_or_a_reason(module: str) -> None:
    has_test = own_test(module).is_file()
    assert has_test or module in WITHOUT, f"write {own_test(module).relative_to(ROOT)}, or tell here why not"
    assert not (has_test and module in WITHOUT), "it has a test: no reason is needed any more"


def test_every_reason_is_of_a_module() -> None:
    assert sorted(set(WITHOUT) - set(modules())) == []


def test_a_test_that_a_reason_names_is_there() -> None:
    tests = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    named = {word.split("/")[-1].strip(",;") for reason in WITHOUT.values() for word in reason.split()}
    assert {name for name in named if name.startswith("test_")} - tests == set()
