"""Database, broker, worker, Stripe and mail server go in the middle of a story, and all goes on by itself.

Each is killed, and hangs: it accepts, and never answers. Once it is there again nothing is lost and
nothing that somebody sees is repeated.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes
from itertools import count, product
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connection

from bench.visitor import contact, visit
from events.models import Event
from jobs.models import Job
from notifications.models import Message
from operations.integrity import check
from tests.flows.house import SERVERS, WAYS, House, running_house
from tests.flows.stories_of_many import Importing, Invoicing
from tests.flows.stories_of_one import Paying, Refunding, Webhook
from tests.flows.story import Story
from tests.making import make_congress
from tests.stripe_sandbox import use
from tests.worker import use_broker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("faults")]
GONE = 1.0  # seconds for which a server is gone, at least
LONGER = 1.0  # seconds that a page may take longer meanwhile
PAIRS = zip(count(0, 2), count(1, 2), strict=True)  # numbers of visitors
REACHES_IT = 60  # seconds until a story needs the server
STORIES: dict[str, type[Story]] = {
    "paying": Paying,
    "webhook": Webhook,
    "refund": Refunding,
    "invoices": Invoicing,
    "import": Importing,
}
SHORT = [
    ("paying", "stripe", "hung"),
    ("webhook", "database", "killed"),
    ("refund", "worker", "killed"),
    ("invoices", "broker", "hung"),
    ("import", "mail", "killed"),
]


@pytest.fixture(scope="module")
def running(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[House]:
    with django_db_blocker.unblock(), running_house(configured, tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture
def house(running: House, transactional_db: None, settings: Any) -> Iterator[House]:
    """All servers, all of them there."""
    settings.SITE_URL, settings.REDIS_URL = running.site, running.broker.url
    use(settings, running.sandbox)
    with use_broker(running.broker):
        yield running
        running.is_as_it_was()


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("story", "server", "way"), SHORT)
def test_in_the_middle_of(house: House, story: str, server: str, way: str) -> None:
    go_through(STORIES[story](house), server, way)


@pytest.mark.soak
@pytest.mark.timeout(300)
@pytest.mark.parametrize(("story", "server", "way"), [*product(STORIES, SERVERS, WAYS)])
def test_every_server_in_the_middle_of_every(house: House, story: str, server: str, way: str) -> None:
    go_through(STORIES[story](house), server, way)


def go_through(story: Story, server: str, way: str) -> None:
    """Live through ``story`` while ``server`` is ``way``."""
    free = make_congress(slug="vrij")
    before = slowest_of_two_visits(story.house, free)
    story.prepare()
    meanwhile = act_without(story, server, way, free)
    if server in ("broker", "mail"):  # before and after, as the machine may have other work
        usual = max(before, slowest_of_two_visits(story.house, free))
        assert meanwhile < usual + LONGER, f"{meanwhile:.2f} s instead of {usual:.2f} s"
    story.finish()
    assert story.house.go_on(story.is_done), to_do()
    story.check()
    assert check().broken == []
    each_mail_came_once(story, may_be_unsure=server in ("mail", "worker"))


def act_without(story: Story, server: str, way: str, free: Event) -> float:
    """Let ``server`` go in the middle and come back; seconds that others' pages took meanwhile, at most."""
    goes, comes_back = story.house.fault(server, way)
    is_gone = Signal()

    def then() -> None:
        goes()
        is_gone.set()

    if server in story.does_without:
        then()
    else:
        story.at_the_moment(server, then)
    acting = Thread(target=lambda: in_a_thread(story.act))
    acting.start()
    try:
        story.house.wait(is_gone, REACHES_IT)
        assert is_gone.is_set(), "the story did not come that far"
        began = time.monotonic()
        slowest = slowest_of_two_visits(story.house, free) if server in ("broker", "mail") else 0.0
        time.sleep(max(0.0, GONE - (time.monotonic() - began)))
    finally:
        comes_back()
        acting.join()
    return slowest


def slowest_of_two_visits(house: House, event: Event) -> float:
    """Two people open the form of a free event, send it and see the confirmation; seconds of the slower."""
    path, slowest = f"/congressen/{event.slug}/", 0.0
    for number in next(PAIRS):
        with ThreadPoolExecutor(1) as apart:  # a browser test before this leaves a loop running here
            visited = apart.submit(asyncio.run, visit(house.port, path, contact(number))).result()
        assert visited.end == "registered", visited
        slowest = max(slowest, visited.seconds)
    return slowest


def in_a_thread(act: Callable[[], None]) -> None:
    try:
        act()
    finally:
        connection.close()


def to_do() -> list[tuple[str, int, str]]:
    jobs = Job.objects.filter(finished_at=None, failed_at=None)
    return list(jobs.values_list("key", "attempts", "last_error"))


def each_mail_came_once(story: Story, *, may_be_unsure: bool) -> None:
    """What was sent is there once; of one that was under way we may be unsure."""
    mails = Message.objects.exclude(to_address__endswith="@drukte.example")
    states = {mail.message_id: mail.state for mail in mails}
    assert Counter(mails.values_list("kind", flat=True)) == story.mails
    arrived = Counter(
        str(message_from_bytes(mail.content)["Message-ID"]) for mail in story.house.mail_server.received
    )
    assert set(arrived.values()) == {1}, "a mail came twice"
    assert {key for key, state in states.items() if state == "sent"} <= arrived.keys(), "a mail was lost"
    unsure = [state for state in states.values() if state != "sent"]
    assert unsure in ([], ["perhaps_sent"][: int(may_be_unsure)])
