"""Queries whose SQL is made once."""

from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from events.models import Event
from lib.prepared import Given, Prepared
from tests.making import make_congress

pytestmark = pytest.mark.django_db(transaction=True)


def make_query() -> Prepared[Event]:
    return Prepared(
        lambda: (
            Event.objects.filter(organisation=Given("organisation"), slug=Given("slug"))
            .exclude(status="draft")
            .annotate(twice=F("version") * 2)
            .select_related("organisation", "venue")
            .order_by("id")
        )
    )


def test_a_run_gives_the_rows_of_its_own_values_with_their_relations() -> None:
    query, noise = make_query(), make_congress()
    for event in (make_congress(), make_congress(venue=None), noise):
        with CaptureQueriesContext(connection) as asked:
            found = query.first(organisation=event.organisation_id, slug=event.slug)
            assert found == event
            assert (found.organisation, found.venue) == (event.organisation, event.venue)
            assert vars(found)["twice"] == event.version * 2
        assert len(asked) == 1
    assert query.first(organisation=noise.organisation_id, slug="another") is None


def test_the_query_is_made_once() -> None:
    event, made = make_congress(), list[str]()

    def make() -> QuerySet[Event]:
        made.append("made")
        return Event.objects.filter(pk=Given("id"))

    query = Prepared(make)
    assert list(query(id=event.pk)) == list(query(id=event.pk)) == [event]
    assert made == ["made"]


def test_a_value_stays_a_value() -> None:
    event = make_congress()
    words = "x' OR true --"
    assert make_query().first(organisation=event.organisation_id, slug=words) is None


def test_each_thread_uses_its_own_connection() -> None:
    query, event, found = make_query(), make_congress(), list[Any]()
    assert query.first(organisation=event.organisation_id, slug=event.slug) == event

    def look() -> None:
        found.append(query.first(organisation=event.organisation_id, slug=event.slug))
        connections["default"].close()

    thread = Thread(target=look)
    thread.start()
    thread.join()
    assert found == [event]
