"""Runs the flow, and after it raw SQL, on so many connections at once; tells sign-ups a second as JSON."""

import json
import multiprocessing
import os
import sys
import time
import uuid
from collections.abc import Callable, Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from bench.hot_pool_rows import Writer, rows_of  # noqa: E402
from events.access import event_by_slug  # noqa: E402
from flows.signup import sign_up  # noqa: E402
from jobs import waking  # noqa: E402
from lib import clock  # noqa: E402
from registrations.basket import Basket, Contact, Person  # noqa: E402
from registrations.models import Registration  # noqa: E402

SECONDS, TURNS = 3.0, 3
Work = Callable[[float], int]


def sign_up_once(slug: str) -> Registration:
    """Sign up somebody new for the free event, as the website does: it reads what is offered first."""
    event = event_by_slug(slug)
    assert event is not None
    email = f"{uuid.uuid4().hex}@heet.example"
    contact, person = Contact("Els Bakker", email), Person("contact", "Els Bakker", email, is_contact=True)
    basket = Basket(submission_key=uuid.uuid4(), contact=contact, people=(person,))
    return sign_up(event, basket, clock.now())


def by_the_flow(slug: str) -> Work:
    def work(until: float) -> int:
        done = 0
        while time.monotonic() < until:
            sign_up_once(slug)
            done += 1
        return done

    return work


def connect() -> psycopg.Connection[Any]:
    place: Any = settings.DATABASES["default"]
    return psycopg.connect(host=place["HOST"], user=place["USER"], dbname=place["NAME"], autocommit=True)


def by_raw_sql(registration_id: int) -> Work:
    with connect() as reading:
        rows = rows_of(reading, registration_id)

    def work(until: float) -> int:
        done = 0
        with connect() as own:
            writer = Writer(own, rows)
            while time.monotonic() < until:
                writer.write()
                done += 1
        return done

    return work


def per_second(work: Work, connections: int) -> float:
    """Do it in as many processes, a connection each, and return how often a second."""
    connection.close()
    results: Any = multiprocessing.SimpleQueue()
    until = time.monotonic() + SECONDS
    processes = [multiprocessing.Process(target=lambda: results.put(work(until))) for _ in range(connections)]
    for process in processes:
        process.start()
    done = sum(results.get() for _ in processes)
    for process in processes:
        process.join()
    return float(done) / SECONDS


def leave_to_the_worker(keys: Iterable[str]) -> None:
    """Wake nobody: the worker's part is not measured here."""
    del keys


def main() -> None:
    slug, connections = sys.argv[1], int(sys.argv[2])
    waking.wake = leave_to_the_worker
    works = {"flow": by_the_flow(slug), "raw": by_raw_sql(sign_up_once(slug).pk)}
    told = dict.fromkeys(works, 0.0)
    for _ in range(TURNS):  # in turns: what else the machine does meets both
        for name, work in works.items():
            told[name] += per_second(work, connections) / TURNS
    print(json.dumps(told))


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    main()
