"""Pages are asked at a moment that never passes."""

from collections.abc import Iterator

import pytest

from lib import clock


@pytest.fixture
def noon() -> Iterator[None]:
    from tests.making import NOON  # models, which Django knows only now

    with clock.at(NOON):
        yield
