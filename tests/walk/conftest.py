"""One site for all walks; each walk begins in a world of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as configured
from playwright.sync_api import Browser, Page

from demo.services.process import wait_until


@pytest.fixture(scope="module")  # its worker would do the jobs of other tests
def site(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[str]:
    """The address of a web server with its worker."""
    from tests.walk.site import running_site

    with django_db_blocker.unblock(), running_site(configured, tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture
def world(transactional_db: None) -> Iterator[Any]:
    """An academy with four events to sign up for; at its end nothing is left to be done."""
    from jobs.models import Job
    from tests.walk.world import make_world

    yield make_world()
    to_do = Job.objects.filter(finished_at=None, failed_at=None)
    assert wait_until(lambda: not to_do.exists(), 20), list(to_do.values())


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripted(request: Any) -> bool:
    return bool(request.param)


@pytest.fixture
def phone(browser: Browser, site: str, scripted: bool) -> Iterator[Page]:  # noqa: FBT001 (a fixture)
    """A small screen that is touched; an error of a script fails the walk."""
    context = browser.new_context(
        base_url=site,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        java_script_enabled=scripted,
        locale="nl-NL",
    )
    context.set_default_timeout(20_000)
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
