"""Links that nobody was given."""

import pytest
from django.test import Client

PATHS = (
    "/deelname/%00abc/",
    "/agenda/%00.ics",
    "/aanmelding/SK-1/%00/",
    "/aanmelding/%00/x/annuleren/",
    "/betaling/%00/",
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_a_nul_in_a_link_is_no_page(path: str) -> None:
    assert Client().get(path).status_code == 404
