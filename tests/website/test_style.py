from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from organisations.models import User

pytestmark = pytest.mark.django_db
OURS = ("css/samenkomst.css", "js/samenkomst.js")


def make_user(**fields: Any) -> User:
    return User.objects.create_user("iemand@samenkomst.example", "een lang wachtwoord", **fields)


@pytest.mark.parametrize("path", ["/stijl/", "/en/stijl/"])
def test_in_the_demo_everybody_sees_the_style_page(client: Client, settings: Any, path: str) -> None:
    settings.DEMO = True
    assert client.get(path).status_code == 200


def test_elsewhere_it_is_for_staff(client: Client) -> None:
    assert client.get("/stijl/").status_code == 404
    client.force_login(make_user())
    assert client.get("/stijl/").status_code == 404
    client.force_login(User.objects.create_user("staf@samenkomst.example", "x" * 12, is_staff=True))
    assert client.get("/stijl/").status_code == 200


def test_our_own_stylesheet_and_script_stay_small() -> None:
    sizes = [(Path(settings.BASE_DIR) / "static" / name).stat().st_size for name in OURS]
    assert sum(sizes) <= 60 * 1024
