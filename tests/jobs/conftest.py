from typing import Any

import pytest

from tests.jobs import handlers


@pytest.fixture(autouse=True)
def noting(settings: Any) -> None:
    """Jobs named "note" are noted in ``handlers``."""
    settings.JOB_HANDLERS = {"note": "tests.jobs.handlers.note"}
    settings.JOB_FAILURES = {"note": "tests.jobs.handlers.note_failure"}
    handlers.done.clear()
    handlers.failed.clear()
    handlers.answers.clear()
