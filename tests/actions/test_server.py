from __future__ import annotations

import pytest

from actions.server import HOST, Executor


@pytest.fixture(scope="module")
def executor() -> Executor:
    executor = Executor()
    executor.register_package("actions.rasa_actions")
    return executor


def test_the_actions_of_the_domain_are_served(executor: Executor) -> None:
    served = {
        "action_answer",
        "action_renewal",
        "action_checklist",
        "validate_renewal_form",
        "validate_checklist_form",
    }
    assert served <= set(executor.actions)


def test_a_call_without_a_domain_is_answered(executor: Executor) -> None:
    assert executor.update_and_return_domain({}, "action_answer") == {}
    assert executor.update_and_return_domain({"domain": {"slots": {}}}, "action_answer") == {"slots": {}}


def test_nobody_outside_reaches_it() -> None:
    assert HOST == "127.0.0.1"
