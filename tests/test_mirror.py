"""Every module of the product has a test of its own name beside it, or a reason why not."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("actions", "bot", "common", "scripts")
WITHOUT = {
    # what reads or names things and decides nothing
    "actions/memory.py": "test_question.py goes on with what it remembers",
    "actions/settings.py": "paths and two environment variables",
    "actions/search/entry.py": "a protocol without code; mypy checks it",
    "actions/law/__main__.py": "starts the command that law/test_cli.py runs",
    "actions/sources/__main__.py": "starts the command that sources/test_adding.py runs",
    "actions/corrections/__main__.py": "corrections/test_lasting.py runs it",
    "common/corrections/tables.py": "core/test_database.py compares them with the migrations",
    "common/unit_fields.py": "names of kinds and labels; sources/test_questions.py reads units of them",
    "common/office.py": "what an office is made of; common/test_office_file.py reads and asks it",
    # tested under a name that says what is tested
    "actions/answers/errors.py": "answers/test_contradictions.py asks back, test_router.py refuses an age",
    "actions/answers/passages.py": "answers/test_answers.py shows passages, test_router.py chooses them",
    "actions/answers/unit_answers.py": "test_router.py answers from units",
    "actions/answers/topic.py": "test_router.py computes or looks up each topic",
    "actions/answers/refusals.py": "answers/test_answers.py and test_router.py",
    "actions/law/api_models.py": "law/test_api.py and test_api_contract.py send and read all of them",
    "actions/law/errors.py": "the tests of each calculator read the sentences",
    "actions/law/loading.py": "law/test_validation.py loads broken and whole data",
    "actions/law/calendar_rows.py": "law/test_calendars.py and test_validation.py",
    "actions/law/card_rows.py": "law/test_renewals.py and test_validation.py",
    "actions/law/explanation_words.py": "law/test_explanation.py reads every sentence",
    "actions/law/fee_rows.py": "law/test_fees.py and test_validation.py",
    "actions/law/models.py": "law/test_validation.py",
    "actions/law/pages/words.py": "law/pages/test_facts.py and test_views.py read the words in all languages",
    "actions/law/procedure_rows.py": "law/test_checklists.py, test_deadlines.py and test_validation.py",
    "actions/law/rows.py": "law/test_validation.py",
    "actions/law/tables.py": "law/test_cli.py prints the tables",
    "actions/law/timeline.py": "law/test_cli.py writes the report",
    "actions/law/timeline_plots.py": "law/test_cli.py writes the report",
    "actions/law/timeline_spans.py": "law/test_cli.py writes the report",
    "actions/law/timeline_words.py": "law/test_cli.py writes the report",
    "actions/sources/structure.py": "sources/test_structuring.py reads what it holds",
    "actions/sources/reading/recognition.py": "sources/reading/test_pdf.py, where tesseract is installed",
    "actions/sources/reading/__main__.py": "sources/reading/test_apart.py starts it",
    "actions/sources/cli.py": "sources/test_adding.py and test_questions.py run its commands",
    "actions/sources/origins.py": "sources/test_library.py and law/pages/test_views.py",
    "actions/search/encoder_module.py": "training/test_encoders.py encodes through it",
    "actions/training/e5_weights.py": "training/test_build_encoder.py compares with the whole network",
    "bot/channels/__main__.py": "channels/test_processes.py runs it and its commands",
    "bot/channels/core/answering.py": "channels/test_conformance.py, over all channels",
    "bot/channels/core/bridge.py": "puts parts together; channels/test_conformance.py",
    "bot/channels/core/intake.py": "channels/test_conformance.py, over all channels",
    "bot/channels/core/incoming.py": "a dataclass and a protocol; mypy checks them",
    "bot/channels/core/metrics.py": "names",
    "bot/channels/core/polling.py": "channels/test_telegram_channel.py and test_zalo_bot_channel.py",
    "bot/channels/core/tables.py": "core/test_database.py compares them with the migrations",
    "bot/channels/core/worker.py": "channels/test_conformance.py and test_kill.py",
    "bot/channels/privacy/handing.py": "channels/test_lawful.py gets what is kept on every channel",
    "bot/channels/privacy/downloads.py": "channels/test_lawful.py downloads by a link",
    "bot/channels/privacy/tables.py": "core/test_database.py compares them with the migrations",
    "bot/channels/migrations/versions/m0004_privacy.py": "core/test_database.py migrates",
    "bot/channels/handover/channel.py": "channels/test_handover.py; test_documented.py sets it by halves",
    "bot/channels/handover/courier.py": "channels/test_handover.py, with an office that is away or loses answers",
    "bot/channels/handover/mail.py": "channels/test_handover.py, over a mail server",
    "bot/channels/handover/ways.py": "a protocol and what it passes; channels/test_handover.py",
    "bot/channels/messenger/__main__.py": "channels/test_messenger_channel.py runs it",
    "bot/channels/messenger/channel.py": "channels/test_messenger_channel.py",
    "bot/channels/migrations/env.py": "core/test_database.py migrates",
    "bot/channels/migrations/versions/m0001_first.py": "core/test_database.py migrates",
    "bot/channels/migrations/versions/m0002_desk.py": "core/test_database.py migrates",
    "bot/channels/migrations/versions/m0003_corrections.py": "core/test_database.py migrates",
    "bot/channels/migrations/versions/m0005_handover.py": "core/test_database.py migrates",
    "bot/channels/telegram/channel.py": "channels/test_telegram_channel.py",
    "bot/channels/web/pages.py": "web/test_channel.py and tests/widget",
    "bot/channels/web/sessions.py": "web/test_channel.py",
    "bot/channels/zalo_bot/channel.py": "channels/test_zalo_bot_channel.py",
    "bot/channels/zalo_oa/channel.py": "channels/test_zalo_channel.py",
    "bot/channels/zalo_oa/tokens.py": "channels/test_zalo_channel.py",
    "bot/desk/__main__.py": "starts the command that desk/test_cli.py runs",
    "bot/desk/desk.py": "puts parts together; desk/test_app.py serves them",
    "bot/desk/registry.py": "a list; desk/test_app.py opens every page of it",
    "bot/desk/tables.py": "core/test_database.py compares them with the migrations",
    # needs what a test of one module has not
    "actions/search/__main__.py": "prints what the search finds; the whole index is needed",
    "scripts/doctor/__main__.py": "the table of checks; doctor/test_finding.py runs it",
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
