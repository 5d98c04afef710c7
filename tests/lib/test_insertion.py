"""Storing what may be there already."""

from uuid import uuid4

import pytest
from django.db import transaction

from jobs.models import Job
from lib.insertion import insert_new
from tests.at_once import at_once
from tests.making import NOON

pytestmark = pytest.mark.django_db(transaction=True)


def make_job(key: str) -> Job:
    return Job(name="try", subject="1", key=key, due=NOON)


def test_new_rows_have_the_ids_that_the_database_gave_them() -> None:
    rows = [make_job("b"), make_job("a")]
    assert insert_new(rows)
    assert {row.key: row.pk for row in rows} == dict(Job.objects.values_list("key", "pk"))
    rows[0].subject = "2"
    rows[0].save()
    assert Job.objects.filter(subject="2").count() == 1


def test_one_that_was_there_is_told_and_keeps_what_it_said() -> None:
    Job(name="first", subject="1", key="a", due=NOON).save()
    assert not insert_new([make_job("a")])
    assert not insert_new([make_job("a"), make_job("b")])
    assert dict(Job.objects.values_list("key", "name")) == {"a": "first", "b": "try"}


def test_of_six_at_once_one_is_new() -> None:
    def insert(_: int) -> bool:
        with transaction.atomic():
            return insert_new([make_job("the same")])

    assert sorted(at_once(6, insert)) == [False] * 5 + [True]


def test_a_refusal_by_another_constraint_is_an_error() -> None:
    broken = make_job(str(uuid4()))
    broken.name = ""
    with pytest.raises(Exception, match="job_is_named"):
        insert_new([broken])
