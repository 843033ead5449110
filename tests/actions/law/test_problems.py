from __future__ import annotations

import pytest

from actions.law.errors import CaseError
from actions.law.problems import CANNOT_BE, MALFORMED, NOTHING_ON_FILE, status_of


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (CaseError("document", "unknown", value="passport"), MALFORMED),
        (CaseError("province", "unknown", value="Atlantis"), NOTHING_ON_FILE),
        (CaseError("written", "unknown", value="Atlantis"), NOTHING_ON_FILE),
        (CaseError("birth_date", "invalid"), CANNOT_BE),
        (CaseError("day", "gap", why={"vi": "", "es": "", "en": ""}), NOTHING_ON_FILE),
        (CaseError("procedure", "no_procedure", document="cccd"), NOTHING_ON_FILE),
        (CaseError("area", "missing"), CANNOT_BE),
        (CaseError("age", "too_young", min_age=14), CANNOT_BE),
    ],
)
def test_the_status_tells_who_can_mend_it(error: CaseError, status: int) -> None:
    assert status_of(error) == status
