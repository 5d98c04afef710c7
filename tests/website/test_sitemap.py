"""What search engines are told."""

import pytest
from django.conf import settings
from django.test import Client
from lxml import etree

from events.kinds import KINDS
from tests.making import make_congress
from tests.website.pages import path_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def test_the_sitemap_lists_public_pages_in_both_languages() -> None:
    event = make_congress()
    make_congress(status="draft")
    answer = Client().get("/sitemap.xml")
    assert answer.headers["Content-Type"] == "application/xml"
    found = [element.text for element in etree.fromstring(answer.content).iter("{*}loc")]
    dutch = ["/", *(f"/{kind.paths['nl']}/" for kind in KINDS.values()), path_of(event)]
    english = ["/en/", *(f"/en/{kind.paths['en']}/" for kind in KINDS.values()), path_of(event, "en")]
    assert found == [settings.SITE_URL + path for path in dutch + english]
    assert [Client().get(path).status_code for path in dutch + english] == [200] * len(dutch + english)


def test_robots_stay_out_of_what_needs_an_account() -> None:
    lines = Client().get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /beheer/" in lines
    assert lines[-1] == f"Sitemap: {settings.SITE_URL}/sitemap.xml"
