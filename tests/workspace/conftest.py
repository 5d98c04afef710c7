from typing import Any

import pytest


@pytest.fixture(autouse=True)
def without_second_factor(settings: Any) -> None:
    settings.REQUIRE_MFA = False
