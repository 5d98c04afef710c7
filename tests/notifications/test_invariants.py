import pytest
from django.db import connection

from jobs.models import Job
from lib.invariants import Broken, Result
from notifications import invariants
from tests.notifications.making import make_message

pytestmark = pytest.mark.django_db


def test_a_mail_that_no_job_will_send_is_named() -> None:
    make_message("noise")
    unsent, lost = make_message("unsent").pk, make_message("lost").pk
    assert invariants.forgotten(None) == Result(3, [])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE jobs_job SET finished_at = due WHERE key = %s", [f"message:{unsent}"])
        cursor.execute("DELETE FROM jobs_job WHERE key = %s", [f"message:{lost}"])
    what = "mail of kind confirmation waits to be sent and has no job"
    assert invariants.forgotten(None) == Result(
        3, [Broken("notifications_message", pk, what) for pk in (unsent, lost)]
    )
    assert Job.objects.count() == 2
