"""Whether the worker has done all that came since a moment."""

from typing import Any

import psycopg

from demo.services.postgresql import NAME, USER, PostgreSQL

NEWEST = "SELECT coalesce(max(id), 0) FROM jobs_job"
TO_DO = "SELECT count(*) FROM jobs_job WHERE finished_at IS NULL AND failed_at IS NULL AND id > %s"


def newest_job(database: PostgreSQL) -> int:
    """Return the id of the newest job."""
    return int(_ask(database, NEWEST))


def all_is_done(database: PostgreSQL, since: int) -> bool:
    """Whether all jobs with an id above ``since`` are done; the question stays out of the server's log."""
    return int(_ask(database, TO_DO, since)) == 0


def _ask(database: PostgreSQL, question: Any, *values: int) -> Any:
    with psycopg.connect(host=str(database.sockets), user=USER, dbname=NAME, autocommit=True) as server:
        server.execute("SET log_statement = 'none'")
        (answer,) = server.execute(question, values).fetchone() or (None,)
    return answer
