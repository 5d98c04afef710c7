import pytest

from tests.payments.judge import VALIDATOR, Judge, load_judge


@pytest.fixture(scope="session")
def judge() -> Judge:
    found = load_judge()
    if found is None:
        pytest.skip(f"skipped: the published e-invoice rules are not at {VALIDATOR.parent}")
    return found
